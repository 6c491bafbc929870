"""Executed notebooks to a published site. Nothing is computed here."""

from gcr_analysis.framework.languages import languages
from gcr_analysis.publishing.current import current_notes, require_remakeable
from gcr_analysis.publishing.prepare import prepare
from gcr_analysis.publishing.preview import preview
from gcr_analysis.publishing.publish import Report, publish
from gcr_analysis.publishing.render import choose_engine, render
from gcr_analysis.publishing.translations import chosen

__all__ = [
    "Report",
    "choose_engine",
    "chosen",
    "current_notes",
    "languages",
    "prepare",
    "preview",
    "publish",
    "render",
    "require_remakeable",
]
