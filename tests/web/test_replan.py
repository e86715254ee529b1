"""What happened is named and the rest planned anew; a delivery that is late shows before anything is kept."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.web.conftest import ENGINE_MS, JANUARY, STORED_CHILD, Office, opened, waits_for_engine
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]


@pytest.fixture
def planning(demo_store: Path, tmp_path: Path) -> Iterator[Office]:
    """The demo month, and a solver that has the plan at hand."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path, solves=1, solver=(*STORED_CHILD, "demo")) as office:
        yield office


def _demo(office: Office) -> str:
    """The plan of the demo month, by its first name."""
    id: str = next(item["id"] for item in office.get("/v1/plans")["items"] if item["origin"] == "solve")
    return id


def _visits(office: Office, plan: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.get(f"/v1/plans/{plan}/visits", limit=500)["items"]
    return found


def _input(dialog: Locator, label: str) -> Locator:
    """The field of that label, not the list that opens below it."""
    return dialog.locator("input:visible").and_(dialog.get_by_label(label))


def _named(page: Page) -> Locator:
    """The dialog in which one names what happened."""
    page.get_by_role("button", name="Susun ulang sisanya").click()
    dialog = page.get_by_role("dialog")
    # The dialog takes the focus a moment after it shows: a list that is open by then would close, what was typed gone.
    expect(dialog.locator(":focus")).to_be_attached()
    return dialog


def _pick(page: Page, dialog: Locator, label: str, text: str) -> None:
    """Choose in a list that is searched by typing, once it is there."""
    field = _input(dialog, label)
    field.click()
    page.get_by_role("option").first.wait_for()
    field.fill(text)
    page.get_by_role("option").filter(has_text=text).first.click()


def test_what_is_typed_before_the_places_come_finds_them_once_they_are_there(office: Office, window: Open) -> None:
    plan = _demo(office)
    left = office.get(f"/v1/plans/{plan}/left-out", limit=500)["items"][0]
    page = window(office, "about:blank")
    held: list[Route] = []
    let: list[Callable[[Route], None]] = [held.append]
    page.route(re.compile("/left-out"), lambda route: let[-1](route))
    page.goto(f"/jadwal/papan?rencana={plan}")
    dialog = _named(page)
    field = _input(dialog, "Desa atau sekolah")
    field.fill(left["name"])
    expect(page.get_by_text("Sedang dimuat", exact=True).last).to_be_visible()
    # Whatever is asked for from now on is answered, too.
    let.append(lambda route: route.continue_())
    for route in held:
        route.continue_()
    page.get_by_role("option").filter(has_text=left["name"]).first.click()
    expect(dialog.get_by_role("button", name="Tambahkan")).to_be_enabled()
    field.fill("tidak ada tempat bernama ini")
    expect(page.get_by_text("Tidak ada yang cocok", exact=True)).to_be_visible()


def _cut_off(page: Page, held: dict[str, Any], shut: list[dict[str, Any]], since: str, until: str) -> Locator:
    """Lock a visit, open the dialog and tell it which places no road reaches; the dialog."""
    settled(page)
    page.locator(f'[data-visit="{held["id"]}"] button').first.focus()
    page.keyboard.press("k")
    page.get_by_role("dialog").get_by_role("button", name="Kunci", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="dikunci")).to_be_attached()
    dialog = _named(page)
    for item in shut:
        _pick(page, dialog, "Desa atau sekolah", item["name"])
    page.keyboard.press("Tab")
    dialog.get_by_label("Dari tanggal").fill(since)
    dialog.get_by_label("Sampai tanggal").fill(until)
    dialog.get_by_role("button", name="Tambahkan").click()
    return dialog


