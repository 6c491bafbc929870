"""The file for everybody: every figure with its dictionary, as one package that any program opens."""

from gcr_analysis.publishing.dataset.citing import FOLDER
from gcr_analysis.publishing.dataset.export import export_package
from gcr_analysis.publishing.dataset.package import package_files, site_files

__all__ = ["FOLDER", "export_package", "package_files", "site_files"]
