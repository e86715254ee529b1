"""A dated plan as the search sees it: one slot for each trip, on its own day, and one for each day a team could go.

Dates, teams, crews and kits of the trips stay; what may change is where they stop and whom they serve. Each slot has
a pricing cell of its own, which knows what is open on that very day and keeps the gaps to the visits of other trips.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from planner.crew import find_crew
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind
from planner.service import gets_something, same_day_ready
from planner.team_days import free_team_days
from planner.units import MICRO
from solver.forcing.inserting import worth_of
from solver.indexing import BACKLOG, IKD, RECORD, WITH_KIT, WITHOUT_KIT, Index, index
from solver.search.anneal import Search
from solver.search.kernel import MAX_LOADS, State, print_cards, take
from solver.search.moves import insert
from solver.trips.cells import PricingCell, pricing_cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A slot: the team-day, who goes, the trip that is planned there, if any, and its pinned sites.

    ``cell`` and ``kit_cell`` are numbers of its pricing cells without change and with a satellite kit (-1: none).
    """

    team: str
    day: date
    staff: tuple[str, ...]
    trip: Trip | None
    pinned: frozenset[str]
    cell: int
    kit_cell: int


class Neighbours:
    """The slots of one plan in one problem, and the plan as a state of the search.

    Parameters
    ----------
    plan
        Breaks no rule of the problem.
    more
        Team-days on which a team could go beside those that are free, with its crew.
    """

    def __init__(
        self, problem: Problem, plan: Plan, *, more: Iterable[tuple[str, date, tuple[str, ...]]] = (), free: bool = True
    ) -> None:
        self.problem, self.plan = problem, plan
        self.index = index(problem)
        self._base = pricing_cells(self.index)
        arrays = self.index
        places = [arrays.places[place] for place in arrays.stop_site]
        self._stops = {(places[stop], arrays.stop_service[stop]): stop for stop in range(arrays.stops)}
        sites, origin = problem.sites, arrays.supply_origin[arrays.item_supply]
        self._items = {
            (int(arrays.item_stop[item]), sites[int(origin[item])].id, int(arrays.item_kind[item])): item
            for item in range(arrays.items)
        }
        self._number = {(cell.day_class, cell.mode): number for number, cell in enumerate(self._base)}
        self._carried = {trip.id: found for trip in plan.trips if (found := self._loads(trip)) is not None}
        self.frozen = tuple(trip for trip in plan.trips if trip.id not in self._carried)
        self.cells: list[PricingCell] = []
        self.places: list[Place] = []
        self._kits_left = {day.day: self._kits(day.day) for day in problem.period.days}
        for trip in plan.trips:
            if trip.id in self._carried:
                self._add(trip.team, trip.days[0], trip.staff, trip)
        self.planned = len(self.places)
        for team, day, staff in (*more, *(self._free() if free else ())):
            self._add(team, day, staff, None)
        self._loads_frozen()
        self.search = Search(self.index, self.cells, [place.cell for place in self.places]) if self.places else None

    def state(self) -> State:
        """The plan; slots without a trip are empty."""
        if self.search is None:
            raise ValueError("nothing can be planned here")
        view, cells, state = self.search.view, self.search.cells, self.search.empty_state()
        for slot, place in enumerate(self.places):
            if place.trip is None:
                continue
            order, loads = self._carried[place.trip.id]
            for position, stop in enumerate(order):
                insert(slot, position, stop, view, state)
            for item, people in loads:
                take(slot, item, people, view, state)
            print_cards(slot, sum(row.cards for visit in place.trip.visits for row in visit.people), view, state)
            state.worth[slot] = worth_of(slot, view, cells, state)
        return state

    def pinned_stops(self) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        """``[slot, stop]``: the visit is pinned."""
        found = np.zeros((len(self.places), self.index.stops), dtype=np.bool_)
        for slot, place in enumerate(self.places):
            for stop in range(self.index.stops):
                found[slot, stop] = self.index.places[self.index.stop_site[stop]] in place.pinned
        return found

    # -- slots ------------------------------------------------------------------------------------------------

    def _loads(self, trip: Trip) -> tuple[list[int], list[tuple[int, int]]] | None:
        """Stops and loads of a trip; ``None`` where the search cannot carry it exactly as it is."""
        order: list[int] = []
        loads: list[tuple[int, int]] = []
        for visit in trip.visits:
            stop = self._stops.get((visit.site, visit.service))
            if stop is None or stop in order or len(trip.days) > 1:
                return None
            order.append(stop)
            for row in visit.people:
                same_day = same_day_ready(self.problem.policy, self.problem.site[row.origin], row.recorded)
                # A part of a card is left to the recorded: only whole ones come from the backlog.
                counts = {RECORD: row.invited, IKD: row.invited_ikd, BACKLOG: max(0, row.cards - same_day) // MICRO}
                for kind, people in counts.items():
                    item = self._items.get((stop, row.origin, kind))
                    if people > 0 and item is None:
                        return None
                    if people > 0 and item is not None:
                        loads.append((item, people))
        return (order, loads) if order and len(loads) < MAX_LOADS else None

    def _kits(self, day: date) -> int:
        kind = EquipmentKind.SATELLITE_KIT
        there = sum(item.available(day) for item in self.problem.equipment if item.kind is kind)
        return there - sum(trip.carries(kind) for trip in self.plan.trips if day in trip.days)

    def _free(self) -> list[tuple[str, date, tuple[str, ...]]]:
        """Team-days that are still free and can be manned; of teams that are alike, one for each day."""
        found: dict[tuple[int, date], tuple[str, date, tuple[str, ...]]] = {}
        kinds = {team: number for number, kind in enumerate(self.index.days.team_types) for team in kind.ids}
        for team, day in sorted(free_team_days(self.problem, self.plan), key=lambda pair: (pair[1], pair[0])):
            if (kinds[team], day) not in found:
                staff = find_crew(self.problem, self.problem.team[team], day, self.plan)
                if staff is not None:
                    found[kinds[team], day] = (team, day, staff)
        return list(found.values())

    def kits_left(self, day: date) -> int:
        """Satellite kits that no trip takes on a day."""
        return self._kits_left[day]

    def _add(self, team: str, day: date, staff: tuple[str, ...], trip: Trip | None) -> None:
        days = self.index.days
        day_class = next(
            (
                number
                for number, kind in enumerate(days.classes)
                if day in kind.days and team in days.team_types[kind.team_type].ids
            ),
            None,
        )
        if day_class is None:
            return
        with_kit = trip is not None and trip.carries(EquipmentKind.SATELLITE_KIT) > 0
        own = self._cell(day_class, WITH_KIT if with_kit else WITHOUT_KIT, day, trip)
        if own is None:
            return
        kit = None if with_kit or self._kits_left[day] <= 0 else self._cell(day_class, WITH_KIT, day, trip)
        pinned = {pin.site for pin in self.problem.pins if pin.day == day and pin.team in (None, team)}
        visits = () if trip is None else trip.visits
        # A visit for nobody is there for the sake of a pin: the way to a pinned one may lead over it.
        pinned |= {visit.site for visit in visits if not any(map(gets_something, visit.people))}
        self.places.append(
            Place(
                team=team,
                day=day,
                staff=staff,
                trip=trip,
                pinned=frozenset(pinned & {visit.site for visit in visits}),
                cell=own,
                kit_cell=-1 if kit is None else kit,
            )
        )

    def _cell(self, day_class: int, mode: int, day: date, trip: Trip | None) -> int | None:
        """Number of a new cell for this very day."""
        number = self._number.get((day_class, mode))
        if number is None:
            return None
        base = self._base[number]
        own = set() if trip is None else {visit.site for visit in trip.visits}
        free = np.array(
            [
                name in own or (day in self.index.days.open_days[name] and self._is_apart(name, day, trip))
                for name in (self.index.places[place] for place in self.index.stop_site)
            ],
            dtype=np.bool_,
        )
        self.cells.append(replace(base, usable=base.usable & free))
        return len(self.cells) - 1

    def _is_apart(self, site: str, day: date, trip: Trip | None) -> bool:
        """Whether a visit keeps away from those of other trips to the site."""
        policy = self.problem.policy
        for other in self.plan.trips:
            for visit in other.visits:
                if other is trip or visit.site != site:
                    continue
                apart = abs((visit.day - day).days)
                if apart == 0 and not policy.joint_visits:
                    return False
                if policy.split_within_days < apart < policy.min_gap_days:
                    return False
        return True

    def _loads_frozen(self) -> None:
        """Whom the trips that stay as they are serve is taken from the people that are left."""
        if not self.frozen:
            return
        left = self.index.supply_people.copy()
        sites = self.problem.sites
        for supply in range(len(left)):
            origin = sites[int(self.index.supply_origin[supply])].id
            kind = int(self.index.supply_kind[supply])
            for trip in self.frozen:
                for visit in trip.visits:
                    for row in visit.people:
                        if row.origin == origin:
                            backlog = -(-row.cards // MICRO)
                            left[supply] -= {RECORD: row.invited, IKD: row.invited_ikd, BACKLOG: backlog}[kind]
        self.index = _with_people(self.index, np.maximum(0, left))


def _with_people(found: Index, people: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Index:
    return replace(found, supply_people=people)
