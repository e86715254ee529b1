"""Why somebody is left out or cut short: a reason, how sure it is, and a sentence with its numbers.

Two grades are given here. ``impossible`` is exact: no trip of a day could serve anybody of the origin, even
alone (:mod:`planner.alone`). Everything else is ``undecided``: a resource that is used up beside this plan, or
simply others in its place; what a plan with the origin in it would be worth has not been computed.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from planner.alone import Alone, Demand, Option, Wanted, demand_of
from planner.cautions import data_warnings
from planner.crew import can_be_manned
from planner.domain.plan import Evidence, Plan, Reason, Solution, Trip, Unserved, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.domain.team import EquipmentKind
from planner.ledger import allowed_field_use, cost_ledger, field_use, lines_total
from planner.reasons import excluded_text, impossible_text, invited_text, joined, no_demand_text
from planner.rules.wording import Pair
from planner.score import persons
from planner.service import HOSTING_KINDS, blanks_used, same_day_ready
from planner.shortages import (
    budget_text,
    busy_teams_text,
    crew_text,
    dropped_text,
    hall_full_text,
    hubs_full_text,
    kits_text,
    outranked_text,
    pinned_text,
    printers_text,
    short_text,
    stock_text,
    team_days_text,
)
from planner.team_days import free_team_days, team_days_available
from planner.units import METRES_PER_KM, MICRO

Why: TypeAlias = tuple[Reason, Evidence, Pair]

__all__ = ["data_warnings", "explain_unserved"]


def explain_unserved(problem: Problem, plan: Plan, solution: Solution | None = None) -> tuple[Unserved, ...]:
    """One entry for every origin that gets nothing or less than it could, sorted by origin.

    ``demand`` counts people who may be invited for recording; where there are none, people whose card may be
    printed; where there are none either, people who may be invited for a digital identity. An origin whose
    people are all invited is cut short too if a whole card or more of its people stays unprinted.

    Parameters
    ----------
    problem, plan
        The plan breaks no rule.
    solution
        What the solver told of its run, if a solver made the plan.
    """
    told_by = _Telling(problem, plan, () if solution is None else solution.crew_exhausted)
    entries = (told_by.entry(origin) for origin in problem.sites)
    return tuple(entry for entry in entries if entry is not None)


class _Telling:
    """The state of one plan that reasons are read from, gathered once."""

    def __init__(self, problem: Problem, plan: Plan, crew_exhausted: tuple[str, ...]) -> None:
        self.problem, self.plan = problem, plan
        self.crew_exhausted = frozenset(crew_exhausted)
        self.alone = Alone(problem)
        self.free = free_team_days(problem, plan)
        self.available = team_days_available(problem)
        self.cards_left = _cards_left(problem, plan)
        self.money_left: int | None = None
        if problem.policy.budget_rupiah is not None:
            self.money_left = problem.policy.budget_rupiah - lines_total(cost_ledger(problem, plan))
        self.rows: dict[str, list[tuple[Trip, Visit, VisitPeople]]] = {}
        for trip in plan.trips:
            for visit in trip.visits:
                for people in visit.people:
                    self.rows.setdefault(people.origin, []).append((trip, visit, people))
        self._manned: dict[tuple[str, date], bool] = {}

    def entry(self, origin: Site) -> Unserved | None:
        demand = demand_of(self.problem, origin)
        invited = self._invited(origin, demand)
        if demand.people and invited >= demand.people:
            found = self._cards_short(origin)
            if found is None:
                return None
            reason, evidence, sentence = found
        else:
            reason, evidence, sentence = self._why(origin, demand, invited)
        return Unserved(
            origin=origin.id,
            demand=demand.people,
            invited=invited,
            reason=reason,
            evidence=evidence,
            sentence=joined(invited_text(demand, invited), sentence) if demand.people else sentence,
        )

    def _invited(self, origin: Site, demand: Demand) -> int:
        rows = [people for _, _, people in self.rows.get(origin.id, [])]
        done = [visit for visit in self.problem.done if visit.origin == origin.id]
        if demand.wanted is Wanted.RECORDING:
            return sum(people.invited for people in rows) + sum(visit.invited for visit in done)
        if demand.wanted is Wanted.IKD:
            return sum(people.invited_ikd for people in rows) + sum(visit.invited for visit in done)
        return sum(people.cards for people in rows) // MICRO + sum(visit.cards for visit in done)

    def _why(self, origin: Site, demand: Demand, invited: int) -> Why:
        if demand.people == 0:
            return Reason.NO_DEMAND, Evidence.IMPOSSIBLE, no_demand_text(origin)
        if origin.excluded:
            return Reason.EXCLUDED_BY_USER, Evidence.IMPOSSIBLE, excluded_text()
        obstacle = None if invited else self.alone.obstacle(origin)
        if obstacle is None:
            return self._what_is_short(origin, demand)
        if obstacle.reason is Reason.NO_SIGNAL_NO_KIT and self._has_no_host_in_reach(origin):
            obstacle = replace(obstacle, reason=Reason.NO_HUB_IN_REACH)
        return obstacle.reason, Evidence.IMPOSSIBLE, impossible_text(self.alone, origin, obstacle)

    def _has_no_host_in_reach(self, village: Site) -> bool:
        pairs = [site for origin, site in self.problem.reach_of if origin == village.id]
        return village.kind is SiteKind.VILLAGE and not any(
            self.problem.site[site].kind in HOSTING_KINDS for site in pairs
        )

    # --- cards -------------------------------------------------------------------------------------------------

    def _cards_short(self, origin: Site) -> Why | None:
        """Whether cards of people who are all invited stay unprinted, and for what."""
        rows = self.rows.get(origin.id, [])
        ready = sum(same_day_ready(self.problem.policy, origin, people.recorded) for _, _, people in rows)
        short = (ready + origin.print_ready * MICRO - sum(people.cards for _, _, people in rows)) // MICRO
        if not rows or short < 1:
            return None
        if self._stock_is_out([visit.day for _, visit, _ in rows]):
            return Reason.STOCK_EXHAUSTED, Evidence.UNDECIDED, short_text(stock_text(self.problem), short)
        if all(self._printers_are_full(trip, visit.day) for trip, visit, _ in rows):
            return Reason.EQUIPMENT_EXHAUSTED, Evidence.UNDECIDED, short_text(printers_text(self.problem), short)
        return Reason.OUTRANKED, Evidence.UNDECIDED, short_text(outranked_text(len(self.free)), short)

    def _stock_is_out(self, days: Iterable[date]) -> bool:
        """Whether not one more card could be printed on any of ``days``."""
        return all(self.cards_left[day] < blanks_used(self.problem.policy, MICRO) for day in days)

    def _printers_are_full(self, trip: Trip, day: date) -> bool:
        """Whether the team cannot print one card more on ``day``; cards of the backlog come from the office."""
        printed = sum(
            max(0, people.cards - self.problem.site[people.origin].print_ready * MICRO)
            for visit in trip.visits
            if visit.day == day
            for people in visit.people
        )
        cap = self.problem.team[trip.team].printers * self.problem.policy.prints_per_printer_day
        return printed + MICRO > cap * MICRO

    # --- what is used up ---------------------------------------------------------------------------------------

    def _what_is_short(self, origin: Site, demand: Demand) -> Why:
        reason, sentence = self._shortage(origin, demand)
        return reason, Evidence.UNDECIDED, sentence

    def _shortage(self, origin: Site, demand: Demand) -> tuple[Reason, Pair]:
        """The first thing of which none is left beside this plan; else that others were chosen."""
        if origin.id in self.crew_exhausted:
            return Reason.CREW_EXHAUSTED, dropped_text()
        options = self.alone.options(origin)
        if demand.wanted is Wanted.CARDS and self._stock_is_out({option.day for option in options}):
            return Reason.STOCK_EXHAUSTED, stock_text(self.problem)
        if origin.id not in self.rows:
            if self._hubs_are_full(origin, options):
                return Reason.HUB_FULL, hubs_full_text(self.problem, sorted({option.site for option in options}))
            if self._kits_are_out(options):
                return Reason.EQUIPMENT_EXHAUSTED, kits_text(len({option.day for option in options}))
        elif self._is_pinned(origin):
            return Reason.BLOCKED_BY_PIN, pinned_text()
        elif halls := self._full_halls(origin):
            days = len({visit.day for _, visit, _ in self.rows[origin.id]})
            return Reason.HUB_FULL, hall_full_text(self.problem, halls, days)
        free = [option for option in options if (option.team, option.day) in self.free]
        if not free:
            used = sum(len(trip.days) for trip in self.plan.trips)
            text = team_days_text(used, self.available, len(self.free))
            pairs = {(option.team, option.day) for option in options}
            teams = busy_teams_text(self.problem, self.plan, pairs, self.free)
            return Reason.TEAM_DAYS_EXHAUSTED, text if teams is None else joined(text, teams)
        if not any(self._can_still_be_manned(option) for option in free):
            return Reason.CREW_EXHAUSTED, crew_text(len({(option.team, option.day) for option in free}))
        if self.money_left is not None:
            price = min(self._least_cost(*pair) for pair in {(option.team, option.site) for option in free})
            if self.money_left < price:
                return Reason.BUDGET_EXHAUSTED, budget_text(self.money_left, price)
        return Reason.OUTRANKED, outranked_text(len(self.free))

    def _hubs_are_full(self, origin: Site, options: Iterable[Option]) -> bool:
        """Whether the origin can be served at hubs only, and all of them have their villages."""
        hubs = {option.site for option in options}
        return bool(hubs) and origin.id not in hubs and all(self._is_full(hub) for hub in hubs)

    def _full_halls(self, origin: Site) -> list[str]:
        """The halls at which it is served, if all are full on as many days as one invitation may be split into."""
        visits = {(visit.site, visit.day) for _, visit, _ in self.rows[origin.id]}
        if len(visits) < self.problem.policy.split_parts_max or not all(self._hall_is_full(*one) for one in visits):
            return []
        return sorted({site for site, _ in visits})

    def _hall_is_full(self, site: str, day: date) -> bool:
        """Whether the hall cannot receive one person more on ``day``."""
        room = self.problem.site[site].hall_people
        heads = sum(
            persons(self.problem, people)
            for trip in self.plan.trips
            for visit in trip.visits
            if (visit.site, visit.day) == (site, day)
            for people in visit.people
        )
        return room is not None and heads + MICRO > room * MICRO

    def _is_full(self, hub: str) -> bool:
        """Whether one village more would be too many at ``hub``; the village that hosts is one of them."""
        villages = {item.village for item in self.plan.assignments if item.site == hub} - {hub}
        hosts = self.problem.site[hub].kind is SiteKind.VILLAGE
        return len(villages) + hosts >= self.problem.policy.hub_max_villages

    def _kits_are_out(self, options: Iterable[Option]) -> bool:
        """Whether only a kit would do, and all kits are out on every day that is possible."""
        choices = list(options)
        return all(option.with_kit for option in choices) and all(
            self._kits_free(day) <= 0 for day in {option.day for option in choices}
        )

    def _kits_free(self, day: date) -> int:
        kind = EquipmentKind.SATELLITE_KIT
        there = sum(item.available(day) for item in self.problem.equipment if item.kind is kind)
        return there - sum(trip.carries(kind) for trip in self.plan.trips if day in trip.days)

    def _is_pinned(self, origin: Site) -> bool:
        visits = {(visit.site, visit.day) for _, visit, _ in self.rows[origin.id]}
        return any((pin.site, pin.day) in visits for pin in self.problem.pins)

    def _can_still_be_manned(self, option: Option) -> bool:
        key = (option.team, option.day)
        if key not in self._manned:
            self._manned[key] = can_be_manned(self.problem, self.problem.team[option.team], option.day, self.plan)
        return self._manned[key]

    def _least_cost(self, team_id: str, site: str) -> int:
        """Rupiah that a trip for this origin alone costs at least: a short day, there and back."""
        rates, team = self.problem.policy.rates, self.problem.team[team_id]
        distance_m = min(
            sum(leg[1] for leg in (table.leg(team.base, site), table.leg(site, team.base)) if leg is not None)
            for table in self.problem.travel_tables(team.vehicle_class)
        )
        fixed = team.crew_size * min(rates.allowance_short, rates.allowance_long)
        fixed += rates.genset + rates.link + rates.papers + rates.hire
        return fixed + distance_m * rates.per_km // METRES_PER_KM


def _cards_left(problem: Problem, plan: Plan) -> dict[date, int]:
    """Blanks that could still be used on each day without breaking the rule of stock then or later, millionths."""
    allowed, used = allowed_field_use(problem), field_use(problem, plan)
    left: dict[date, int] = {}
    least: int | None = None
    for day in sorted(allowed, reverse=True):
        here = allowed[day] - used[day]
        least = here if least is None else min(least, here)
        left[day] = least
    return left
