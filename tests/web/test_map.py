"""The map and its list: the same places, by day and team, with what each village gets and why not."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.conftest import JANUARY, MONDAY, PHONE, STORED_CHILD, Office, opened, wait_until
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]


def _plan(office: Office) -> str:
    id: str = office.get("/v1/plans")["items"][0]["id"]
    return id


def test_map_and_list_show_the_same_villages_and_a_village_tells_all(office: Office, window: Open) -> None:
    page = window(office, "/peta")
    settled(page)
    page.wait_for_selector("[data-drawn]", state="attached")
    villages = office.get(f"/v1/plans/{_plan(office)}/map/villages")["features"]
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(len(villages) + 1)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "peta")
    left = next(item["properties"] for item in villages if item["properties"]["state"] == "left_out")
    page.get_by_label("Cari desa atau kode").fill(left["code"])
    expect(page.get_by_text(f"1 dari {len(villages)} tampil")).to_be_visible()
    page.get_by_role("row").filter(has_text=left["name"]).click()
    sheet = page.get_by_role("region", name=left["label"])
    expect(sheet).to_contain_text("Mengapa belum terlayani")
    expect(sheet.get_by_role("link", name="Lihat dan coba masukkan")).to_be_visible()
    assert barriers(page) == []
    picture(page, "peta-desa")


def test_days_go_by_with_the_keyboard_and_are_told_in_words(office: Office, window: Open) -> None:
    page = window(office, "/peta")
    settled(page)
    page.get_by_role("slider", name="Hari").focus()
    page.keyboard.press("ArrowRight")
    days = sorted({item["day"] for item in office.get(f"/v1/plans/{_plan(office)}/visits", limit=500)["items"]})
    expect(page).to_have_url(re.compile(f"hari={days[0]}"))
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d tim · \d+ desa"))).to_be_visible()
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile(f"hari={days[-1]}"))


STEP_MS = 1_200  # a day of the play button, as the page has it
SLICE_MS = 100  # less than a step, so that no day is passed unseen
TRIES = 300


def _until(page: Page, met: Callable[[], bool], what: str) -> None:
    """Let the clock run by slices until ``met``; a timer may be set some moments after the click that asked for it."""
    for _ in range(TRIES):
        if met():
            return
        page.clock.run_for(SLICE_MS)
    raise AssertionError(f"{what} did not come; the page stands at {page.url}")


def test_playing_goes_on_day_by_day_pauses_and_stops_at_the_end(office: Office, window: Open) -> None:
    days = sorted({item["day"] for item in office.get(f"/v1/plans/{_plan(office)}/visits", limit=500)["items"]})
    page = window(office, "about:blank")
    page.clock.install(time=MONDAY)
    page.goto(f"/peta?hari={days[-3]}")
    settled(page)
    page.clock.pause_at(MONDAY.replace(hour=23))
    play, stop = (page.get_by_role("button", name=name) for name in ("Putar hari demi hari", "Berhenti"))

    def goes_to(day: str) -> None:
        before = page.url
        _until(page, lambda: page.url != before, day)
        assert f"hari={day}" in page.url

    play.click()
    goes_to(days[-2])
    stop.click()
    expect(play).to_be_visible()
    page.clock.run_for(2 * STEP_MS)
    expect(page).to_have_url(re.compile(f"hari={days[-2]}"))
    play.click()
    goes_to(days[-1])
    # The last day ends it.
    expect(play).to_be_visible()
    page.clock.run_for(2 * STEP_MS)
    expect(page).to_have_url(re.compile(f"hari={days[-1]}"))
    # From there it begins anew.
    play.click()
    expect(page).not_to_have_url(re.compile("hari="))
    goes_to(days[0])
    expect(page.get_by_role("slider", name="Hari")).to_have_value("0")


CLOSED = ("2027-01-13", "2027-01-14")


@pytest.fixture
def closed(demo_store: Path, tmp_path: Path) -> Iterator[tuple[Office, str, str]]:
    """A month in whose data a village without a visit is closed on two days; its plan, and the village."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path, solves=1, solver=(*STORED_CHILD, "demo")) as office:
        [data] = office.get("/v1/datasets")["items"]
        places = office.get(f"/v1/plans/{_plan(office)}/map/villages")["features"]
        code = next(item["properties"]["code"] for item in places if item["properties"]["state"] == "left_out")
        rows = office.get(f"/v1/datasets/{data['id']}/versions/1/sheets/villages", limit=500)["items"]
        row = next(item["row"] for item in rows if item["cells"]["code"] == code)
        edit = {"op": "set", "sheet": "villages", "row": row, "cells": {"closed_dates": ", ".join(CLOSED)}}
        made = office.client.post(
            f"/v1/datasets/{data['id']}/edits",
            json={"edits": [edit], "why": None},
            headers={"if-match": f'"{data["revision"]}"'},
        )
        assert (made.status_code, made.json()["first_faults"]) == (201, []), made.text
        job = office.client.post("/v1/plans", json={**JANUARY, "name": "Desa tutup", "dataset_id": data["id"]})
        yield office, office.finished(job.json()["id"]), code


