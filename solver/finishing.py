"""From drafts to a plan: exact amounts, then dates, teams, staff and kits, then times and money.

Trips that keep pins come first among the drafts. Each is offered twice to the dating: with its people, and
as it stands when nobody is served, which always finds its place.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.calm import OTHER_TEAM, day_points
from planner.domain.plan import Plan, Trip
from planner.domain.site import Site
from planner.hours import may_be_served
from planner.ledger import lines_total, trip_cost
from planner.units import MICRO, VALUE_UNITS_PER_PERSON
from solver.building import Day, build_days, build_plan, micro_ikd
from solver.indexing import WITH_KIT, Index
from solver.master.amounts import Loaded, improve_amounts, worth_of
from solver.master.columns import Column
from solver.pinned_slots import PinnedSlot
from solver.rostering.affording import affordable
from solver.rostering.arranging import PinnedTrip
from solver.rostering.dating import Dated, LaterDay, Undated, date_trips, further_pay
from solver.rostering.pinning import undated
from solver.search.anneal import Draft
from solver.search.staging import staged, trips_of
from solver.trips.cells import PricingCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Finisher:
    """Makes plans of drafts.

    Attributes
    ----------
    index
        The problem.
    cells
        Pricing cells of the drafts.
    pinned
        Trips that must be made.
    slots
        Those of them that can serve people: the first drafts, in this order.
    seed
        Of the dating.
    """

    index: Index
    cells: tuple[PricingCell, ...]
    pinned: tuple[PinnedTrip, ...]
    slots: tuple[PinnedSlot, ...]
    seed: int

    def plan(self, drafts: list[Draft]) -> tuple[Plan, tuple[str, ...]]:
        """The plan of ``drafts``, and origins dropped because no crew could be found."""
        cells, staged_drafts = staged(self.index, self.cells, drafts)
        held = [slot.held.order for slot in self.slots[: len(drafts)]]
        loaded = improve_amounts(self.index, cells, staged_drafts, held) if drafts else []
        offers: list[_Offer] = [
            _Offer(entry=undated(self.index.problem, one, group), pinned=one) for group, one in enumerate(self.pinned)
        ]
        for numbers in trips_of(drafts):
            slot = self.slots[numbers[0]] if numbers[0] < len(self.slots) else None
            days = tuple(self._day(cells[loaded[number].cell], loaded[number], drafts[number]) for number in numbers)
            entry = self._undated(days, slot, drafts[numbers[0]].when)
            if entry is not None:
                pinned = None if slot is None else slot.pinned
                offers.append(_Offer(entry=entry, days=days, pinned=pinned, drafts=numbers))
        kept = affordable([offer.entry for offer in offers], self.index.problem.policy.budget_rupiah, seed=self.seed)
        if len(kept) < len(offers):
            # Whom the others would have served may go to those that are made, and what they had left is spent.
            first = range(min(len(self.slots), len(drafts)))
            driven = sorted({*first, *(number for one in kept for number in offers[one].drafts)})
            return self.plan([drafts[number] for number in driven])
        dated, without_crew = date_trips(self.index.problem, [offer.entry for offer in offers], seed=self.seed)
        built = [made for one in dated if (made := self._built(offers[one.number], one)) is not None]
        dropped = {
            origin.id for number in without_crew for day in offers[number].days for origin in self._origins(day.loaded)
        }
        return build_plan(self.index.problem, built), tuple(sorted(dropped))

    def _day(self, cell: PricingCell, trip: Loaded, draft: Draft) -> Day:
        if draft.stage is None:
            return Day(cell=cell, loaded=trip)
        start, end = (self.index.places[place] for place in (draft.stage.start, draft.stage.end))
        return Day(cell=cell, loaded=trip, start=start, end=end)

    def _origins(self, trip: Loaded) -> list[Site]:
        """Where the people of a trip come from."""
        supplies = {int(self.index.item_supply[item]) for item, _, _ in trip.loads}
        return [self.index.problem.sites[int(self.index.supply_origin[supply])] for supply in sorted(supplies)]

    def _served(self, trip: Loaded) -> list[tuple[Site, str]]:
        """Whose people are served where."""
        index, sites = self.index, self.index.problem.sites
        pairs = {int(index.item_pair[item]) for item, _, _ in trip.loads}
        return [(sites[int(index.pair_village[pair])], sites[int(index.pair_site[pair])].id) for pair in sorted(pairs)]

    def _built(self, offer: "_Offer", dated: Dated) -> Trip | None:
        if not offer.days:
            return None if offer.pinned is None else self._manned(offer.pinned.trip, dated.staff)
        return build_days(
            self.index,
            offer.days,
            day=dated.day,
            team=dated.team,
            staff=dated.staff,
            pinned=None if offer.pinned is None else offer.pinned.starts,
        )

    def _manned(self, trip: Trip, staff: tuple[str, ...]) -> Trip:
        trip = replace(trip, staff=staff)
        return replace(trip, cost_rupiah=lines_total(trip_cost(self.index.problem, trip)))

    def _undated(self, days: tuple[Day, ...], slot: PinnedSlot | None, wish: tuple[str, date] | None) -> Undated | None:
        """What dating needs to know of a trip; ``None`` if it cannot be made on any day of its class."""
        index, problem = self.index, self.index.problem
        kind = index.days.classes[days[0].cell.day_class]
        teams = index.days.team_types[kind.team_type].ids
        pinned = None if slot is None else slot.pinned
        starts: tuple[date, ...] = kind.days
        if pinned is not None:
            teams, starts = (pinned.trip.team,), pinned.trip.days
        for number, one in enumerate(days):
            starts = self._possible(one, number, starts, set() if pinned is None else set(pinned.starts))
        if not starts:
            return None
        sample = build_days(
            index,
            days,
            day=starts[0],
            team=teams[0],
            staff=(),
            pinned=None if pinned is None else pinned.starts,
        )
        if sample is None:
            return None
        sites = tuple(tuple(visit.site for visit in sample.visits if visit.day == day) for day in sample.days)
        ikd = micro_ikd(sample)
        return Undated(
            worth=sum(worth_of(index, one.loaded, one.cell) for one in days),
            teams=teams,
            days=starts,
            sites=sites[0],
            with_kit=days[0].cell.mode == WITH_KIT,
            ikd=ikd[0],
            cost_rupiah=sample.cost_rupiah,
            pay_rupiah=further_pay(problem, sample),
            group=None if pinned is None else self.pinned.index(pinned),
            calm=self._calm(sample, teams, starts),
            later=tuple(LaterDay(sites=here, ikd=count) for here, count in zip(sites[1:], ikd[1:], strict=True)),
            wish=wish,
        )

    def _possible(self, one: Day, number: int, starts: tuple[date, ...], kept: set[str]) -> tuple[date, ...]:
        """Of these first days of a trip those on which day ``number`` of it can be made."""
        index = self.index
        inside = set(index.days.classes[one.cell.day_class].days)
        served = self._served(one.loaded)
        sites = {index.places[index.stop_site[stop]] for stop in one.loaded.order} - kept
        found = []
        for start in starts:
            day = start + timedelta(days=number)
            if (
                (kept or day in inside)
                and all(may_be_served(index.problem, origin, site, day) for origin, site in served)
                and all(day in index.days.open_days[site] for site in sites)
            ):
                found.append(start)
        return tuple(found)

    def _calm(self, sample: Trip, teams: tuple[str, ...], days: tuple[date, ...]) -> dict[tuple[date, str], int]:
        """What making the trip on a day by a team spares of changes to the published plan."""
        published = day_points(self.index.problem)
        found: dict[tuple[date, str], int] = {}
        for day in days:
            later = day - sample.days[0]
            when = [(visit.site, visit.day + later) for visit in sample.visits]
            kept = [published[visit] for visit in when if visit in published]
            for team in teams:
                points = sum(saved + (OTHER_TEAM if named == team else 0) for saved, named in kept)
                if points:
                    found[day, team] = points
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """A trip offered to the dating: with people (on its ``days``, made of ``drafts``), or one that only keeps pins."""

    entry: Undated
    days: tuple[Day, ...] = ()
    pinned: PinnedTrip | None = None
    drafts: tuple[int, ...] = ()


def as_column(found: Index, draft: Draft, number: int, cell: PricingCell) -> Column:
    """The column of a draft in the problem's cell of that number, with all same-day cards printed."""
    worth = cards = 0
    for item, people in draft.loads:
        printed = people * int(found.item_card_micro[item])
        worth += people * int(cell.item_worth[item]) + printed * int(found.item_card_worth[item])
        cards += printed
    return Column(
        cell=number,
        order=draft.order,
        loads=tuple((item, float(people)) for item, people in draft.loads),
        worth=worth / VALUE_UNITS_PER_PERSON,
        cards=cards / MICRO,
    )
