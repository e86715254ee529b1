"""A compact CP-SAT model: one circuit over chunks with near neighbours only, times and loads carried along arcs.

All vehicles of a base and kind share the circuit; the kind of a chunk's vehicle is a variable where there are several.
Arcs lead to the nearest places only, as many as keep the model small. Trips of several days are not stated.
"""

from collections import defaultdict
from itertools import pairwise

from ortools.sat.python import cp_model

from benchmarks.engines.routes import Matrix, Route, driving, service_of, spent
from benchmarks.statement import NEVER, Statement

NEIGHBOURS = 10
ARCS_TOP = 400_000


def solve(statement: Statement, seconds: float, seed: int, workers: int) -> list[Route]:
    """Routes of the best solution within ``seconds``."""
    kinds = [number for number, kind in enumerate(statement.kinds) if kind.days == 1]
    model = _Model(statement, kinds)
    if not model.served:
        return []
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return []
    return model.routes(solver)


class _Model:
    """Variables by (kind, chunk): a copy of each chunk for each kind, at most one of which is served."""

    def __init__(self, statement: Statement, kinds: list[int]) -> None:
        self.statement = statement
        self.model = cp_model.CpModel()
        self.served: dict[tuple[int, int], cp_model.IntVar] = {}
        self.arcs: dict[int, list[tuple[int, int, cp_model.BoolVarT]]] = {}
        self.ways: dict[int, Matrix] = {}
        self.spans: dict[int, Matrix] = {}
        for kind in kinds:
            self._circuit(kind)
        self._hint()
        by_chunk: dict[int, list[cp_model.BoolVarT]] = defaultdict(list)
        for (_, chunk), flag in self.served.items():
            by_chunk[chunk].append(flag)
        for flags in by_chunk.values():
            self.model.add_at_most_one(flags)
        worth = sum(statement.chunks[chunk].worth * flag for (_, chunk), flag in self.served.items())
        way = sum(
            int(self.ways[kind][start, end]) * flag for kind, arcs in self.arcs.items() for start, end, flag in arcs
        )
        self.model.maximize(worth - way)

    def _circuit(self, kind: int) -> None:
        """Routes of one kind of vehicle: through node 0, never more than there are vehicles."""
        statement, model, found = self.statement, self.model, self.statement.kinds[kind]
        policy = statement.problem.policy
        ways, spans = driving(statement, kind), spent(statement, kind)
        limit = found.hours.service_limit_s
        chunks = [
            number
            for number, chunk in enumerate(statement.chunks)
            if statement.windows(kind, chunk) and service_of(statement, kind, number) <= limit
        ]
        near = self._near(kind, chunks)
        arcs: list[tuple[int, int, cp_model.BoolVarT]] = []
        time: dict[int, cp_model.IntVar] = {}
        load: dict[int, cp_model.IntVar] = {}
        driven: dict[int, cp_model.IntVar] = {}
        for number in chunks:
            first, last = statement.windows(kind, statement.chunks[number])[0]
            service = service_of(statement, kind, number)
            node = number + 1
            time[node] = model.new_int_var(first, last, "")
            load[node] = model.new_int_var(service, limit, "")
            driven[node] = model.new_int_var(0, policy.driving_day_max_s, "")
            flag = self.served[kind, number] = model.new_bool_var("")
            arcs.append((node, node, ~flag))
            out, back = model.new_bool_var(""), model.new_bool_var("")
            if ways[0, node] < NEVER:
                arcs.append((0, node, out))
                model.add(time[node] >= int(spans[0, node])).only_enforce_if(out)
                model.add(driven[node] >= int(ways[0, node])).only_enforce_if(out)
            if ways[node, 0] < NEVER:
                arcs.append((node, 0, back))
                model.add(time[node] + int(spans[node, 0]) <= found.length).only_enforce_if(back)
                model.add(driven[node] + int(ways[node, 0]) <= policy.driving_day_max_s).only_enforce_if(back)
        for start, end in near:
            flag = model.new_bool_var("")
            arcs.append((start, end, flag))
            model.add(time[end] >= time[start] + int(spans[start, end])).only_enforce_if(flag)
            model.add(load[end] >= load[start] + service_of(statement, kind, end - 1)).only_enforce_if(flag)
            model.add(driven[end] >= driven[start] + int(ways[start, end])).only_enforce_if(flag)
        if chunks:
            model.add_multiple_circuit(arcs)
            model.add(sum(flag for start, _, flag in arcs if start == 0) <= statement.vehicles[kind])
        self.arcs[kind] = [arc for arc in arcs if arc[0] != arc[1]]
        self.ways[kind], self.spans[kind] = ways, spans

    def _near(self, kind: int, chunks: list[int]) -> list[tuple[int, int]]:
        """Arcs between chunks of near places; within a place from each chunk to the next only."""
        statement = self.statement
        places: dict[str, list[int]] = defaultdict(list)
        for number in chunks:
            places[statement.chunks[number].site].append(number + 1)
        names = sorted(places)
        arcs: list[tuple[int, int]] = []
        for name in names:
            here = places[name]
            arcs += list(pairwise(here))
            others = sorted((statement.drive(kind, name, other), other) for other in names if other != name)
            for way, other in others[:NEIGHBOURS]:
                if way < NEVER:
                    arcs += [(start, end) for start in here for end in places[other]]
        return arcs[:ARCS_TOP]

    def _hint(self) -> None:
        """Start from routes that always go on to the chunk with most worth for its time."""
        gone: set[int] = set()
        for kind, arcs in self.arcs.items():
            flags = {(start, end): flag for start, end, flag in arcs}
            chosen: set[tuple[int, int]] = set()
            for _ in range(self.statement.vehicles[kind]):
                route = greedy_route(self.statement, kind, set(flags), gone, self.ways[kind], self.spans[kind])
                nodes = [0, *route, 0] if route else []
                chosen |= set(pairwise(nodes))
                gone |= set(route)
                if not route:
                    break
            for arc, flag in flags.items():
                self.model.add_hint(flag, arc in chosen)
            for (own, chunk), served in self.served.items():
                if own == kind:
                    self.model.add_hint(served, any(end == chunk + 1 for _, end in chosen))

    def routes(self, solver: cp_model.CpSolver) -> list[Route]:
        """Follow the chosen arcs from node 0."""
        found = []
        for kind, arcs in self.arcs.items():
            follows = {start: end for start, end, flag in arcs if start and solver.boolean_value(flag)}
            for start, node, flag in arcs:
                if start or not solver.boolean_value(flag):
                    continue
                chunks = []
                while node:
                    chunks.append(node - 1)
                    node = follows[node]
                found.append(Route(kind=kind, chunks=tuple(chunks), days=tuple(0 for _ in chunks)))
        return found


