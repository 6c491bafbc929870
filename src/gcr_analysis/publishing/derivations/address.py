"""Where the derivation of a number stands: a page for its measure, an anchor for the number."""

import re
from urllib.parse import quote

from gcr_analysis import framework
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.numbers import significant

FOLDER = "derivations"
"""Folder of these pages, beside the page of the note."""


def is_derived(quantity: object) -> bool:
    """Return whether a number is a figure of a measure, and no constant of the analysis.

    >>> is_derived(Quantity(value=2016, unit="year")), is_derived(None)
    (False, False)
    """
    return isinstance(quantity, Quantity) and quantity.known and quantity.indicator in framework.indicators()


def anchor(quantity: Quantity) -> str:
    """Return the anchor of a number on the page of its measure: place, year, value, and a unit of its own.

    It is the same in every language, and that of two numbers that are equal in all of these.

    >>> about = {"region": "LBN", "indicator": "refugees_hosted", "year": 2025}
    >>> anchor(Quantity(value=535168.0, unit="persons", **about))
    'LBN-2025-535168'
    """
    year, own = quantity.value_year or quantity.year, framework.indicators()[quantity.indicator].unit
    unit = re.sub(r"\W+", "-", quantity.unit) if quantity.unit != own else ""
    begins = "-".join(map(str, filter(None, (quantity.region, year))))
    return f"{begins}-{significant(quantity.value)}" + (f"-{unit}" if unit else "")


def address(quantity: Quantity) -> str:
    """Return where the derivation of a number stands, seen from the folder of the note's page.

    >>> about = {"region": "LBN", "indicator": "refugees_hosted", "year": 2025}
    >>> address(Quantity(value=535168.0, unit="persons", **about))
    'derivations/refugees_hosted.html#LBN-2025-535168'
    """
    return f"{FOLDER}/{quantity.indicator}.html#{quote(anchor(quantity))}"
