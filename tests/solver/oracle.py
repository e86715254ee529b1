"""The best plan of a tiny problem, found by an exact model that knows nothing of the solver.

The model is written straight from the rules. A team-day takes one of all orders of visits
(:mod:`tests.solver.day_orders`), and a mixed-integer program chooses orders, whole
seconds of service, whole people invited, kits, staff and places of service together. The plan is then counted anew in
whole micro-people, so that it is legal to the last of them: ``value`` is the value of a plan that exists. ``ceiling``
is the program's own bound with its tolerance added, so that no plan is worth more; the two lie within a thousandth of
a person.

Where nights out are allowed, orders start and end wherever a team may sleep, and days are tied together
(:mod:`tests.solver.oracle_nights`).

Left out, and refused: pins or a budget beside nights out, and a budget where the price of a trip hangs on its hours.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from ortools.math_opt.python import mathopt

from planner.check import violations
from planner.domain.plan import Plan, Service
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.domain.team import Team
from planner.hours import may_be_served, team_works
from planner.score import score
from planner.service import (
    acceptance_permille,
    ikd_turnout_ppm,
    invites_for_ikd,
    link_permille,
    turnout_ppm,
)
from planner.units import MICRO, PERMILLE, VALUE_UNITS_PER_PERSON
from tests.solver.day_orders import Order, Stop, may_serve_nobody, orders
from tests.solver.oracle_nights import add_nights
from tests.solver.oracle_places import places_of_service
from tests.solver.oracle_sums import add_sums
from tests.solver.outcome import Amounts, ChosenDay, ChosenRow, plan_from

TOLERANCE = VALUE_UNITS_PER_PERSON // 1_000
"""How far ceiling and value may be apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimum:
    """The best value, a plan that has it, and what no plan exceeds."""

    value: int
    ceiling: int
    plan: Plan


@dataclass(slots=True, kw_only=True)
class Row:
    """People of one origin at one visit, in people."""

    origin: Site
    invited: mathopt.Variable
    invited_ikd: mathopt.Variable
    recorded: mathopt.Variable
    same_day: mathopt.Variable
    backlog: mathopt.Variable
    ikd: mathopt.Variable


@dataclass(slots=True, kw_only=True)
class TeamDay:
    """A day on which a team may go out."""

    team: Team
    day: date
    orders: tuple[Order, ...]
    taken: list[mathopt.Variable]
    visited: dict[Stop, mathopt.LinearExpression]
    stay: dict[Stop, mathopt.Variable]
    rows: dict[Stop, list[Row]]
    kit: mathopt.Variable
    crew: dict[str, mathopt.Variable]

    @property
    def out(self) -> mathopt.LinearExpression:
        return mathopt.fast_sum(self.taken)

    def taken_if(self, holds: Callable[[Order], bool]) -> mathopt.LinearExpression:
        """Whether an order is taken for which ``holds`` holds."""
        return mathopt.fast_sum(flag for order, flag in zip(self.orders, self.taken, strict=True) if holds(order))


class NoPlan(Exception):
    """No plan keeps all pins."""


def best_value(problem: Problem) -> int:
    """Value of the best legal plan, value units."""
    return optimum(problem).value


def optimum(problem: Problem) -> Optimum:
    """The best legal plan of a tiny problem.

    Raises
    ------
    ValueError
        If the problem holds what the model leaves out, or the model cannot be settled.
    NoPlan
        If no plan keeps all pins.
    """
    _refuse(problem)
    made = Model(problem)
    first = _solved(made)
    made.settle(first)
    last = _solved(made)
    days = list(made.chosen(last))
    for spare in (0, 2, 100):
        plan = plan_from(problem, days, spare=spare)
        if not violations(problem, plan):
            break
    else:
        raise ValueError(f"the plan breaks rules: {violations(problem, plan)}")
    value = score(problem, plan).value
    ceiling = int(first.best_objective_bound() * VALUE_UNITS_PER_PERSON) + TOLERANCE // 2
    if not value <= ceiling <= value + TOLERANCE:
        raise ValueError(f"value {value} and ceiling {ceiling} lie too far apart")
    return Optimum(value=value, ceiling=ceiling, plan=plan)


def solved_model(made: "Model", *, at_least_one: Sequence[mathopt.LinearTypes]) -> int:
    """The ceiling of the model if one of these is at least 1, value units; -1 if it cannot be."""
    _refuse(made.problem)
    if not at_least_one:
        return -1
    made.keep(mathopt.fast_sum(at_least_one) >= 1)
    result = mathopt.solve(made.model, mathopt.SolverType.HIGHS, params=_parameters())
    if result.termination.reason is mathopt.TerminationReason.INFEASIBLE:
        return -1
    if result.termination.reason is not mathopt.TerminationReason.OPTIMAL:
        raise ValueError(f"the model ended as {result.termination}")
    return int(result.objective_value() * VALUE_UNITS_PER_PERSON)


