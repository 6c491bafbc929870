"""What is wrong with a file of the user's own: one line each, with the place and the remedy."""

from dataclasses import dataclass, field

from gcr_analysis.errors import GcrError

MOST_ALIKE = 3  # of one kind of problem, so many places are named


@dataclass
class Problems:
    """Problems and remarks of one file, in the order in which they were found.

    Parameters
    ----------
    where
        The file, as the user knows it.

    Examples
    --------
    >>> problems = Problems("own/labour/figures.csv")
    >>> problems.add("line 4, column year", "2031 is in the future: write a year up to 2025")
    >>> problems.lines
    ['own/labour/figures.csv, line 4, column year: 2031 is in the future: write a year up to 2025']
    """

    where: str
    lines: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _alike: dict[str, int] = field(default_factory=dict)

    def add(self, place: str, what: str, kind: str = "") -> None:
        """Note a problem. Of one *kind* only the first few are told."""
        told = self._alike[kind] = self._alike.get(kind, 0) + 1
        if not kind or told <= MOST_ALIKE:
            self.lines.append(f"{self.where}, {place}: {what}" if place else f"{self.where}: {what}")

    def remark(self, place: str, what: str) -> None:
        """Note something to look at that does not stand in the way."""
        self.remarks.append(f"{self.where}, {place}: {what}" if place else f"{self.where}: {what}")

    def require_none(self) -> None:
        """Raise the first problem, and say how many more there are.

        Raises
        ------
        GcrError
            When there is any.
        """
        if self.lines:
            raise self.error()

    @property
    def left_out(self) -> int:
        """How many problems are not among the lines, since there are enough of their kind."""
        return sum(n - MOST_ALIKE for kind, n in self._alike.items() if kind and n > MOST_ALIKE)

    def error(self) -> GcrError:
        """Return the first problem as an error that says how many more there are."""
        others = len(self.lines) - 1 + self.left_out
        more = f" ({others} more: gcr own check)" if others else ""
        return GcrError(self.lines[0] + more)
