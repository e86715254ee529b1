from datetime import date

from planner.rules.wording import decimal, exactly, kilometres, number, people, people_apart, rupiah, span, spans, told


def test_numbers_as_each_language_writes_them() -> None:
    assert number(1_234_567) == ("1.234.567", "1,234,567")
    assert people(1_013_406_400) == ("1.013,4", "1,013.4")
    assert exactly(1_013_406_400) == "1,013.4064"
    assert people(0) == ("0", "0")
    assert decimal(-1_500, 1_000, 1) == ("-1,5", "-1.5")
    assert decimal(40_404, 1_000, 2) == ("40,4", "40.4")
    assert kilometres(12_500) == ("12,5 km", "12.5 km")
    assert rupiah(75_000) == ("Rp75.000", "Rp75,000")


def test_amounts_side_by_side_are_rounded_as_far_as_they_still_differ() -> None:
    assert people_apart(100_284_146, 100_000_000) == (("100,3", "100.3"), ("100", "100"))
    assert people_apart(100_004_146, 100_000_000) == (("100,004", "100.004"), ("100", "100"))
    assert people_apart(100_000_001, 100_000_000) == (("100,000001", "100.000001"), ("100", "100"))
    assert people_apart(99_960_000, 100_000_000) == (("99,96", "99.96"), ("100", "100"))
    assert people_apart(7_250_000, 7_250_000) == (("7,3", "7.3"), ("7,3", "7.3"))
    # In thousandths of millionths, as cards with their waste.
    assert people_apart(50_000_000_001, 50_000_000_000, unit=10**9)[0] == ("50,000000001", "50.000000001")


def test_somebody_is_never_told_as_nobody() -> None:
    assert people(40_000) == ("0,04", "0.04")
    assert people_apart(0, 1_000) == (("0", "0"), ("0,001", "0.001"))


def test_spans_show_seconds_only_where_whole_minutes_would_hide_something() -> None:
    assert span(3600) == ("60 menit", "60 minutes")
    assert span(28_019) == ("467 menit", "467 minutes")
    assert span(29) == ("0 menit 29 detik", "0 minutes 29 seconds")
    assert span(0) == ("0 menit", "0 minutes")
    over = (("121 menit", "121 minutes"), ("120 menit", "120 minutes"))
    assert spans(7_234, 7_200) == over
    hardly = (("120 menit 4 detik", "120 minutes 4 seconds"), ("120 menit", "120 minutes"))
    assert spans(7_204, 7_200) == hardly


def test_facts_are_filled_in_by_language() -> None:
    assert told("{n} warga, {d}", "{n} people, {d}", n=1500, d=date(2027, 8, 17)) == (
        "1.500 warga, 17 Agustus 2027",
        "1,500 people, 17 August 2027",
    )
