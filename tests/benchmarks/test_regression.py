"""No run contradicts what any version has found before: no value above an old bound, no bound below an old value."""

import json
from pathlib import Path

import pytest

from benchmarks.regression.cases import QUICK, STORED, Stored, contradictions, hand_value, merged, store, stored
from benchmarks.regression.running import quick_run


@pytest.mark.parametrize("name", QUICK)
def test_a_short_run_agrees_with_what_is_known(name: str) -> None:
    problem, known = QUICK[name](), stored()[name]
    assert hand_value(problem) == known.hand, "the problem has changed: python -m benchmarks.regression --store"
    value, bound = quick_run(problem)
    assert contradictions(known, value, bound) == []


def test_what_is_stored_agrees_with_itself() -> None:
    for name, known in stored().items():
        assert known.hand <= known.bound, name
        assert known.value <= known.bound, name
    assert set(QUICK) <= set(stored())


def known(*, hand: int = 50, value: int = 90, bound: int = 100) -> Stored:
    return Stored(hand=hand, value=value, value_by="old", bound=bound, bound_by="old")


def test_a_contradiction_is_named() -> None:
    assert contradictions(known(), 95, 99) == []
    assert contradictions(known(), 80, 150) == []
    assert contradictions(known(), 101, None) == ["the value 101 exceeds the bound 100 of old"]
    assert contradictions(known(), 80, 89) == ["the bound 89 lies below the value 90 of old"]
    assert contradictions(known(), 97, 96) == ["the bound 96 lies below its own value 97"]


def test_the_best_of_all_versions_is_kept() -> None:
    assert merged(known(), hand=50, value=95, bound=120, by="new") == Stored(
        hand=50, value=95, value_by="new", bound=100, bound_by="old"
    )
    assert merged(known(), hand=50, value=80, bound=99, by="new") == Stored(
        hand=50, value=90, value_by="old", bound=99, bound_by="new"
    )
    assert merged(known(), hand=51, value=1, bound=2, by="new").bound_by == "new"


def test_what_is_stored_is_read_again(tmp_path: Path) -> None:
    store({"a": known()}, tmp_path / "stored.json")
    assert stored(tmp_path / "stored.json") == {"a": known()}
    assert json.loads(STORED.read_text(encoding="utf-8")).keys() == stored().keys()