def greedy_route(
    statement: Statement, kind: int, arcs: set[tuple[int, int]], gone: set[int], ways: Matrix, spans: Matrix
) -> list[int]:
    """Nodes of a route over ``arcs`` that keeps time, service and driving; nodes in ``gone`` are left alone."""
    found, policy = statement.kinds[kind], statement.problem.policy
    route: list[int] = []
    node = now = load = driven = 0
    while True:
        best: tuple[float, int, int, int] | None = None
        for start, end in arcs:
            if start != node or end == 0 or end in gone or end in route:
                continue
            service = service_of(statement, kind, end - 1)
            first, last = statement.windows(kind, statement.chunks[end - 1])[0]
            at = max(first, now + int(spans[node, end]))
            late = at > last or at + int(spans[end, 0]) > found.length
            far = driven + int(ways[node, end]) + int(ways[end, 0]) > policy.driving_day_max_s
            if late or far or (end, 0) not in arcs or load + service > found.hours.service_limit_s:
                continue
            rate = statement.chunks[end - 1].worth / (at + service - now + 1)
            if best is None or (rate, -end) > best[:2]:
                best = (rate, -end, end, at)
        if best is None:
            return route
        _, _, end, now = best
        driven += int(ways[node, end])
        load += service_of(statement, kind, end - 1)
        node = end
        route.append(end)
