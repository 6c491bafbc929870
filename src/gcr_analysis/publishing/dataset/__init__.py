"""The file for everybody: every figure with its dictionary, as one package that any program opens."""

from gcr_analysis.publishing.dataset.citing import FOLDER
from gcr_analysis.publishing.dataset.export import export_figures
from gcr_analysis.publishing.dataset.formats import formats
from gcr_analysis.publishing.dataset.package import export_files, site_files

__all__ = ["FOLDER", "export_figures", "export_files", "formats", "site_files"]
