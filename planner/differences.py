"""What differs between a published plan and another: visit by visit, and who must be told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.calm import is_retimed, still_to_come
from planner.domain.history import PublishedVisit
from planner.domain.plan import Plan, Trip, Visit
from planner.domain.problem import Problem
from planner.rules.wording import Pair, time_text, told
from planner.units import SecondsOfDay


class Difference(StrEnum):
    """What became of a visit; the order is that of the telling."""

    DROPPED = "dropped"
    MOVED = "moved"
    RETIMED = "retimed"
    OTHER_TEAM = "other_team"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """When, where, by whom and from what time people are served."""

    site: str
    day: date
    team: str
    start: SecondsOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDifference:
    """A visit that is not as published; ``was`` ``None`` where it is new, ``now`` where it is dropped."""

    kind: Difference
    site: str
    was: Slot | None
    now: Slot | None
    announced: bool
    sentence: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginDifference:
    """A village, school or other place whose people go to another slot than before, and must be told.

    ``announced``: they were told of the slot that they lose. Only teams changing is not their business.
    """

    origin: str
    was: tuple[Slot, ...]
    now: tuple[Slot, ...]
    announced: bool
    sentence: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDifference:
    """Field days that one of the staff loses and gets."""

    member: str
    lost: tuple[date, ...]
    new: tuple[date, ...]


def visit_differences(problem: Problem, plan: Plan) -> tuple[VisitDifference, ...]:
    """Visits of ``plan`` that are not as published, by day."""
    published = still_to_come(problem)
    made: dict[tuple[str, date], Slot] = {}
    for trip in plan.trips:
        for visit in trip.visits:
            made.setdefault((visit.site, visit.day), _slot(trip, visit))
    found: list[VisitDifference] = []
    gone: dict[str, list[PublishedVisit]] = defaultdict(list)
    for item in published:
        now = made.pop((item.site, item.day), None)
        if now is None:
            gone[item.site].append(item)
        elif is_retimed(item.start, now.start):
            found.append(_told(problem, Difference.RETIMED, _published_slot(item), now, announced=item.announced))
        elif now.team != item.team:
            found.append(_told(problem, Difference.OTHER_TEAM, _published_slot(item), now, announced=item.announced))
    new: dict[str, list[Slot]] = defaultdict(list)
    for slot in sorted(made.values(), key=lambda slot: (slot.day, slot.start)):
        new[slot.site].append(slot)
    for site in sorted(gone.keys() | new.keys()):
        was, now_there = gone.get(site, []), new.get(site, [])
        for number in range(max(len(was), len(now_there))):
            before = was[number] if number < len(was) else None
            after = now_there[number] if number < len(now_there) else None
            kind = Difference.ADDED if before is None else Difference.DROPPED if after is None else Difference.MOVED
            slot_before = None if before is None else _published_slot(before)
            announced = before is not None and before.announced
            found.append(_told(problem, kind, slot_before, after, announced=announced))
    return tuple(sorted(found, key=lambda item: (_day(item), list(Difference).index(item.kind), item.site)))


def origin_differences(problem: Problem, start: Plan, plan: Plan) -> tuple[OriginDifference, ...]:
    """Origins whose people go elsewhere, on another day or at another hour than in ``start``, by origin."""
    before, after = slots_of(start), slots_of(plan)
    announced = {(origin, visit.site, visit.day) for visit in still_to_come(problem) if visit.announced
                 for origin in (visit.site, *visit.origins)}  # fmt: skip
    found = []
    for origin in sorted(before.keys() | after.keys()):
        was, now = before.get(origin, ()), after.get(origin, ())
        if not _same(was, now):
            lost = {(slot.site, slot.day) for slot in was}
            found.append(
                OriginDifference(
                    origin=origin,
                    was=was,
                    now=now,
                    announced=any((origin, site, day) in announced for site, day in lost),
                    sentence=_origin_told(problem, origin, was, now),
                )
            )
    return tuple(found)


def staff_differences(start: Plan, plan: Plan) -> tuple[StaffDifference, ...]:
    """Staff whose field days are others than in ``start``, by id."""
    before, after = _days_out(start), _days_out(plan)
    return tuple(
        StaffDifference(
            member=member,
            lost=tuple(sorted(before.get(member, set()) - after.get(member, set()))),
            new=tuple(sorted(after.get(member, set()) - before.get(member, set()))),
        )
        for member in sorted(before.keys() | after.keys())
        if before.get(member, set()) != after.get(member, set())
    )


def slots_of(plan: Plan) -> Mapping[str, tuple[Slot, ...]]:
    """Where the people of each origin go, in order of day and hour."""
    found: dict[str, list[Slot]] = defaultdict(list)
    for trip in plan.trips:
        for visit in trip.visits:
            for row in visit.people:
                found[row.origin].append(_slot(trip, visit))
    return {origin: tuple(sorted(slots, key=lambda slot: (slot.day, slot.start))) for origin, slots in found.items()}


def _slot(trip: Trip, visit: Visit) -> Slot:
    return Slot(site=visit.site, day=visit.day, team=trip.team, start=visit.start)


def _published_slot(item: PublishedVisit) -> Slot:
    return Slot(site=item.site, day=item.day, team=item.team, start=item.start)


def _same(was: Sequence[Slot], now: Sequence[Slot]) -> bool:
    """Whether people come to the same places on the same days, at about the same hours."""
    return [(slot.site, slot.day) for slot in was] == [(slot.site, slot.day) for slot in now] and not any(
        is_retimed(one.start, other.start) for one, other in zip(was, now, strict=True)
    )


def _days_out(plan: Plan) -> dict[str, set[date]]:
    days: dict[str, set[date]] = defaultdict(set)
    for trip in plan.trips:
        for member in trip.staff:
            days[member].update(trip.days)
    return days


def _day(item: VisitDifference) -> date:
    slot = item.was or item.now
    return date.min if slot is None else slot.day


def _told(
    problem: Problem, kind: Difference, was: Slot | None, now: Slot | None, *, announced: bool
) -> VisitDifference:
    site = (was or now or Slot(site="", day=date.min, team="", start=0)).site
    texts: dict[Difference, Pair] = {
        Difference.DROPPED: ("{site}: kunjungan {was} batal.", "{site}: the visit of {was} is dropped."),
        Difference.MOVED: (
            "{site}: kunjungan {was} pindah ke {now}.",
            "{site}: the visit of {was} moves to {now}.",
        ),
        Difference.RETIMED: (
            "{site}: layanan {was} menjadi {now}.",
            "{site}: service of {was} becomes {now}.",
        ),
        Difference.OTHER_TEAM: (
            "{site}: {was} dilayani tim lain: {now}.",
            "{site}: {was} is served by another team: {now}.",
        ),
        Difference.ADDED: ("{site}: kunjungan baru {now}.", "{site}: a new visit, {now}."),
    }
    return VisitDifference(
        kind=kind,
        site=site,
        was=was,
        now=now,
        announced=announced,
        sentence=told(*texts[kind], site=problem.site[site].name, was=_slot_told(was), now=_slot_told(now)),
    )


def _slot_told(slot: Slot | None) -> Pair:
    if slot is None:
        return ("", "")
    at = time_text(slot.start)
    return told("{day} (tim {team}, {at})", "{day} (team {team}, {at})", day=slot.day, team=slot.team, at=at)


def _origin_told(problem: Problem, origin: str, was: Sequence[Slot], now: Sequence[Slot]) -> Pair:
    name = problem.site[origin].name
    if not was:
        return told("{name} diundang ke {now}.", "{name} is invited to {now}.", name=name, now=_places(problem, now))
    kept = [slot for slot in was if _is_among(slot, now)]
    gone = [slot for slot in was if not _is_among(slot, now)]
    more = [slot for slot in now if not _is_among(slot, was)]
    if kept and (gone or more):
        texts: Pair = (
            "{name}: bukan lagi {gone}, melainkan {more}; tetap {kept}.",
            "{name}: no longer {gone}, but {more}; {kept} stays.",
        )
        if not gone:
            texts = (
                "{name}: tetap {kept}, dan diundang juga ke {more}.",
                "{name}: {kept} stays, and it is also invited to {more}.",
            )
        elif not more:
            texts = (
                "{name} tidak lagi diundang ke {gone}; tetap {kept}.",
                "{name} is no longer invited to {gone}; {kept} stays.",
            )
        indonesian, english = texts
        return told(
            indonesian,
            english,
            name=name,
            gone=_places(problem, gone),
            more=_places(problem, more),
            kept=_places(problem, kept),
        )
    if not now:
        return told(
            "{name} tidak lagi diundang ke {was}.",
            "{name} is no longer invited to {was}.",
            name=name,
            was=_places(problem, was),
        )
    return told(
        "{name}: bukan lagi {was}, melainkan {now}.",
        "{name}: no longer {was}, but {now}.",
        name=name,
        was=_places(problem, was),
        now=_places(problem, now),
    )


def _is_among(slot: Slot, others: Sequence[Slot]) -> bool:
    """Whether its people find the same there: place and day, about the same hour, whatever the team."""
    return any(
        (slot.site, slot.day) == (other.site, other.day) and not is_retimed(slot.start, other.start) for other in others
    )


def _places(problem: Problem, slots: Sequence[Slot]) -> Pair:
    parts = [
        told(
            "{site}, {day} pukul {at}",
            "{site}, {day} at {at}",
            site=problem.site[slot.site].name if slot.site in problem.site else slot.site,
            day=slot.day,
            at=time_text(slot.start),
        )
        for slot in slots
    ]
    return "; ".join(part[0] for part in parts), "; ".join(part[1] for part in parts)
