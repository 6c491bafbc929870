"""Print every measure of some regions after all counts of persons were multiplied: FACTOR YEAR REGION ...

A process of its own, since tables and figures are kept for as long as one lives.
"""

import json
import sys
from pathlib import Path

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.snapshot import store

PERSONS = ("persons", "persons or cases")
_read = store._read


def scaled(folder: Path, table: str, columns: tuple[str, ...]) -> pd.DataFrame:
    """Read a table of the snapshot, every count of persons in it multiplied."""
    frame = _read(folder, table, columns).copy()
    for column in framework.tables()[table].columns:
        if column.unit in PERSONS and column.name in frame:
            frame[column.name] *= FACTOR
    if {"unit", "value"} <= {*frame}:
        frame.loc[frame["unit"] == "persons", "value"] *= FACTOR
    return frame


if __name__ == "__main__":
    FACTOR = int(sys.argv[1])
    store._read = scaled

    from gcr_analysis import indicators

    tables = [indicators(region, year=int(sys.argv[2])) for region in sys.argv[3:]]
    told = pd.concat(tables)[["region", "indicator", "value", "status"]]
    print(json.dumps(told.astype(object).where(told.notna(), None).to_dict("records")))