def _refuse(problem: Problem) -> None:
    policy = problem.policy
    if policy.max_nights and (problem.pins or policy.budget_rupiah is not None):
        raise ValueError("pins and a budget beside nights out are not in this model")
    rates = policy.rates
    by_hours = rates.allowance_long != rates.allowance_short or (policy.overtime_allowed and rates.overtime_per_hour)
    if policy.budget_rupiah is not None and by_hours:
        raise ValueError("a budget with prices that hang on hours is not in this model")


def _parameters() -> mathopt.SolveParameters:
    parameters = mathopt.SolveParameters(random_seed=1, relative_gap_tolerance=0.0, absolute_gap_tolerance=1e-6)
    parameters.highs.double_options["mip_feasibility_tolerance"] = 1e-9
    parameters.highs.double_options["primal_feasibility_tolerance"] = 1e-9
    parameters.highs.double_options["dual_feasibility_tolerance"] = 1e-9
    return parameters


def _solved(made: "Model") -> mathopt.SolveResult:
    result = mathopt.solve(made.model, mathopt.SolverType.HIGHS, params=_parameters())
    if made.problem.pins and result.termination.reason is mathopt.TerminationReason.INFEASIBLE:
        raise NoPlan
    if result.termination.reason is not mathopt.TerminationReason.OPTIMAL:
        raise ValueError(f"the model ended as {result.termination}")
    return result


