"""One piece of evidence on the signal of one site, and how much it weighs.

What somebody saw beats what a map or a range makes likely; what was measured beats what was told; what is old, or bears
no date, yields to anything fresh of its own class. The office's own word is above all: it knows the place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planner.domain.signal import SignalSource
from planner.domain.site import Connectivity
from planner.domain.team import DateRange

FRESH_DAYS = 730
"""Evidence older than two years, or of no date, is stale."""


class Scope(StrEnum):
    """How closely evidence speaks of a site."""

    SITE = "site"
    VILLAGE = "village"
    SUBDISTRICT = "subdistrict"


class Tier(StrEnum):
    """Class of evidence; a higher one is never outweighed by a lower one."""

    STATED = "stated"
    OBSERVED = "observed"
    MODELLED = "modelled"


TIER_OF: Mapping[SignalSource, Tier] = {
    SignalSource.OFFICE: Tier.STATED,
    SignalSource.SPEED_TEST: Tier.OBSERVED,
    SignalSource.REPORT: Tier.OBSERVED,
    SignalSource.COVERAGE: Tier.MODELLED,
    SignalSource.TOWER: Tier.MODELLED,
}
TIERS = (Tier.STATED, Tier.OBSERVED, Tier.MODELLED)
"""From strongest to weakest."""
WORSE_FIRST = (Connectivity.NONE, Connectivity.WEAK, Connectivity.GOOD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What one source says of one site.

    Attributes
    ----------
    site
        Its id.
    connectivity
        Never ``UNKNOWN``: a source that knows nothing is no evidence.
    source
        Kind of source.
    scope
        Whether it speaks of the site itself, of its village, or of its subdistrict.
    operator
        Mobile operator; empty for all of them.
    seen
        When; ``None`` if not known.
    note
        In a sentence: (Indonesian, English).
    """

    site: str
    connectivity: Connectivity
    source: SignalSource
    scope: Scope = Scope.SITE
    operator: str = ""
    seen: DateRange | None = None
    note: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        if self.connectivity is Connectivity.UNKNOWN:
            raise ValueError(f"site {self.site}: what is not known is no evidence")

    @property
    def tier(self) -> Tier:
        """Class of the evidence."""
        return TIER_OF[self.source]

    def is_fresh(self, as_of: date) -> bool:
        """Whether it is dated and its latest possible day lies no more than two years before ``as_of``."""
        return self.seen is not None and as_of - self.seen.last <= timedelta(days=FRESH_DAYS)

    def strength(self, as_of: date) -> tuple[int, ...]:
        """Larger is stronger: class, closeness to the site within fresh or stale, kind, date, the worse signal.

        Parameters
        ----------
        as_of
            The date that ages are counted to.
        """
        return (
            -TIERS.index(self.tier),
            # The office's word does not age: it is asked to keep its list.
            int(self.tier is Tier.STATED or self.is_fresh(as_of)),
            -_CLOSENESS[self.scope],
            -_KINDS.index(self.source),
            self.seen.last.toordinal() if self.seen is not None else 0,
            -WORSE_FIRST.index(self.connectivity),
        )


_CLOSENESS = {scope: number for number, scope in enumerate(Scope)}
_KINDS = tuple(TIER_OF)