def test_what_happened_is_named_told_to_the_solver_and_the_result_taken_over(planning: Office, window: Open) -> None:
    plan = _demo(planning)
    before = _visits(planning, plan)
    shut = [item for item in before if item["kind"] == "village" and item["day"] >= "2027-01-18"][:3]
    held = next(item for item in before if item["day"] > "2027-01-14")
    member = held["staff"][0]
    page = window(planning, f"/jadwal/papan?rencana={plan}&mulai=2027-01-11")
    dialog = _cut_off(page, held, shut, "2027-01-11", "2027-01-14")
    expect(dialog.get_by_role("listitem").filter(has_text="tidak dapat dicapai")).to_be_visible()
    _input(dialog, "Yang terjadi").click()
    page.get_by_role("option", name="Petugas tidak tersedia").click()
    _pick(page, dialog, "Petugas (kode)", member)
    # A Sunday: nobody has to go in his place.
    dialog.get_by_label("Dari tanggal").fill("2027-01-17")
    dialog.get_by_label("Sampai tanggal").fill("2027-01-17")
    dialog.get_by_role("button", name="Tambahkan").click()
    expect(dialog.get_by_role("listitem").filter(has_text=member)).to_be_visible()
    picture(page, "susun-ulang")
    assert out_of_window(page) == []
    with page.expect_request(lambda request: request.url.endswith("/replans")) as asked:
        dialog.get_by_role("button", name="Susun ulang sisanya").click()
    sent = asked.value.post_data_json
    assert sent is not None
    assert sent["changes"] == [
        {
            "kind": "road_cut",
            "sites": [item["site"] for item in shut],
            "first": "2027-01-11",
            "last": "2027-01-14",
        },
        {"kind": "staff_away", "member": member, "first": "2027-01-17", "last": "2027-01-17"},
    ]
    expect(dialog.get_by_role("status").filter(has_text="Hasil susun ulang")).to_be_visible()
    settled(page)
    assert barriers(page) == []
    dialog.get_by_role("button", name="Pakai hasil ini").click()
    expect(dialog).to_have_count(0)
    whole = planning.get(f"/v1/plans/{plan}")
    assert (whole["revision"], whole["pins"], whole["summary"]["violations"]) == (3, 1, 0)
    # From now on the plan knows of the road: a visit there on such a day breaks a rule.
    there = {"op": "move", "site": shut[0]["site"], "day": shut[0]["day"], "to_day": "2027-01-13", "to_team": "T1"}
    answer = planning.client.post(f"/v1/plans/{plan}/changes/preview", json={"changes": [there]})
    assert answer.status_code == 200, answer.text
    assert any(shut[0]["name"] in told["sentence"]["id"] for told in answer.json()["violations"])


MOST_MOVED = 0.2
TODAY, UNTIL, NOTICED = "2027-01-11", "2027-01-16", "2027-01-25"


