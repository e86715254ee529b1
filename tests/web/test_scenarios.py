"""A study asked by form in words, answered by the queue, and its papers."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import MONDAY, PHONE, STORED_CHILD, Office, opened, wait_until
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]


@pytest.fixture
def solving(demo_store: Path, tmp_path: Path) -> Iterator[Office]:
    """The demo month, and a solver that knows its plan."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path, solves=1, solver=(*STORED_CHILD, "demo")) as office:
        yield office


def test_a_study_is_asked_in_words_and_answered_side_by_side(solving: Office, window: Open) -> None:
    page = window(solving, "/beranda")
    # The month that is offered is the next one.
    page.clock.set_fixed_time(MONDAY)
    page.goto("/skenario")
    settled(page)
    expect(page.get_by_role("heading", name="Belum ada studi skenario")).to_be_visible()
    page.get_by_role("link", name="Studi baru").first.click()
    page.get_by_label("Nama studi").fill("Usulan anggaran")
    first = page.get_by_role("region", name="Skenario 1")
    first.get_by_label("Nama pendek").fill("kartu-4000")
    first.get_by_label("Pertanyaan").fill("4.000 blangko lagi")
    first.get_by_label("Yang berubah").click()
    page.get_by_role("option", name="Blangko di gudang bertambah atau berkurang").click()
    first.get_by_label("selisih").fill("4000")
    page.get_by_role("button", name="Baca kembali").click()
    expect(page.get_by_role("region", name="Dibaca sebagai")).to_contain_text("4.000")
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "skenario-baru")
    page.get_by_role("button", name="Mulai hitung").click()
    expect(page.get_by_role("heading", name="Usulan anggaran")).to_be_visible()
    table = page.get_by_role("region", name="Skenario berdampingan")
    expect(table.first).to_be_visible(timeout=240_000)
    settled(page)
    assert barriers(page) == []
    picture(page, "skenario")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert out_of_window(page) == []
    (study,) = solving.get("/v1/studies")["items"]
    wait_until(lambda: bool(solving.get(f"/v1/studies/{study['id']}")["answered"]))
    told = solving.get(f"/v1/studies/{study['id']}/table")
    assert [column["name"] for column in told["columns"]] == ["dasar", "kartu-4000"]
    expect(table.first.get_by_role("row")).to_have_count(len(told["rows"]) + 1)
    papers = page.get_by_role("region", name="Berkas untuk usulan")
    with page.expect_download() as downloading:
        papers.get_by_role("link", name="Nota dinas (PDF)").click()
    assert downloading.value.path().read_bytes().startswith(b"%PDF")
    page.goto(f"{solving.address}/skenario")
    settled(page)
    expect(page.get_by_role("link", name="Usulan anggaran")).to_be_visible()
    picture(page, "skenario-daftar")
