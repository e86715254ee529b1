"""A plan as arrays: one entry for each origin at each visit, one for each visit, one for each day."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Plan, Service, Trip, Visit
from planner.domain.problem import Problem
from planner.domain.site import Connectivity, SiteKind
from planner.domain.team import EquipmentKind
from planner.hours import hours_of, paid_until
from planner.route import trip_days, working_span
from planner.service import link_permille, planned_connectivity, same_day_ready, service_need, turnout_ppm

Ints = NDArray[np.int64]
KIT, WEAK, GOOD = 2, 1, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a replay needs of a plan.

    Attributes
    ----------
    row_visit, row_invited, row_expected, row_share
        Of each row: its visit, people invited, micro-people expected to come, turnout in ppm.
    row_recorded, row_same_day, row_backlog, row_ikd
        Planned, micro-people; cards of those recorded there, and of people recorded earlier.
    row_record_worth, row_card_worth, row_ikd_worth
        Value units of a micro-person.
    visit_day, visit_link, visit_outside
        Of each visit: number of its day, kind of link, 1 where rain keeps people at home.
    visit_need_s, visit_time_s
        Seconds that the planned people take, and that there are: those planned, and for the last visit of a day what
        opening hours, shift and the day's limit leave beyond them.
    """

    row_visit: Ints
    row_invited: Ints
    row_expected: Ints
    row_share: Ints
    row_recorded: Ints
    row_same_day: Ints
    row_backlog: Ints
    row_ikd: Ints
    row_record_worth: Ints
    row_card_worth: Ints
    row_ikd_worth: Ints
    visit_day: Ints
    visit_link: Ints
    visit_outside: Ints
    visit_need_s: Ints
    visit_time_s: Ints
    names: tuple[tuple[str, str], ...]

    @property
    def visits(self) -> int:
        return len(self.visit_day)


def layout_of(problem: Problem, plan: Plan) -> Layout:
    """The arrays of a plan that breaks no rule."""
    rows: list[tuple[int, ...]] = []
    visits: list[tuple[int, ...]] = []
    names = []
    for trip in plan.trips:
        spare = _spare(problem, trip)
        for visit in trip.visits:
            rows += _rows(problem, visit, len(visits))
            visits.append(_visit(problem, trip, visit, spare.get((visit.day, visit.start), 0)))
            names.append((visit.site, visit.day.isoformat()))
    row = np.array(rows, dtype=np.int64).reshape(len(rows), 11).T
    one = np.array(visits, dtype=np.int64).reshape(len(visits), 5).T
    return Layout(
        row_visit=row[0],
        row_invited=row[1],
        row_expected=row[2],
        row_share=row[3],
        row_recorded=row[4],
        row_same_day=row[5],
        row_backlog=row[6],
        row_ikd=row[7],
        row_record_worth=row[8],
        row_card_worth=row[9],
        row_ikd_worth=row[10],
        visit_day=one[0],
        visit_link=one[1],
        visit_outside=one[2],
        visit_need_s=one[3],
        visit_time_s=one[4],
        names=tuple(names),
    )


def _spare(problem: Problem, trip: Trip) -> dict[tuple[date, int], int]:
    """Seconds that the last visit of each day may go on: the place is open, the shift lasts, the day's limit allows."""
    team = problem.team[trip.team]
    found = {}
    for day in trip_days(problem, trip):
        calendar = problem.period.day(day.day)
        visits = [visit for visit in trip.visits if visit.day == day.day]
        if calendar is None or not visits:
            continue
        last = visits[-1]
        _, back = working_span(problem, trip, day)
        served = sum(visit.end - visit.start for visit in visits)
        found[last.day, last.start] = max(
            0,
            min(
                problem.site[last.site].open_until - last.end,
                paid_until(problem.policy, team, calendar) - back,
                hours_of(problem.policy, calendar).service_limit_s - served,
            ),
        )
    return found


def _rows(problem: Problem, visit: Visit, number: int) -> list[tuple[int, ...]]:
    weights = problem.policy.weights
    ikd_weight = weights.ikd_only if visit.service is Service.IKD_ONLY else weights.ikd
    site = problem.site[visit.site]
    found: list[tuple[int, ...]] = []
    for people in visit.people:
        origin = problem.site[people.origin]
        share = turnout_ppm(problem, origin, site)
        same_day = min(people.cards, same_day_ready(problem.policy, origin, people.recorded))
        factor = origin.factor_permille
        found.append(
            (
                number,
                people.invited,
                people.invited * share,
                share,
                people.recorded,
                same_day,
                people.cards - same_day,
                people.ikd,
                factor * weights.recording,
                factor * weights.card,
                factor * ikd_weight,
            )
        )
    return found


def _visit(problem: Problem, trip: Trip, visit: Visit, spare_s: int) -> tuple[int, ...]:
    site = problem.site[visit.site]
    with_kit = trip.carries(EquipmentKind.SATELLITE_KIT) > 0
    link = link_permille(problem.policy, site, with_kit=with_kit)
    own = link_permille(problem.policy, site, with_kit=False)
    recorded = sum(people.recorded for people in visit.people)
    ikd = sum(people.ikd for people in visit.people)
    need = service_need(problem.policy, problem.team[trip.team], recorded, ikd, link) or 0
    pause = sum(
        max(0, min(visit.end, rest.end) - max(visit.start, rest.start)) for rest in trip.breaks if rest.day == visit.day
    )
    good = planned_connectivity(problem.policy, site) is Connectivity.GOOD
    kind = KIT if with_kit and link > own else GOOD if good else WEAK
    outside = site.kind not in (SiteKind.SCHOOL, SiteKind.OFFICE, SiteKind.MALL)
    day = (visit.day - problem.period.first).days
    return day, kind, int(outside), need, max(need, visit.end - visit.start - pause) + spare_s
