"""Reasons that several measures of this panel give, in the same words."""

NO_RETURNS = "No returns reported"
NOBODY_FROM_HERE = "No refugees from the region"