@pytest.fixture
def published(demo_store: Path, tmp_path: Path) -> Iterator[Office]:
    """The demo month, published and its next visits announced, before the engine itself."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path, solves=1) as office:
        plan = _demo(office)
        asked = office.client.post("/v1/publications", json={"plan_id": plan, "revision": 1})
        assert asked.status_code == 201, asked.text
        _decided(office, asked.json())
        for item in _visits(office, plan):
            if item["day"] < NOTICED:
                where = f"/v1/publications/{asked.json()['id']}/visits/{item['id']}"
                tag = {"if-match": office.client.get(where).headers["etag"]}
                told = office.client.put(f"{where}/state", json={"state": "announced"}, headers=tag)
                assert told.status_code == 200, told.text
        yield office


def _decided(office: Office, publication: dict[str, Any]) -> None:
    tag = {"if-match": f'"{publication["revision"]}"'}
    said = office.client.post(f"/v1/publications/{publication['id']}/approve", json={}, headers=tag)
    assert said.status_code == 200, said.text


@waits_for_engine
def test_a_road_that_breaks_on_the_tenth_is_planned_around_and_published_anew(published: Office, window: Open) -> None:
    plan = _demo(published)
    before = _visits(published, plan)
    past = [item for item in before if item["day"] < TODAY]
    coming = [item for item in before if item["day"] >= TODAY]
    shut = [item for item in coming if item["kind"] == "village" and item["day"] <= UNTIL][:3]
    places = {item["site"] for item in shut}
    held = next(item for item in coming if item["day"] > UNTIL and item["site"] not in places)
    page = window(published, f"/jadwal/papan?rencana={plan}&mulai={TODAY}")
    dialog = _cut_off(page, held, shut, TODAY, UNTIL)
    dialog.get_by_label("Hari pertama yang boleh berubah").fill(TODAY)
    dialog.get_by_role("button", name="Susun ulang sisanya").click()
    done = dialog.get_by_role("status").filter(has_text="Hasil susun ulang")
    expect(done.or_(dialog.get_by_role("alert")).first).to_be_visible(timeout=ENGINE_MS)
    expect(done).to_be_visible()
    expect(dialog.get_by_text(f"{len(past)} kunjungan sebelum hari itu sudah terlaksana")).to_be_visible()
    # Whoever had the old notice is named, village by village.
    heard = dialog.get_by_role("region", name="Yang harus diberi tahu")
    expect(heard.get_by_role("row").filter(has_text="pemberitahuan lama ditarik").first).to_be_visible()
    for item in shut:
        expect(heard.get_by_role("row").filter(has_text=item["name"]).first).to_be_visible()
    settled(page)
    assert barriers(page) == []
    is_told = dialog.get_by_text(
        re.compile(r"kunjungan terbit yang tersisa pindah hari atau batal, \d+ di antaranya")
    ).count()
    picture(page, "susun-ulang-hasil")
    dialog.get_by_role("button", name="Pakai hasil ini").click()
    expect(dialog).to_have_count(0)
    after = _visits(published, plan)
    still = {(item["site"], item["day"]) for item in after}
    assert not {item["id"] for item in after if item["site"] in places and TODAY <= item["day"] <= UNTIL}
    assert (held["site"], held["day"], held["team"]) in {(item["site"], item["day"], item["team"]) for item in after}
    assert {(item["site"], item["day"]) for item in past} <= still, "what is over is not touched"
    gone = [item for item in coming if (item["site"], item["day"]) not in still]
    assert len(gone) >= len(shut)
    # At most a fifth moves; where more does, it was said with what moving fewer would cost.
    assert len(gone) <= MOST_MOVED * len(coming) or is_told
    # Whoever loses a visit gets another one in the month, or stands among those left out with the reason.
    left = {item["site"] for item in published.get(f"/v1/plans/{plan}/left-out", limit=500)["items"]}
    served = {origin["site"] for item in after for origin in item["people"]} | {item["site"] for item in after}
    assert {item["site"] for item in gone} <= served | left
    whole = published.get(f"/v1/plans/{plan}")
    assert (whole["revision"], whole["pins"], whole["summary"]["violations"]) == (3, 1, 0)
    # What is published stays as it is until the head approves the new one.
    assert published.get("/v1/publications", state="published")["items"][0]["plan_revision"] == 1
    page.goto(f"/terbitkan/{plan}")
    page.get_by_role("button", name="Ajukan persetujuan").click()
    page.get_by_role("button", name="Setujui dan terbitkan").click()
    expect(page.get_by_text("Terbit sebagai v2.")).to_be_visible()
    [frozen] = published.get("/v1/publications", state="published")["items"]
    assert (frozen["number"], frozen["plan_revision"]) == (2, 3)


def test_days_that_a_place_agreed_to_are_sent_as_agreed(office: Office, window: Open) -> None:
    plan = _demo(office)
    item = next(one for one in _visits(office, plan) if one["kind"] == "school" and one["day"] > "2027-01-14")
    page = window(office, f"/jadwal/papan?rencana={plan}&mulai=2027-01-11")
    dialog = _named(page)
    agreed = dialog.get_by_role("checkbox", name="Harinya sudah disepakati dengan tempat itu")
    expect(agreed).to_have_count(0)
    _input(dialog, "Yang terjadi").click()
    page.get_by_role("option", name="Desa atau sekolah minta hari lain").click()
    days = ["2027-01-19", "2027-01-20"]
    for tick in (True, False):
        _pick(page, dialog, "Desa atau sekolah", item["name"])
        for day in ("Sel 19 Jan", "Rab 20 Jan"):
            _pick(page, dialog, "Hari yang boleh", day)
        page.keyboard.press("Tab")
        expect(agreed).not_to_be_checked()
        agreed.set_checked(tick)
        dialog.get_by_role("button", name="Tambahkan").click()
    named = dialog.get_by_role("listitem").filter(has_text="hanya pada")
    expect(named).to_have_count(2)
    expect(named.filter(has_text="sudah disepakati")).to_have_count(1)
    assert barriers(page) == []
    with page.expect_request(lambda request: request.url.endswith("/replans")) as asked:
        dialog.get_by_role("button", name="Susun ulang sisanya").click()
    sent = asked.value.post_data_json
    assert sent is not None
    other_days = {"kind": "other_days", "site": item["site"], "days": days}
    assert sent["changes"] == [{**other_days, "agreed": True}, other_days]


def test_whatever_a_head_may_hear_in_the_middle_of_a_month_can_be_named(office: Office, window: Open) -> None:
    plan = _demo(office)
    village = next(item for item in _visits(office, plan) if item["kind"] == "village" and item["day"] > "2027-01-14")
    page = window(office, f"/jadwal/papan?rencana={plan}&mulai=2027-01-11")
    dialog = _named(page)

    def kind(name: str) -> None:
        _input(dialog, "Yang terjadi").click()
        page.get_by_role("option", name=name).click()

    def add() -> None:
        dialog.get_by_role("button", name="Tambahkan").click()

    kind("Permintaan baru")
    dialog.get_by_label("Nama tempat atau acara").fill("Hari Jadi Curup")
    _pick(page, dialog, "Di desa", village["name"])
    expect(dialog.get_by_role("button", name="Tambahkan")).to_be_disabled()
    dialog.get_by_label("Perlu direkam").fill("60")
    dialog.get_by_label("Perlu IKD").fill("20")
    _pick(page, dialog, "Hari yang diminta", "Rab 20 Jan")
    page.keyboard.press("Tab")
    dialog.get_by_role("checkbox", name="Harinya sudah disepakati dengan tempat itu").check()
    assert out_of_window(page) == []
    picture(page, "susun-ulang-permintaan")
    add()
    kind("Stok blangko berbeda")
    dialog.get_by_label("Sebanyak").fill("75")
    add()
    kind("Daftar warga")
    _pick(page, dialog, "Desa atau sekolah", village["name"])
    dialog.get_by_label("Perlu direkam").fill("30")
    add()
    kind("Pagu biaya berubah")
    dialog.get_by_label("Pagu biaya").fill("20000000")
    add()
    kind("Yang hadir lebih banyak")
    dialog.get_by_label("Yang hadir", exact=True).fill("35")
    add()
    named = dialog.get_by_role("listitem")
    expect(named.filter(has_text="Acara Hari Jadi Curup di")).to_contain_text("60 orang direkam, 20 orang IKD")
    expect(named.filter(has_text="Stok blangko 75 keping lebih sedikit")).to_be_visible()
    expect(named.filter(has_text=re.compile("Pagu biaya Rp.20.000.000"))).to_be_visible()
    expect(named.filter(has_text=re.compile("semua tempat: 35.%"))).to_be_visible()
    assert barriers(page) == []
    with page.expect_response(lambda answer: answer.url.endswith("/replans")) as answered:
        dialog.get_by_role("button", name="Susun ulang sisanya").click()
    assert answered.value.status == 202, "the service takes each of them"
    sent = answered.value.request.post_data_json
    assert sent is not None
    assert sent["changes"] == [
        {
            "kind": "new_request",
            "id": f"P-{village['site']}-HARI-JADI-CURUP",
            "name": "Hari Jadi Curup",
            "village": village["site"],
            "site_kind": "event",
            "recording": 60,
            "ikd": 20,
            "days": ["2027-01-20"],
            "agreed": True,
        },
        {"kind": "stock", "difference": -75},
        {"kind": "people", "site": village["site"], "recording": 30, "print_ready": 0},
        {"kind": "budget", "amount": 20_000_000},
        {"kind": "show_up", "ppm": 350_000},
    ]


@pytest.fixture
def expecting(demo_store: Path, tmp_path: Path) -> Iterator[tuple[Office, str]]:
    """A month that counts on a delivery: with few cards in the store, and 4,000 to come early in January."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path, solves=1, solver=(*STORED_CHILD, "demo")) as office:
        [data] = office.get("/v1/datasets")["items"]
        edits = [
            {
                "op": "set",
                "sheet": "stock",
                "row": _first_row(office, data["id"], "stock"),
                "cells": {"opening": "900"},
            },
            {"op": "add", "sheet": "deliveries", "cells": {"date": "2027-01-04", "quantity": "4000"}},
        ]
        made = office.client.post(
            f"/v1/datasets/{data['id']}/edits",
            json={"edits": edits, "why": None},
            headers={"if-match": f'"{data["revision"]}"'},
        )
        assert made.status_code == 201, made.text
        job = office.client.post("/v1/plans", json={**JANUARY, "name": "Menunggu blangko", "dataset_id": data["id"]})
        plan = office.finished(job.json()["id"])
        yield office, plan


