"""Looks for cuts that the last solution of the relaxation breaks, and adds them."""

from collections import defaultdict
from collections.abc import Mapping

from solver.indexing import RECORD
from solver.master import cuts, pools
from solver.master.cuts import Cut
from solver.master.pools import Member, Pool, Visits
from solver.master.relaxation import Relaxation
from solver.master.rows import joins

LEAST_TRIPS = 1e-4
"""Columns used less are not looked at."""
NEARLY = 0.01
"""Places of service as near to 0 or 1 as this are taken for whole."""

Use = tuple[int, tuple[int, ...], dict[int, float], float]
"""(cell, order of stops, people recorded by link, trips) of a column in use."""


def cut_off(relaxation: Relaxation, most: int) -> int:
    """Add the most violated cuts at the last solution, at most ``most`` of each kind; how many were added."""
    uses = _uses(relaxation)
    hinges = sorted(_hinges(relaxation, uses), key=lambda entry: (-entry[0], entry[1].link))
    for _, cut in hinges[:most]:
        relaxation.add_cut(cut)
    found = sorted(_pools(relaxation, uses), key=lambda entry: (-entry[0], sorted(entry[1].weights)))
    for _, pool in found[:most]:
        relaxation.add_pool(pool)
    return len(hinges[:most]) + len(found[:most])


def _uses(relaxation: Relaxation) -> list[Use]:
    index, links = relaxation.index, relaxation.link_of_item
    recorded = {int(link) for link, kind in zip(links, index.item_kind, strict=True) if kind == RECORD}
    found = []
    taken_by = relaxation.standing.taken
    for column, taken, trips in zip(relaxation.columns, taken_by, relaxation.activity(), strict=True):
        if trips > LEAST_TRIPS:
            people = {link: people for link, people in taken.items() if link in recorded}
            found.append((column.cell, column.order, people, trips))
    return found


def _hinges(relaxation: Relaxation, uses: list[Use]) -> list[tuple[float, Cut]]:
    """The most violated hinge of each link."""
    taken: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    for cell, _, recorded, trips in uses:
        for link, amount in recorded.items():
            taken[link].append((cell, amount, trips))
    found = []
    for link, parts in sorted(taken.items()):
        supply, pair = relaxation.rows.links[link]
        place = relaxation.place(pair)
        # No trip counts for more than the limit: only more trips than places can break a cut.
        if sum(trips for _, _, trips in parts) <= place:
            continue
        people = int(relaxation.index.supply_people[supply])
        best = cuts.most_violated(link, people, relaxation.most_taken(link), parts, place)
        if best is not None:
            found.append(best)
    return found


def _pools(relaxation: Relaxation, uses: list[Use]) -> list[tuple[float, Pool]]:
    """The most violated cut on all people of each site."""
    index = relaxation.index
    stops_of: dict[int, set[int]] = defaultdict(set)
    for _, order, _, _ in uses:
        for stop in order:
            stops_of[int(index.stop_site[stop])].add(stop)
    found = []
    for _, visited in sorted(stops_of.items()):
        here = [use for use in uses if not visited.isdisjoint(use[1])]
        best = _pool(relaxation, here, visited)
        if best is not None:
            found.append(best)
    return found


def _pool(relaxation: Relaxation, uses: list[Use], visited: set[int]) -> tuple[float, Pool] | None:
    index, links = relaxation.index, relaxation.link_of_item
    site = int(index.stop_site[min(visited)])
    stops = frozenset(stop for stop in range(index.stops) if int(index.stop_site[stop]) == site)
    items = [item for stop in sorted(stops) for item in range(index.stop_items[stop], index.stop_items[stop + 1])]
    taken: dict[int, float] = defaultdict(float)
    for _, _, recorded, trips in uses:
        for link, amount in recorded.items():
            taken[link] += amount * trips
    base = max(uses, key=lambda use: (use[3], -use[0]))[0]
    members: dict[int, Member] = {}
    for item in items:
        link, pair = int(links[item]), int(index.item_pair[item])
        people, weight = int(index.supply_people[index.item_supply[item]]), int(relaxation.cells[base].item_ms[item])
        if link in taken and link not in members and people > 0 and weight > 0:
            choice = pair if pair in relaxation.rows.pair_variable else None
            members[link] = Member(
                link=link,
                pair=choice,
                joins=joins(index, pair),
                people=people,
                weight=weight,
                place=1.0 if choice is None else min(1.0, max(0.0, relaxation.place(pair))),
                taken=weight * taken[link],
            )
    if not any(NEARLY < member.place < 1.0 - NEARLY for member in members.values()):
        return None
    items = [item for item in items if int(links[item]) in members]
    most = tuple(_most(relaxation, number, items, members) for number in range(len(relaxation.cells)))
    visits = Visits(
        stops=stops,
        count=sum(trips for _, _, _, trips in uses),
        most=most,
        joiners=index.problem.policy.hub_max_villages,
    )
    capacities = sorted({most[cell] for cell, _, _, trips in uses if trips > NEARLY})
    return pools.most_violated(tuple(members.values()), visits, capacities)


def _most(relaxation: Relaxation, number: int, items: list[int], members: Mapping[int, Member]) -> int:
    """ms of the members that a visit in a cell takes at most; the last of the invited may be served in part."""
    cell, links = relaxation.cells[number], relaxation.link_of_item
    top = 0
    for item in items:
        weight, room = members[int(links[item])].weight, int(cell.most_ms[relaxation.index.item_stop[item]])
        top = max(top, -(-room * weight // max(1, int(cell.item_ms[item]))) + weight)
    return min(top, sum(member.whole for member in members.values()))
