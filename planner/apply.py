"""Next month's problem: what is left to do when a plan has gone as expected.

The expected people of the plan and the counted ones of visits already done become whole people by largest
remainder (villages together, all other origins together), so that the regency's totals are rounded and
not each village's. Site factors, travel and reach stay as they are; an office that wants them anew reads its
sheets again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from planner.domain.calendar import Period
from planner.domain.history import History, PastVisit
from planner.domain.plan import Plan
from planner.domain.problem import Figure, Problem
from planner.domain.site import Site, SiteKind
from planner.domain.stock import CardStock
from planner.errors import Fault, InputFaults
from planner.ledger import stock_ledger
from planner.remembering import HISTORY_DAYS, field_days, past
from planner.service import adults, ikd_of_recorded, same_day_ready
from planner.shares import rounded_together, shared_out
from planner.units import MICRO, MicroPeople


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one origin got over the period, micro-people.

    ``cards`` holds ``same_day`` (of people recorded at the visit, counted up to the share that is ready on the
    day) and those of the backlog; ``ikd`` holds ``ikd_alone``, the part that went to people recorded earlier.
    """

    recorded: MicroPeople = 0
    adults: MicroPeople = 0
    cards: MicroPeople = 0
    same_day: MicroPeople = 0
    ikd: MicroPeople = 0
    ikd_alone: MicroPeople = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """Whole people of one village that were recorded, and got a digital identity, at other origins."""

    from_pupils: int = 0
    from_demand: int = 0
    ikd: int = 0


def apply(problem: Problem, plan: Plan, period: Period, *, inflow: Mapping[str, int] | None = None) -> Problem:
    """The problem of the days after ``problem.period``, once ``plan`` has gone as expected.

    - **People.** The recorded leave the demand of their origin. Those aged 17 or more join the recorded of their
      village; of pupils, the villages of the school's subdistrict whose people the school took over, by the number
      taken over (then such villages elsewhere; who is in no village's eligible people joins none); of other
      sites, the village that the site lies in, else the villages of its subdistrict by demand.
    - **Cards.** Adults recorded without a card join the print-ready people of their origin; cards handed over leave it.
    - **Digital identities** are added to the village; people recorded without one may be invited for it.
    - **Stock.** The last evening's closing, rounded down to the card, is the opening; later deliveries stay.
    - **History.** Visits and field days of the 31 days before the new period; the last visit of each site.
      Pins and published visits outside the new period go, so does ``done``.

    Parameters
    ----------
    problem, plan
        The month that ends; the plan breaks no rule.
    period
        The days that follow it, with their calendar.
    inflow
        New 17-year-olds without a recording, by village id: eligible and demand grow by them; see
        :func:`inflow_by_eligible`.

    Raises
    ------
    InputFaults
        The period does not begin on the day after the last, or the inflow names no village or fewer than nobody.
    """
    new_people = dict(inflow or {})
    _check(problem, period, new_people)
    outcomes = outcomes_of(problem, plan)
    taken = _taken_from_villages(problem, outcomes)
    sites = _sites_after(problem, outcomes, taken, new_people)
    visited = _last_visits(problem, plan)
    return replace(
        problem,
        period=period,
        sites=tuple(replace(site, last_visit=visited.get(site.id, site.last_visit)) for site in sites),
        stock=_stock_after(problem, plan),
        history=_history_after(problem, plan, period.first - timedelta(days=HISTORY_DAYS)),
        published=tuple(visit for visit in problem.published if period.first <= visit.day <= period.last),
        pins=tuple(pin for pin in problem.pins if period.first <= pin.day <= period.last),
        done=(),
        figures=_figures_after(problem),
    )


def inflow_by_eligible(problem: Problem, total: int) -> dict[str, int]:
    """``total`` new 17-year-olds shared out over the villages by their eligible people, largest remainder."""
    return shared_out(total, {site.id: site.eligible for site in problem.sites if site.kind is SiteKind.VILLAGE})


def outcomes_of(problem: Problem, plan: Plan) -> dict[str, Outcome]:
    """What each origin got, planned visits as expected and visits already done as counted; absent: nothing."""
    totals: dict[str, Outcome] = {}

    def add(origin: str, recorded: MicroPeople, cards: MicroPeople, ikd: MicroPeople) -> None:
        site, so_far = problem.site[origin], totals.get(origin, Outcome())
        totals[origin] = Outcome(
            recorded=so_far.recorded + recorded,
            adults=so_far.adults + adults(site, recorded),
            cards=so_far.cards + cards,
            same_day=so_far.same_day + min(cards, same_day_ready(problem.policy, site, recorded)),
            ikd=so_far.ikd + ikd,
            ikd_alone=so_far.ikd_alone + max(0, ikd - ikd_of_recorded(problem.policy, site, recorded)),
        )

    for trip in plan.trips:
        for visit in trip.visits:
            for people in visit.people:
                add(people.origin, people.recorded, people.cards, people.ikd)
    for done in problem.done:
        add(done.origin, done.recorded * MICRO, done.cards * MICRO, done.ikd * MICRO)
    return dict(sorted(totals.items()))


