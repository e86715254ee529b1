"""Stories of a little office whose plans the real engine makes: hubs, schools, IKD, a team that falls out, layers."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.api.service.sheets import SHEETS, as_json
from tests.api.service.test_layers import borders, geojson
from tests.web.conftest import Office, opened
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]
SILENT = "17.02.01.2002"
SCHOOL = "10700001"
ORDER = {"first": "2027-01-04", "last": "2027-01-15", "as_of": "2026-12-01", "name": "Dua pekan"}
"""Two weeks: no school holiday, no joint leave."""
MINUTES_S = 240_000


def _sheets() -> dict[str, list[dict[str, Any]]]:
    """Four villages, one of them without signal, and a school."""
    villages = [{**row, "connectivity": "tidak_ada" if row["code"] == SILENT else "baik"} for row in SHEETS["villages"]]
    school = {
        "npsn": SCHOOL,
        "name": "SMA Contoh",
        "village_code": "17.02.01.2001",
        "lat": -3.471,
        "lon": 102.521,
        "pupils_16plus": 60,
        "pupils_recorded": 10,
        "share_17": 600,
        "connectivity": "baik",
    }
    return {**SHEETS, "villages": villages, "schools": [school]}


@pytest.fixture(scope="module")
def small(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Its data and one plan, and the engine at hand."""
    path = tmp_path_factory.mktemp("small") / "jemput.sqlite3"
    shutil.copy(empty_store, path)
    with opened(path, solves=1) as office:
        data = office.client.post("/v1/datasets", json={"name": "Kantor kecil"})
        versions, seen = data.headers["location"] + "/versions", {"if-match": data.headers["etag"]}
        made = office.client.post(versions, content=as_json(_sheets()), headers=seen)
        assert (made.status_code, made.json()["first_faults"]) == (201, []), made.text
        order = {**ORDER, "dataset_id": data.json()["id"], "options": {"work": 1}}
        job = office.client.post("/v1/plans", json=order)
        assert job.status_code == 202, job.text
        office.finished(job.json()["id"], 180)
        yield office


def _first_plan(office: Office) -> str:
    id: str = next(item["id"] for item in office.get("/v1/plans")["items"] if item["name"] == ORDER["name"])
    return id


def _copy(office: Office, name: str) -> str:
    """A plan of its own, so that no story meets another one's changes."""
    document = office.client.get(f"/v1/plans/{_first_plan(office)}/files/plan.json").content
    made = office.client.post("/v1/plans/imports", content=document, params={"name": name})
    assert made.status_code == 201, made.text
    id: str = made.json()["id"]
    return id


def _visits(office: Office, plan: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.get(f"/v1/plans/{plan}/visits")["items"]
    return found


def _sound(page: Page, name: str) -> None:
    settled(page)
    picture(page, name)
    assert barriers(page) == []
    assert out_of_window(page) == []


def test_people_without_signal_go_to_a_hub_nearby_and_the_visit_is_locked(small: Office, window: Open) -> None:
    plan = _copy(small, "Titik kumpul")
    [silent] = [
        item["properties"]
        for item in small.get(f"/v1/plans/{plan}/map/villages")["features"]
        if item["properties"]["code"] == SILENT
    ]
    assert (silent["state"], silent["signal"]) == ("joined", "none")
    assert 0 < silent["distance_m"] <= 10_000
    page = window(small, f"/peta?rencana={plan}")
    page.get_by_role("textbox", name="Cari desa atau kode").fill(SILENT)
    page.get_by_role("row").filter(has_text="Desa 2").first.click()
    sheet = page.get_by_role("definition").filter(has_text=silent["place_name"])
    expect(sheet.first).to_contain_text("km")
    _sound(page, "peta-tanpa-sinyal")
    page.get_by_role("link", name="Buka kunjungan").click()
    [visit] = [item for item in _visits(small, plan) if any(o["site"] == SILENT for o in item["people"])]
    page.locator(f'[data-visit="{visit["id"]}"] button').first.focus()
    page.keyboard.press("k")
    page.get_by_role("dialog").get_by_role("button", name="Kunci", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="dikunci")).to_be_attached()
    assert small.get(f"/v1/plans/{plan}")["pins"] == 1
    # Nobody is recorded where there is no signal.
    assert SILENT not in {item["site"] for item in _visits(small, plan) if item["recorded"] > 0}


