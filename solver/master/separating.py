"""Looks for cuts that the last solution of the relaxation breaks, and adds them."""

from collections import defaultdict
from collections.abc import Mapping

from solver.indexing import BACKLOG, IKD, RECORD
from solver.master import comings, cuts, pools
from solver.master.comings import Anchor, Coming
from solver.master.cuts import Cut
from solver.master.pools import Member, Pool, Visits
from solver.master.relaxation import Relaxation
from solver.master.rows import joins

LEAST_TRIPS = 1e-4
"""Columns used less are not looked at."""
NEARLY = 0.01
"""Places of service as near to 0 or 1 as this are taken for whole."""

Use = tuple[int, tuple[int, ...], Mapping[int, float], float]
"""(cell, order of stops, people by link, trips) of a column in use."""
POOLED = (frozenset({RECORD}), frozenset({IKD}), frozenset({RECORD, BACKLOG}), frozenset({RECORD, BACKLOG, IKD}))
"""Kinds of people that are cut off together."""


def cut_off(relaxation: Relaxation, most: int) -> int:
    """Add the most violated cuts at the last solution, at most ``most`` of each kind; how many were added."""
    uses = _uses(relaxation)
    hinges = sorted(_hinges(relaxation, uses), key=lambda entry: (-entry[0], entry[1].link))
    for _, cut in hinges[:most]:
        relaxation.add_cut(cut)
    if relaxation.rows.is_short_of_money:
        # Far more people wait at each hub than can be served: these cuts would only slow the program down.
        return len(hinges[:most])
    found = sorted(_pools(relaxation, uses), key=lambda entry: (-entry[0], sorted(entry[1].weights)))
    for _, pool in found[:most]:
        relaxation.add_pool(pool)
    alone = sorted(_comings(relaxation, uses), key=lambda entry: (-entry[0], entry[1].pair))
    for _, coming in alone[:most]:
        relaxation.add_coming(coming)
    return len(hinges[:most]) + len(found[:most]) + len(alone[:most])


def _comings(relaxation: Relaxation, uses: list[Use]) -> list[tuple[float, Coming]]:
    """The most violated cut on who comes at all, of each place of service."""
    index, rows = relaxation.index, relaxation.rows
    visits: dict[int, float] = defaultdict(float)
    comers: dict[int, float] = defaultdict(float)
    for _, order, taken, trips in uses:
        for stop in order:
            visits[int(index.stop_site[stop])] += trips
        for pair in {rows.links[link][1] for link in taken}:
            comers[pair] += trips
    anchors = _anchors(relaxation, uses)
    found = []
    for pair, trips in sorted(comers.items()):
        place = int(index.pair_place[pair])
        if pair not in rows.pair_variable or not joins(index, pair):
            continue
        anchor = next((one for village, one in anchors[place] if village != pair), None)
        over = trips - relaxation.place(pair) - visits[place] + (anchor.part if anchor is not None else 0.0)
        if anchor is not None and over > comings.LEAST_VIOLATION:
            links = frozenset(rows.links_of_pair[pair])
            stops = frozenset(stop for stop, site in enumerate(index.stop_site) if site == place)
            found.append((over, Coming(pair=pair, links=links, stops=stops, anchor=anchor)))
    return found


def _anchors(relaxation: Relaxation, uses: list[Use]) -> dict[int, list[tuple[int, Anchor]]]:
    """(place of service, anchor) by place, those that come most first."""
    index, rows = relaxation.index, relaxation.rows
    served: dict[int, float] = defaultdict(float)
    for _, _, taken, trips in uses:
        for link, people in taken.items():
            served[link] += people * trips
    found: dict[int, list[tuple[int, Anchor]]] = defaultdict(list)
    for link in sorted(served):
        supply, pair = rows.links[link]
        people = int(index.supply_people[supply])
        if pair in rows.pair_variable:
            anchor = Anchor(pair=pair, part=relaxation.place(pair))
        elif people > 0:
            anchor = Anchor(link=link, people=people, part=served[link] / people)
        else:
            continue
        found[int(index.pair_place[pair])].append((pair, anchor))
    return {place: sorted(anchors, key=lambda one: (-one[1].part, one[0])) for place, anchors in found.items()}


def _uses(relaxation: Relaxation) -> list[Use]:
    taken_by = relaxation.standing.taken
    return [
        (column.cell, column.order, taken, trips)
        for column, taken, trips in zip(relaxation.columns, taken_by, relaxation.activity(), strict=True)
        if trips > LEAST_TRIPS
    ]


