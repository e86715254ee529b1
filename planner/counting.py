"""What was counted at a visit as a whole, told of the villages and schools whose people came."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.domain.history import DoneVisit
from planner.domain.plan import Plan
from planner.replan import Counted, Held
from planner.shares import shared_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """Whole people that were counted at a visit, of all origins together."""

    recorded: int
    cards: int
    ikd: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Expected:
    invited: int
    recorded: int
    cards: int
    ikd: int


def counted_in(plan: Plan, reported: Mapping[Held, Reported], before: date, but: Collection[Held]) -> list[Counted]:
    """Counts by origin of the visits of ``plan`` before a day that were reported, ``but`` for some.

    Only the sum was counted: it is shared out as the people were expected. Where more came than that, by who was
    invited; whoever came beyond these counts as invited.
    """
    return [
        Counted(site=visit.site, day=visit.day, origin=origin, **_numbers(one))
        for trip in plan.trips
        if trip.days[0] < before
        for visit in trip.visits
        if (visit.site, visit.day) in reported and (visit.site, visit.day) not in but
        for origin, one in _shared(
            {
                row.origin: _Expected(invited=row.invited, recorded=row.recorded, cards=row.cards, ikd=row.ikd)
                for row in visit.people
            },
            reported[visit.site, visit.day],
        ).items()
    ]


def recounted(done: Sequence[DoneVisit], reported: Mapping[Held, Reported]) -> tuple[DoneVisit, ...]:
    """Visits that were taken as done as expected, with what was reported of them since."""
    rows: dict[Held, dict[str, _Expected]] = {}
    for visit in done:
        if (visit.site, visit.day) in reported:
            rows.setdefault((visit.site, visit.day), {})[visit.origin] = _Expected(
                invited=visit.invited, recorded=visit.recorded, cards=visit.cards, ikd=visit.ikd
            )
    shared = {key: _shared(there, reported[key]) for key, there in rows.items()}
    return tuple(
        _with(visit, shared[key][visit.origin]) if (key := (visit.site, visit.day)) in shared else visit
        for visit in done
    )


def _with(visit: DoneVisit, one: _Expected) -> DoneVisit:
    return replace(visit, invited=one.invited, recorded=one.recorded, cards=one.cards, ikd=one.ikd)


def _shared(rows: Mapping[str, _Expected], counts: Reported) -> dict[str, _Expected]:
    invited = {origin: row.invited for origin, row in rows.items()}
    recorded = _split(counts.recorded, {origin: row.recorded for origin, row in rows.items()}, invited)
    cards = _split(counts.cards, {origin: row.cards for origin, row in rows.items()}, invited)
    ikd = _split(counts.ikd, {origin: row.ikd for origin, row in rows.items()}, invited)
    return {
        origin: _Expected(
            invited=max(row.invited, recorded[origin]), recorded=recorded[origin], cards=cards[origin], ikd=ikd[origin]
        )
        for origin, row in rows.items()
    }


def _split(total: int, expected: Mapping[str, int], invited: Mapping[str, int]) -> dict[str, int]:
    """As expected, where that leaves nobody more than were invited; else by who was invited, else evenly."""
    if sum(expected.values()) > 0:
        found = shared_out(total, expected)
        if all(found[origin] <= most for origin, most in invited.items()):
            return found
    return shared_out(total, invited if sum(invited.values()) > 0 else dict.fromkeys(expected, 1))


def _numbers(one: _Expected) -> dict[str, int]:
    return {"invited": one.invited, "recorded": one.recorded, "cards": one.cards, "ikd": one.ikd}
