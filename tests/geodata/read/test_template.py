"""The template, as it is written, is a valid problem in both languages."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from geodata.assemble import assemble
from geodata.contracts import READ_ME, SHEETS, columns_of
from geodata.read import read_sheets
from geodata.read.policy_names import PARAMETERS
from geodata.read.template import Language, write_template

BOTH: list[Language] = ["id", "en"]


@pytest.mark.parametrize("lang", BOTH)
def test_the_example_rows_are_a_valid_problem(tmp_path: Path, lang: Language) -> None:
    write_template(tmp_path / "t.xlsx", lang)
    sheets = read_sheets(tmp_path / "t.xlsx")
    assert sheets.notes == ()
    for field in SHEETS:
        assert bool(getattr(sheets, field)) == (field not in {"matrix", "segments", "closures"})
    problem = assemble(sheets, name="X", first=date(2027, 1, 1), last=date(2027, 1, 31), as_of=date(2026, 12, 1))
    assert len(problem.sites) == 3


def test_both_languages_mean_the_same(tmp_path: Path) -> None:
    hashes = []
    for lang in BOTH:
        write_template(tmp_path / f"{lang}.xlsx", lang)
        sheets = read_sheets(tmp_path / f"{lang}.xlsx")
        assert sheets.villages == read_sheets(tmp_path / "id.xlsx").villages
        assert sheets.staff == read_sheets(tmp_path / "id.xlsx").staff
        hashes.append(sheets.policy)
    assert hashes[0] == hashes[1]


def test_sheets_headings_notes_and_lists(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx", "id")
    made = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert made.sheetnames == [READ_ME[0], *(row.sheet[0] for row in SHEETS.values())]
    for row in SHEETS.values():
        sheet = made[row.sheet[0]]
        columns = list(columns_of(row).values())
        assert [cell.value for cell in sheet[1]] == [column.heading[0] for column in columns]
        assert sheet.freeze_panes == "B2"
        for cell, column in zip(sheet[1], columns, strict=True):
            assert column.note[0] in cell.comment.text
            assert column.unit[0] in cell.comment.text
    lists = [item for item in made["desa"].data_validations.dataValidation if item.type == "list"]
    assert any("lemah" in item.formula1 for item in lists)
    names = [cell.value for cell in made[READ_ME[0]]["A"]]
    assert {parameter.names[0][0] for parameter in PARAMETERS} <= set(names)


def test_it_is_the_same_file_every_time(tmp_path: Path) -> None:
    contents = []
    for name in ("a.xlsx", "b.xlsx"):
        write_template(tmp_path / name, "en")
        with zipfile.ZipFile(tmp_path / name) as archive:
            contents.append({item: archive.read(item) for item in archive.namelist()})
    assert contents[0] == contents[1]
