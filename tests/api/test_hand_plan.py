"""The sheet ``jadwal``: what is written is read back exactly; what people break is told row by row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.documents.facts import PlanFacts
from api.documents.hand_plan import plan_of_rows, read_hand_plan
from api.documents.plan_columns import COLUMNS
from api.documents.workbook import workbook_bytes
from api.language import CODES, language
from planner.check import violations
from planner.domain.plan import Assignment, Plan
from planner.errors import Fault, InputFaults
from planner.units import MICRO
from tests.api import office

COLUMN = {column.id: number for number, column in enumerate(COLUMNS)}


def written(tmp_path: Path, code: str = "id", facts: PlanFacts | None = None) -> Path:
    path = tmp_path / "jadwal.xlsx"
    path.write_bytes(workbook_bytes(language(code), facts or office.facts()))
    return path


def changed(tmp_path: Path, **cells: Any) -> Path:
    """The workbook after a person wrote into cells of the sheet, such as ``B2``."""
    path = written(tmp_path)
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book["jadwal"][place] = value
    book.save(path)
    return path


def faults_of(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputFaults) as caught:
        read_hand_plan(path, office.problem())
    return caught.value.faults


@pytest.mark.parametrize("code", CODES)
def test_the_written_plan_is_read_back_exactly(tmp_path: Path, code: str) -> None:
    assert read_hand_plan(written(tmp_path, code), office.problem()) == office.plan()


def test_a_place_of_service_without_a_visit_survives(tmp_path: Path) -> None:
    village, hub = "17.02.01.2004", "17.02.01.2004"
    kept = tuple(sorted((*office.plan().assignments, Assignment(village=village, site=hub)), key=lambda a: a.village))
    facts = PlanFacts(office.problem(), replace(office.plan_document(), assignments=kept))

    assert read_hand_plan(written(tmp_path, facts=facts), office.problem()).assignments == kept


def test_an_edited_time_and_number_count(tmp_path: Path) -> None:
    # Row 2 is the first origin of the first visit: start an hour later as a cell of Excel, as text elsewhere.
    before = office.plan().trips[0].visits[0]
    column = openpyxl.utils.get_column_letter(COLUMN["invited"] + 1)
    plan = read_hand_plan(changed(tmp_path, **{f"{column}2": 55}), office.problem())

    assert plan.trips[0].visits[0].people[0].invited == 55
    assert plan.trips[0].visits[0].start == before.start
    assert [item.rule for item in violations(office.problem(), plan)] == ["turnout"]


def test_a_day_moved_by_hand_is_judged(tmp_path: Path) -> None:
    # The first trip has two rows; day 6 is a day off.
    letter = openpyxl.utils.get_column_letter(COLUMN["day"] + 1)
    moved = changed(tmp_path, **{f"{letter}{row}": office.day(6) for row in (2, 3)})

    rules = {item.rule for item in violations(office.problem(), read_hand_plan(moved, office.problem()))}

    assert "working_day" in rules


def test_all_broken_cells_are_told_at_once(tmp_path: Path) -> None:
    letters = {id: openpyxl.utils.get_column_letter(number + 1) for id, number in COLUMN.items()}
    path = changed(
        tmp_path,
        **{
            f"{letters['team']}2": "t9",
            f"{letters['day']}4": "kemarin",
            f"{letters['start']}4": "jam sembilan",
            f"{letters['invited']}5": -3,
            f"{letters['origin']}6": "99",
            f"{letters['service']}6": "foto",
        },
    )

    found = {(fault.code, fault.where) for fault in faults_of(path)}

    assert found >= {
        ("UNKNOWN_ID", f"jadwal!{letters['team']}2"),
        ("ROWS_DIFFER", f"jadwal!{letters['team']}3"),
        ("NOT_A_DATE", f"jadwal!{letters['day']}4"),
        ("NOT_A_TIME", f"jadwal!{letters['start']}4"),
        ("NOT_A_COUNT", f"jadwal!{letters['invited']}5"),
        ("UNKNOWN_ID", f"jadwal!{letters['origin']}6"),
        ("UNKNOWN_WORD", f"jadwal!{letters['service']}6"),
    }
    assert all(all(fault.expected) for fault in faults_of(path))


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "NOT_A_WORKBOOK"), (b"PK\x03\x04 broken", "NOT_A_WORKBOOK"), (b"a;b\n", "NOT_A_WORKBOOK")],
)
def test_a_file_that_is_no_workbook_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)

    assert [fault.code for fault in faults_of(path)] == [code]


def test_a_workbook_without_the_sheet_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    stream = BytesIO()
    book.save(stream)
    path = tmp_path / "x.xlsx"
    path.write_bytes(stream.getvalue())

    assert [fault.code for fault in faults_of(path)] == ["PLAN_SHEET_MISSING"]


def test_missing_columns_are_named_together() -> None:
    with pytest.raises(InputFaults) as caught:
        plan_of_rows([["tim", "tanggal"], ["t1", "2027-01-05"]], office.problem())

    assert {fault.column for fault in caught.value.faults} == {
        "kode_tempat",
        "mulai",
        "selesai",
        "kode_asal",
        "diundang",
    }


def rows(*lines: dict[str, object]) -> list[Sequence[object]]:
    return [[column.headings[0] for column in COLUMNS], *([line.get(c.id) for c in COLUMNS] for line in lines)]


def test_a_plan_written_by_hand_needs_only_the_essentials() -> None:
    # 60 people come at 1.0; set-up 40 minutes before, packing 30 minutes after, the team's own vehicle.
    line = {
        "team": "t1",
        "day": datetime(2027, 1, 5),
        "site": "17.02.01.2001",
        "start": "08.30",
        "end": time(12, 0),
        "origin": "17.02.01.2001",
        "invited": 60.0,
    }

    visit = plan_of_rows(rows(line), office.problem()).trips[0].visits[0]

    assert (visit.set_up, visit.start, visit.end, visit.depart) == (28_200, 30_600, 43_200, 45_000)
    assert (visit.people[0].recorded, visit.people[0].cards) == (60 * MICRO, 0)


def test_an_empty_sheet_is_the_empty_plan() -> None:
    assert plan_of_rows(rows(), office.problem()) == Plan()


CELL = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(-5, 10**7),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(days=2)),
    st.sampled_from(["t1", "17.02.01.2001", "10703040", date(2027, 1, 5), "08:30", "ikd_only", "satellite_kit:1"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, min_size=len(COLUMNS), max_size=len(COLUMNS)), max_size=4))
def test_whatever_stands_in_the_cells_is_a_plan_or_faults(table: list[list[object]]) -> None:
    read = outcome([[column.headings[1] for column in COLUMNS], *table])

    assert isinstance(read, Plan) or all(fault.where.startswith("jadwal!") and all(fault.expected) for fault in read)


def outcome(table: Sequence[Sequence[object]]) -> Plan | tuple[Fault, ...]:
    try:
        return plan_of_rows(table, office.problem())
    except InputFaults as error:
        return error.faults
