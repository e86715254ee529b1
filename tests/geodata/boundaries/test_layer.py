"""Files as offices have them: every format and projection alike; what is broken is mended and told, or refused."""

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.boundaries import layer
from geodata.read.raw_table import FileError
from tests.geodata.boundaries.layers import SIDE, SOUTH, WEST, boundaries, code, codes, faults, frame, square, villages


def written(folder: Path, made: gpd.GeoDataFrame, name: str = "batas_desa.gpkg") -> Path:
    made.to_file(folder / name)
    return folder


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "shp", "fgb"])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32748", "EPSG:23834", "EPSG:3857"])
def test_every_format_and_projection_comes_out_the_same(tmp_path: Path, ending: str, crs: str) -> None:
    written(tmp_path, frame().to_crs(crs), f"batas_desa.{ending}")
    found = boundaries(tmp_path).villages
    assert found is not None
    assert sorted(found.by_code) == [code(0), code(1), code(2)]
    for number in range(3):
        assert shapely.hausdorff_distance(found.by_code[code(number)], square(number)) < 1e-6


def test_without_files_there_is_nothing_and_that_is_no_fault(tmp_path: Path) -> None:
    found = boundaries(tmp_path)
    assert (found.villages, found.subdistricts, found.files) == (None, None, ())


def test_degrees_without_a_projection_are_understood_and_said(tmp_path: Path) -> None:
    written(tmp_path, frame(crs=None), "batas_desa.shp")
    found = boundaries(tmp_path)
    assert found.villages is not None
    assert len(found.villages.by_code) == 3
    assert "EPSG:4326" in found.notes[0][1]


def test_metres_without_a_projection_are_refused(tmp_path: Path) -> None:
    metres = frame().to_crs("EPSG:32748").set_crs(None, allow_override=True)
    assert codes(written(tmp_path, metres, "batas_desa.shp")) == ["LAYER_WITHOUT_CRS"]


@pytest.mark.parametrize("crs", ["EPSG:4326", None])
def test_exchanged_axes_are_named(tmp_path: Path, crs: str | None) -> None:
    swapped = shapely.transform([square(number) for number in range(3)], lambda spots: spots[:, ::-1])
    assert codes(written(tmp_path, frame(geometry=swapped, crs=crs))) == ["COORDINATES_SWAPPED"]


def test_the_wrong_zone_lies_outside_indonesia_and_names_itself(tmp_path: Path) -> None:
    metres = frame().to_crs("EPSG:32748").set_crs("EPSG:32718", allow_override=True)
    (fault,) = faults(written(tmp_path, metres))
    assert fault.code == "LAYER_OUTSIDE_INDONESIA"
    assert "EPSG:32718" in fault.expected[1]


def test_a_polygon_that_crosses_itself_is_mended_and_told(tmp_path: Path) -> None:
    bow = shapely.Polygon([(WEST, SOUTH), (WEST + SIDE, SOUTH + SIDE), (WEST + SIDE, SOUTH), (WEST, SOUTH + SIDE)])
    found = boundaries(written(tmp_path, frame(geometry=[bow, square(1), square(2)])))
    assert found.villages is not None
    land = found.villages.by_code[code(0)]
    # The bow covers half of its square, whichever way it is walked.
    assert land.is_valid
    assert land.area == pytest.approx(SIDE * SIDE / 2)
    assert found.notes == (
        (
            "batas_desa.gpkg: 1 poligon memotong dirinya sendiri dan diperbaiki (nomor 1)",
            "batas_desa.gpkg: 1 polygons that cross themselves were mended (number 1)",
        ),
    )


def test_features_without_land_are_left_out_and_told(tmp_path: Path) -> None:
    flat = shapely.Polygon([(WEST, SOUTH), (WEST + SIDE, SOUTH), (WEST, SOUTH)])
    found = boundaries(written(tmp_path, frame(geometry=[flat, None, square(2)])))
    assert found.villages is not None
    assert sorted(found.villages.by_code) == [code(2)]
    assert "(number 1, 2)" in found.notes[0][1]


def test_a_third_dimension_is_dropped(tmp_path: Path) -> None:
    high = [shapely.force_3d(square(number), 412.0) for number in range(3)]
    found = boundaries(written(tmp_path, frame(geometry=high), "batas_desa.geojson"))
    assert found.villages is not None
    assert not found.villages.by_code[code(0)].has_z


