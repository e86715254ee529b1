"""Both catalogues are complete, compiled and well-formed; numbers and dates are written as people write them."""

import string
from datetime import date

import pytest

from api.catalogues import faults, updated
from api.language import CODES, language


def test_both_catalogues_are_complete_and_compiled() -> None:
    assert faults() == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_translations_keep_the_facts_of_their_messages() -> None:
    for entry in updated("id"):
        if not entry.id:
            continue
        sources = entry.id if isinstance(entry.id, tuple | list) else (entry.id,)
        told = entry.string if isinstance(entry.string, tuple | list) else (str(entry.string),)
        wanted = set().union(*(fields(text) for text in sources))
        for text in told:
            assert fields(text) == wanted, entry.id


def test_numbers_money_and_dates() -> None:
    indonesian, english = language("id"), language("en")

    assert [indonesian.number(1_250_000), english.number(1_250_000)] == ["1.250.000", "1,250,000"]
    assert [indonesian.rupiah(1_250_000), english.rupiah(1_250_000)] == ["Rp 1.250.000", "Rp 1,250,000"]
    assert [indonesian.percent(0.74), english.percent(0.74)] == ["0,74 %", "0.74 %"]
    assert indonesian.day_with_weekday(date(2026, 8, 17)) == "Senin, 17 Agustus 2026"
    assert english.day_with_weekday(date(2026, 8, 17)) == "Monday, 17 August 2026"
    assert [indonesian.short_day(date(2027, 1, 12)), english.short_day(date(2027, 1, 12))] == [
        "Sel 12 Jan 2027",
        "Tue 12 Jan 2027",
    ]
    assert [indonesian.clock(34_200), english.clock(34_200)] == ["09.30", "09:30"]
    assert indonesian.people(12_500_000) == "13"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2027, 2, 1), date(2027, 2, 28), "Februari 2027"),
        (date(2028, 2, 1), date(2028, 2, 28), "1 Februari 2028 - 28 Februari 2028"),
        (date(2027, 12, 1), date(2027, 12, 31), "Desember 2027"),
        (date(2027, 1, 12), date(2027, 2, 11), "12 Januari 2027 - 11 Februari 2027"),
    ],
)
def test_a_whole_month_is_called_by_its_name(first: date, last: date, told: str) -> None:
    assert language("id").period(first, last) == told


def test_counts_take_the_form_of_their_language() -> None:
    said = [[language(code).say_count("{n} village", "{n} villages", n) for n in (1, 2)] for code in CODES]

    assert said == [["1 desa", "2 desa"], ["1 village", "2 villages"]]


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        language("xx")
