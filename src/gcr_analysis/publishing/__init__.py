"""Executed notebooks to a published site. Nothing is computed here."""

from gcr_analysis.publishing.current import current_notes, require_remakeable
from gcr_analysis.publishing.prepare import prepare
from gcr_analysis.publishing.preview import preview
from gcr_analysis.publishing.publish import Report, publish
from gcr_analysis.publishing.render import choose_engine, render

__all__ = [
    "Report",
    "choose_engine",
    "current_notes",
    "prepare",
    "preview",
    "publish",
    "render",
    "require_remakeable",
]
