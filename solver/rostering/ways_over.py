"""Ways over other places, for visits that no way joins: a place beyond a river, or farther than one leg may take."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, permutations, product

from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.domain.travel import TravelTable

WAYS = 6
"""Ways tried between two places, the shortest of each number of places between them."""
NEAR = 60
"""Places looked at on either side where two are needed between."""
TRIED = 2_000
"""Orders tried for one set of visits."""


def needs_others(problem: Problem, table: TravelTable, base: str, sites: Sequence[str]) -> bool:
    """Whether no order of these visits can be driven without going over another place."""
    orders = permutations(sites)
    return not any(
        all(is_driven(problem.policy, table, *leg) for leg in pairwise((base, *order, base))) for order in orders
    )


def is_driven(policy: Policy, table: TravelTable, start: str, end: str) -> bool:
    """Whether a way joins two places that one leg may take."""
    leg = (0, 0) if start == end else table.leg(start, end)
    return leg is not None and leg[0] <= policy.driving_leg_max_s


def may_lead_over(problem: Problem) -> bool:
    """Whether the way to a locked visit, from the base of some team or from another one, may lead over other places."""
    for pin in problem.pins:
        locked = {other.site for other in problem.pins if other.day == pin.day} - {pin.site}
        for team in problem.teams:
            table = problem.travel_on(team.vehicle_class, pin.day)
            ends = {team.base, *locked}
            if not all(
                is_driven(problem.policy, table, end, pin.site) and is_driven(problem.policy, table, pin.site, end)
                for end in ends
            ):
                return True
    return False


def orders_over(
    problem: Problem,
    table: TravelTable,
    base: str,
    sites: Sequence[str],
    others: Sequence[str],
    positions: Mapping[str, int],
) -> Iterator[tuple[str, ...]]:
    """Orders of ``sites`` with some of ``others`` put where no way joins two of them, or where a position asks for it.

    Parameters
    ----------
    others
        Where the team may stop on the way.
    positions
        Place in the order, counted from 1, that a site must have.
    """
    most = problem.policy.max_visits_per_day
    net = _Net(problem.policy, table, others)
    for order in permutations(sites):
        last = max((number for number, name in enumerate(order) if name in positions), default=-1)
        gaps = [
            net.ways(start, end, most - len(sites), waits=number <= last)
            for number, (start, end) in enumerate(pairwise((base, *order, base)))
        ]
        for chosen in islice(product(*gaps), TRIED):
            whole: tuple[str, ...] = ()
            for between, name in zip(chosen, order, strict=False):
                whole += (*between, name)
            whole += chosen[-1]
            if (
                len(whole) <= most
                and len(set(whole)) == len(whole)
                and all(whole.index(name) == place - 1 for name, place in positions.items())
            ):
                yield whole


class _Net:
    """Ways over at most two other places."""

    def __init__(self, policy: Policy, table: TravelTable, others: Sequence[str]) -> None:
        self._policy, self._table, self._others = policy, table, others

    def ways(self, start: str, end: str, most: int, *, waits: bool) -> list[tuple[str, ...]]:
        """Places to pass from ``start`` to ``end``; with ``waits`` also where a way joins them."""
        direct = is_driven(self._policy, self._table, start, end)
        found: list[tuple[str, ...]] = [()] if direct else []
        if direct and not waits:
            return found
        after = self._sorted((start, one) for one in self._others)
        before = self._sorted((one, end) for one in self._others)
        if most >= 1:
            leaving = {one: seconds for seconds, (_, one) in after}
            over = [(seconds + leaving[one], (one,)) for seconds, (one, _) in before if one in leaving]
            found += [names for _, names in sorted(over)[:WAYS]]
        if most >= 2:
            pairs = [
                (out + middle + home, (one, other))
                for out, (_, one) in after[:NEAR]
                for home, (other, _) in before[:NEAR]
                if one != other and (middle := self._seconds(one, other)) is not None
            ]
            found += [names for _, names in sorted(pairs)[:WAYS]]
        return found

    def _sorted(self, legs: Iterator[tuple[str, str]]) -> list[tuple[int, tuple[str, str]]]:
        timed = ((self._seconds(*leg), leg) for leg in legs)
        return sorted((seconds, leg) for seconds, leg in timed if seconds is not None)

    def _seconds(self, start: str, end: str) -> int | None:
        leg = self._table.leg(start, end) if is_driven(self._policy, self._table, start, end) else None
        return None if leg is None else leg[0]