def waiting_cards(problem: Problem, plan: Plan) -> dict[str, MicroPeople]:
    """Adults of each origin recorded in the period without a card on the day, micro-people; only origins with some."""
    waiting = {origin: got.adults - got.same_day for origin, got in outcomes_of(problem, plan).items()}
    return {origin: people for origin, people in waiting.items() if people}


def cards_outstanding(problem: Problem, plan: Plan) -> dict[str, MicroPeople]:
    """People of each origin whose card still waits at the end, those who waited before among them; only some have."""
    outcomes = outcomes_of(problem, plan)
    found = {}
    for site in problem.sites:
        got = outcomes.get(site.id, Outcome())
        waiting = site.print_ready * MICRO + got.adults - got.cards
        if waiting > 0:
            found[site.id] = waiting
    return found


def _check(problem: Problem, period: Period, inflow: Mapping[str, int]) -> None:
    faults = []
    following = problem.period.last + timedelta(days=1)
    if period.first != following:
        faults.append(
            Fault(
                code="PERIOD_NOT_NEXT",
                where="/period/days/0/day",
                found=period.first.isoformat(),
                expected=(f"mulai {following.isoformat()}", f"starts on {following.isoformat()}"),
            )
        )
    for village, people in sorted(inflow.items()):
        site = problem.site.get(village)
        if site is None or site.kind is not SiteKind.VILLAGE or people < 0:
            faults.append(
                Fault(
                    code="INFLOW_NOT_OF_A_VILLAGE",
                    where=f"/inflow/{village}",
                    found=str(people),
                    expected=("kode desa dan jumlah orang mulai 0", "a village code and a number of people from 0"),
                )
            )
    if faults:
        raise InputFaults(tuple(faults))


# --- people ------------------------------------------------------------------------------------------------


def _whole(problem: Problem, amounts: Mapping[str, MicroPeople]) -> dict[str, int]:
    """Whole people, villages and other origins each together."""
    villages = {origin: amount for origin, amount in amounts.items() if _is_village(problem, origin)}
    others = {origin: amount for origin, amount in amounts.items() if origin not in villages}
    return rounded_together(villages) | rounded_together(others)


def _is_village(problem: Problem, origin: str) -> bool:
    return problem.site[origin].kind is SiteKind.VILLAGE


def _taken_from_villages(problem: Problem, outcomes: Mapping[str, Outcome]) -> dict[str, _Taken]:
    """Whose people the adults recorded at schools and other sites are."""
    adult_people = _whole(problem, {origin: got.adults for origin, got in outcomes.items()})
    with_ikd = _whole(problem, {origin: got.ikd for origin, got in outcomes.items()})
    recorded = _whole(problem, {origin: got.recorded for origin, got in outcomes.items()})
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    pupils = {site.id: site.pupils_17plus for site in villages}
    demand = {site.id: max(0, site.recording_demand - recorded.get(site.id, 0)) for site in villages}
    taken: dict[str, _Taken] = {}
    for origin in outcomes:
        site = problem.site[origin]
        if site.kind is SiteKind.VILLAGE:
            continue
        pool = pupils if site.kind is SiteKind.SCHOOL else demand
        shares = _drawn(pool, adult_people[origin], _homes_in_turn(site, villages))
        ikd_shares = shared_out(min(with_ikd[origin], sum(shares.values())), shares)
        for village, share in shares.items():
            before = taken.get(village, _Taken())
            at_school = site.kind is SiteKind.SCHOOL
            taken[village] = _Taken(
                from_pupils=before.from_pupils + (share if at_school else 0),
                from_demand=before.from_demand + (0 if at_school else share),
                ikd=before.ikd + ikd_shares[village],
            )
    return taken


def _homes_in_turn(site: Site, villages: Iterable[Site]) -> list[list[str]]:
    """Groups of villages that the people of a school or other site are taken from, one after the other."""
    near = [village.id for village in villages if village.subdistrict == site.subdistrict]
    if site.kind is SiteKind.SCHOOL:
        return [near, [village.id for village in villages if village.subdistrict != site.subdistrict]]
    return [[site.village]] if site.village is not None else [near]


def _drawn(pool: dict[str, int], people: int, groups: Iterable[list[str]]) -> dict[str, int]:
    """Take ``people`` out of ``pool``, group after group, by what each village has left; returns who gave how many."""
    drawn: dict[str, int] = {}
    for group in groups:
        left = {village: pool[village] for village in group if pool[village] > 0}
        shares = shared_out(min(people - sum(drawn.values()), sum(left.values())), left)
        for village, share in shares.items():
            pool[village] -= share
            drawn[village] = share
    return {village: share for village, share in drawn.items() if share}


