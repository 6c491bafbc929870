"""Where a change comes from: contributions of the parts that add up to the change of the whole."""

import pandas as pd


def contributions(start: pd.Series, end: pd.Series) -> pd.DataFrame:
    """Split the change of a sum into what each of its parts contributed.

    Parameters
    ----------
    start, end
        The parts at both ends, such as refugees by country of origin. A part that one end lacks was zero
        there: the parts of a stock are all the rows that it has.

    Returns
    -------
    DataFrame
        A row a part, largest contribution (of either sign) first, with ``start``, ``end``, ``change`` and
        ``points``: the part's change in percent of the whole at the start. Changes add up exactly to the
        change of the whole, and points to its change in percent; points are missing when it started at zero.

    Examples
    --------
    >>> contributions(pd.Series({"SYR": 60.0, "AFG": 40.0}), pd.Series({"SYR": 30.0, "UKR": 90.0}))
         start   end  change  points
    UKR    0.0  90.0    90.0    90.0
    AFG   40.0   0.0   -40.0   -40.0
    SYR   60.0  30.0   -30.0   -30.0
    """
    parts = pd.DataFrame({"start": start, "end": end}).fillna(0.0).sort_index()
    change = parts["end"] - parts["start"]
    whole = parts["start"].sum()
    points = change / whole * 100 if whole else change * float("nan")
    table = parts.assign(change=change, points=points)
    return table.sort_values("change", key=lambda c: -c.abs(), kind="stable")