def test_a_school_is_moved_among_days_of_school_only(small: Office, window: Open) -> None:
    plan = _copy(small, "Sekolah")
    [visit] = [item for item in _visits(small, plan) if item["site"] == SCHOOL]
    page = window(small, f"/jadwal/papan?rencana={plan}&mulai=2027-01-04")
    page.locator(f'[data-visit="{visit["id"]}"]').get_by_role("button", name="Pilihan untuk").click()
    page.get_by_role("menuitem", name="Pindahkan ke…").click()
    dialog = page.get_by_role("dialog")
    choices = dialog.get_by_role("button", name=re.compile("^Pilih: "))
    expect(choices.first).to_be_visible()
    weekend = re.compile(r"Sab |Min |Sabtu|Minggu")
    assert [name for name in choices.evaluate_all("all => all.map(a => a.ariaLabel)") if weekend.search(name)] == []
    choices.first.click()
    page.locator("[data-save]").click()
    expect(page.locator(f'[data-visit="{visit["id"]}"]')).to_have_count(0)
    [moved] = [item for item in _visits(small, plan) if item["site"] == SCHOOL]
    assert moved["day"] != visit["day"]
    assert date.fromisoformat(moved["day"]).weekday() < 5
    # Pupils are invited once; cards are for those of 17.
    assert moved["recorded"] <= 50
    assert small.get(f"/v1/plans/{plan}")["summary"]["violations"] == 0


def test_ikd_for_everybody_is_planned_by_the_engine_and_set_beside_the_month_as_it_was(
    small: Office, window: Open
) -> None:
    before = _first_plan(small)
    page = window(small, "/susun")
    page.get_by_role("textbox", name="Nama rencana").fill("Wajib IKD")
    _choose(page, page.get_by_role("main"), "Bulan", "Periode lain")
    page.get_by_label(re.compile("^Hari pertama")).fill(ORDER["first"])
    page.get_by_label(re.compile("^Hari terakhir")).fill(ORDER["last"])
    page.get_by_label("Dilihat dari tanggal").fill(ORDER["as_of"])
    page.get_by_text("Cepat", exact=True).click()
    _choose(page, page.get_by_role("main"), "Setiap orang dewasa yang direkam juga mendapat IKD", "Ya")
    page.get_by_role("button", name="Susun", exact=True).click()
    expect(page.get_by_role("heading", name="Rencana yang disimpan")).to_be_visible(timeout=MINUTES_S)
    [made] = [item for item in small.get("/v1/plans")["items"] if item["name"] == "Wajib IKD"]
    one, other = (small.get(f"/v1/plans/{id}")["summary"] for id in (before, made["id"]))
    assert other["violations"] == 0
    assert other["people"]["ikd"] >= one["people"]["ikd"] > 0
    assert other["bound"] >= other["value"] > 0
    page.goto(f"/riwayat/banding?dari={before}~1&ke={made['id']}~1")
    expect(page.get_by_role("row").filter(has_text="IKD").first).to_be_visible()
    _sound(page, "banding-wajib-ikd")


def _choose(page: Page, within: Locator, label: str, option: str) -> None:
    within.locator("input:visible").and_(within.get_by_label(label, exact=True)).click()
    page.get_by_role("option", name=option).first.click()


