"""A page for each measure whose numbers a note prints: what each number is, and what it is made from."""

from gcr_analysis.publishing.derivations.address import FOLDER, address, anchor, is_derived
from gcr_analysis.publishing.derivations.derived import Derived, addresses_of, derived
from gcr_analysis.publishing.derivations.stated import Stated, is_as_executed, stated

__all__ = [
    "FOLDER",
    "Derived",
    "Stated",
    "address",
    "addresses_of",
    "anchor",
    "derived",
    "is_as_executed",
    "is_derived",
    "stated",
]
