"""UNHCR's past releases of population and solutions, as one table of values and who carried them.

Most figures never change from one release to the next, so a value is written once, with the first and the
last release that carried it. The table of any release comes back by taking the rows with
`first_release <= release <= last_release`.
"""

import numpy as np
import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.unhcr_population import STOCKS

FILES = {
    "unhcr/releases/population_by_release.parquet": STOCKS,
    "unhcr/releases/solutions_by_release.parquet": {
        "returned_refugees": "refugee_returns",
        "returned_idps": "idp_returns",
        "resettlement": "resettlement_arrivals",
        "naturalisation": "naturalisations",
    },
}
RELEASE = {"release": "name", "package_date": "published", "latest_ref_date": "reference_date"}
PAIR = {"coo": "origin", "coa": "asylum"}
# Earlier releases leave the ISO code of the unknown away, and only that.
UNKNOWN = {"UKN": "UNK"}
FIGURE = ["year", "origin", "asylum"]


@reads("release_dates")
def release_dates(extract: Extract) -> pd.DataFrame:
    """Past releases in order of publication; both files hold the same ones."""
    stated = [extract.parquet(file, list(RELEASE)).drop_duplicates() for file in FILES]
    one, other = (rows.rename(columns=RELEASE).sort_values("published", ignore_index=True) for rows in stated)
    if not one.equals(other):
        raise GcrError(f"extracts {' and '.join(FILES)} hold different releases")
    revision = one["name"].str.extract(r"(r\d+)$")[0]
    return one.assign(release=one["reference_date"].str[:7] + ("-" + revision).fillna(""))


@reads("releases")
def releases(extract: Extract) -> pd.DataFrame:
    """Every value above zero with the first and the last release that carried it, and those withdrawn."""
    dates = release_dates(extract)
    return pd.concat(
        [
            runs(figures, dates).assign(series=series)
            for file, columns in FILES.items()
            for series, figures in _series(extract, file, columns, dates).items()
        ],
        ignore_index=True,
    )


def runs(figures: pd.DataFrame, dates: pd.DataFrame) -> pd.DataFrame:
    """Turn one series as the releases carried it into values with their first and last release.

    Parameters
    ----------
    figures
        One row a figure, indexed by ``year``, ``origin`` and ``asylum``; one column a release, in order of
        publication; missing where a release has no figure above zero.
    dates
        Releases in the same order, with ``release`` and ``reference_date``.

    Returns
    -------
    pandas.DataFrame
        Columns of the index, then ``first_release``, ``last_release``, ``reference`` and ``persons``. A row
        with missing persons says that a figure which an earlier release carried was gone from these.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([(2024, "AFG", "PAK"), (2025, "AFG", "PAK")], names=FIGURE)
    >>> figures = pd.DataFrame([[5.0, 5.0], [7.0, None]], index=index, columns=["2025-06", "2025-12"])
    >>> dates = pd.DataFrame({"release": figures.columns, "reference_date": ["2025-06-30", "2025-12-31"]})
    >>> found = runs(figures, dates)
    >>> found[["year", "first_release", "last_release", "reference"]].to_numpy().tolist()[1:]
    [[2025, '2025-06', '2025-06', 'mid_year'], [2025, '2025-12', '2025-12', 'year_end']]
    >>> found["persons"].tolist()
    [5, 7, <NA>]
    """
    values = figures.to_numpy("float64")
    latest = dates["reference_date"].str[:4].astype("int64").to_numpy()
    years = figures.index.get_level_values("year").to_numpy()
    mid_year = (years[:, None] == latest) & dates["reference_date"].str.endswith("06-30").to_numpy()
    carried = ~np.isnan(values)
    same = (values[:, 1:] == values[:, :-1]) | (~carried[:, 1:] & ~carried[:, :-1])
    starts, ends = np.ones_like(carried), np.ones_like(carried)
    starts[:, 1:] = ~(same & (mid_year[:, 1:] == mid_year[:, :-1]))
    ends[:, :-1] = starts[:, 1:]
    row, first = np.nonzero(starts)
    last = np.nonzero(ends)[1]
    known = np.logical_or.accumulate(carried, axis=1)[row, first]
    found = (
        figures.index[row]
        .to_frame(index=False)
        .assign(
            first_release=dates["release"].to_numpy()[first],
            last_release=dates["release"].to_numpy()[last],
            reference=np.where(mid_year[row, first], "mid_year", "year_end"),
            persons=pd.array(values[row, first], dtype="Float64").astype("Int64"),
        )
    )
    return found[known].reset_index(drop=True)


def _series(
    extract: Extract, file: str, columns: dict[str, str], dates: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """Each series of a file: one row a figure, one column a release."""
    isos = [f"{side}_iso" for side in PAIR]
    rows = extract.parquet(file, ["release", "year", *PAIR, *isos, *columns])
    for side, name in PAIR.items():
        rows[name] = rows[f"{side}_iso"].fillna(rows[side].map(UNKNOWN))
        lacking = sorted(set(rows.loc[rows[name].isna(), side]))
        if lacking:
            raise GcrError(f"extract {file} has no ISO code for {', '.join(lacking)}")
    names = dates.set_index("name")["release"]
    rows = rows.assign(release=rows["release"].map(names)).astype({"year": "int64"})
    return {ours: _wide(rows, column).reindex(columns=names) for column, ours in columns.items()}


def _wide(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows[rows[column] > 0].pivot(index=FIGURE, columns="release", values=column)
