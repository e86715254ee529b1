"""Map layers of a dataset: sent, judged, kept with the version, drawn, planned over, and nobody else's."""

import io
import json
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from fastapi.testclient import TestClient
from httpx import Response as Answer

from api import wiring, wiring_layers
from planner.domain.team import VehicleClass
from tests.api.service.sheets import SHEETS, as_json
from tests.api.service.test_datasets import edit, new, send, tag

LON, SIDE = 102.52, 0.01
KEYS = ("column", "before", "after")
MAY = {"first": "2027-05-03", "last": "2027-05-14"}


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEMPUT_CACHE", str(tmp_path / "matrices"))


def borders(numbers: tuple[int, ...] = (1, 2, 3, 4)) -> gpd.GeoDataFrame:
    """A square around each village."""
    squares = [
        shapely.box(LON - SIDE / 2, -3.46 - number / 100 - SIDE / 2, LON + SIDE / 2, -3.46 - number / 100 + SIDE / 2)
        for number in numbers
    ]
    named = {"kode": [f"17.02.01.200{number}" for number in numbers], "nama": [f"Desa {number}" for number in numbers]}
    return gpd.GeoDataFrame(named, geometry=squares, crs="EPSG:4326")


def geojson(frame: gpd.GeoDataFrame) -> bytes:
    content: str = frame.to_json()
    return content.encode()


def zipped_shapefile(frame: gpd.GeoDataFrame, folder: Path) -> bytes:
    frame.to_file(folder / "desa.shp")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for part in sorted(folder.glob("desa.*")):
            archive.write(part, f"BATAS/{part.name}")
    return stream.getvalue()


def road(*lats: float, lon: float = LON, **columns: Any) -> bytes:
    """A road from north to south over all villages, cut at each of them."""
    lines = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[lon, one], [lon, other]]},
            "properties": {"jenis": "kabupaten", "ruas": f"R{number}", **columns},
        }
        for number, (one, other) in enumerate(pairwise(lats), 1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": lines}).encode()


WHOLE_ROAD = road(-3.455, -3.465, -3.475, -3.485, -3.505)


def put(client: TestClient, id: str, layer: str, content: bytes, file: str, **query: str) -> Answer:
    answer: Answer = client.post(
        f"/v1/datasets/{id}/layers/{layer}", content=content, params={"file": file, **query}, headers=tag(client, id)
    )
    return answer


def with_sheets(client: TestClient, sheets: dict[str, Any] | None = None) -> str:
    id = new(client)
    assert send(client, id, as_json(sheets)).json()["faults"] == 0
    return id


def test_borders_are_matched_kept_with_the_version_and_drawn(desktop: TestClient, tmp_path: Path) -> None:
    id = with_sheets(desktop)
    content = zipped_shapefile(borders((1, 2, 3)).to_crs("EPSG:32748"), tmp_path)
    made = put(desktop, id, "villages", content, "BATAS DESA 2024.zip", why="from BPN")
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["number"], told["faults"], told["why"]) == (2, 0, "from BPN")
    [layer] = told["layers"]
    assert (layer["layer"], layer["file"], layer["source"], layer["since"]) == (
        "villages",
        "batas_desa.gpkg",
        "BATAS DESA 2024.zip",
        2,
    )
    assert any("Desa 4" in note["en"] for note in told["notes"]), told["notes"]
    drawn = desktop.get(f"/v1/datasets/{id}/versions/2/layers/villages")
    assert drawn.headers["content-type"].startswith("application/geo+json")
    found = {item["id"]: item for item in drawn.json()["features"]}
    assert set(found) == {"17.02.01.2001", "17.02.01.2002", "17.02.01.2003"}
    assert found["17.02.01.2002"]["properties"] == {
        "code": "17.02.01.2002",
        "name": "Desa 2",
        "matched_by": "code",
        "subdistrict": "Curup",
    }
    assert shapely.geometry.shape(found["17.02.01.2002"]["geometry"]).area == pytest.approx(SIDE**2, rel=1e-3)
    part = desktop.get(f"/v1/datasets/{id}/versions/2/layers/villages", params={"bbox": "102,-3.472,103,-3.468"})
    assert [item["id"] for item in part.json()["features"]] == ["17.02.01.2001"]
    again = desktop.get(
        f"/v1/datasets/{id}/versions/2/layers/villages", headers={"if-none-match": drawn.headers["etag"]}
    )
    assert again.status_code == 304
    file = desktop.get(f"/v1/datasets/{id}/versions/2/layers/villages/file")
    assert file.content.startswith(b"SQLite format 3")
    assert file.headers["content-disposition"] == 'attachment; filename="batas_desa.gpkg"'


