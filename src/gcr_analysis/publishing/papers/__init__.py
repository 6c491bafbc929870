"""Notes on paper: every note and every region as PDF and DOCX, and the data of a region's figures as ZIP."""

from gcr_analysis.publishing.papers.archive import archive
from gcr_analysis.publishing.papers.content import background_paper, note_paper
from gcr_analysis.publishing.papers.making import write_papers

__all__ = ["archive", "background_paper", "note_paper", "write_papers"]
