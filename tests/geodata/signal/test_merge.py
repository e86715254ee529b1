"""Which evidence decides: class before freshness, freshness before closeness, then kind and date; unknown stays."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.signal import Evidence, Scope, findings_of
from geodata.signal.merge import holding
from planner.domain.signal import SignalFinding, SignalSource
from planner.domain.site import Connectivity
from planner.domain.team import DateRange

AS_OF = date(2026, 12, 1)
OFFICE, TEST, REPORT = SignalSource.OFFICE, SignalSource.SPEED_TEST, SignalSource.REPORT
COVERAGE, TOWER = SignalSource.COVERAGE, SignalSource.TOWER
NONE, WEAK, GOOD = Connectivity.NONE, Connectivity.WEAK, Connectivity.GOOD


def saying(connectivity: Connectivity, source: SignalSource, seen: str | None = "2026-10-01", **more: Any) -> Evidence:
    day = None if seen is None else date.fromisoformat(seen)
    span = None if day is None else DateRange(first=day, last=day)
    note = (f"{connectivity} {source} {seen}", f"{connectivity} {source} {seen}")
    return Evidence(site="a", connectivity=connectivity, source=source, seen=span, note=note, **more)


def found(*evidence: Evidence) -> SignalFinding:
    (finding,) = findings_of(evidence, AS_OF)
    return finding


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        # What the office says stands above all, however old.
        (saying(WEAK, OFFICE, None), saying(GOOD, TEST)),
        # Measured before told, told before mapped, mapped before reckoned.
        (saying(WEAK, TEST), saying(NONE, REPORT)),
        (saying(NONE, REPORT), saying(GOOD, COVERAGE)),
        (saying(WEAK, COVERAGE), saying(GOOD, TOWER)),
        # What somebody saw five years ago still beats a map of today.
        (saying(NONE, REPORT, "2021-06-01"), saying(GOOD, COVERAGE)),
        # Stale or undated yields to fresh of the same class.
        (saying(NONE, REPORT), saying(GOOD, TEST, "2024-11-30")),
        (saying(NONE, REPORT), saying(GOOD, TEST, None)),
        # The village's own report before that of its subdistrict, be it newer.
        (saying(NONE, REPORT, "2025-02-01"), saying(WEAK, REPORT, "2026-02-01", scope=Scope.SUBDISTRICT)),
        (saying(GOOD, TEST, "2025-02-01"), saying(NONE, TEST, "2026-02-01", scope=Scope.VILLAGE)),
        # The newer of two; on one day the worse.
        (saying(GOOD, REPORT, "2026-11-01"), saying(NONE, REPORT, "2026-10-01")),
        (saying(NONE, REPORT), saying(GOOD, REPORT)),
    ],
)
def test_the_stronger_decides_and_the_weaker_is_told(stronger: Evidence, weaker: Evidence) -> None:
    for order in ((stronger, weaker), (weaker, stronger)):
        finding = found(*order)
        assert (finding.connectivity, finding.source) == (stronger.connectivity, stronger.source)
        assert finding.note == stronger.note
        assert finding.weaker == (weaker.note,)
        assert finding.disputed


def test_two_years_to_the_day_are_fresh() -> None:
    assert saying(NONE, TEST, "2024-12-01").is_fresh(AS_OF)
    assert not saying(NONE, TEST, "2024-11-30").is_fresh(AS_OF)


def test_a_month_is_as_old_as_its_last_day() -> None:
    month = Evidence(
        site="a", connectivity=NONE, source=REPORT, seen=DateRange(first=date(2024, 11, 15), last=date(2024, 12, 14))
    )
    assert month.is_fresh(AS_OF)


def test_the_office_may_use_the_operator_that_works() -> None:
    finding = found(saying(NONE, TEST, operator="Telkomsel"), saying(GOOD, TEST, operator="XL"))
    assert (finding.connectivity, finding.operator) == (GOOD, "XL")


def test_a_map_of_one_operator_does_not_outweigh_what_was_measured_of_another() -> None:
    finding = found(saying(NONE, TEST, operator="Telkomsel"), saying(GOOD, COVERAGE, operator="XL"))
    assert (finding.connectivity, finding.operator, finding.disputed) == (NONE, "Telkomsel", True)


def test_a_report_on_all_operators_holds_for_each_until_one_is_measured() -> None:
    evidence = [saying(NONE, REPORT), saying(GOOD, TOWER, operator="XL"), saying(WEAK, TEST, operator="Telkomsel")]

    held = holding(evidence, AS_OF)

    assert {operator: item.connectivity for operator, item in held.items()} == {"Telkomsel": WEAK, "XL": NONE}
    assert found(*evidence).connectivity is WEAK


def test_an_operator_is_one_however_it_is_written() -> None:
    held = holding([saying(NONE, TEST, operator="TELKOMSEL"), saying(GOOD, TOWER, operator="Telkomsel")], AS_OF)
    assert list(held) == ["TELKOMSEL"]


def test_agreeing_evidence_is_no_dispute() -> None:
    assert not found(saying(NONE, TEST), saying(NONE, REPORT)).disputed


def test_no_evidence_makes_no_finding() -> None:
    assert findings_of([], AS_OF) == ()
    with pytest.raises(ValueError, match="no evidence"):
        saying(Connectivity.UNKNOWN, REPORT)


EVIDENCE = st.builds(
    saying,
    st.sampled_from([NONE, WEAK, GOOD]),
    st.sampled_from(list(SignalSource)),
    st.sampled_from([None, "2020-01-01", "2026-01-01", "2026-11-01"]),
    scope=st.sampled_from(list(Scope)),
    operator=st.sampled_from(["", "XL", "Telkomsel"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(EVIDENCE, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter_and_no_class_is_outweighed(
    evidence: list[Evidence], random: Any
) -> None:
    mixed = list(evidence)
    random.shuffle(mixed)
    finding = found(*evidence)
    assert found(*mixed) == finding
    classes = {item.tier for item in evidence}
    decided = next(item for item in evidence if item.note == finding.note)
    assert decided.tier == min(classes, key=["stated", "observed", "modelled"].index)