class Model:
    """Variables and rules; see the module docstring."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.policy = problem.policy
        self.model = mathopt.Model(name="oracle")
        self.worth: list[mathopt.LinearTypes] = []
        self.serves = places_of_service(self)
        self.team_days = [
            self._team_day(team, calendar.day)
            for team in problem.teams
            for calendar in problem.period.days
            if team_works(team, calendar) and not _rests(problem, team, calendar.day)
        ]
        add_sums(self)
        add_nights(self)
        self.model.maximize(mathopt.fast_sum(self.worth))

    def flag(self) -> mathopt.Variable:
        """A yes or no."""
        return self.model.add_binary_variable()

    def amount(self, top: float, *, whole: bool = False) -> mathopt.Variable:
        """A number from 0 to ``top``."""
        return self.model.add_variable(lb=0.0, ub=max(0.0, top), is_integer=whole)

    def keep(self, rule: mathopt.BoundedLinearTypes) -> None:
        """Add a rule."""
        self.model.add_linear_constraint(rule)

    def rows(self) -> Iterator[tuple[TeamDay, Stop, Row]]:
        """All rows of people with their visit."""
        for one in self.team_days:
            for key, rows in one.rows.items():
                for row in rows:
                    yield one, key, row

    # -- one team-day -------------------------------------------------------------------------------------

    def _team_day(self, team: Team, day: date) -> TeamDay:
        found = orders(self.problem, team, day)
        one = TeamDay(
            team=team,
            day=day,
            orders=found,
            taken=[self.flag() for _ in found],
            visited={},
            stay={},
            rows={},
            kit=self.flag(),
            crew={},
        )
        self.keep(one.out <= 1)
        self.keep(one.kit <= one.out)
        self._services(one)
        for key in one.stay:
            site = self.problem.site[key[0]]
            one.rows[key] = [
                self._row(one, key, self.problem.site[origin])
                for origin, place in self.serves
                if place == site.id and may_be_served(self.problem, self.problem.site[origin], site.id, day)
            ]
            self._minutes(one, key)
            # Somebody is served: a thousandth of a person is expected to be recorded, to activate or to get a card.
            served = [1_000 * (row.recorded + row.backlog + row.ikd) for row in one.rows[key]]
            locked = one.taken_if(partial(self._locks, one, key))
            self.keep(one.visited[key] - locked <= mathopt.fast_sum(served))
        return one

    def _locks(self, one: TeamDay, key: Stop, order: Order) -> bool:
        """Whether the visit may serve nobody in that order, for the sake of a pin."""
        return key in may_serve_nobody(self.problem, one.team, one.day, order)

    def _services(self, one: TeamDay) -> None:
        """Seconds of service at each visit: the sum over orders of what the taken one holds."""
        parts: dict[Stop, list[mathopt.Variable]] = {}
        flags: dict[Stop, list[mathopt.Variable]] = {}
        for order, taken in zip(one.orders, one.taken, strict=True):
            if not order.stops:
                continue
            most = max(seconds for _, seconds in order.limits)
            own = {key: self.amount(most) for key in order.stops}
            for visits, seconds in order.limits:
                self.keep(mathopt.fast_sum(own[key] for key in visits) <= seconds * taken)
            for key, part in own.items():
                parts.setdefault(key, []).append(part)
                flags.setdefault(key, []).append(taken)
        for key in sorted(parts):
            one.visited[key] = mathopt.fast_sum(flags[key])
            one.stay[key] = self.amount(86_400, whole=True)
            self.keep(one.stay[key] == mathopt.fast_sum(parts[key]))

    # -- people of a visit --------------------------------------------------------------------------------

    def _row(self, one: TeamDay, key: Stop, origin: Site) -> Row:
        policy, problem = self.policy, self.problem
        site, service = problem.site[key[0]], key[1]
        turnout = turnout_ppm(problem, origin, site) / MICRO
        alone = ikd_turnout_ppm(problem, origin, site) / MICRO
        recording = service is Service.RECORDING
        beside = invites_for_ikd(policy, site, service) and not (recording and policy.mandatory_ikd)
        people = origin.recording_demand * policy.rounds_per_period if recording else 0
        ikd_people = origin.ikd_demand * policy.rounds_per_period if beside else 0
        share = origin.adult_permille * policy.same_day_ready_permille / PERMILLE**2
        ikd_share = share * origin.fit_phone_permille * acceptance_permille(policy) / PERMILLE**2
        row = Row(
            origin=origin,
            invited=self.amount(people, whole=True),
            invited_ikd=self.amount(ikd_people, whole=True),
            recorded=self.amount(people * turnout),
            same_day=self.amount(people * turnout * share),
            backlog=self.amount(origin.print_ready if recording else 0),
            ikd=self.amount(people * turnout * ikd_share + ikd_people * alone),
        )
        limits = ((row.invited, people), (row.invited_ikd, ikd_people), (row.backlog, origin.print_ready))
        for number, top in limits:
            self.keep(number <= top * one.visited[key])
            self.keep(number <= top * self.serves[origin.id, site.id])
            if origin.id != site.id and link_permille(policy, site, with_kit=False) == 0:
                reached = link_permille(policy, site, with_kit=True) > 0
                self.keep(number <= (top * one.kit if reached else 0))
        self.keep(row.recorded <= row.invited * turnout)
        self.keep(row.same_day <= row.recorded * share)
        self.keep(row.ikd <= row.recorded * ikd_share + row.invited_ikd * alone)
        if policy.mandatory_ikd and recording:
            self.keep(row.ikd >= row.recorded * ikd_share)
        weights = policy.weights
        worth = row.recorded * weights.recording + (row.same_day + row.backlog) * weights.card
        worth += row.ikd * (weights.ikd if recording else weights.ikd_only)
        self.worth.append(worth * (origin.factor_permille / PERMILLE**2))
        return row

    def _minutes(self, one: TeamDay, key: Stop) -> None:
        """Seconds of service for the people at a visit, slower without a kit where that is so."""
        policy, team, stay = self.policy, one.team, one.stay[key]
        site = self.problem.site[key[0]]
        record = mathopt.fast_sum(row.recorded * policy.record_s for row in one.rows[key])
        activate = mathopt.fast_sum(row.ikd * policy.ikd_s for row in one.rows[key])
        second = (activate, team.ikd_officers)
        if policy.mandatory_ikd:
            second = (record + activate, team.stations + team.ikd_officers)
        slow, fast = (link_permille(policy, site, with_kit=kit) / PERMILLE for kit in (False, True))
        most = max((seconds for order in one.orders for _, seconds in order.limits), default=0)
        for work, hands in ((record, team.stations), second):
            self.keep(work <= stay * (fast * hands))
            if slow < fast:
                self.keep(work <= stay * (slow * hands) + (fast - slow) * hands * most * one.kit)

    # -- the outcome --------------------------------------------------------------------------------------

    def settle(self, result: mathopt.SolveResult) -> None:
        """Fix every whole number as found, so that only the amounts are left."""
        for variable in self.model.variables():
            if variable.integer:
                number = round(result.variable_values(variable))
                variable.lower_bound = variable.upper_bound = number
                variable.integer = False

    def chosen(self, result: mathopt.SolveResult) -> Iterator[ChosenDay]:
        """The team-days of the solution that go out."""
        value = result.variable_values
        for one in self.team_days:
            for order, taken in zip(one.orders, one.taken, strict=True):
                if round(value(taken)):
                    yield ChosenDay(
                        team=one.team,
                        day=one.day,
                        order=order,
                        stays=tuple(round(value(one.stay[key])) for key in order.stops),
                        kit=bool(round(value(one.kit))),
                        staff=tuple(sorted(name for name, flag in one.crew.items() if round(value(flag)))),
                        rows=tuple(tuple(_row(row, value) for row in one.rows[key]) for key in order.stops),
                    )


def _row(row: Row, value) -> ChosenRow:  # type: ignore[no-untyped-def]
    return ChosenRow(
        origin=row.origin,
        invited=round(value(row.invited)),
        invited_ikd=round(value(row.invited_ikd)),
        wanted=Amounts(
            recorded=value(row.recorded), same_day=value(row.same_day), backlog=value(row.backlog), ikd=value(row.ikd)
        ),
    )


def _rests(problem: Problem, team: Team, day: date) -> bool:
    nights = {past.day for past in problem.history.team_days if past.who == team.id and past.night}
    return bool(nights & {day - timedelta(days=1), day - timedelta(days=2)})