def test_a_team_that_falls_out_for_three_days_is_planned_around_and_kept(small: Office, window: Open) -> None:
    plan = _copy(small, "Tim berhalangan")
    before = _visits(small, plan)
    shut = before[0]["day"]
    page = window(small, f"/jadwal/papan?rencana={plan}&mulai=2027-01-04")
    page.get_by_role("button", name="Susun ulang sisanya").click()
    dialog = page.get_by_role("dialog")
    _choose(page, dialog, "Yang terjadi", "Tim atau kendaraannya tidak dapat turun")
    _choose(page, dialog, "Tim", before[0]["team"])
    dialog.get_by_label("Dari tanggal").fill(shut)
    dialog.get_by_label("Sampai tanggal").fill(shut)
    dialog.get_by_role("button", name="Tambahkan").click()
    dialog.get_by_role("button", name="Susun ulang sisanya").click()
    expect(dialog.get_by_role("status").filter(has_text="Hasil susun ulang")).to_be_visible(timeout=MINUTES_S)
    expect(dialog.get_by_role("region", name="Yang berubah di jadwal").get_by_role("row").nth(1)).to_be_visible()
    settled(page)
    assert barriers(page) == []
    dialog.get_by_role("button", name="Pakai hasil ini").click()
    expect(dialog).to_have_count(0)
    after = _visits(small, plan)
    assert shut not in {item["day"] for item in after}
    assert {item["site"] for item in after} & {item["site"] for item in before if item["day"] == shut}
    whole = small.get(f"/v1/plans/{plan}")
    assert (whole["revision"], whole["summary"]["violations"]) == (2, 0)


def test_boundaries_are_sent_from_the_data_page_and_a_broken_file_is_told(small: Office, window: Open) -> None:
    data = small.get("/v1/datasets")["items"][0]
    page = window(small, f"/data?dataset={data['id']}")
    layers = page.get_by_role("region", name="Peta wilayah").first
    expect(layers).to_be_visible()
    send = page.get_by_role("button", name="Unggah Batas desa")
    _send(page, send, "desa.geojson", json.dumps({"type": "FeatureCollection", "features": []}).encode())
    refused = page.get_by_role("alert").filter(has_text="Batas desa tidak disimpan")
    expect(refused.get_by_role("listitem").first).to_contain_text("seharusnya")
    assert small.get(f"/v1/datasets/{data['id']}")["version"] == data["version"]
    _send(page, send, "BATAS DESA.geojson", geojson(borders()))
    expect(page.get_by_text(f"Batas desa disimpan di versi {data['version'] + 1}.")).to_be_visible()
    expect(page.get_by_role("cell", name="BATAS DESA.geojson", exact=True)).to_be_visible()
    _sound(page, "data-peta")
    [kept] = small.get(f"/v1/datasets/{data['id']}/versions/{data['version'] + 1}")["layers"]
    assert (kept["layer"], kept["source"]) == ("villages", "BATAS DESA.geojson")
    page.get_by_role("button", name="Lepas Batas desa").click()
    expect(page.get_by_text(re.compile("Batas desa dilepas di versi"))).to_be_visible()
    assert small.get(f"/v1/datasets/{data['id']}/versions/{data['version'] + 2}")["layers"] == []


def _send(page: Page, button: Locator, name: str, content: bytes) -> None:
    with page.expect_file_chooser() as choosing:
        button.click()
    choosing.value.set_files({"name": name, "mimeType": "application/geo+json", "buffer": content})


def test_the_month_is_handed_out_from_the_first_page(small: Office, window: Open) -> None:
    page = window(small, f"/beranda?rencana={_first_plan(small)}")
    page.get_by_role("button", name="Unduh").click()
    with page.expect_download() as downloading:
        page.get_by_role("menuitem", name="Buku kerja XLSX").click()
    assert downloading.value.path().read_bytes().startswith(b"PK")
    page.goto(f"/peta?rencana={_first_plan(small)}")
    expect(page.get_by_role("table").first.get_by_role("row")).to_have_count(5)
