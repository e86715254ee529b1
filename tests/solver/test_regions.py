"""Trips chosen anew region by region."""

from dataclasses import replace

import pytest

from planner.check import violations
from planner.score import score
from solver.finishing import Finisher
from solver.indexing import index
from solver.master import regions
from solver.master.bounding import Bounding
from solver.master.regions import CellPrices, Regions
from solver.master.support import Chosen, Setting, Support, chosen_trips, support
from solver.search.anneal import Draft, Stage
from tests.build import month, village
from tests.solver.problems import random_problem


def _poor(setting: Setting, found: Support) -> Chosen | None:
    """A choice among the worst of the orders only."""
    few = Support(orders=found.orders[-2:], pairs=found.pairs)
    return chosen_trips(setting, few, nodes=10)


@pytest.mark.parametrize("seed", range(24))
def test_regions_make_a_poor_choice_better_and_legal_below_the_bound(seed: int) -> None:
    problem = random_problem(seed)
    bounding = Bounding.of(index(problem), 1)
    for _ in range(8):
        if not bounding.finished:
            bounding.step()
    relaxation = bounding.relaxation
    setting = Setting(index=relaxation.index, cells=relaxation.cells)
    found = support(relaxation, [])
    poor = _poor(setting, found)
    assert poor is not None
    better = Regions.of(setting, relaxation, found, work=2400, enough=None).better(poor, lambda: None)
    assert better.value >= poor.value
    best = chosen_trips(setting, found, nodes=200)
    # With so few trips one region is everything.
    assert best is not None
    assert better.value >= best.value - max(regions.LEAST_GAIN, best.value * 1e-3)
    finisher = Finisher(index=relaxation.index, cells=relaxation.cells, pinned=(), slots=(), seed=1)
    plan, _ = finisher.plan(list(better.drafts))
    assert violations(problem, plan) == ()
    assert score(problem, plan).value <= bounding.proven


def _twelve_villages() -> tuple[Setting, Bounding]:
    """Two team-days and villages of 20 to 31 people, each a trip of its own: the two largest are best."""
    problem = month(
        *(village(f"v{number:02}", unrecorded=20 + number) for number in range(12)), days=2, max_visits_per_day=1
    )
    bounding = Bounding.of(index(problem), 1)
    while not bounding.finished and bounding.rounds < 40:
        bounding.step()
    relaxation = bounding.relaxation
    return Setting(index=relaxation.index, cells=relaxation.cells), bounding


def _served(setting: Setting, chosen: Chosen) -> set[str]:
    return {setting.index.places[setting.index.stop_site[stop]] for draft in chosen.drafts for stop in draft.order}


def _of(setting: Setting, *names: str) -> Support:
    stops = [s for s in range(setting.index.stops) if setting.index.places[setting.index.stop_site[s]] in names]
    return Support(
        orders=tuple((0, (stop,), 1.0) for stop in stops), pairs=frozenset(range(len(setting.index.pair_village)))
    )


def test_only_the_trips_of_a_region_change_and_the_one_that_loses_most_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(regions, "FREE", 1)
    monkeypatch.setattr(regions, "WORK_PER_REGION", 2)
    setting, bounding = _twelve_villages()
    start = chosen_trips(setting, _of(setting, "v00", "v08"), nodes=10)
    assert start is not None
    found = support(bounding.relaxation, [])
    once = Regions.of(setting, bounding.relaxation, found, work=1, enough=None).better(start, lambda: None)
    assert _served(setting, once) == {"v08", "v11"}
    twice = Regions.of(setting, bounding.relaxation, found, work=4, enough=None).better(start, lambda: None)
    assert _served(setting, twice) == {"v10", "v11"}


def test_what_is_enough_is_not_made_better() -> None:
    setting, bounding = _twelve_villages()
    start = chosen_trips(setting, _of(setting, "v00", "v08"), nodes=10)
    assert start is not None
    found = support(bounding.relaxation, [])
    kept = Regions.of(setting, bounding.relaxation, found, work=4, enough=start.value).better(start, lambda: None)
    assert kept is start
    none = Regions.of(setting, bounding.relaxation, found, work=4, enough=None).better(start, lambda: 0.0)
    assert none is start


def test_a_choice_with_nights_out_stays_as_it_is() -> None:
    setting, bounding = _twelve_villages()
    start = chosen_trips(setting, _of(setting, "v00", "v08"), nodes=10)
    assert start is not None
    out = replace(start, drafts=(replace(start.drafts[0], stage=Stage(journey=0, start=0, end=1)), *start.drafts[1:]))
    found = support(bounding.relaxation, [])
    assert Regions.of(setting, bounding.relaxation, found, work=2400, enough=None).better(out, lambda: None) is out


def test_trips_that_the_relaxation_uses_are_worth_their_price() -> None:
    relaxation = _twelve_villages()[1].relaxation
    prices = CellPrices.of(relaxation, 0, relaxation.last_prices())
    gains = {}
    for number in (0, 11):
        everybody = Draft(cell=0, order=(number,), loads=((number, 20 + number),))
        gains[number] = prices.gain(everybody) / prices.trip
    assert abs(gains[11]) < 0.02
    assert gains[0] < -0.2
