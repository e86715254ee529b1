"""What a month of a scenario comes to: people, money, coverage, proof; and how long targets still take.

Everything is counted anew from plan and problem, in exact integers; shares are rounded where they are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.apply import cards_outstanding, outcomes_of
from planner.domain.plan import PeopleServed, Plan
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.ledger import lines_total, stock_ledger, trip_cost
from planner.score import score
from planner.team_days import team_days_available
from planner.units import MICRO, PERMILLE, MicroPeople, ValueUnits, gap_basis_points

LONGEST_MONTHS = 600
"""Targets farther off than this are told as out of reach at this pace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """What the office is asked for.

    Attributes
    ----------
    recording_permille
        Recorded of the eligible.
    ikd_permille
        Active digital identities of the recorded.
    """

    recording_permille: int = 990
    ikd_permille: int = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One subdistrict at the end of a month: recorded (micro-people) of the eligible (people)."""

    subdistrict: str
    recorded: MicroPeople
    eligible: int

    @property
    def ppm(self) -> int:
        """Share recorded, parts per million, rounded down."""
        return self.recorded // self.eligible if self.eligible else MICRO


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthAnswer:
    """One month of a scenario.

    Attributes
    ----------
    first, last
        Its days.
    value, bound
        Of its plan, and of every plan of its problem; ``None`` if no bound is proven.
    people
        Expected people by service.
    eligible, recorded, ikd_active
        Of the whole regency at the end: people, micro-people, micro-people.
    coverage
        By subdistrict, sorted by name.
    waiting
        People whose card waits at the end, whenever they were recorded, micro-people.
    villages_served, schools_served, team_days_used, team_days_available, distance_m, cost_rupiah
        Sums of the plan.
    cards_used
        Blanks of the plan, waste included, millionths.
    cards_left
        Blanks in store on the last evening, millionths; below zero where the counter alone needs more.
    below_reserve
        First day whose evening sees fewer blanks than the reserve; ``None``: none.
    """

    first: date
    last: date
    value: ValueUnits
    bound: ValueUnits | None
    people: PeopleServed
    eligible: int
    recorded: MicroPeople
    ikd_active: MicroPeople
    coverage: tuple[Coverage, ...]
    waiting: MicroPeople
    villages_served: int
    schools_served: int
    team_days_used: int
    team_days_available: int
    distance_m: int
    cost_rupiah: int
    cards_used: int
    cards_left: int
    below_reserve: date | None

    @property
    def gap_basis_points(self) -> int | None:
        """Proven gap in hundredths of a percent, rounded up."""
        return None if self.bound is None else gap_basis_points(self.value, self.bound)

    @property
    def equity_gap_ppm(self) -> int:
        """Coverage of the best subdistrict less that of the worst, parts per million."""
        shares = [item.ppm for item in self.coverage]
        return max(shares) - min(shares) if shares else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A scenario with all its months.

    Attributes
    ----------
    name
        Of the scenario.
    months
        In order, at least one.
    plan_from, bound_from
        Names of the scenarios that plan and bound of the first month come from: handed over along the relaxing order
        where they are not its own.
    """

    name: str
    months: tuple[MonthAnswer, ...]
    plan_from: str
    bound_from: str

    @property
    def last(self) -> MonthAnswer:
        return self.months[-1]

    @property
    def value(self) -> ValueUnits:
        return sum(month.value for month in self.months)

    @property
    def bound(self) -> ValueUnits | None:
        """Sum of the months' bounds: each speaks of its own month, with the months before as they were planned."""
        bounds = [month.bound for month in self.months if month.bound is not None]
        return sum(bounds) if len(bounds) == len(self.months) else None

    @property
    def gap_basis_points(self) -> int | None:
        return None if self.bound is None else gap_basis_points(self.value, self.bound)

    @property
    def people(self) -> PeopleServed:
        return PeopleServed(
            recording=sum(month.people.recording for month in self.months),
            cards=sum(month.people.cards for month in self.months),
            ikd=sum(month.people.ikd for month in self.months),
            persons=sum(month.people.persons for month in self.months),
        )

    @property
    def cost_rupiah(self) -> int:
        return sum(month.cost_rupiah for month in self.months)

    @property
    def cards_used(self) -> int:
        return sum(month.cards_used for month in self.months)

    @property
    def team_days_used(self) -> int:
        return sum(month.team_days_used for month in self.months)

    @property
    def cost_per_recording(self) -> int | None:
        """Rupiah for each person recorded, rounded half up; ``None`` where nobody is."""
        return _each(self.cost_rupiah, self.people.recording)

    @property
    def cost_per_activation(self) -> int | None:
        """Rupiah for each digital identity, rounded half up, all cost laid on them; ``None`` where there is none."""
        return _each(self.cost_rupiah, self.people.ikd)


