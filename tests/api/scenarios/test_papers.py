"""The papers of a budget request: formulas that come to the cost, a memo, a letter with its figure."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from docx.shared import Cm

from api.commands.budget import months_of
from api.documents.paper_blocks import FIRST_COLUMN, FONT, WIDTH_CM
from api.language import language
from api.scenarios import results
from api.scenarios.budget_papers import budget_files
from api.scenarios.plans import plan_files
from api.scenarios.running import StudyRunner
from api.scenarios.store import StudyFolder
from planner.changes import StockCounted
from planner.scenarios.rolling import Rolling
from planner.scenarios.scenario import Scenario, Scheduled
from planner.scenarios.study import Study
from tests.api.scenarios.pools import HerePool
from tests.api.scenarios.test_running import BASE, QUICK
from tests.planner.scenarios.test_rolling import following

FEWER = Scenario(name="kurang", title="Blangko kurang", changes=(Scheduled(change=StockCounted(difference=-30)),))


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, bytes]]:
    folder = StudyFolder(tmp_path_factory.mktemp("study"))
    study = Study(name="uji", months=2, scenarios=(FEWER,), effort=QUICK, rolling=Rolling(inflow_per_month=5))
    with folder.held():
        run = StudyRunner(study, BASE, (following(BASE),), folder, processes=1, pool=HerePool()).run()
        for name, content in plan_files(run).items():
            folder.write(folder.path / name, content)
    told = results.results_of(run, BASE)
    months = months_of(Path(folder.path), told, "kurang")
    return told, budget_files(language("id"), told, "kurang", months)


def computed(book: Any, sheet: str, cell: str) -> float:
    """The value of a cell as a spreadsheet would come to it: sums, products, INT, references."""
    held = book[sheet][cell].value
    if not (isinstance(held, str) and held.startswith("=")):
        return float(held or 0)
    text = held[1:]

    def total(match: re.Match[str]) -> str:
        name, first, last = match[1] or sheet, match[2], match[3]
        letter = first[0]
        return str(sum(computed(book, name, f"{letter}{row}") for row in range(int(first[1:]), int(last[1:]) + 1)))

    text = re.sub(r"SUM\((?:(\w+)!)?([A-Z]\d+):([A-Z]\d+)\)", total, text)
    text = re.sub(r"\b([A-Z]\d+)\b", lambda match: str(computed(book, sheet, match[1])), text)
    return float(eval(text.replace("INT(", "int("), {"__builtins__": {}, "int": int}))  # noqa: S307  # our own formulas


def test_every_formula_of_the_budget_comes_to_its_value_and_the_total_to_the_cost(
    papers: tuple[dict[str, Any], dict[str, bytes]],
) -> None:
    told, files = papers
    formulas = openpyxl.load_workbook(io.BytesIO(files["rab-kurang.xlsx"]))
    values = openpyxl.load_workbook(io.BytesIO(files["rab-kurang.xlsx"]), data_only=True)
    seen = 0
    for sheet in formulas.sheetnames:
        for row in formulas[sheet].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    seen += 1
                    assert computed(formulas, sheet, cell.coordinate) == pytest.approx(
                        values[sheet][cell.coordinate].value, abs=1e-9
                    ), (sheet, cell.coordinate)
    assert seen > 10
    cost = next(item for item in told["scenarios"] if item["name"] == "kurang")["total"]["cost_rupiah"]
    totals = {row[1].value: row[8].value for row in values["RAB"].iter_rows() if row[1].value}
    assert totals["JUMLAH"] == totals["Biaya menurut skenario"] == cost > 0
    assert totals["Selisih"] == 0


def test_memo_and_letter_are_written_twice(papers: tuple[dict[str, Any], dict[str, bytes]]) -> None:
    _, files = papers
    for name in ("nota-dinas-kurang", "permohonan-blangko-kurang"):
        assert files[f"{name}.pdf"].startswith(b"%PDF")
        text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(files[f"{name}.docx"])).paragraphs)
        assert len(text) > 300
    memo = Document(io.BytesIO(files["nota-dinas-kurang.docx"]))
    told = "\n".join(paragraph.text for paragraph in memo.paragraphs)
    assert "Diusulkan skenario kurang: Blangko kurang." in told
    assert "Kebutuhan" in told
    assert len(memo.inline_shapes) == 1
    assert memo.tables[0].rows[0].cells[1].text == "dasar"


def test_the_memo_to_edit_is_set_like_the_one_to_print(papers: tuple[dict[str, Any], dict[str, bytes]]) -> None:
    _, files = papers
    memo = Document(io.BytesIO(files["nota-dinas-kurang.docx"]))
    used = {paragraph.style.name for paragraph in memo.paragraphs if paragraph.style is not None}
    assert used == {"Title", "Heading 1", "Normal", "List Bullet"}
    for name in used:
        fonts = memo.styles[name].element.rPr.rFonts
        assert memo.styles[name].font.name == FONT
        # Word takes the face of the theme where one is named.
        assert not [key for key in fonts.attrib if key.endswith("Theme")]
    first, *others = (column.width or 0 for column in memo.tables[0].columns)
    assert len(set(others)) == 1
    assert first == pytest.approx(FIRST_COLUMN * others[0], rel=1e-3)
    assert first + sum(others) == pytest.approx(Cm(WIDTH_CM), rel=1e-3)


def test_the_letter_adds_up(papers: tuple[dict[str, Any], dict[str, bytes]]) -> None:
    _, files = papers
    table = Document(io.BytesIO(files["permohonan-blangko-kurang.docx"])).tables[0]
    figures = [int(row.cells[1].text.replace(".", "")) for row in table.rows[1:]]
    opening, expected, counter, field, waiting, reserve, need, missing, asked = figures
    assert need == counter + field + waiting + reserve
    assert missing == max(0, need - opening - expected)
    assert asked >= missing
    assert asked % 100 == 0


def test_the_same_papers_have_the_same_bytes(papers: tuple[dict[str, Any], dict[str, bytes]], tmp_path: Path) -> None:
    told, files = papers
    folder = StudyFolder(tmp_path)
    study = Study(name="uji", months=2, scenarios=(FEWER,), effort=QUICK, rolling=Rolling(inflow_per_month=5))
    with folder.held():
        base = replace(BASE)
        run = StudyRunner(study, base, (following(base),), folder, processes=1, pool=HerePool()).run()
        for name, content in plan_files(run).items():
            folder.write(folder.path / name, content)
    again = budget_files(language("id"), told, "kurang", months_of(tmp_path, told, "kurang"))
    assert again["nota-dinas-kurang.pdf"] == files["nota-dinas-kurang.pdf"]
