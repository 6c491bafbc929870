"""United Nations: who is bound by the Convention of 1951 and the Protocol of 1967."""

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.unhcr_countries import known_codes

FILE = "context/convention_status.csv"
CONVENTION, BOTH, PROTOCOL, NEITHER = "c_1951", "c_1951_p_1967", "p_1967", "no_application"
# Four states chose to be bound for refugees from events in Europe only. Türkiye upheld that when it joined
# the Protocol, and Madagascar never joined the Protocol, which applies without such a limit otherwise. The
# two others, Congo and Monaco, joined it without upholding their choice and are not named here.
EUROPE_ONLY = ("MDG", "TUR")


@reads("refugee_conventions")
def refugee_conventions(extract: Extract) -> pd.DataFrame:
    """Which treaty binds each country and territory, and whether for refugees from Europe only."""
    columns = [CONVENTION, BOTH, PROTOCOL, NEITHER]
    rows = extract.csv(FILE, ["iso", *columns]).rename(columns={"iso": "iso3"})
    marks = rows[columns] == "1"
    unclear = rows.loc[marks.sum(axis=1) != 1, "iso3"]
    if len(unclear):
        raise GcrError(f"extract {FILE} does not mark one status for {', '.join(sorted(unclear))}")
    bound = pd.DataFrame(
        {
            "iso3": rows["iso3"],
            "convention_1951": marks[CONVENTION] | marks[BOTH],
            "protocol_1967": marks[PROTOCOL] | marks[BOTH],
            "geographical_limitation": rows["iso3"].isin(EUROPE_ONLY),
        }
    )
    return bound[bound["iso3"].isin(known_codes(extract))]