def _each(rupiah: int, micro: MicroPeople) -> int | None:
    return None if micro <= 0 else (rupiah * MICRO * 2 + micro) // (2 * micro)


def month_answer(problem: Problem, plan: Plan, bound: ValueUnits | None) -> MonthAnswer:
    """Count one month out."""
    found = score(problem, plan)
    villages = [site for site in problem.sites if site.kind is SiteKind.VILLAGE]
    outcomes = outcomes_of(problem, plan)
    coverage = coverage_of(problem, plan)
    stock = stock_ledger(problem, plan)
    reserve = problem.stock.reserve * MICRO
    return MonthAnswer(
        first=problem.period.first,
        last=problem.period.last,
        value=found.value,
        bound=bound,
        people=found.people,
        eligible=sum(site.eligible for site in villages),
        recorded=sum(item.recorded for item in coverage),
        ikd_active=sum(site.ikd_active for site in villages) * MICRO + sum(got.ikd for got in outcomes.values()),
        coverage=coverage,
        waiting=sum(cards_outstanding(problem, plan).values()),
        villages_served=found.villages_served,
        schools_served=found.schools_served,
        team_days_used=found.team_days_used,
        team_days_available=team_days_available(problem),
        distance_m=found.distance_m,
        cost_rupiah=sum(lines_total(trip_cost(problem, trip)) for trip in plan.trips),
        cards_used=found.cards_used,
        cards_left=stock[-1].closing,
        below_reserve=next((item.day for item in stock if item.closing < reserve), None),
    )


def coverage_of(problem: Problem, plan: Plan) -> tuple[Coverage, ...]:
    """Recorded of the eligible in each subdistrict once the plan has gone as expected.

    People recorded at a school or another place count in the subdistrict that it lies in, those aged 17 or more.
    """
    eligible: dict[str, int] = {}
    recorded: dict[str, MicroPeople] = {}
    for site in problem.sites:
        if site.kind is SiteKind.VILLAGE:
            eligible[site.subdistrict] = eligible.get(site.subdistrict, 0) + site.eligible
            recorded[site.subdistrict] = recorded.get(site.subdistrict, 0) + site.recorded * MICRO
    for origin, got in outcomes_of(problem, plan).items():
        subdistrict = problem.site[origin].subdistrict
        if subdistrict in recorded:
            recorded[subdistrict] += got.adults
    return tuple(
        Coverage(subdistrict=name, recorded=min(recorded[name], count * MICRO), eligible=count)
        for name, count in sorted(eligible.items())
    )


# --- months to a target ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """When a target is reached: after ``months``, which is an estimate beyond the months planned.

    ``None`` for ``months``: not at this pace.
    """

    months: int | None
    is_estimate: bool


def months_to_recording(answer: Answer, targets: Targets, inflow: int) -> Reached:
    """Months until enough of the eligible are recorded.

    Beyond the months planned the pace of the last one goes on, and ``inflow`` people turn 17 each month: an estimate,
    since villages far away and people who did not come are left for last.
    """
    share = targets.recording_permille
    for number, month in enumerate(answer.months, start=1):
        if month.recorded * PERMILLE >= share * month.eligible * MICRO:
            return Reached(months=number, is_estimate=False)
    last = answer.last
    missing = share * last.eligible * MICRO - last.recorded * PERMILLE
    pace = _adults_recorded(answer) * PERMILLE - share * inflow * MICRO
    return _at_pace(len(answer.months), missing, pace)


def months_to_ikd(answer: Answer, targets: Targets) -> Reached:
    """Months until enough of the recorded have the digital identity, at the pace of the last month planned."""
    share = targets.ikd_permille
    for number, month in enumerate(answer.months, start=1):
        if month.ikd_active * PERMILLE >= share * month.recorded:
            return Reached(months=number, is_estimate=False)
    last = answer.last
    missing = share * last.recorded - last.ikd_active * PERMILLE
    pace = last.people.ikd * PERMILLE - share * _adults_recorded(answer)
    return _at_pace(len(answer.months), missing, pace)


def _adults_recorded(answer: Answer) -> MicroPeople:
    """People aged 17 or more whom the last month recorded, as its coverage counts them."""
    months: Sequence[MonthAnswer] = answer.months
    last = months[-1]
    if len(months) > 1:
        return max(0, last.recorded - months[-2].recorded)
    return min(last.people.recording, last.recorded)


def _at_pace(planned: int, missing: int, pace: int) -> Reached:
    if pace <= 0 or -(-missing // pace) > LONGEST_MONTHS:
        return Reached(months=None, is_estimate=True)
    return Reached(months=planned - (-missing // pace), is_estimate=True)
