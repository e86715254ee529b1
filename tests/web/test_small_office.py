"""Stories of a little office whose plans the real engine makes: hubs, schools, IKD, a team that falls out, layers."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.api.service.test_layers import WHOLE_ROAD, borders, geojson
from tests.web.conftest import ENGINE_MS, STORED_CHILD, Office, opened, waits_for_engine
from tests.web.small import OFFICE_MINIMUM, ORDER, RECORDERS, SCHOOL, SILENT, planned
from tests.web.sound import barriers, out_of_window, picture, settled

Open = Callable[..., Page]
DAILY_IKD = 100


@pytest.fixture(scope="module")
def small(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Its data and its stored plan; whatever is planned from now on is planned by the engine."""
    path = tmp_path_factory.mktemp("small") / "jemput.sqlite3"
    shutil.copy(empty_store, path)
    with opened(path, solves=1, solver=(*STORED_CHILD, "small")) as office:
        planned(office)
    with opened(path, solves=1) as office:
        yield office


def _first_plan(office: Office) -> str:
    id: str = next(item["id"] for item in office.get("/v1/plans")["items"] if item["name"] == ORDER["name"])
    return id


def _copy(office: Office, name: str) -> str:
    """A plan of its own, so that no story meets another one's changes."""
    files = f"/v1/plans/{_first_plan(office)}/files"
    document = office.client.get(f"{files}/plan.json").json()
    del document["problem_file"]
    document["problem"] = office.client.get(f"{files}/problem.json").json()
    made = office.client.post("/v1/plans/imports", content=json.dumps(document), params={"name": name})
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
    expect(page.get_by_role("grid")).to_be_visible()
    settled(page)
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


@waits_for_engine
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
    expect(page.get_by_role("heading", name="Rencana yang disimpan")).to_be_visible(timeout=ENGINE_MS)
    [made] = [item for item in small.get("/v1/plans")["items"] if item["name"] == "Wajib IKD"]
    one, other = (small.get(f"/v1/plans/{id}")["summary"] for id in (before, made["id"]))
    assert other["violations"] == 0
    # More digital identities, and not more people: stations hold no more than before.
    assert other["people"]["ikd"] > one["people"]["ikd"] > 0
    assert other["people"]["recording"] <= one["people"]["recording"]
    assert other["bound"] >= other["value"] > 0
    visits = _visits(small, made["id"])
    assert all(0 < item["ikd"] <= DAILY_IKD for item in visits)
    assert SILENT not in {item["site"] for item in visits if item["ikd"] > 0}
    page.goto(f"/riwayat/banding?dari={before}~1&ke={made['id']}~1")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader").filter(has_text="IKD")).first
    expect(row).to_contain_text(str(one["people"]["ikd"]))
    expect(row).to_contain_text(str(other["people"]["ikd"]))
    _sound(page, "banding-wajib-ikd")


def _choose(page: Page, within: Locator, label: str, option: str) -> None:
    within.locator("input:visible").and_(within.get_by_label(label, exact=True)).click()
    page.get_by_role("option", name=option).first.click()


COUNTED = """() => {
  window.clicks = 0;
  addEventListener('click', (event) => { if (event.isTrusted && event.detail > 0) window.clicks += 1; }, true);
}"""


