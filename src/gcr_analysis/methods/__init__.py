"""Statistics that indicators share: pure functions on plain frames, with the source of each method."""
