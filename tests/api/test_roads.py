"""``jemput roads`` and ``jemput travel`` as a user runs them."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from api.cli import run
from tests.geodata.roads.maps import lonlat, road, write_osm
from tests.geodata.roads.test_office import folder_of
from tests.geodata.servers.local import Answer, Asked, always, serving

MONTH = ("--month", "2027-05")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JEMPUT_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "kantor"
    path.mkdir()
    return folder_of(path)


def spot(east: float) -> str:
    lon, lat = lonlat((east, 0))
    return f"{lat}, {lon}"


def test_roads_are_imported_and_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "jaringan.gpkg").unlink()
    assert run(["roads", "import", str(folder / "line.osm"), str(folder), "--lang", "en"]) == 0
    assert "7 segments, 8 junctions" in capsys.readouterr().out
    assert run(["roads", "report", str(folder), *MONTH, "--out", str(folder / "peta")]) == 0
    assert "jalan kabupaten, km" in capsys.readouterr().out
    drawn = json.loads((folder / "peta" / "laporan-jalan.geojson").read_text(encoding="utf-8"))
    assert {feature["properties"]["kind"] for feature in drawn["features"]} == {"road", "place"}


def test_a_closure_is_tried_then_written_and_then_planned_with(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    close = ["roads", "close", str(folder), "--at", spot(2.5), "--from", "2027-05-10", "--to", "2027-05-12"]
    assert run([*close, "--try"]) == 0
    assert "Memutus 1 tempat: Desa c" in capsys.readouterr().out
    assert not (folder / "penutupan.csv").exists()
    assert run([*close, "--json", "--name", "Longsor"]) == 0
    assert json.loads(capsys.readouterr().out)["cut_off"] == ["c"]
    assert run(["roads", "report", str(folder), *MONTH, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["closures"][0]["name"] == "Longsor"
    assert run(["check-data", str(folder), *MONTH]) == 0


def test_travel_writes_matrices_that_can_be_read_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["roads", "close", str(folder), "--at", spot(2.5), "--from", "2027-05-10", "--to", "2027-05-12"]) == 0
    out = folder / "hasil"
    assert run(["travel", str(folder), *MONTH, "--out", str(out), "--lang", "en"]) == 0
    assert "6 ways differ, 6 are cut" in capsys.readouterr().out
    names = {"matriks-mobil.csv", "matriks-mobil-2027-05-10_2027-05-12.csv", "jalan.geojson", "waktu-tempuh.html"}
    assert {path.name for path in out.iterdir()} == names
    rows = list(csv.DictReader((out / "matriks-mobil.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == 4 * 3
    closed = (out / "matriks-mobil-2027-05-10_2027-05-12.csv").read_text(encoding="utf-8")
    assert "a,c,mobil,putus," in closed
    ways = [
        feature
        for feature in json.loads((out / "jalan.geojson").read_text(encoding="utf-8"))["features"]
        if feature["geometry"]["type"] == "LineString"
    ]
    assert {feature["properties"]["over_roads"] for feature in ways} == {True}
    # A matrix of ours is a sheet of theirs.
    (folder / "penutupan.csv").unlink()
    (folder / "matriks.csv").write_bytes((out / "matriks-mobil.csv").read_bytes())
    assert run(["check-data", str(folder), *MONTH]) == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["roads", "import", "tidak-ada.osm"], "FILE_NOT_FOUND"),
        (["roads", "import", "line.osm", "--margin-km", "x"], "NOT_A_NUMBER"),
        (["roads", "close"], "CLOSURE_NOWHERE"),
        (["roads", "close", "--at", "1, 2", "--segment", "3"], "CLOSURE_NOWHERE"),
        (["roads", "close", "--at", "1"], "--at: CLOSURE_NOWHERE"),
        (["roads", "close", "--at", "1, 2"], "CLOSURE_OFF_ROAD"),
        (["roads", "close", "--segment", "9-9"], "UNKNOWN_SEGMENT"),
        (["roads", "close", "--at", "1, 2", "--vehicle", "kuda"], "UNKNOWN_WORD"),
        (["roads", "close", "--at", "1, 2", "--from", "besok"], "NOT_A_DATE"),
        (["roads", "close", "--at", "1, 2", "--from", "2027-05-02", "--to", "2027-05-01"], "PERIOD_REVERSED"),
        (["roads", "close", "--drawn", "tidak-ada.geojson"], "FILE_NOT_FOUND"),
    ],
)
def test_what_cannot_be_is_told_with_exit_code_2(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str], code: str
) -> None:
    monkeypatch.chdir(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    at = 3 if words[1] == "import" else 2
    assert run([*words[:at], ".", *words[at:]]) == 2
    assert code in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_without_a_network_the_way_out_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "jaringan.gpkg").unlink()
    assert run(["roads", "report", str(folder), *MONTH]) == 2
    assert "jemput roads import" in capsys.readouterr().err
    assert run(["travel", str(folder), *MONTH, "--out", str(folder / "hasil")]) == 0
    assert "garis lurus" in capsys.readouterr().out


def test_a_new_import_keeps_the_network_before(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "jaringan.gpkg").read_bytes()
    assert run(["roads", "import", str(folder / "line.osm"), str(folder), "--lang", "en"]) == 0
    assert "jaringan-sebelumnya.gpkg" in capsys.readouterr().out
    assert (folder / "jaringan-sebelumnya.gpkg").read_bytes() == before
    assert run(["check-data", str(folder), *MONTH]) == 0


def test_a_truncated_extract_leaves_the_old_network(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "rusak.osm.pbf").write_bytes(b"\x00\x00\x00\x0d\x0a\x09OSMHeader")
    before = (folder / "jaringan.gpkg").read_bytes()
    assert run(["roads", "import", str(folder / "rusak.osm.pbf"), str(folder)]) == 2
    assert "OSM_TRUNCATED" in capsys.readouterr().err
    assert (folder / "jaringan.gpkg").read_bytes() == before


def _table(asked: Asked, number: int) -> Answer:
    """What OSRM answers: half an hour and 20 km between all places, no way to the last."""
    size = asked.path.split("?")[0].count(";") // 2 + 1
    wide = [[0 if row == column else 1800.0 for column in range(size)] for row in range(size)]
    times: list[list[float | None]] = [[*row[:-1], None] if size > 1 else list(row) for row in wide]
    return 200, {"code": "Ok", "durations": times, "distances": [[20_000.0] * size for _ in range(size)]}


def test_travel_asks_a_routing_server(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "hasil"
    with serving(_table) as local:
        asked = ["travel", str(folder), *MONTH, "--server", f"osrm={local.address}", "--out", str(out), "--lang", "en"]
        assert run(asked) == 0
        # Once for the teams' cars and once for the people's motorcycles, though the sheets are put together twice.
        assert len(local.asked) == 2
    assert "The routing server knew 9 of 12 ways for car" in " ".join(capsys.readouterr().out.split())
    rows = {
        (row["dari"], row["ke"]): (row["menit"], row["km"])
        for row in csv.DictReader((out / "matriks-mobil.csv").open(encoding="utf-8", newline=""))
    }
    assert rows["a", "b"] == ("30.0000", "20.000")
    ways = json.loads((out / "jalan.geojson").read_text(encoding="utf-8"))["features"]
    assert any(way["properties"].get("minutes") == 30.0 for way in ways)


@pytest.mark.parametrize(
    ("named", "answer", "code"),
    [
        ("osrm", always(400, {"code": "InvalidUrl"}), "SERVER_REFUSED"),
        ("osrm", always(200, b"<html>"), "SERVER_ANSWER_UNREADABLE"),
        ("google", always(200, {}), "SERVER_NOT_NAMED"),
    ],
)
def test_travel_tells_what_is_wrong_with_a_server(
    folder: Path, capsys: pytest.CaptureFixture[str], named: str, answer: Any, code: str
) -> None:
    with serving(answer) as local:
        assert run(["travel", str(folder), *MONTH, "--server", f"{named}={local.address}"]) == 2
    assert code in capsys.readouterr().err


def test_an_import_tells_the_rows_that_no_longer_fit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ruas.csv").write_text("ruas,km_jam\n1-1,30\n77-1,20\n", encoding="utf-8")
    assert run(["roads", "import", str(folder / "line.osm"), str(folder), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "1 row of the sheets does not fit this network" in told
    assert "77-1" in told


def test_a_report_tells_which_overrides_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "ruas.csv").write_text("ruas,km_jam\n1-1,30\n", encoding="utf-8")
    (folder / "kecepatan.csv").write_text("jenis,mobil_kering\nkabupaten,20\n", encoding="utf-8")
    assert run(["roads", "report", str(folder), *MONTH, "--lang", "en", "--out", str(folder / "peta")]) == 0
    told = capsys.readouterr().out
    assert "1 segment is as the sheet ruas says: 1-1." in told
    # Seven segments, one of which has a speed of its own.
    assert "The sheet kecepatan sets the speed of regency road: 6 segments." in told
    drawn = json.loads((folder / "peta" / "laporan-jalan.geojson").read_text(encoding="utf-8"))
    line = next(item["properties"] for item in drawn["features"] if item["properties"]["kind"] == "road")
    assert (line["class"], line["kelas"], line["jenis"]) == ("secondary", "kabupaten", "jalan")
    assert (line["segment"], line["name"]) == (line["ruas"], line["nama"])


def test_a_region_without_roads_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = write_osm(folder / "jauh.osm", {1: (600, 0), 2: (601, 0)}, {1: road(1, 2)})
    assert run(["roads", "import", str(elsewhere), str(folder), "--lang", "en"]) == 2
    told = capsys.readouterr().err
    assert "ROADS_EMPTY" in told
    assert "latitude -3.6" in " ".join(told.split())