def _standing(ground: Locator) -> bytes:
    """A picture of the map once two in a row are the same."""
    pictures = [ground.screenshot()]

    def stands() -> bool:
        pictures.append(ground.screenshot())
        return pictures[-1] == pictures[-2]

    wait_until(stands)
    return pictures[-1]


def test_a_closure_of_the_data_is_drawn_on_its_days_and_told_with_them(
    closed: tuple[Office, str, str], window: Open
) -> None:
    office, plan, code = closed
    page = window(office, f"/peta?rencana={plan}&hari={CLOSED[0]}")
    settled(page)
    page.wait_for_selector("[data-drawn]", state="attached")
    legend = page.get_by_role("region", name="Legenda")
    drawn = legend.get_by_role("checkbox", name=re.compile("^Penutupan"))
    ground = page.locator("canvas")
    expect(drawn).to_have_accessible_name("Penutupan: 1 tempat")
    # Its mark stands on the map, and goes with its switch.
    shown = _standing(ground)
    drawn.uncheck()
    wait_until(lambda: ground.screenshot() != shown)
    hidden = _standing(ground)
    drawn.check()
    wait_until(lambda: ground.screenshot() != hidden)
    page.get_by_label("Cari desa atau kode").fill(code)
    expect(page.get_by_text(re.compile("^0 dari "))).to_be_visible()
    page.get_by_role("button", name="Semua hari").click()
    page.get_by_role("table").get_by_role("row").nth(1).click()
    told = page.get_by_role("definition").filter(has_text="13 Jan 2027")
    expect(told).to_have_text(re.compile(r"^Rab 13 Jan 2027 dan Kam 14 Jan 2027$"))
    expect(drawn).to_have_accessible_name("Penutupan: 1 tempat")
    for day, n in ((CLOSED[1], 1), ("2027-01-15", 0)):
        page.goto(f"/peta?rencana={plan}&hari={day}&pilih={code}")
        expect(drawn).to_have_accessible_name(f"Penutupan: {n} tempat")
        # The sheet of the village tells all its days, whichever is chosen.
        expect(told).to_be_visible()


def test_on_a_phone_list_and_map_are_two_parts_of_which_the_list_comes_first(office: Office, window: Open) -> None:
    page = window(office, "/peta", PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    settled(page)
    expect(page.get_by_role("tab", selected=True)).to_have_text("Daftar")
    expect(page.get_by_role("table")).to_be_in_viewport()
    # What draws the map is read by those only who want it.
    assert [url for url in asked if "Canvas" in url] == []
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "peta-hp")
    page.get_by_role("tab", name="Peta").click()
    page.wait_for_selector("[data-drawn]", state="attached")
    expect(page).to_have_url(re.compile("bagian=peta"))
    expect(page.get_by_role("table")).to_have_count(0)
    expect(page.locator("canvas")).to_be_in_viewport()
    page.get_by_role("button", name="Hari berikutnya").click()
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "peta-hp-gambar")
    # A village that is pressed on the map is told beneath it, and in the list's place.
    villages = office.get(f"/v1/plans/{_plan(office)}/map/villages")["features"]
    page.get_by_role("button", name="Semua hari").click()
    # Stands still before it is pressed.
    _standing(page.locator("canvas"))
    page.locator("canvas").click()
    sheet = page.get_by_role("heading", level=2)
    expect(sheet).to_be_in_viewport()
    assert sheet.inner_text() in {item["properties"]["name"] for item in villages}
    assert out_of_window(page) == []
    page.get_by_role("tab", name="Daftar").click()
    expect(sheet).to_be_visible()
    page.get_by_role("button", name="Tutup").click()
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(len(villages) + 1)


def test_on_a_phone_the_list_says_that_a_day_chosen_on_the_map_leaves_some_out(office: Office, window: Open) -> None:
    visits = office.get(f"/v1/plans/{_plan(office)}/visits", limit=500)["items"]
    visit = next(item for item in visits if item["kind"] == "village")
    page = window(office, f"/peta?hari={visit['day']}&tim={visit['team']}", PHONE)
    expect(page.get_by_text(re.compile(rf"^Tim {visit['team']} · .*\d tim · \d+ desa"))).to_be_visible()
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows.filter(has_text=visit["name"])).to_have_count(1)
    assert out_of_window(page) == []
    page.get_by_role("button", name="Tampilkan semua hari dan tim").click()
    villages = office.get(f"/v1/plans/{_plan(office)}/map/villages")["features"]
    expect(rows).to_have_count(len(villages) + 1)
    expect(page).not_to_have_url(re.compile("hari=|tim="))