def _hinges(relaxation: Relaxation, uses: list[Use]) -> list[tuple[float, Cut]]:
    """The most violated hinge of each link."""
    taken: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    for cell, _, people_of, trips in uses:
        for link, amount in people_of.items():
            if int(relaxation.kind_of_supply[relaxation.rows.links[link][0]]) == RECORD:
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
    """The most violated cut on the people of each site, of each choice of their kinds."""
    index = relaxation.index
    kinds_of: dict[int, set[int]] = defaultdict(set)
    for _, order, taken, _ in uses:
        sites = {int(index.stop_site[stop]) for stop in order}
        for link in taken:
            supply, pair = relaxation.rows.links[link]
            if (site := int(index.pair_place[pair])) in sites:
                kinds_of[site].add(int(relaxation.kind_of_supply[supply]))
    found = []
    for site, present in sorted(kinds_of.items()):
        tried = sorted({kinds & present for kinds in POOLED} - {frozenset()}, key=sorted)
        cuts_here = [best for kinds in tried if (best := _pool(relaxation, uses, site, kinds)) is not None]
        if cuts_here:
            found.append(max(cuts_here, key=lambda entry: entry[0]))
    return found


def _pool(relaxation: Relaxation, uses: list[Use], site: int, kinds: frozenset[int]) -> tuple[float, Pool] | None:
    """The most violated cut on people of some kinds at a site."""
    index, links = relaxation.index, relaxation.link_of_item
    items = [item for item in relaxation.items_at_site(site) if int(index.item_kind[item]) in kinds]
    stops = frozenset(int(index.item_stop[item]) for item in items)
    uses = [use for use in uses if not stops.isdisjoint(use[1])]
    if not uses:
        return None
    base = max(uses, key=lambda use: (use[3], -use[0]))[0]
    taken: dict[int, float] = defaultdict(float)
    for _, _, people, trips in uses:
        for link, amount in people.items():
            taken[link] += amount * trips
    villages: dict[int, dict[int, int]] = defaultdict(dict)
    for item in items:
        link, weight = int(links[item]), int(relaxation.cells[base].item_ms[item])
        if link in taken and weight > 0 and int(index.supply_people[index.item_supply[item]]) > 0:
            villages[int(index.item_pair[item])].setdefault(link, weight)
    members = tuple(_member(relaxation, pair, weights, taken) for pair, weights in sorted(villages.items()))
    if not any(NEARLY < member.place < 1.0 - NEARLY for member in members):
        return None
    pooled = {link: weight for member in members for link, weight in member.weights.items()}
    items = [item for item in items if int(links[item]) in pooled]
    whole = sum(member.whole for member in members)
    most = tuple(min(whole, _most(relaxation, number, items, pooled)) for number in range(len(relaxation.cells)))
    visits = Visits(
        stops=stops,
        count=sum(trips for _, _, _, trips in uses),
        most=most,
        joiners=index.problem.policy.hub_max_villages,
    )
    capacities = sorted({most[cell] for cell, _, _, trips in uses if trips > NEARLY})
    return pools.most_violated(members, visits, capacities)


def _member(relaxation: Relaxation, pair: int, weights: Mapping[int, int], taken: Mapping[int, float]) -> Member:
    """The people of a village at a site, of the links in ``weights``."""
    index = relaxation.index
    choice = pair if pair in relaxation.rows.pair_variable else None
    people = {link: int(index.supply_people[relaxation.rows.links[link][0]]) for link in weights}
    return Member(
        weights=weights,
        whole=sum(people[link] * weight for link, weight in weights.items()),
        pair=choice,
        joins=joins(index, pair),
        place=1.0 if choice is None else min(1.0, max(0.0, relaxation.place(pair))),
        taken=sum(weight * taken[link] for link, weight in weights.items()),
    )


def _most(relaxation: Relaxation, number: int, items: list[int], weights: Mapping[int, int]) -> int:
    """ms by weight that a visit in a cell takes at most; the last of the invited may be served in part."""
    cell, links = relaxation.cells[number], relaxation.link_of_item
    top = heaviest = 0
    for item in items:
        weight, room = weights[int(links[item])], int(cell.most_ms[relaxation.index.item_stop[item]])
        top = max(top, -(-room * weight // max(1, int(cell.item_ms[item]))))
        heaviest = max(heaviest, weight)
    return top + heaviest
