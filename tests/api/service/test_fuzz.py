"""Calls made from the contract, few and always the same; ``python -m benchmarks.fuzz`` makes thousands."""

from pathlib import Path

from tests.api.service.fuzzing import bed, fuzz
from tests.api.service.test_plans import PLAN


def test_every_answer_is_one_that_the_contract_speaks_of(tmp_path: Path) -> None:
    app, ids = bed(tmp_path, PLAN)
    report = fuzz(app, ids, cases=150)
    assert report.found == {}
    assert report.cases >= 150
    assert report.chains > 0
    assert report.found_by_hand > 0
    # Calls that never find anything would prove nothing.
    assert report.statuses[200] > 20