def test_layers_stay_through_edits_uploads_and_restores_until_they_are_taken_out(desktop: TestClient) -> None:
    id = with_sheets(desktop)
    put(desktop, id, "villages", geojson(borders()), "desa.geojson")
    edited = edit(desktop, id, {"op": "set", "sheet": "villages", "row": 2, "cells": {"recorded": "900"}}).json()
    uploaded = send(desktop, id, as_json()).json()
    assert [item["since"] for item in (*edited["layers"], *uploaded["layers"])] == [2, 2]
    gone = desktop.delete(f"/v1/datasets/{id}/layers/villages", headers=tag(desktop, id))
    assert (gone.status_code, gone.json()["number"], gone.json()["layers"]) == (201, 5, [])
    assert desktop.get(f"/v1/datasets/{id}/versions/5/layers/villages").status_code == 404
    assert desktop.delete(f"/v1/datasets/{id}/layers/villages", headers=tag(desktop, id)).status_code == 404
    back = desktop.post(f"/v1/datasets/{id}/restores", json={"version": 4}, headers=tag(desktop, id)).json()
    assert [item["layer"] for item in back["layers"]] == ["villages"]


def test_versions_differ_by_their_layers_too(desktop: TestClient) -> None:
    id = with_sheets(desktop)
    put(desktop, id, "villages", geojson(borders()), "desa.geojson")
    put(desktop, id, "villages", geojson(borders((1, 2, 3))), "tiga.geojson")

    def told(before: int, after: int, language: str = "id") -> list[tuple[str, str, str, list[str]]]:
        params = {"before": before, "with": after}
        asked = desktop.get(f"/v1/datasets/{id}/differences", params=params, headers={"Accept-Language": language})
        items = asked.json()["items"]
        return [(item["sheet"], item["key"], item["kind"], [item["cells"][0][k] for k in KEYS]) for item in items]

    assert told(1, 2) == [("Lapisan peta", "batas desa", "added", ["dibuat dari", "", "desa.geojson"])]
    assert told(2, 3) == [("Lapisan peta", "batas desa", "changed", ["dibuat dari", "desa.geojson", "tiga.geojson"])]
    gone = ("Map layers", "village boundaries", "removed", ["made of", "tiga.geojson", ""])
    assert told(3, 1, "en") == [gone]
    assert told(3, 3) == []


