"""UNHCR's figures on asylum systems, and people newly displaced across borders."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.translate import translate
from gcr_analysis.sources.unhcr_population import PAIR

UNITS = {"P": "persons", "C": "cases"}
# The flow file writes UNHCR's own codes for the unknown and the stateless where others write ISO3-like ones.
FLOW_CODES = {"UKN": "UNK", "STA": "XXA"}


@reads("asylum_applications")
def asylum_applications(extract: Extract) -> pd.DataFrame:
    """Applications lodged in the year, persons and cases apart."""
    names = PAIR | {
        "procedure_type": "procedure",
        "app_type": "type",
        "dec_level": "level",
        "app_pc": "unit",
        "applied": "applications",
    }
    rows = extract.parquet("unhcr/asylum_applications.parquet", ["year", *names]).rename(columns=names)
    return rows.assign(unit=translate(rows["unit"], UNITS))


@reads("asylum_decisions")
def asylum_decisions(extract: Extract) -> pd.DataFrame:
    """Decisions of the year, persons and cases apart.

    The source's own total is left out: it is not always the sum of its parts.
    """
    names = PAIR | {
        "procedure_type": "procedure",
        "dec_level": "level",
        "dec_pc": "unit",
        "dec_recognized": "recognised",
        "dec_other": "complementary",
        "dec_rejected": "rejected",
        "dec_closed": "closed",
    }
    rows = extract.parquet("unhcr/asylum_decisions.parquet", ["year", *names]).rename(columns=names)
    return rows.assign(unit=translate(rows["unit"], UNITS))


@reads("displacement_flows")
def displacement_flows(extract: Extract) -> pd.DataFrame:
    """People newly displaced across borders in the year."""
    names = PAIR | {
        "refugees": "refugees",
        "refugee_like": "refugee_like",
        "oip": "oip",
        "asylum_seekers": "asylum_applications",
    }
    rows = extract.parquet("unhcr/flows.parquet", ["year", *names]).rename(columns=names)
    return rows.assign(
        origin=rows["origin"].replace(FLOW_CODES),
        asylum=rows["asylum"].replace(FLOW_CODES),
    )