def _first_row(office: Office, data: str, sheet: str) -> int:
    number: int = office.get(f"/v1/datasets/{data}/versions/1/sheets/{sheet}")["items"][0]["row"]
    return number


def test_a_delivery_is_late_and_the_first_red_day_shows_at_once(expecting: tuple[Office, str], window: Open) -> None:
    office, plan = expecting
    page = window(office, f"/stok-biaya/kartu?rencana={plan}")
    expect(page.locator("[data-red]")).to_have_count(0)
    page.get_by_role("button", name="Ubah kiriman Sen 4 Jan 2027").click()
    page.get_by_label("Datang tanggal").fill("2027-01-22")
    expect(page.locator("[data-red]")).to_contain_text("Hari merah pertama")
    expect(page.get_by_text("stok cukup sampai akhir")).to_be_visible()
    # From which day, and how many cards.
    expect(page.locator("[data-red]")).to_contain_text(re.compile(r"\d+ Jan 2027.* [\d.]+ kartu"))
    village = page.get_by_role("region", name="Direkam dan dicetak, per desa")
    expect(village.get_by_role("columnheader", name=re.compile("menunggu kartu"))).to_be_visible()
    settled(page)
    assert barriers(page) == []
    assert out_of_window(page) == []
    picture(page, "stok-kiriman")
    page.get_by_role("button", name="Simpan di data").click()
    expect(page.get_by_text(re.compile("Kiriman disimpan di data, versi 3"))).to_be_visible()
    [data] = office.get("/v1/datasets")["items"]
    rows = office.get(f"/v1/datasets/{data['id']}/versions/3/sheets/deliveries", limit=500)["items"]
    days = [row["cells"]["date"] for row in rows if row["cells"]["quantity"] == "4000"]
    assert ("2027-01-04" in days, "2027-01-22" in days) == (False, True)
    page.get_by_role("button", name="Ubah kiriman Sen 4 Jan 2027").click()
    page.get_by_label("Datang tanggal").fill("2027-01-27")
    page.get_by_role("button", name="Susun ulang dengan kiriman ini").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem").filter(has_text="Kiriman")).to_be_visible()
    expect(dialog.get_by_role("button", name="Susun ulang sisanya")).to_be_enabled()