def test_lines_and_points_are_no_boundaries(tmp_path: Path) -> None:
    lines = [square(number).boundary for number in range(3)]
    assert codes(written(tmp_path, frame(geometry=lines))) == ["LAYER_WITHOUT_POLYGONS"]


def test_of_several_layers_the_one_named_like_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "batas_desa.gpkg"
    frame(1, kode=["x"]).to_file(path, layer="lama")
    frame(2).to_file(path, layer="baru")
    assert codes(tmp_path) == ["LAYER_NOT_CLEAR"]
    frame().to_file(path, layer="Batas Desa")
    found = boundaries(tmp_path).villages
    assert found is not None
    assert len(found.by_code) == 3


def test_two_files_for_one_thing_are_one_too_many(tmp_path: Path) -> None:
    written(tmp_path, frame(), "batas_desa.gpkg")
    written(tmp_path, frame(), "Batas Desa.geojson")
    assert codes(tmp_path) == ["REPEATED_LAYER"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    written(elsewhere, frame())
    (tmp_path / "batas_desa.gpkg").symlink_to(elsewhere / "batas_desa.gpkg")
    assert codes(tmp_path) == ["SYMLINK"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("batas_desa.gpkg", b""),
        ("batas_desa.gpkg", b"PK\x03\x04 zip"),
        # GDAL would open it and follow where it leads.
        ("batas_desa.geojson", b"<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>"),
        ("batas_desa.shp", b"{}"),
        ("batas_desa.fgb", b"\x00"),
    ],
)
def test_a_file_is_what_its_name_says(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert codes(tmp_path) == ["CONTENT_NOT_AS_NAMED"]


@pytest.mark.parametrize(("missing", "code"), [(".shx", "LAYER_NOT_READABLE"), (".dbf", "BOUNDARIES_MATCH_NOTHING")])
def test_a_shapefile_without_its_other_parts_is_refused(tmp_path: Path, missing: str, code: str) -> None:
    written(tmp_path, frame(), "batas_desa.shp")
    (tmp_path / f"batas_desa{missing}").unlink()
    assert codes(tmp_path) == [code]


def test_no_features_at_all(tmp_path: Path) -> None:
    empty = {"type": "FeatureCollection", "features": []}
    (tmp_path / "batas_desa.geojson").write_text(json.dumps(empty))
    assert codes(tmp_path)[0] in {"LAYER_EMPTY", "LAYER_WITHOUT_POLYGONS"}


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layer, "LARGEST_BYTES", 1_000)
    assert codes(written(tmp_path, frame())) == ["FILE_TOO_LARGE"]


def test_of_a_large_layer_only_what_is_near_the_office_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layer, "WHOLE_FROM", 10)
    far = [square(number) for number in range(3)] + [square(number + 200) for number in range(20)]
    many = frame(23, geometry=far).to_crs("EPSG:23834")
    written(tmp_path, many)
    found = layer.read_polygons(tmp_path / "batas_desa.gpkg", around=(WEST, SOUTH, WEST + 0.3, SOUTH + SIDE))
    assert len(found.frame) == 3


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "shp", "fgb"])
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0.05, 0.95))
def test_a_file_cut_off_anywhere_is_read_or_refused_and_nothing_else(tmp_path: Path, ending: str, share: float) -> None:
    path = tmp_path / f"batas_desa.{ending}"
    frame(40, geometry=[square(number).segmentize(0.01) for number in range(40)]).to_file(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    code, found = _read(path)
    assert code in ("", "LAYER_NOT_READABLE", "LAYER_WITHOUT_POLYGONS", "LAYER_EMPTY", "LAYER_WITHOUT_PLACE")
    assert str(tmp_path) not in found


def _read(path: Path) -> tuple[str, str]:
    """Code and finding of the fault of a file; empty if it can be read."""
    try:
        layer.read_polygons(path)
    except FileError as error:
        return error.fault.code, error.fault.found
    return "", ""


def test_the_rows_of_villages_are_enough(tmp_path: Path) -> None:
    assert boundaries(written(tmp_path, frame(5)), villages(5)).files == ("batas_desa.gpkg",)