@waits_for_engine
def test_an_operator_who_is_away_three_days_is_planned_around_with_five_clicks(small: Office, window: Open) -> None:
    plan = _copy(small, "Petugas berhalangan")
    before = _visits(small, plan)
    visit = before[0]
    first = date.fromisoformat(visit["day"])
    away = {str(first + timedelta(days=days)) for days in range(3)}
    member = next(name for name in visit["staff"] if name in RECORDERS)
    page = window(small, f"/jadwal/papan?rencana={plan}&mulai=2027-01-04")
    card = page.locator(f'[data-visit="{visit["id"]}"] button').first
    expect(card).to_be_visible()
    page.evaluate(COUNTED)
    card.click()
    page.get_by_role("button", name=f"Petugas {member} tidak tersedia").click()
    page.get_by_role("menuitem", name=re.compile("^3 hari:")).click()
    dialog = page.get_by_role("dialog")
    with page.expect_request(lambda request: request.url.endswith("/replans")) as asked:
        dialog.get_by_role("button", name="Susun ulang sisanya").click()
    # Who and when; nothing asks or tells why.
    sent = asked.value.post_data_json
    assert sent is not None
    assert sent["changes"] == [{"kind": "staff_away", "member": member, "first": min(away), "last": max(away)}]
    expect(dialog.get_by_role("status").filter(has_text="Hasil susun ulang")).to_be_visible(timeout=ENGINE_MS)
    expect(dialog.get_by_role("region", name="Yang berubah di jadwal").get_by_role("row").nth(1)).to_be_visible()
    settled(page)
    assert barriers(page) == []
    dialog.get_by_role("button", name="Pakai hasil ini").click()
    expect(dialog).to_have_count(0)
    assert page.evaluate("window.clicks") <= 5
    after = _visits(small, plan)
    assert member not in {name for item in after if item["day"] in away for name in item["staff"]}
    for day in {item["day"] for item in after}:
        out = {name for item in after if item["day"] == day for name in item["staff"]} & set(RECORDERS)
        present = len(RECORDERS) - (day in away)
        assert present - len(out) >= OFFICE_MINIMUM, "the counter stays manned"
    # The place of that day is served on another one.
    assert visit["site"] in {item["site"] for item in after if item["day"] not in away}
    whole = small.get(f"/v1/plans/{plan}")
    assert (whole["revision"], whole["summary"]["violations"]) == (2, 0)
    problem = small.client.get(f"/v1/plans/{plan}/files/problem.json").json()
    [told] = [item for item in problem["staff"] if item["id"] == member]
    assert {len(span) for span in told["away"]} == {2}, "first and last day, and nothing else"


def test_a_vehicle_or_a_device_that_is_out_is_named_at_the_visit(small: Office, window: Open) -> None:
    plan = _first_plan(small)
    visit = _visits(small, plan)[0]
    page = window(small, f"/jadwal/papan?rencana={plan}&mulai=2027-01-04&kunjungan={visit['id']}")
    dialog = page.get_by_role("dialog")
    for button, told in (
        (f"Tim {visit['team']} tidak dapat turun", f"Tim {visit['team']} tidak dapat turun"),
        ("Alat rekam rusak, satu buah", "Alat rekam berkurang 1 buah"),
        ("Kendaraan rusak, satu buah", "Kendaraan berkurang 1 buah"),
    ):
        page.get_by_role("button", name=button).click()
        page.get_by_role("menuitem", name=re.compile("saja$")).click()
        expect(dialog.get_by_role("listitem").filter(has_text=told)).to_be_visible()
        expect(dialog.get_by_role("button", name="Susun ulang sisanya")).to_be_enabled()
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)


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


def test_roads_and_coverage_are_sent_from_the_data_page_too(small: Office, window: Open) -> None:
    data = small.get("/v1/datasets")["items"][0]
    page = window(small, f"/data?dataset={data['id']}")
    page.get_by_role("textbox", name="Sistem koordinat jalan").fill("EPSG:4326")
    signal = borders((1, 3)).assign(konektivitas="baik")
    for number, (layer, name, file, content) in enumerate(
        (
            ("roads", "Jalan", "JALAN KABUPATEN.geojson", WHOLE_ROAD),
            ("coverage", "Liputan sinyal", "BTS.geojson", geojson(signal)),
        ),
        1,
    ):
        version = data["version"] + number
        _send(page, page.get_by_role("button", name=f"Unggah {name}"), file, content)
        expect(page.get_by_text(f"{name} disimpan di versi {version}.")).to_be_visible()
        expect(page.get_by_role("cell", name=file, exact=True)).to_be_visible()
        layers = small.get(f"/v1/datasets/{data['id']}/versions/{version}")["layers"]
        assert (layer, file) in {(item["layer"], item["source"]) for item in layers}
    broken = json.dumps({"type": "FeatureCollection", "features": []}).encode()
    _send(page, page.get_by_role("button", name="Unggah Jalan"), "kosong.geojson", broken)
    expect(page.get_by_role("alert").filter(has_text="Jalan tidak disimpan")).to_contain_text("seharusnya")
    for number, name in enumerate(("Jalan", "Liputan sinyal"), 3):
        page.get_by_role("button", name=f"Lepas {name}").click()
        expect(page.get_by_text(f"{name} dilepas di versi {data['version'] + number};")).to_be_visible()


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
