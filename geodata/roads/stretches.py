"""Days in a row on which the same season and the same closures hold: each stretch has travel times of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geodata.roads.kinds import Season


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days in a row on which the same holds.

    Attributes
    ----------
    first, last
        Both included.
    season
        Of the whole network.
    closures
        Numbers of the closures in force, sorted.
    """

    first: date
    last: date
    season: Season
    closures: tuple[int, ...]


def usual_stretch(found: Sequence[Stretch]) -> Stretch:
    """What holds on most days of a period; of equals, the first. Its name spans all days that are so."""
    days: dict[tuple[Season, tuple[int, ...]], timedelta] = {}
    for item in found:
        key = item.season, item.closures
        days[key] = days.get(key, timedelta()) + (item.last - item.first + timedelta(days=1))
    most = max(days.values())
    return next(item for item in found if days[item.season, item.closures] == most)
