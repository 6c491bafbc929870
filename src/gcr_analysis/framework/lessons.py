"""The notebooks that teach: run with their own parameters, committed with their outputs, shown as pages."""

LESSONS = ("how-to-read-a-figure", "your-own-region")
"""Names of those that teach, which are also the names of their pages under ``reports/``."""