def _sites_after(
    problem: Problem, outcomes: Mapping[str, Outcome], taken: Mapping[str, _Taken], inflow: Mapping[str, int]
) -> list[Site]:
    got = {site.id: outcomes.get(site.id, Outcome()) for site in problem.sites}
    recorded = _whole(problem, {origin: item.recorded for origin, item in got.items()})
    with_ikd = _whole(problem, {origin: item.ikd for origin, item in got.items()})
    ikd_alone = _whole(problem, {origin: item.ikd_alone for origin, item in got.items()})
    adult_people = _whole(problem, {origin: item.adults for origin, item in got.items()})
    ready = _whole(
        problem,
        {
            site.id: max(0, site.print_ready * MICRO + got[site.id].adults - got[site.id].cards)
            for site in problem.sites
        },
    )
    sites = []
    for site in problem.sites:
        if site.kind is SiteKind.VILLAGE:
            away = taken.get(site.id, _Taken())
            after = _village_after(
                site, recorded[site.id], adult_people[site.id], with_ikd[site.id], away, inflow.get(site.id, 0)
            )
        else:
            after = replace(
                site,
                recording_demand=max(0, site.recording_demand - recorded[site.id]),
                ikd_demand=max(0, site.ikd_demand - ikd_alone[site.id]),
            )
        sites.append(replace(after, print_ready=ready[site.id]))
    return sites


def _village_after(site: Site, recorded: int, adult_people: int, with_ikd: int, away: _Taken, newcomers: int) -> Site:
    newly_recorded = adult_people + away.from_pupils + away.from_demand
    all_eligible = site.eligible + newcomers
    all_recorded = min(all_eligible, site.recorded + newly_recorded)
    pupils = site.pupils_17plus - away.from_pupils
    demand = site.recording_demand - recorded - away.from_demand + newcomers
    active = min(all_recorded, site.ikd_active + with_ikd + away.ikd)
    invitable = site.ikd_demand + newly_recorded - with_ikd - away.ikd
    return replace(
        site,
        eligible=all_eligible,
        recorded=all_recorded,
        pupils_17plus=pupils,
        recording_demand=max(0, min(demand, all_eligible - all_recorded - pupils)),
        ikd_active=active,
        ikd_demand=max(0, min(invitable, all_recorded - active)),
    )


# --- stock, history, figures -------------------------------------------------------------------------------


def _stock_after(problem: Problem, plan: Plan) -> CardStock:
    closing = stock_ledger(problem, plan)[-1].closing
    return replace(
        problem.stock,
        opening=max(0, closing // MICRO),
        deliveries=tuple(delivery for delivery in problem.stock.deliveries if delivery.day > problem.period.last),
    )


def _visits_held(problem: Problem, plan: Plan) -> set[tuple[date, str]]:
    planned = {(visit.day, visit.site) for trip in plan.trips for visit in trip.visits}
    return planned | {(visit.day, visit.site) for visit in problem.done}


def _last_visits(problem: Problem, plan: Plan) -> dict[str, date]:
    """Last visit of each site visited in the period."""
    return {site: day for day, site in sorted(_visits_held(problem, plan))}


def _history_after(problem: Problem, plan: Plan, first: date) -> History:
    visits = {(visit.day, visit.site) for visit in problem.history.visits} | _visits_held(problem, plan)
    team_days = {(day.day, day.who, day.night) for day in problem.history.team_days}
    teams, staff = field_days(plan)
    team_days |= teams
    # Who was out on a visit already done is not recorded, its team is; a trip of the plan on that day says more.
    out = {(day, who) for day, who, _ in team_days}
    team_days |= {(visit.day, visit.team, False) for visit in problem.done if (visit.day, visit.team) not in out}
    staff_days = {(day.day, day.who, day.night) for day in problem.history.staff_days}
    staff_days |= staff
    return History(
        visits=tuple(PastVisit(site=site, day=day) for day, site in sorted(visits) if day >= first),
        team_days=past(team_days, first),
        staff_days=past(staff_days, first),
    )


def _figures_after(problem: Problem) -> tuple[Figure, ...]:
    """The old sources, and that the counts are now what a plan expects of itself."""
    first, last = problem.period.first.isoformat(), problem.period.last.isoformat()
    projected = Figure(
        field="sites.recorded",
        status="estimated",
        note=(
            f"Hasil yang diharapkan dari rencana {first} sampai {last}, bukan hitungan kantor.",
            f"Expected results of the plan of {first} to {last}, not counts of the office.",
        ),
    )
    return (*problem.figures, projected)
