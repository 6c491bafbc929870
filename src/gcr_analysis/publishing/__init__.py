"""Executed notebooks to a published site. Nothing is computed here."""

from gcr_analysis.publishing.prepare import prepare
from gcr_analysis.publishing.preview import preview
from gcr_analysis.publishing.publish import Report, publish
from gcr_analysis.publishing.render import choose_engine, render

__all__ = ["Report", "choose_engine", "prepare", "preview", "publish", "render"]