@pytest.mark.parametrize(
    ("layer", "file", "content", "code"),
    [
        ("villages", "desa.gpkg", b"no geopackage", "CONTENT_NOT_AS_NAMED"),
        ("villages", "desa.gpkg", b"SQLite format 3\x00 and no more", "LAYER_NOT_READABLE"),
        ("villages", "desa.geojson", geojson(borders().set_crs("EPSG:32748", allow_override=True)), "LAYER_OUTSIDE"),
        ("villages", "desa.zip", b"PK\x03\x04", "ZIP_BROKEN"),
        ("villages", "desa.vrt", b"<OGRVRTDataSource/>", "UPLOAD_NOT_SUPPORTED"),
        ("villages", "desa.osm.pbf", b"", "UPLOAD_NOT_SUPPORTED"),
        ("villages", "desa.geojson", geojson(borders().assign(nik="1")), "PERSONAL_DATA_HEADING"),
        ("subdistricts", "kec.geojson", geojson(borders()), "BOUNDARIES_MATCH_NOTHING"),
        ("coverage", "sinyal.geojson", geojson(borders().assign(konektivitas="sedang")), "UNKNOWN_WORD"),
        ("roads", "jalan.osm.pbf", b"\x00\x00\x00\x0d no extract", "OSM_"),
        ("roads", "jalan.gpkg", b"SQLite format 3\x00 and no more", "LAYER_NOT_READABLE"),
        ("roads", "jalan.geojson", road(-3.45, -3.51, lon=110.0), "ROADS_EMPTY"),
        ("roads", "jalan.geojson", geojson(borders()), "LAYER_WITHOUT_LINES"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_under_its_own_name_and_nothing_is_kept(
    desktop: TestClient, layer: str, file: str, content: bytes, code: str
) -> None:
    id = with_sheets(desktop)
    answer = put(desktop, id, layer, content, file)
    assert answer.status_code == 422, answer.text
    faults = answer.json()["errors"]
    assert any(fault["code"].startswith(code) for fault in faults), faults
    for fault in faults:
        assert fault["where"].startswith(file), fault
        assert fault["expected"]["id"]
        assert fault["expected"]["en"]
    assert desktop.get(f"/v1/datasets/{id}").json()["version"] == 1


def test_a_layer_needs_data_to_lie_under(desktop: TestClient) -> None:
    id = new(desktop)
    answer = put(desktop, id, "villages", geojson(borders()), "desa.geojson")
    assert (answer.status_code, answer.json()["code"]) == (409, "DATASET_EMPTY")


def test_plans_drive_over_the_roads_and_maps_show_the_borders(desktop: TestClient) -> None:
    id = with_sheets(desktop)
    put(desktop, id, "villages", geojson(borders()), "desa.geojson")
    made = put(desktop, id, "roads", WHOLE_ROAD, "jalan.geojson")
    assert made.status_code == 201, made.text
    roads = desktop.get(f"/v1/datasets/{id}/versions/3/layers/roads").json()
    assert roads["left_out"] == 0
    assert {item["properties"]["road_class"] for item in roads["features"]} == {"secondary"}
    one = desktop.get(f"/v1/datasets/{id}/versions/3/layers/roads", params={"limit": 1}).json()
    assert (len(one["features"]), one["left_out"]) == (1, len(roads["features"]) - 1)
    ordered = desktop.post("/v1/plans", json={"dataset_id": id, **MAY})
    assert ordered.status_code == 202, ordered.text


def test_a_closure_of_no_segment_is_a_fault_of_the_sheets_once_there_are_roads(desktop: TestClient) -> None:
    sheets = {**SHEETS, "closures": [{"name": "Longsor", "kind": "putus", "where": "R99", "from": "2027-05-04"}]}
    id = new(desktop)
    send(desktop, id, as_json(sheets))
    made = put(desktop, id, "roads", WHOLE_ROAD, "jalan.geojson").json()
    assert made["faults"] == 1
    assert (made["first_faults"][0]["sheet"], made["first_faults"][0]["row"]) == ("closures", 2)


def test_the_problem_drives_over_the_roads_of_its_version_and_its_villages_have_their_land() -> None:
    tables = wiring.uploaded("data.json", as_json())
    span = wiring.Span(first=date(2027, 5, 3), last=date(2027, 5, 14))
    borders_of = wiring_layers.taken(tables, "villages", "desa.geojson", geojson(borders((1, 2, 3))))
    # A detour to the west: no straight line is so long.
    west = json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "geometry": {
                        "type": "LineString",
                        "coordinates": [[LON, -3.46], [LON - 0.12, -3.46], [LON - 0.12, -3.47], [LON, -3.47]],
                    },
                    "properties": {"jenis": "kabupaten"},
                }
            ],
        }
    ).encode()
    roads = wiring_layers.taken(tables, "roads", "jalan.geojson", west)
    straight = wiring_layers.problem_over(tables, [], "Uji", span, None)
    driven = wiring_layers.problem_over(tables, [borders_of, roads], "Uji", span, None)
    base, village = driven.bases[0].id, "17.02.01.2001"
    near, far = (made.travel_of[VehicleClass.CAR].leg(base, village) for made in (straight, driven))
    assert near is not None
    assert far is not None
    assert near[0] < 10 * 60
    assert far[0] > 40 * 60
    lands = {item.village: item for item in wiring_layers.lands_over(driven, tables, [borders_of])}
    assert {id_[-1]: lands[id_].approximate for id_ in lands} == {"1": False, "2": False, "3": False, "4": True}
    again = wiring_layers.taken(tables, "roads", "jaringan.zip", packed(roads.name, roads.content))
    assert again.content == roads.content


def packed(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()
