"""Every page: within a laptop and a phone, and in English without a word of Indonesian."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import LAPTOP, PHONE, Office
from tests.web.sound import barriers, indonesian, out_of_window, picture, resized, settled

Open = Callable[..., Page]


def _paths(office: Office) -> list[str]:
    plan = office.get("/v1/plans")["items"][0]["id"]
    data = office.get("/v1/datasets")["items"][0]
    return [
        "/beranda",
        "/peta",
        "/peta?lapis=signal",
        "/jadwal/papan",
        "/jadwal/papan?zoom=bulan",
        "/jadwal/bulan",
        "/jadwal/daftar",
        "/belum-terlayani",
        "/stok-biaya/kartu",
        "/stok-biaya/biaya",
        "/susun",
        "/skenario",
        "/skenario/baru",
        "/riwayat",
        "/riwayat?bagian=rencana",
        "/riwayat?bagian=audit",
        f"/terbitkan/{plan}",
        f"/cetak/bulan/{plan}",
        f"/cetak/peta/{plan}",
        "/data",
        *(
            f"/data/{data['id']}/{data['version']}/{item['sheet']}"
            for item in office.get("/v1/reference/sheets")["items"]
        ),
        f"/data/{data['id']}/kebijakan",
        "/pengaturan",
        "/bantuan",
    ]


def test_every_page_fits_a_laptop_and_a_phone_and_speaks_english(office: Office, window: Open) -> None:
    page = window(office)
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(f"{answer.status} {answer.url}") if not answer.ok else None)
    cut: dict[str, list[str]] = {}
    foreign: dict[str, list[str]] = {}
    for path in _paths(office):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        settled(page)
        for size in (LAPTOP, PHONE):
            resized(page, size)
            if found := out_of_window(page):
                cut[f"{path} at {size['width']}"] = found
        resized(page, LAPTOP)
        page.get_by_text("EN", exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        settled(page)
        if lines := indonesian(page):
            foreign[path] = lines
        page.get_by_text("ID", exact=True).click()
    assert cut == {}
    assert foreign == {}
    # Nothing is asked for that is not there: the console stays empty.
    assert refused == []


@pytest.mark.parametrize("part", [0, 1])
def test_no_page_keeps_anybody_out_in_either_language(office: Office, window: Open, part: int) -> None:
    page = window(office)
    found: dict[str, list[str]] = {}
    # Sheets are one page; each has its own columns and kinds of cells.
    for number, path in enumerate([*_paths(office), "/riwayat?bagian=tautan", "/mulai"][part::2]):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        settled(page)
        if number % 4 == 0:
            page.get_by_text("EN" if number % 8 == 0 else "ID", exact=True).click()
            settled(page)
        if barred := barriers(page):
            found[path] = barred
    assert found == {}


def test_a_part_that_is_not_there_leaves_the_first_one(office: Office, window: Open) -> None:
    page = window(office, "/riwayat?bagian=tidak-ada")
    expect(page.get_by_role("tab", selected=True)).to_have_text("Versi terbit")
    expect(page.get_by_role("heading", name="Belum pernah diterbitkan")).to_be_visible()


def test_the_bar_of_a_phone_holds_every_page(office: Office, window: Open) -> None:
    page = window(office, "/beranda", PHONE)
    settled(page)
    chooser = page.get_by_role("button", name="Pilih bulan dan rencana")
    chooser.click()
    expect(page.get_by_role("menu")).to_be_visible()
    assert out_of_window(page) == []
    page.keyboard.press("Escape")
    bar = page.get_by_role("navigation", name="Menu utama")
    assert bar.evaluate("bar => bar.scrollWidth <= bar.clientWidth")
    bar.get_by_role("button", name="Lainnya").click()
    expect(bar.get_by_role("link", name="Riwayat")).to_be_visible()
    picture(page, "menu-hp")
    bar.get_by_role("link", name="Riwayat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Riwayat")
    expect(bar.get_by_role("link", name="Riwayat")).to_have_count(0)


def test_month_and_map_are_pictures_and_paper(office: Office, window: Open) -> None:
    plan = office.get("/v1/plans")["items"][0]["id"]
    page = window(office, f"/cetak/bulan/{plan}")
    for path, name in ((f"/cetak/bulan/{plan}", "jadwal"), (f"/cetak/peta/{plan}", "peta")):
        page.goto(path)
        settled(page)
        with page.expect_download() as started:
            page.get_by_role("button", name="Unduh PNG").click()
        assert started.value.suggested_filename == f"{name}-2027-01-01.png"
        made = started.value.path().read_bytes()
        assert made.startswith(b"\x89PNG")
        assert int.from_bytes(made[16:20]) == 2_800, "twice the sheet, for sharp print"
        picture(page, f"cetak-{'bulan' if name == 'jadwal' else name}")
        assert page.pdf(format="A4", landscape=True).startswith(b"%PDF")
