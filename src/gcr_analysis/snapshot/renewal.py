"""Tables of a candidate: those that services gave, those that follow from them, all others as they are."""

import shutil
from collections.abc import Collection
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from gcr_analysis.framework import Table, sources, tables
from gcr_analysis.snapshot import assemble, describe, files, joining, store
from gcr_analysis.snapshot.as_released import EXCHANGED
from gcr_analysis.sources import Extract

NOWCASTS = "nowcasts"
RELEASES = ("releases", "release_dates")


class Renewal:
    """Makes the tables of a candidate.

    Parameters
    ----------
    into
        Folder of the current snapshot.
    fresh
        Folder of the candidate.
    extract
        What services gave, in the layout of sources' own files.
    taken
        Tables that can be made of it.
    day
        The day on which it was taken.
    """

    def __init__(self, into: Path, fresh: Path, extract: Extract, taken: Collection[str], day: date) -> None:
        self.into, self.fresh, self.extract, self.taken, self.day = into, fresh, extract, taken, day

    def make(self, table: Table, path: Path) -> None:
        """Write a table. Those of releases come after the tables whose figures a release carries."""
        if table.id in RELEASES and self.release:
            files.write(self._longer[table.id], table, path)
        elif table.id in self.taken:
            assemble.write(table, self.extract, path)
            if table.id == NOWCASTS:
                files.write(self._with_older_months(path), table, path)
        elif table.id in store.ids_in(self.into):
            shutil.copyfile(store.checked_path(self.into, table.id), path)
        else:  # nowcasts, in a snapshot that has none so far
            assemble.write(table, self.extract, path)

    @property
    def names(self) -> frozenset[str]:
        """Ids of the tables: a declared one that neither the snapshot nor a service has is left out."""
        return store.ids_in(self.into) | frozenset(self.taken) | {NOWCASTS}

    def vintages(self) -> describe.Taken:
        """Return vintage and label of every table that was taken, now or before."""
        year, when = self._last_year, f"{self.day.day} {self.day:%B %Y}"
        labels = {
            "unhcr-population": f"end-{year} figures, taken on {when}; by age, sex and place, and newly "
            f"displaced people: {sources()['unhcr-population'].vintage_label}",
            "unrwa": f"end-{year} figures, taken on {when}",
            "idmc": f"end-{year} figures, taken on {when}",
            "unhcr-nowcasts": f"taken on {when}",
            "world-bank": f"taken on {when}",
        }
        named = set(self.taken)
        if self.release:
            named |= set(RELEASES)
            count = len(self._longer["release_dates"])
            labels["unhcr-releases"] = f"{count} releases, mid-2022 to end-{year}"
        new = {
            name: {"vintage": self.day.isoformat(), "vintage_label": labels[tables()[name].source]}
            for name in sorted(named)
        }
        return store.taken_in(self.into) | new

    @cached_property
    def release(self) -> str:
        """Id of the release that joins the others; empty where UNHCR's figures are those of the last one."""
        if not set(EXCHANGED) & set(self.taken):
            return ""
        if self._figures.equals(joining.released(self._read(self.into, EXCHANGED))):
            return ""
        return joining.next_id(self._read(self.into, ["release_dates"])["release_dates"], self._last_year)

    @cached_property
    def _figures(self) -> pd.Series:
        return joining.released(self._read(self.fresh, EXCHANGED))

    @cached_property
    def _last_year(self) -> int:
        return int(self._read(self.fresh, ["population"])["population"]["year"].max())

    @cached_property
    def _longer(self) -> dict[str, pd.DataFrame]:
        old = self._read(self.into, RELEASES)
        day = self.day.isoformat()
        row = {
            "release": self.release,
            "name": f"service-{day}",
            "published": day,
            "reference_date": f"{self._last_year}-12-31",
        }
        longer = joining.join(old["releases"], old["release_dates"], self._figures, row)
        return dict(zip(RELEASES, longer, strict=True))

    def _with_older_months(self, path: Path) -> pd.DataFrame:
        """Return nowcasts of the months that came now and of those that came before."""
        key = list(tables()[NOWCASTS].key)
        both = [files.read(path, tables()[NOWCASTS])]
        if NOWCASTS in store.ids_in(self.into):
            both += self._read(self.into, [NOWCASTS]).values()
        rows = pd.concat([frame.astype({"asylum": "str"}) for frame in both])
        return rows.drop_duplicates(key).sort_values(key, ignore_index=True)

    def _read(self, folder: Path, names: Collection[str]) -> dict[str, pd.DataFrame]:
        """Read tables; those of the current snapshot once they are as they were written."""
        paths = {
            name: store.checked_path(folder, name) if folder == self.into else folder / f"{name}.parquet"
            for name in names
        }
        return {name: files.read(path, tables()[name]) for name, path in paths.items()}
