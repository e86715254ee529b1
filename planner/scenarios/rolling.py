"""Month after month: what is served is gone, cards wait, people turn 17, and fewer come the second time.

Two problems stand beside each other: *the office* as it is without the scenario, which months carry on, and *the month*
with what the scenario changes in it. So a change that ends in July leaves nothing behind in August.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.apply import apply, inflow_by_eligible
from planner.changes import changed
from planner.domain.calendar import Period
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.domain.travel import DatedTravel
from planner.scenarios.scenario import Scenario, changes_in
from planner.units import PERMILLE

INFLOW_PERMILLE_A_YEAR = 28
"""New 17-year-olds a year of the eligible: about 6,000 of 214,600 in Rejang Lebong by the counts of its schools."""
MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolling:
    """How one month becomes the next.

    Attributes
    ----------
    inflow_per_month
        People who turn 17 in a month, whole regency; ``None``: by the eligible, 28 permille a year (assumed).
    show_up_by_round
        Show-up at the first, second, ... round of invitations of a place as a share of its own, permille; the last one
        holds for all later rounds. By default all rounds are alike.
    """

    inflow_per_month: int | None = None
    show_up_by_round: tuple[int, ...] = (PERMILLE,)

    def inflow(self, problem: Problem) -> int:
        """People who turn 17 in a month."""
        if self.inflow_per_month is not None:
            return self.inflow_per_month
        eligible = sum(site.eligible for site in problem.sites)
        return eligible * INFLOW_PERMILLE_A_YEAR // (PERMILLE * MONTHS_A_YEAR)

    def share(self, rounds: int) -> int:
        """Show-up of a place invited ``rounds`` times before, permille of its own."""
        return self.show_up_by_round[min(rounds, len(self.show_up_by_round) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the world gives to one month: its days, and roads that differ on some of them."""

    period: Period
    dated_travel: tuple[DatedTravel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office at the beginning of a month, without what the scenario holds in it.

    Attributes
    ----------
    problem
        The month as the office would have it.
    rounds
        How often people of each place were invited before, by site; absent: never.
    own_show_up
        Show-up of each place in its first round, ppm, by site.
    number
        0 for the first month.
    """

    problem: Problem
    rounds: Mapping[str, int]
    own_show_up: Mapping[str, int]
    number: int


def first_office(problem: Problem) -> Office:
    """The office at the beginning of a study."""
    return Office(
        problem=problem, rounds={}, own_show_up={site.id: site.show_up_ppm for site in problem.sites}, number=0
    )


def month_of(office: Office, scenario: Scenario) -> tuple[Office, Problem]:
    """The office with what happens in the month, and the problem of the month under the scenario.

    Raises
    ------
    InputFaults
        A change does not fit.
    """
    period = office.problem.period
    changes = changes_in(scenario, period.first, period.last, is_first_month=office.number == 0)
    carried = replace(office, problem=changed(office.problem, changes.carried))
    return carried, changed(carried.problem, changes.held)


def next_office(office: Office, problem: Problem, plan: Plan, ground: Ground, rolling: Rolling) -> Office:
    """The office at the beginning of the month after, once ``plan`` has gone as expected.

    Parameters
    ----------
    office
        As :func:`month_of` handed it back.
    problem, plan
        The month as it was planned, under the scenario.
    ground
        Days and roads of the month after.
    """
    inflow = inflow_by_eligible(problem, rolling.inflow(office.problem))
    after = apply(problem, plan, ground.period, inflow=inflow)
    rounds = dict(office.rounds)
    for origin in sorted(_invited(plan)):
        rounds[origin] = rounds.get(origin, 0) + 1
    own = {site.id: office.own_show_up.get(site.id, site.show_up_ppm) for site in office.problem.sites}
    counted = after.site
    sites = tuple(
        _carried_on(site, counted[site.id], own[site.id] * rolling.share(rounds.get(site.id, 0)) // PERMILLE)
        for site in office.problem.sites
    )
    usual = {table.vehicle_class: table.places for table in office.problem.travel}
    dated = tuple(item for item in ground.dated_travel if usual.get(item.table.vehicle_class) == item.table.places)
    rolled = replace(
        office.problem,
        period=ground.period,
        sites=sites,
        stock=replace(
            office.problem.stock,
            opening=after.stock.opening,
            deliveries=tuple(item for item in office.problem.stock.deliveries if item.day >= ground.period.first),
        ),
        history=after.history,
        dated_travel=dated,
        published=(),
        pins=(),
        done=(),
        figures=after.figures,
    )
    return Office(problem=rolled, rounds=rounds, own_show_up=own, number=office.number + 1)


def _invited(plan: Plan) -> set[str]:
    return {row.origin for trip in plan.trips for visit in trip.visits for row in visit.people if row.invited}


def _carried_on(site: Site, counted: Site, show_up_ppm: int) -> Site:
    """The place as the office has it, with the people that are left."""
    return replace(
        site,
        eligible=counted.eligible,
        recorded=counted.recorded,
        ikd_active=counted.ikd_active,
        print_ready=counted.print_ready,
        recording_demand=counted.recording_demand,
        pupils_17plus=counted.pupils_17plus,
        ikd_demand=counted.ikd_demand,
        last_visit=counted.last_visit,
        show_up_ppm=show_up_ppm,
    )
