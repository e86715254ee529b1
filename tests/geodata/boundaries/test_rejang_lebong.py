"""The real polygons of Rejang Lebong, where they are at hand: 156 villages, their areas, borders and points."""

import csv
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest

from geodata.boundaries import Boundaries, lands_of, neighbours, read_boundaries, remarks_of
from geodata.contracts import SchoolRow, Sheets
from geodata.datasets import dataset_sheets
from tests.architecture.house import ROOT

REAL = ROOT.parent / "shared" / "data" / "rejang_lebong"
pytestmark = pytest.mark.skipif(not (REAL / "villages.geojson").is_file(), reason="the real polygons are not at hand")


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return dataset_sheets("rejang-lebong")


@pytest.fixture(scope="module")
def real(sheets: Sheets, tmp_path_factory: pytest.TempPathFactory) -> Boundaries:
    folder = tmp_path_factory.mktemp("real")
    (folder / "batas_desa.geojson").write_bytes((REAL / "villages.geojson").read_bytes())
    (folder / "batas_kecamatan.geojson").write_bytes((REAL / "kecamatan.geojson").read_bytes())
    return read_boundaries(folder, sheets.villages)


def test_every_village_and_subdistrict_finds_its_polygon_by_code(real: Boundaries) -> None:
    assert real.villages is not None
    assert real.subdistricts is not None
    assert len(real.villages.by_code) == 156
    assert len(real.subdistricts.by_code) == 15
    assert real.villages.unmatched == real.subdistricts.unmatched == ()


def test_without_its_codes_every_village_is_found_by_name(sheets: Sheets, tmp_path: Path) -> None:
    made = gpd.read_file(REAL / "villages.geojson").drop(columns=["code", "kecamatan_code"]).to_crs("EPSG:32748")
    made.to_file(tmp_path / "batas_desa.gpkg")
    found = read_boundaries(tmp_path, sheets.villages).villages
    assert found is not None
    # Suka Rami and Kayu Manis are each borne by two villages: their subdistricts tell them apart.
    assert (len(found.by_name), found.unmatched, found.unused) == (156, (), ())


def test_areas_and_borders_are_those_that_were_published(real: Boundaries) -> None:
    assert real.villages is not None
    lands = real.villages.lands
    area_km2 = gpd.GeoSeries(list(lands.values()), crs="EPSG:4326").to_crs("EPSG:32748").area.sum() / 1e6
    # Official: 1,559.419 km2; the projection itself is off by less than a permille here.
    assert area_km2 == pytest.approx(1_559.4, rel=0.002)
    with (REAL / "adjacency.csv").open(encoding="utf-8") as stream:
        listed = {(row["code_a"], row["code_b"]): float(row["shared_border_km"]) for row in csv.DictReader(stream)}
    found = {(pair.one, pair.other): pair.border_m / 1_000 for pair in neighbours(lands)}
    assert sorted(found) == sorted(listed)
    assert all(found[pair] == pytest.approx(km, rel=0.05) for pair, km in listed.items() if km > 0.5)


def test_points_that_are_middles_of_forest_are_told(sheets: Sheets, real: Boundaries) -> None:
    found = remarks_of(sheets, real)
    middles = {remark.place: remark.sentence for remark in found if remark.code == "POINT_IS_MIDDLE_OF_LAND"}
    named = {row.code: row.name for row in sheets.villages}
    # All village points of the embedded data are area centroids; Pal VII is the largest.
    (pal,) = [text for place, text in middles.items() if named[place] == "Pal VII"]
    assert "133 km2" in pal[1]
    assert not [remark for remark in found if remark.code in ("LANDS_OVERLAP", "AREA_IMPLAUSIBLE")]


def test_the_wrong_half_of_the_school_register_is_told(sheets: Sheets, real: Boundaries) -> None:
    with (REAL / "schools.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["village_code"] and row["source_lat"]]
    register = tuple(
        SchoolRow(
            npsn=row["npsn"],
            name=row["name"],
            village_code=row["village_code"],
            lat=float(row["source_lat"]),
            lon=float(row["source_lon"]),
            pupils_16plus=1,
        )
        for row in rows
    )
    found = remarks_of(replace(sheets, schools=register), real)
    outside = {remark.place for remark in found if remark.code == "POINT_OUTSIDE_VILLAGE"}
    replaced = {row["npsn"] for row in rows if row["coord_source"] != "dapodik_2019"}
    assert len(replaced) >= 5
    assert replaced <= outside


def test_approximate_cells_are_labelled_and_hold_their_own_points(sheets: Sheets, real: Boundaries) -> None:
    points = {row.code: (row.lon, row.lat) for row in sheets.villages}
    areas = {row.code: row.subdistrict for row in sheets.villages}
    exact = lands_of(points, areas, real)
    cells = lands_of(points, areas)
    assert not any(land.approximate for land in exact.values())
    assert all(land.approximate for land in cells.values())
    spots = gpd.GeoSeries.from_xy([spot[0] for spot in points.values()], [spot[1] for spot in points.values()])
    assert all(land.shape.buffer(1e-9).contains(spot) for land, spot in zip(cells.values(), spots, strict=True))
