"""The rules of the exact model that add up over team-days: people, cards, field days, staff, equipment, spacing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from ortools.math_opt.python import mathopt

from planner.domain.policy import IkdCapScope
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind, Skill
from planner.service import backlog_of_done
from planner.units import METRES_PER_KM, MICRO, PERMILLE
from tests.solver.day_orders import Order, kept_pins, metres_of

if TYPE_CHECKING:
    from tests.solver.oracle import Model, TeamDay


def add_sums(model: Model) -> None:
    """Add all of them to ``model``."""
    _count_once(model)
    _cards(model)
    _ikd_cap(model)
    _team_limits(model)
    _equipment(model)
    _visits_to_sites(model)
    _pins(model)
    if model.problem.staff:
        _staff(model)
    _budget(model)


def _count_once(model: Model) -> None:
    rounds = model.policy.rounds_per_period
    for site in model.problem.sites:
        rows = [row for _, _, row in model.rows() if row.origin.id == site.id]
        done = [visit for visit in model.problem.done if visit.origin == site.id]
        left = site.recording_demand * rounds - sum(visit.invited for visit in done)
        model.keep(mathopt.fast_sum(row.invited for row in rows) <= max(0, left))
        model.keep(mathopt.fast_sum(row.invited_ikd for row in rows) <= site.ikd_demand * rounds)
        ready = site.print_ready - sum(backlog_of_done(model.problem, visit) for visit in done) / MICRO
        model.keep(mathopt.fast_sum(row.backlog for row in rows) <= max(0, ready))


def _cards(model: Model) -> None:
    """Printers of a team-day, and blank cards day by day."""
    problem, policy = model.problem, model.policy
    printed: dict[date, list[mathopt.Variable]] = defaultdict(list)
    same_day: dict[tuple[str, date], list[mathopt.Variable]] = defaultdict(list)
    for one, _, row in model.rows():
        printed[one.day] += [row.same_day, row.backlog]
        same_day[one.team.id, one.day].append(row.same_day)
    for (team, _), parts in same_day.items():
        model.keep(mathopt.fast_sum(parts) <= problem.team[team].printers * policy.prints_per_printer_day)
    blank = 1 + policy.waste_permille / PERMILLE
    level, so_far = problem.stock.opening, list[mathopt.Variable]()
    done = 0
    for calendar in problem.period.days:
        for delivery in problem.stock.deliveries:
            if delivery.day == calendar.day and delivery.probability_permille >= policy.delivery_counts_from_permille:
                level += delivery.quantity
        level -= problem.stock.counter_per_day if calendar.working else 0
        done += sum(visit.cards for visit in problem.done if visit.day == calendar.day)
        so_far += printed[calendar.day]
        model.keep(mathopt.fast_sum(so_far) <= max(0, level - done * blank - problem.stock.reserve) / blank)


def _ikd_cap(model: Model) -> None:
    of_team = model.policy.ikd_cap_scope is IkdCapScope.TEAM
    parts: dict[tuple[str, date], list[mathopt.Variable]] = defaultdict(list)
    for one, _, row in model.rows():
        parts[one.team.id if of_team else "", one.day].append(row.ikd)
    for group in parts.values():
        model.keep(mathopt.fast_sum(group) <= model.policy.ikd_cap_per_day)


def _team_limits(model: Model) -> None:
    past = {(item.who, item.day) for item in model.problem.history.team_days}
    past |= {(visit.team, visit.day) for visit in model.problem.done}
    for team in model.problem.teams:
        out = {one.day: one.out for one in model.team_days if one.team.id == team.id}
        before = {day for who, day in past if who == team.id}
        _field_days(model, out, before, team.days_per_week, team.days_per_month)


def _field_days(
    model: Model, out: Mapping[date, mathopt.LinearExpression], past: set[date], per_week: int, per_month: int
) -> None:
    """A span that is over its limit before the plan takes no more field day at all."""
    spans: tuple[tuple[Callable[[date], date], int], ...] = ((_monday, per_week), (_first_of_month, per_month))
    for begins, limit in spans:
        for start in sorted({begins(day) for day in out}):
            left = limit - sum(1 for day in past if begins(day) == start)
            counted = [one for day, one in out.items() if begins(day) == start and (day not in past or left < 0)]
            model.keep(mathopt.fast_sum(counted) <= max(0, left))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _by_day(model: Model) -> dict[date, list[TeamDay]]:
    days: dict[date, list[TeamDay]] = defaultdict(list)
    for one in model.team_days:
        days[one.day].append(one)
    return days


def _equipment(model: Model) -> None:
    for day, group in _by_day(model).items():
        for kind in EquipmentKind:
            listed = [item for item in model.problem.equipment if item.kind is kind]
            if not listed and kind is not EquipmentKind.SATELLITE_KIT:
                continue
            taken = []
            for one in group:
                own = {
                    EquipmentKind.RECORDING_SET: one.team.stations,
                    EquipmentKind.PRINTER: one.team.printers,
                    EquipmentKind.VEHICLE: 1,
                }.get(kind, 0)
                taken.append(1 * one.kit if kind is EquipmentKind.SATELLITE_KIT else own * one.out)
            model.keep(mathopt.fast_sum(taken) <= sum(item.available(day) for item in listed))


def _visits_to_sites(model: Model) -> None:
    """One team at a site on a day, once; visits far enough apart, or few parts of one invitation."""
    joint = model.policy.joint_visits
    for site in model.problem.sites:
        counts: dict[date, mathopt.LinearExpression] = {}
        for day, group in _by_day(model).items():
            there = []
            for one in group:
                visits = [flag for key, flag in one.visited.items() if key[0] == site.id]
                if visits:
                    there.append(mathopt.fast_sum(visits))
            if not there:
                continue
            if joint:
                counts[day] = 1 * _any(model, there)
            else:
                counts[day] = mathopt.fast_sum(there)
                model.keep(counts[day] <= 1)
        _space(model, counts, sorted({visit.day for visit in model.problem.done if visit.site == site.id}))


def _pins(model: Model) -> None:
    """Each pin is kept by a visit, unless one already done has kept it."""
    problem = model.problem
    for number, pin in enumerate(problem.pins):
        kept = any(
            (visit.site, visit.day) == (pin.site, pin.day) and pin.team in (None, visit.team) for visit in problem.done
        )
        if kept and pin.day < problem.period.as_of:
            continue
        flags = [one.taken_if(partial(_keeps, problem, one, number)) for one in model.team_days]
        # With nobody to send there is still a rule, which nothing can keep.
        model.keep(mathopt.fast_sum([0 * model.flag(), *flags]) >= 1)


def _keeps(problem: Problem, one: TeamDay, pin: int, order: Order) -> bool:
    return any(number == pin for number, _ in kept_pins(problem, one.team, one.day, order))


def _budget(model: Model) -> None:
    """The cost of all trips, where it does not hang on hours."""
    problem, rates, budget = model.problem, model.policy.rates, model.policy.budget_rupiah
    if budget is None:
        return
    a_day = rates.genset + rates.link + rates.papers + rates.hire
    costs: list[mathopt.LinearTypes] = []
    for one in model.team_days:
        crew = mathopt.fast_sum(one.crew.values()) if problem.staff else one.team.crew_size * one.out
        costs += [a_day * one.out, rates.allowance_long * crew]
        for order, flag in zip(one.orders, one.taken, strict=True):
            metres = metres_of(problem, one.team, one.day, order)
            costs.append(metres * rates.per_km // METRES_PER_KM * flag)
    # In thousands of rupiah, so that the tolerance of the program is no rupiah.
    model.keep(mathopt.fast_sum(costs) * 0.001 <= max(0, budget) * 0.001)


def _any(model: Model, visits: list[mathopt.LinearExpression]) -> mathopt.Variable:
    one = model.flag()
    for visit in visits:
        model.keep(visit <= one)
    return one


def _space(model: Model, counts: dict[date, mathopt.LinearExpression], done: list[date]) -> None:
    """Fewer visits than a legal pattern has are legal too: one of the largest patterns is chosen."""
    days = sorted(counts)
    if not days:
        return
    legal = set(_spaced(model.problem, days, done))
    top = [one for one in sorted(legal) if not any(_raised(one, place) in legal for place in range(len(days)))]
    chosen = [model.flag() for _ in top]
    model.keep(mathopt.fast_sum(chosen) <= 1)
    for place, day in enumerate(days):
        allowed = mathopt.fast_sum(pattern[place] * flag for pattern, flag in zip(top, chosen, strict=True))
        model.keep(counts[day] <= allowed)


def _raised(pattern: tuple[int, ...], place: int) -> tuple[int, ...]:
    return (*pattern[:place], pattern[place] + 1, *pattern[place + 1 :])


def _spaced(problem: Problem, days: list[date], done: list[date]) -> Iterator[tuple[int, ...]]:
    """Days (1: visited) that the rule of spacing allows together, beside days of visits already done."""
    policy = problem.policy
    if 2 ** len(days) > 100_000:
        raise ValueError(f"{len(days)} days on which a site may be visited are too many here")
    within = timedelta(days=policy.split_within_days)
    for counts in product((0, 1), repeat=len(days)):
        runs: list[list[date]] = []
        planned = [day for day, count in zip(days, counts, strict=True) if count]
        for day in sorted([*planned, *done]):
            if runs and (day - runs[-1][-1]).days < policy.min_gap_days:
                runs[-1].append(day)
            else:
                runs.append([day])
        touched = [run for run in runs if set(run) & set(planned)]
        if all(len(run) <= policy.split_parts_max and run[-1] - run[0] <= within for run in touched):
            yield counts


def _staff(model: Model) -> None:
    """Each place of a crew has a person of its own with the skill; drivers are among the crew."""
    for one in model.team_days:
        here = [
            member for member in model.problem.staff if not member.is_away(one.day) and _goes(model, member.id, one)
        ]
        one.crew.update({member.id: model.flag() for member in here})
        filled: dict[str, list[mathopt.Variable]] = defaultdict(list)
        for need in one.team.crew:
            able = [member.id for member in here if need.skill in member.skills]
            if need.skill is Skill.DRIVE:
                drivers = mathopt.fast_sum(one.crew[name] for name in able)
                model.keep(drivers >= one.team.need(Skill.DRIVE) * one.out)
                continue
            places = {name: model.flag() for name in able}
            model.keep(mathopt.fast_sum(places.values()) == need.count * one.out)
            for name, flag in places.items():
                filled[name].append(flag)
        for name, flag in one.crew.items():
            model.keep(mathopt.fast_sum(filled[name]) <= flag)
            model.keep(flag <= one.out)
    _staff_days(model)


def _goes(model: Model, name: str, one: TeamDay) -> bool:
    """Members go with their own team; whoever is a member of none goes with teams that have none."""
    if one.team.members:
        return name in one.team.members
    return not any(name in team.members for team in model.problem.teams)


def _staff_days(model: Model) -> None:
    problem = model.problem
    past = {(item.who, item.day) for item in problem.history.staff_days}
    for member in problem.staff:
        out: dict[date, mathopt.LinearExpression] = {}
        for day, group in _by_day(model).items():
            out[day] = mathopt.fast_sum(one.crew[member.id] for one in group if member.id in one.crew)
            model.keep(out[day] <= 1)
        before = {day for who, day in past if who == member.id}
        _field_days(model, out, before, member.days_per_week, member.days_per_month)
    for day, group in _by_day(model).items():
        present = [item.id for item in problem.staff if Skill.RECORD in item.skills and not item.is_away(day)]
        away = mathopt.fast_sum(one.crew[name] for one in group for name in present if name in one.crew)
        model.keep(away <= max(0, len(present) - problem.policy.office_minimum_record))
