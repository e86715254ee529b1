"""Trips chosen from those that the linear relaxation uses, by an integer program.

What the relaxation does at its optimum is nearly a plan: most places are visited once, by orders of stops that a
plan would use as well, and each village weighs a few places of service only. Kept to those orders and places, the
choice of trips, places and amounts is a small integer program; its best solution is far better than what a
search finds that does not see all of it at once.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers.gscip.gscip_pb2 import GScipParameters

from solver.counts import kits_of_days, kits_of_weeks, open_limits, visit_limits
from solver.indexing import WITH_KIT, Index
from solver.master.amounts_model import AmountsModel, places_of_service
from solver.master.loading import Loaded
from solver.master.relaxation import Relaxation
from solver.master.rows import MISSED_TRIP
from solver.rostering.spans import week_of
from solver.search.anneal import Draft
from solver.search.staging import places_of, staged, trips_of
from solver.slots import Kept
from solver.trips.cells import PricingCell

DAY = timedelta(days=1)
LEAST_USED = 1e-4
LEAST_TRIPS = 0.03
LEAST_PLACE = 0.02
"""Columns, orders and places of service that the relaxation uses less are left out."""
NEARLY, MOST_NEARLY = 1.0, 300
"""How many weighted people an order may lack to be taken up, and how many such orders are."""
GAP = 3e-4
AT_THE_ROOT = {"heuristics/trustregion/freq": -1, "separating/maxroundsroot": 4}
"""Settings of SCIP: its heuristics find in the root what branching does not in a hundred nodes, in the first rounds of
cuts what they do after twenty; one of them (trust region) takes as long as all else and finds little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a solution of the relaxation uses.

    Attributes
    ----------
    orders
        (cell, order of stops) with how many trips drive it, most first.
    pairs
        Places of service in use.
    journeys
        Trips with nights, each as the drafts of its days.
    least_trips
        No plan of fewer is any better.
    """

    orders: tuple[tuple[int, tuple[int, ...], float], ...]
    pairs: frozenset[int]
    journeys: tuple[tuple[Draft, ...], ...] = ()
    least_trips: int = 0


def support(relaxation: Relaxation, drafted: Sequence[Sequence[Draft]]) -> Support:
    """The orders and places of service of the last solution of the linear program, and those of drafts.

    ``drafted`` are lists of drafts in cells of the relaxation.
    """
    index = relaxation.index
    trips: dict[tuple[int, tuple[int, ...]], float] = defaultdict(float)
    pairs: set[int] = set()
    for column, count in zip(relaxation.columns, relaxation.activity(), strict=True):
        if count > LEAST_USED:
            # Days beside nights out are drafted by journeys: alone they are no trip.
            number = relaxation.whole_day(column.cell)
            if number is not None and column.order:
                trips[(number, column.order)] += count
            pairs |= {int(index.item_pair[item]) for item, _ in column.loads}
    trips = {key: count for key, count in trips.items() if count >= LEAST_TRIPS}
    for order in within_reach(relaxation, NEARLY)[:MOST_NEARLY]:
        trips.setdefault(order, 1.0)
    pairs = {pair for pair in pairs if relaxation.place(pair) >= LEAST_PLACE}
    journeys: dict[object, tuple[Draft, ...]] = {}
    for drafts in drafted:
        pairs |= {int(index.item_pair[item]) for draft in drafts for item, _ in draft.loads}
        for numbers in trips_of(drafts):
            days = tuple(drafts[number] for number in numbers)
            if len(days) == 1:
                trips.setdefault((days[0].cell, days[0].order), 1.0)
            else:
                journeys.setdefault(tuple((day.cell, day.order, places_of(day)) for day in days), days)
    ranked = sorted(trips.items(), key=lambda entry: (-entry[1], entry[0]))
    return Support(
        orders=tuple((cell, order, count) for (cell, order), count in ranked),
        pairs=frozenset(pairs),
        journeys=tuple(journeys.values()),
        least_trips=relaxation.least_trips,
    )


def within_reach(relaxation: Relaxation, lack: float) -> list[tuple[int, tuple[int, ...]]]:
    """(cell, order) of what lacks less than so many weighted people to be used, that which lacks least first.

    Plans are whole where the relaxation is not.
    """
    best: dict[tuple[int, tuple[int, ...]], float] = {}
    for column, worth in zip(relaxation.columns, relaxation.reduced_worth(), strict=True):
        number = relaxation.whole_day(column.cell)
        if worth > -lack and number is not None and column.order:
            key = (number, column.order)
            best[key] = max(best.get(key, worth), worth)
    return sorted(best, key=lambda key: (-best[key], key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Within what trips are chosen.

    Attributes
    ----------
    cells
        Pricing cells of the relaxation, then those of pinned trips.
    held
        Drafts that are made anyhow, in cells of their own; they come first.
    kept
        The places that pinned trips take.
    calm
        By (day class, place): what a visit there is worth besides because it was published, weighted people.
    """

    index: Index
    cells: tuple[PricingCell, ...]
    held: tuple[Draft, ...] = ()
    kept: tuple[Kept, ...] = ()
    calm: Mapping[tuple[int, int], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Trips that are chosen, those held first, and what they are worth together in the program that chose them."""

    drafts: tuple[Draft, ...]
    value: float


def chosen_trips(
    setting: Setting,
    found: Support,
    *,
    nodes: int = 1,
    seconds: float | None = None,
    gap: float = GAP,
    stand: Sequence[Draft] = (),
    least: float | None = None,
) -> Chosen | None:
    """The best trips within what ``found`` holds; ``None`` if there is no solution.

    Parameters
    ----------
    nodes
        Nodes of the branching at most.
    seconds
        A ceiling that only ends the branching early.
    gap
        How close to the best of them is enough, as a share.
    stand
        Trips that are made besides; their villages keep their places of service, their amounts are free.
    least
        Trips that are worth less together are no solution.
    """
    index, held = setting.index, setting.held
    cells, nights = staged(index, setting.cells, [day for journey in found.journeys for day in journey])
    # Whole numbers of people are for the exact amounts afterwards.
    build = AmountsModel(index, cells, shared=())
    pairs = found.pairs | {int(index.item_pair[item]) for draft in held for item, _ in draft.loads}
    counts: list[mathopt.Variable | None] = []
    for draft in held:
        build.add_order(draft.cell, draft.order, pairs=pairs)
        counts.append(None)
    for number, order, trips in found.orders:
        counts.append(build.model.add_integer_variable(lb=0.0, ub=float(int(trips + 1.5))))
        build.add_order(number, order, trips=counts[-1], pairs=pairs)
    for draft in stand:
        counts.append(build.model.add_integer_variable(lb=1.0, ub=1.0))
        build.add_order(draft.cell, draft.order, trips=counts[-1], pairs=pairs)
    first = len(counts)
    made = [build.model.add_binary_variable() for _ in found.journeys]
    for days, count in zip(found.journeys, made, strict=True):
        for _ in days:
            draft = nights[len(counts) - first]
            counts.append(count)
            build.add_order(draft.cell, draft.order, trips=count, pairs=pairs)
    _limit_journeys(build, index, cells, found.journeys, made)
    _limit_trips(build, index, cells, counts, setting.kept)
    _limit_visits(build, index, cells, counts)
    build.share_people(places_of_service(index, stand))
    build.keep_stock()
    build.keep_budget()
    missed = build.model.add_variable(lb=0.0, ub=float(found.least_trips))
    trips_made = [*(count for count in counts[:first] if count is not None), *made]
    build.model.add_linear_constraint(mathopt.fast_sum([*trips_made, missed]) >= float(found.least_trips - len(held)))
    total = mathopt.fast_sum(
        [*build.worth, *_kept_worth(build, index, cells, counts, setting.calm), -MISSED_TRIP * missed]
    )
    if least is not None:
        build.model.add_linear_constraint(total >= least)
    build.model.maximize(total)
    limit = None if seconds is None else timedelta(seconds=max(0.0, seconds))
    parameters = mathopt.SolveParameters(
        relative_gap_tolerance=gap,
        node_limit=nodes,
        time_limit=limit,
        heuristics=mathopt.Emphasis.HIGH,
        gscip=GScipParameters(int_params=AT_THE_ROOT),
    )
    result = mathopt.solve(build.model, mathopt.SolverType.GSCIP, params=parameters)
    if not result.has_primal_feasible_solution():
        return None
    values = result.variable_values()
    drafts = []
    loaded = build.loaded(values)
    for trip, count in zip(loaded[:first], counts, strict=False):
        times = 1 if count is None else round(values[count])
        drafts += [_draft(trip, part, times) for part in range(times)]
    for number, (days, count) in enumerate(zip(found.journeys, made, strict=True)):
        if round(values[count]):
            drafts += [_staged(number, day, trip) for day, trip in zip(days, loaded[first:], strict=False)]
        first += len(days)
    return Chosen(drafts=tuple(drafts), value=result.objective_value())


def _kept_worth(
    build: AmountsModel,
    index: Index,
    cells: Sequence[PricingCell],
    counts: Sequence[mathopt.Variable | None],
    calm: Mapping[tuple[int, int], float],
) -> list[mathopt.LinearTerm]:
    """What visits that were published are worth, each once."""
    visits: dict[tuple[int, int], list[mathopt.Variable]] = defaultdict(list)
    for order, count in zip(build.orders, counts, strict=True):
        for stop in order.stops if count is not None else ():
            key = (cells[order.cell].day_class, int(index.stop_site[stop]))
            if key in calm and count is not None:
                visits[key].append(count)
    found = []
    for key, made in visits.items():
        keeps = build.model.add_variable(lb=0.0, ub=1.0)
        build.model.add_linear_constraint(keeps <= mathopt.fast_sum(made))
        found.append(calm[key] * keeps)
    return found


def _limit_trips(
    build: AmountsModel,
    index: Index,
    cells: tuple[PricingCell, ...],
    counts: Sequence[mathopt.Variable | None],
    kept: Sequence[Kept],
) -> None:
    """Trips of a class as weeks, months and kits allow, less those that pins keep."""
    days, model = index.days, build.model
    of_class: dict[int, list[mathopt.LinearBase]] = defaultdict(list)
    kits_of_class: dict[int, list[mathopt.LinearBase]] = defaultdict(list)
    for order, count in zip(build.orders, counts, strict=True):
        if count is not None:
            cell = cells[order.cell]
            of_class[cell.day_class].append(count)
            if cell.mode == WITH_KIT:
                kits_of_class[cell.day_class].append(count)
    month: dict[int, list[mathopt.LinearBase]] = defaultdict(list)
    week: dict[tuple[int, object], list[mathopt.LinearBase]] = defaultdict(list)
    kit_week: dict[object, list[mathopt.LinearBase]] = defaultdict(list)
    trips_in_cell: list[mathopt.LinearBase] = []
    kits_in_cell: list[mathopt.LinearBase] = []
    trips_in: dict[int, list[mathopt.LinearBase]] = defaultdict(list)
    kits_in: dict[int, list[mathopt.LinearBase]] = defaultdict(list)
    for week_cell in days.cells:
        kind = days.classes[week_cell.day_class].team_type
        here = [one for one in kept if one.day_class == week_cell.day_class and week_of(one.day) == week_cell.week]
        kits = sum(one.with_kit for one in here)
        trips = model.add_integer_variable(lb=0.0, ub=float(max(0, week_cell.trips - len(here))))
        with_kit = model.add_integer_variable(lb=0.0, ub=float(max(0, week_cell.kit_trips - kits)))
        model.add_linear_constraint(with_kit <= trips)
        trips_in[week_cell.day_class].append(trips)
        kits_in[week_cell.day_class].append(with_kit)
        month[kind].append(trips + float(len(here)))
        week[(kind, week_cell.week)].append(trips + float(len(here)))
        trips_in_cell.append(trips + float(len(here)))
        kits_in_cell.append(with_kit + float(kits))
        kit_week[week_cell.week].append(kits_in_cell[-1])
    for number, terms in of_class.items():
        model.add_linear_constraint(mathopt.fast_sum(terms) <= mathopt.fast_sum(trips_in[number]))
    for number, terms in kits_of_class.items():
        model.add_linear_constraint(mathopt.fast_sum(terms) <= mathopt.fast_sum(kits_in[number]))
    for kind, terms in month.items():
        model.add_linear_constraint(mathopt.fast_sum(terms) <= float(days.month_days[kind]))
    for key, limit in days.week_days.items():
        model.add_linear_constraint(mathopt.fast_sum(week[key]) <= float(limit))
    for start, limit in kits_of_weeks(index).items():
        model.add_linear_constraint(mathopt.fast_sum(kit_week[start]) <= float(limit))
    for one in days.crew_limits:
        terms = [float(need) * trips_in_cell[number] for number, need in one.needs.items()]
        model.add_linear_constraint(mathopt.fast_sum(terms) <= float(one.most))
    for numbers, limit in kits_of_days(index).values():
        model.add_linear_constraint(mathopt.fast_sum([kits_in_cell[number] for number in numbers]) <= float(limit))


def _limit_journeys(
    build: AmountsModel,
    index: Index,
    cells: Sequence[PricingCell],
    journeys: Sequence[tuple[Draft, ...]],
    made: Sequence[mathopt.Variable],
) -> None:
    """No more trips of some length than fit the weeks of the teams, each week by itself."""
    days = index.days
    for kind, teams in enumerate(days.team_types):
        free = {day for one in days.classes if one.team_type == kind for day in one.days}
        weeks = Counter(week_of(day) for day in free)
        own = [
            (len(journey), count)
            for journey, count in zip(journeys, made, strict=True)
            if days.classes[cells[journey[0].cell].day_class].team_type == kind
        ]
        for length in sorted({long for long, _ in own}):
            most = len(teams.ids) * sum(min(teams.team.days_per_week, there) // length for there in weeks.values())
            # A trip over the end of a week belongs to both.
            most += len(teams.ids) * sum(day + DAY in free for day in free if (day + DAY).weekday() == 0)
            counted = [count for long, count in own if long >= length]
            build.model.add_linear_constraint(mathopt.fast_sum(counted) <= float(most))


def _limit_visits(
    build: AmountsModel,
    index: Index,
    cells: tuple[PricingCell, ...],
    counts: Sequence[mathopt.Variable | None],
) -> None:
    """Visits to a place: parts of one invitation in the period, and open days in a class."""
    visits: dict[int, list[mathopt.LinearBase | float]] = defaultdict(list)
    in_class: dict[tuple[int, int], list[mathopt.LinearBase | float]] = defaultdict(list)
    for order, count in zip(build.orders, counts, strict=True):
        for stop in order.stops:
            place = int(index.stop_site[stop])
            visits[place].append(1.0 if count is None else count)
            in_class[(place, cells[order.cell].day_class)].append(1.0 if count is None else count)
    held: dict[int, int] = defaultdict(int)
    for place, terms in visits.items():
        held[place] = sum(isinstance(term, float) for term in terms)
    for place, top in visit_limits(index).items():
        if place in visits:
            most = max(held[place], min(top, index.problem.policy.split_parts_max))
            build.model.add_linear_constraint(mathopt.fast_sum(visits[place]) <= float(most))
    for place, number, top in open_limits(index):
        if (place, number) in in_class:
            build.model.add_linear_constraint(
                mathopt.fast_sum(in_class[(place, number)]) <= float(max(held[place], top))
            )


def _staged(number: int, day: Draft, trip: Loaded) -> Draft:
    """A day of a trip with nights with what it carries now."""
    loads = tuple((item, people) for item, people, _ in trip.loads if people > 0)
    stage = None if day.stage is None else replace(day.stage, journey=number)
    return replace(day, order=trip.order, loads=loads, stage=stage)


def _draft(trip: Loaded, part: int, times: int) -> Draft:
    """One of the trips that drive an order: its share of what they carry together."""
    loads = [(item, people // times + (part < people % times)) for item, people, _ in trip.loads]
    return Draft(cell=trip.cell, order=trip.order, loads=tuple((item, people) for item, people in loads if people > 0))
