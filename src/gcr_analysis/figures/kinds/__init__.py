"""What each kind of figure is told: which of its data is drawn how."""
