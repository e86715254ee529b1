"""The country: all regencies by their codes, generated figures that say so, a sample for all, cards shared."""

from datetime import date
from pathlib import Path

import pytest

from api.scenarios import national
from api.scenarios.national import RegencyAnswer
from api.wiring_ground import Span
from api.wiring_nation import Office, given_villages, offices, regency_problem
from planner.errors import InputFaults

JANUARY = Span(first=date(2027, 1, 1), last=date(2027, 1, 31))
HEAD = "kode;nama;kecamatan;lat;lon;wajib_ktp;perekaman\n"


def test_all_regencies_are_there_with_all_villages() -> None:
    every = offices({})
    assert len(every) == 514
    assert sum(office.villages for office in every) == 83_762
    assert max(every, key=lambda office: office.villages).villages == 852
    assert all(office.is_generated for office in every)
    chosen = national.sample(every, 12)
    assert [stands_for for _, stands_for in chosen] == [42, 43, 43, 43, 43, 43, 42, 43, 43, 43, 43, 43]
    sizes = [office.villages for office, _ in chosen]
    assert sizes == sorted(sizes)


def test_generated_figures_say_so_and_are_always_the_same() -> None:
    one, two = (regency_problem("94.01", {}, JANUARY) for _ in range(2))
    assert one == two
    told = {figure.field: figure for figure in one.figures}
    assert told["sites.eligible"].status == "assumed"
    assert "GENERATED" in told["sites.eligible"].note[1]
    assert told["sites.name"].status == "published"
    assert national.most_cards(one) >= sum(site.unrecorded for site in one.sites)


def test_a_file_of_the_user_goes_before_what_is_generated(tmp_path: Path) -> None:
    path = tmp_path / "desa.csv"
    rows = "17.02.06.1004;Desa;Curup;-3.4;102.5;1000;990\n17.02.06.2001;Lain;Curup;-3.5;102.6;2000;1900\n"
    path.write_text(HEAD + rows, encoding="utf-8")
    given = given_villages(path)
    assert set(given) == {"17.02.06.1004", "17.02.06.2001"}
    assert [office.code for office in offices(given) if not office.is_generated] == ["17.02"]
    problem = regency_problem("17.02", given, JANUARY)
    assert sorted(site.eligible for site in problem.sites if site.eligible) == [1000, 2000]
    assert next(figure for figure in problem.figures if figure.field == "sites.eligible").status == "estimated"


def test_codes_that_the_decree_does_not_list_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "desa.csv"
    path.write_text(HEAD + "99.99.01.2001;Desa;Curup;-3.4;102.5;1000;990\n", encoding="utf-8")
    with pytest.raises(InputFaults) as found:
        given_villages(path)
    assert [fault.code for fault in found.value.faults] == ["VILLAGE_CODE_UNKNOWN"]


def answered(code: str, eligible: int, *points: tuple[int, int]) -> RegencyAnswer:
    return RegencyAnswer(
        office=Office(code=code, name=code, province="", villages=1, is_generated=True),
        eligible=eligible,
        most=points[-1][0],
        points=tuple((cards, value, value) for cards, value in points),
        worst_gap=0,
        seconds=1.0,
        processor_seconds=1.0,
    )


def test_cards_go_where_they_bring_most_and_the_gain_is_told_against_people() -> None:
    small = answered("a", 100, (0, 0), (100, 9_000), (200, 10_000))
    large = answered("b", 900, (0, 0), (100, 3_000), (200, 4_000))
    division = national.divided([small, large], None, 500)
    assert division.total == 200
    assert division.best.cards == {"a": 100, "b": 100}
    # By people a gets 20 cards, b 180: 1,800 and 3,800 on the hulls.
    assert division.by_people.cards == {"a": 20, "b": 180}
    assert (division.best.bound, division.by_people_on_hulls, division.gain) == (12_000, 5_600, 6_400)
    told = national.values([small, large], division)
    assert [(item["cards"], item["cards_by_people"]) for item in told["regencies"]] == [(100, 20), (100, 180)]
