"""Graphs of ways: villages that have nobody to join, groups that depend on one another, places that are cut off."""

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from planner.domain.problem import Problem
from planner.domain.site import Connectivity, SiteKind
from planner.domain.team import VehicleClass
from planner.service import HOSTING_KINDS, may_host, may_join, planned_connectivity


def hub_graph(problem: Problem, *, with_kit: bool = False) -> "nx.DiGraph[str]":
    """Villages and hubs; an arrow from each village that may join to each site that may receive it.

    Parameters
    ----------
    problem
        Gives sites, reach and policy.
    with_kit
        Count sites without signal as hubs too, as on visits with a satellite kit.

    Returns
    -------
    networkx.DiGraph
        Nodes are ids; arrows carry ``distance_m``.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(site.id for site in problem.sites if site.kind in HOSTING_KINDS)
    for pair in problem.reach:
        village, host = problem.site[pair.village], problem.site[pair.site]
        if may_join(problem, village, host) and may_host(problem.policy, host, with_kit=with_kit):
            graph.add_edge(village.id, host.id, distance_m=pair.distance_m)
    return graph


def hub_components(problem: Problem, *, with_kit: bool = False) -> tuple[tuple[str, ...], ...]:
    """Groups of villages and hubs that can be planned apart from each other, as far as joining goes.

    Each group is sorted; groups are sorted by their first id.
    """
    groups = nx.weakly_connected_components(hub_graph(problem, with_kit=with_kit))
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def villages_without_hub(problem: Problem) -> tuple[str, ...]:
    """Villages without signal that no hub with signal is in reach of; only a satellite kit serves them."""
    graph = hub_graph(problem)
    return tuple(
        site.id
        for site in problem.sites
        if site.kind is SiteKind.VILLAGE
        and planned_connectivity(problem.policy, site) is Connectivity.NONE
        and graph.out_degree(site.id) == 0
    )


def cut_off(problem: Problem, vehicle_class: VehicleClass) -> tuple[tuple[str, ...], ...]:
    """Groups of places that no base has a way to and back with this vehicle; empty if none is cut off.

    Each group is sorted; groups are sorted by their first id.
    """
    table = problem.travel_of[vehicle_class]
    ways = table.seconds_array > 0
    bases = [table.index[base.id] for base in problem.bases]
    joined = _reached(ways, bases) & _reached(ways.T, bases)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(place for number, place in enumerate(table.places) if not joined[number])
    # Only what is left becomes a graph: a whole region has millions of ways.
    for row, column in np.argwhere(ways & ~joined[:, None] & ~joined[None, :]).tolist():
        graph.add_edge(table.places[row], table.places[column])
    return tuple(sorted(tuple(sorted(group)) for group in nx.strongly_connected_components(graph)))


def _reached(ways: NDArray[np.bool_], start: list[int]) -> NDArray[np.bool_]:
    """Places that can be reached from any of ``start``, over as many others as need be."""
    found = np.zeros(len(ways), dtype=np.bool_)
    found[start] = True
    fresh = found
    while fresh.any():
        fresh = ways[fresh].any(axis=0) & ~found
        found = found | fresh
    return found
