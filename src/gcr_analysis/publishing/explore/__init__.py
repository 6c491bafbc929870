"""Explore: a page on which a reader chooses a measure, places and years, and what it loads when asked."""

from gcr_analysis.publishing.explore.files import FOLDER, explore_files

__all__ = ["FOLDER", "explore_files"]
