"""What is known of the signal at a place, and what decided it: shown with the plan, never computed with."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.site import Connectivity


class SignalSource(StrEnum):
    """What kind of evidence decided, from strongest to weakest."""

    OFFICE = "office"
    SPEED_TEST = "speed_test"
    REPORT = "report"
    COVERAGE = "coverage"
    TOWER = "tower"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalFinding:
    """The strongest evidence on the signal of one site.

    Attributes
    ----------
    site
        Its id.
    connectivity
        What the evidence says; the site carries the same.
    source
        Kind of the evidence that decided.
    seen
        Day of that evidence, the earliest if only month or year are known; ``None`` if it bears no date.
    operator
        Mobile operator that it speaks of; empty for all of them.
    note
        The evidence in a sentence: (Indonesian, English).
    weaker
        Other evidence on the site, from strongest to weakest: (Indonesian, English) each.
    disputed
        Whether some of the other evidence says something else.
    """

    site: str
    connectivity: Connectivity
    source: SignalSource
    seen: date | None = None
    operator: str = ""
    note: tuple[str, str]
    weaker: tuple[tuple[str, str], ...] = ()
    disputed: bool = False
