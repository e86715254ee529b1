"""A study asked by form in words, answered by the engine through the queue, and its papers."""

import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.web.conftest import ENGINE_MS, MONDAY, PHONE, STORED_CHILD, Office, opened, wait_until, waits_for_engine
from tests.web.small import planned
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]


LITTLE_WORK = 2
MONEY = 3_000_000
ASKED = (
    ("satu-tim-lagi", "Satu tim lagi", "Tim bertambah"),
    ("khusus-ikd", "Hari khusus IKD", "Kunjungan khusus IKD"),
    ("uang-kurang", "Uang jalan berkurang", "Anggaran sebulan"),
    ("starlink", "Satu alat satelit lagi", "Peralatan bertambah atau berkurang"),
)
"""Beside the month as it is: five in all."""
FIGURES = (
    "Orang direkam",
    "IKD diaktifkan",
    "Biaya, Rp",
    "Biaya per aktivasi IKD, Rp",
    "Selisih antarkecamatan, poin",
)


def _plan(office: Office) -> str:
    id: str = office.get("/v1/plans")["items"][0]["id"]
    return id


@pytest.fixture
def solving(empty_store: Path, tmp_path: Path) -> Iterator[Office]:
    """A little office with a stored plan; whatever a study asks is solved by the engine."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(empty_store, path)
    with opened(path, solves=1, solver=(*STORED_CHILD, "small")) as office:
        planned(office)
    with opened(path, solves=1) as office:
        yield office


def _with_little_work(route: Route) -> None:
    """As it was asked, and solved with little work: the page is tested, not the search."""
    asked = route.request.post_data_json
    if route.request.method == "POST" and asked is not None:
        route.continue_(post_data=json.dumps({**asked, "effort": {"work": [LITTLE_WORK]}}))
    else:
        route.continue_()


def _choose(page: Page, within: Locator, label: str, option: str) -> None:
    within.locator("input:visible").and_(within.get_by_label(label)).click()
    page.get_by_role("option", name=option, exact=True).click()


@waits_for_engine
def test_a_study_is_asked_in_words_and_answered_side_by_side(solving: Office, window: Open) -> None:
    page = window(solving, "/beranda")
    page.route("**/v1/studies", _with_little_work)
    # The month that is offered is the next one.
    page.clock.set_fixed_time(MONDAY)
    page.goto("/skenario")
    settled(page)
    expect(page.get_by_role("heading", name="Belum ada studi skenario")).to_be_visible()
    page.get_by_role("link", name="Studi baru").first.click()
    page.get_by_label("Nama studi").fill("Usulan anggaran")
    team = solving.get(f"/v1/plans/{_plan(solving)}/visits")["items"][0]["team"]
    for number, (name, title, change) in enumerate(ASKED, 1):
        if number > 1:
            page.get_by_role("button", name="Tambah skenario").click()
        scenario = page.get_by_role("region", name=f"Skenario {number}")
        scenario.get_by_label("Nama pendek").fill(name)
        scenario.get_by_label("Pertanyaan").fill(title)
        scenario.get_by_label("Yang berubah").click()
        page.get_by_role("option", name=change, exact=True).click()
    _choose(page, page.get_by_role("region", name="Skenario 1"), "Seperti tim", team)
    page.get_by_role("region", name="Skenario 3").get_by_label("Rupiah").fill(str(MONEY))
    kit = page.get_by_role("region", name="Skenario 4")
    _choose(page, kit, "Alat", "Alat satelit")
    kit.get_by_label("Sebanyak").fill("1")
    page.get_by_role("button", name="Baca kembali").click()
    expect(page.get_by_role("region", name="Dibaca sebagai")).to_contain_text("3.000.000")
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "skenario-baru")
    page.get_by_role("button", name="Mulai hitung").click()
    expect(page.get_by_role("heading", name="Usulan anggaran")).to_be_visible()
    table = page.get_by_role("region", name="Skenario berdampingan")
    expect(table.first).to_be_visible(timeout=ENGINE_MS)
    settled(page)
    assert barriers(page) == []
    picture(page, "skenario")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert out_of_window(page) == []
    (study,) = solving.get("/v1/studies")["items"]
    wait_until(lambda: bool(solving.get(f"/v1/studies/{study['id']}")["answered"]))
    told = solving.get(f"/v1/studies/{study['id']}/table")
    assert [column["name"] for column in told["columns"]] == ["dasar", *(name for name, _, _ in ASKED)]
    rows = {row["name"]["id"]: row["cells"] for row in told["rows"]}
    for figure in FIGURES:
        assert [cell["text"] for cell in rows[figure]].count("") == 0, figure
    assert {name for name in rows if name.startswith("Bulan sampai ")} == {
        "Bulan sampai 99 % terekam",
        "Bulan sampai 30 % IKD",
    }
    expect(table.first.get_by_role("row")).to_have_count(len(told["rows"]) + 1)
    papers = page.get_by_role("region", name="Berkas untuk usulan")
    with page.expect_download() as downloading:
        papers.get_by_role("link", name="Nota dinas (PDF)").click()
    assert downloading.value.path().read_bytes().startswith(b"%PDF")
    with page.expect_download() as downloading:
        papers.get_by_role("link", name="RAB (XLSX)").click()
    # Its lines add up to the rupiah to what the table says of the scenario that is proposed.
    cost = round(rows["Biaya, Rp"][1]["number"])
    assert cost > 0
    book = openpyxl.load_workbook(io.BytesIO(downloading.value.path().read_bytes()), data_only=True)
    lines = [row for row in book["RAB"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert sum(row[-1] for row in lines) == cost
    assert cost in {row[-1] for row in book["RAB"].iter_rows(values_only=True) if row[1] == "JUMLAH"}
    page.goto(f"{solving.address}/skenario")
    settled(page)
    expect(page.get_by_role("link", name="Usulan anggaran")).to_be_visible()
    picture(page, "skenario-daftar")
