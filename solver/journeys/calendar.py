"""The calendar as the search over trips with nights sees it: every day on which a team may be out is a slot.

Slots know their date, so that days that follow each other, days of rest, field days, what is open and how far visits
to a site lie apart are exact while plans are drafted. The first slots are those of pinned trips; they keep their day.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from planner.crew import recorders_to_spare
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind, Skill, Team
from planner.hours import may_be_served
from planner.team_days import free_team_days
from solver.indexing import WITH_KIT, WITHOUT_KIT, BoolArray, Index, IntArray
from solver.rostering.spans import month_of, week_of
from solver.trips.cells import PricingCell

DAY = timedelta(days=1)
NO_SLOT = -1
SKILLS = (Skill.RECORD, Skill.PRINT, Skill.IKD)
PIECES = (EquipmentKind.RECORDING_SET, EquipmentKind.PRINTER, EquipmentKind.VEHICLE, EquipmentKind.SATELLITE_KIT)
KIT = len(SKILLS) + PIECES.index(EquipmentKind.SATELLITE_KIT)
"""Which of the resources of a day is the satellite kit."""
PLENTY = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A team-day.

    Attributes
    ----------
    team, day
        Which.
    day_class
        Class of the day.
    may_start
        A trip may begin on it; else it may only go on.
    pinned
        Number of the pinned trip that is made on it; ``None`` if it is free.
    """

    team: str
    day: date
    day_class: int
    may_start: bool
    pinned: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Slots, and what limits trips on them.

    Attributes
    ----------
    slots
        Those of pinned trips first.
    following, before
        The slot of the same team on the next and on the last day, ``NO_SLOT`` where there is none.
    week, month
        Number of the span of a team in which the slot lies; ``week_left`` and ``month_left`` are its field days.
    day
        Number of the day; ``left[day, resource]`` is what is there, ``need[slot, resource]`` what a trip takes.
    """

    slots: tuple[Slot, ...]
    following: IntArray
    before: IntArray
    week: IntArray
    week_left: IntArray
    month: IntArray
    month_left: IntArray
    day: IntArray
    left: IntArray
    need: IntArray


def calendar(
    index: Index,
    cells: Sequence[PricingCell],
    pinned: Sequence[tuple[str, date]],
    taken: Collection[tuple[str, date]],
) -> Calendar:
    """The slots of all teams.

    Parameters
    ----------
    cells
        Pricing cells of the problem: on days of other classes nobody can go.
    pinned
        Team-days of pinned trips that can serve people, in their order.
    taken
        Team-days of all pinned trips.
    """
    problem = index.problem
    starts, possible = free_team_days(problem, Plan()), {cell.day_class for cell in cells}
    classes = {
        (team, day): number
        for number, kind in enumerate(index.days.classes)
        for team in index.days.team_types[kind.team_type].ids
        for day in kind.days
    }
    slots = [
        Slot(team=team, day=day, day_class=classes[team, day], may_start=True, pinned=number)
        for number, (team, day) in enumerate(pinned)
    ]
    slots += [
        Slot(team=team, day=day, day_class=number, may_start=(team, day) in starts)
        for (team, day), number in sorted(classes.items())
        if (team, day) not in taken and number in possible
    ]
    place = {(slot.team, slot.day): number for number, slot in enumerate(slots)}
    days = sorted({slot.day for slot in slots})
    weeks = sorted({(slot.team, week_of(slot.day)) for slot in slots})
    months = sorted({(slot.team, month_of(slot.day)) for slot in slots})
    unseen = [one for one in taken if one not in set(pinned)]

    def near(by: int) -> IntArray:
        return np.array([place.get((one.team, one.day + by * DAY), NO_SLOT) for one in slots], dtype=np.int64)

    return Calendar(
        slots=tuple(slots),
        following=near(1),
        before=near(-1),
        week=np.array([weeks.index((one.team, week_of(one.day))) for one in slots], dtype=np.int64),
        week_left=np.array([_left(problem, *key, unseen, weekly=True) for key in weeks], dtype=np.int64),
        month=np.array([months.index((one.team, month_of(one.day))) for one in slots], dtype=np.int64),
        month_left=np.array([_left(problem, *key, unseen, weekly=False) for key in months], dtype=np.int64),
        day=np.array([days.index(one.day) for one in slots], dtype=np.int64),
        left=np.array([_there(problem, day, unseen) for day in days], dtype=np.int64).reshape(len(days), KIT + 1),
        need=np.array([_taken(problem.team[one.team]) for one in slots], dtype=np.int64).reshape(len(slots), KIT + 1),
    )


def _left(problem: Problem, name: str, start: date, unseen: Sequence[tuple[str, date]], *, weekly: bool) -> int:
    """Field days that a team has left in a week or month."""
    begins, team = (week_of if weekly else month_of), problem.team[name]
    past = {item.day for item in problem.history.team_days if item.who == name}
    past |= {done.day for done in problem.done if done.team == name} | {day for who, day in unseen if who == name}
    limit = team.days_per_week if weekly else team.days_per_month
    return max(0, limit - sum(begins(day) == start for day in past))


def _there(problem: Problem, day: date, unseen: Sequence[tuple[str, date]]) -> list[int]:
    """People by skill and pieces of equipment that trips may take on a day."""
    found = []
    for skill in SKILLS:
        able = sum(skill in member.skills and not member.is_away(day) for member in problem.staff)
        if skill is Skill.RECORD:
            able = max(0, recorders_to_spare(problem, day))
        found.append(able if problem.staff else PLENTY)
    for kind in PIECES:
        listed = [item for item in problem.equipment if item.kind is kind]
        there = sum(item.available(day) for item in listed)
        found.append(there if listed or kind is EquipmentKind.SATELLITE_KIT else PLENTY)
    for team, when in unseen:
        if when == day:
            found = [there - out for there, out in zip(found, _taken(problem.team[team]), strict=True)]
    return found


def _taken(team: Team) -> list[int]:
    """What a trip takes of each resource; of kits none, since that hangs on the trip."""
    return [*(team.need(skill) for skill in SKILLS), team.stations, team.printers, 1, 0]


def slot_cells(index: Index, cells: Sequence[PricingCell], slots: Sequence[Slot]) -> tuple[list[PricingCell], IntArray]:
    """A cell for each free slot without and with a kit, which knows what is open on that day; and where it is.

    Parameters
    ----------
    cells
        Those of the problem, of which each is a day's.

    Returns
    -------
    (list, array of shape (slots, 2))
        Cells, and for each slot the numbers of its own among them, ``NO_SLOT`` where there is none.
    """
    number = {(cell.day_class, cell.mode): place for place, cell in enumerate(cells)}
    names = [index.places[place] for place in index.stop_site]
    found: list[PricingCell] = []
    place = np.full((len(slots), 2), NO_SLOT, dtype=np.int64)
    for row, slot in enumerate(slots):
        for mode in (WITHOUT_KIT, WITH_KIT):
            plain = number.get((slot.day_class, mode))
            if plain is None or slot.pinned is not None:
                continue
            free = np.array([slot.day in index.days.open_days[name] for name in names], dtype=np.bool_)
            place[row, mode] = len(found)
            found.append(replace(cells[plain], usable=cells[plain].usable & free))
    return found, place


def served_on(index: Index, day: date) -> BoolArray:
    """Items whose people may be served on a day: told in time, and their data ready."""
    sites = index.problem.sites
    pairs = np.array(
        [
            may_be_served(index.problem, sites[village], sites[site].id, day)
            for village, site in zip(index.pair_village, index.pair_site, strict=True)
        ],
        dtype=np.bool_,
    )
    return np.asarray(pairs[index.item_pair], dtype=np.bool_)
