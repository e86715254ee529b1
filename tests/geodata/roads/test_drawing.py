"""Closures that somebody drew: any file, any projection; what cannot be one is named."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geodata.roads.drawing import drawn
from planner.errors import Fault, InputFaults

SQUARE = shapely.box(102.014, -3.501, 102.016, -3.499)
BOW_TIE = shapely.Polygon([(102.013, -3.501), (102.017, -3.499), (102.017, -3.501), (102.013, -3.499)])
BESIDE = shapely.box(102.0135, -3.502, 102.0165, -3.498)


def file_of(folder: Path, *shapes: Any, name: str = "tutup.gpkg", crs: str | None = "EPSG:4326", **more: Any) -> Path:
    gpd.GeoDataFrame(geometry=list(shapes), crs=crs).to_file(folder / name, **more)
    return folder / name


def fault_of(path: Path) -> Fault:
    with pytest.raises(InputFaults) as caught:
        drawn(path)
    (fault,) = caught.value.faults
    assert fault.where == path.name
    assert all(fault.expected)
    return fault


@pytest.mark.parametrize("name", ["tutup.geojson", "tutup.gpkg", "tutup.shp"])
def test_an_area_of_any_projection_comes_back_in_degrees(tmp_path: Path, name: str) -> None:
    crs = "EPSG:4326" if name.endswith("json") else "EPSG:32748"
    turned = gpd.GeoSeries([SQUARE], crs="EPSG:4326").to_crs(crs).iloc[0]
    found = shapely.from_wkt(drawn(file_of(tmp_path, turned, name=name, crs=crs)))
    assert found.symmetric_difference(SQUARE).area < 0.001 * SQUARE.area


def test_areas_that_cross_themselves_are_taken_for_what_they_enclose(tmp_path: Path) -> None:
    found = shapely.from_wkt(drawn(file_of(tmp_path, BOW_TIE, BESIDE)))
    assert found.is_valid
    assert found.area == pytest.approx(shapely.union(shapely.make_valid(BOW_TIE), BESIDE).area, rel=1e-3)


def test_drawings_of_all_layers_count(tmp_path: Path) -> None:
    file_of(tmp_path, shapely.Point(102.015, -3.5), layer="titik")
    found = shapely.from_wkt(drawn(file_of(tmp_path, SQUARE.boundary, layer="garis", mode="a")))
    assert {part.geom_type for part in shapely.get_parts(found)} == {"Point", "LineString"}


def test_degrees_without_a_coordinate_system_are_understood(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="crs"):
        path = file_of(tmp_path, SQUARE, crs=None)
    assert shapely.from_wkt(drawn(path)).equals_exact(shapely.normalize(SQUARE), 1e-5, normalize=True)


def test_metres_without_a_coordinate_system_are_not_guessed(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="crs"):
        path = file_of(tmp_path, shapely.box(225_131, 9_616_610, 225_576, 9_617_050), crs=None)
    assert fault_of(path).code == "LAYER_WITHOUT_CRS"


def test_swapped_coordinates_are_named(tmp_path: Path) -> None:
    fault = fault_of(file_of(tmp_path, shapely.Point(-3.5, 102.015)))
    assert (fault.code, fault.found) == ("COORDINATES_SWAPPED", "-3.5, 102.015, -3.5, 102.015")


def test_a_file_that_is_no_drawing(tmp_path: Path) -> None:
    torn, picture, nothing = tmp_path / "rusak.geojson", tmp_path / "foto.jpg", tmp_path / "nol.gpkg"
    torn.write_text('{"type":"FeatureCollection","features":[{"type":"Feat', encoding="utf-8")
    picture.write_bytes(b"\xff\xd8\xff\xe0")
    nothing.touch()
    assert [fault_of(path).code for path in (torn, picture, nothing, tmp_path / "tiada.gpkg")] == [
        "LAYER_NOT_READABLE",
        "LAYER_NOT_READABLE",
        "CONTENT_NOT_AS_NAMED",
        "FILE_NOT_FOUND",
    ]
    assert fault_of(file_of(tmp_path, name="kosong.gpkg")).code == "LAYER_EMPTY"


def test_what_the_library_says_stands_behind_our_own_words_in_both_languages(tmp_path: Path) -> None:
    torn = tmp_path / "rusak.geojson"
    torn.write_text('{"type":"FeatureCollection","features":[{"type":"Feat', encoding="utf-8")
    fault = fault_of(torn)
    assert fault.found == "53 B"
    assert fault.expected[0].startswith("gambar titik, garis, atau bidang")
    assert "(rincian teknis: " in fault.expected[0]
    assert "(technical detail: " in fault.expected[1]
    assert str(tmp_path) not in "".join(fault.expected)
