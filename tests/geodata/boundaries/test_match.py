"""Whose polygon is which: codes however they are written, names within subdistricts, hints for what is left over."""

from pathlib import Path
from typing import Any

import pytest
import shapely

from geodata.boundaries import lands_of, remarks_of, villages_by_land
from geodata.boundaries.match import Matched
from geodata.contracts import OtherSiteRow
from planner.domain.site import SiteKind
from tests.geodata.boundaries.layers import SIDE, SOUTH, WEST, boundaries, code, codes, faults, frame, sheets, square
from tests.geodata.boundaries.layers import villages as line
from tests.geodata.office import school, village


def match(folder: Path, rows: Any = None, **columns: Any) -> Matched:
    count = len(columns.get("geometry", rows or line()))
    frame(count, **columns).to_file(folder / "batas_desa.gpkg")
    found = boundaries(folder, rows).villages
    assert found is not None
    return found


def test_a_code_is_the_same_with_and_without_dots(tmp_path: Path) -> None:
    found = match(tmp_path, kode=None, KDEPUM=[code(number).replace(".", "") for number in range(3)], nama=None)
    assert sorted(found.by_code) == [code(0), code(1), code(2)]


def test_without_codes_names_are_matched_within_their_subdistrict(tmp_path: Path) -> None:
    rows = (
        village("a", WEST + 0.05, lat=SOUTH + 0.05, name="Suka Rami", subdistrict="Utara"),
        village("b", WEST + 0.15, lat=SOUTH + 0.05, name="Suka Rami", subdistrict="Selatan"),
        village("c", WEST + 0.25, lat=SOUTH + 0.05, name="LB. Belimbing II", subdistrict="Selatan"),
    )
    found = match(
        tmp_path,
        rows,
        kode=None,
        nama=["SUKARAMI", "Desa Suka Rami", "Lb Belimbing 2"],
        kecamatan=["Kec. Selatan", "UTARA", "selatan"],
    )
    assert found.by_name["b"].equals(square(0))
    assert found.by_name["a"].equals(square(1))
    assert found.by_name["c"].equals(square(2))


def test_a_name_that_two_villages_bear_tells_nothing_without_its_subdistrict(tmp_path: Path) -> None:
    rows = (
        village("a", WEST + 0.05, lat=SOUTH + 0.05, name="Suka Rami", subdistrict="Utara"),
        village("b", WEST + 0.15, lat=SOUTH + 0.05, name="Suka Rami", subdistrict="Selatan"),
        village("c", WEST + 0.25, lat=SOUTH + 0.05, name="Air Duku", subdistrict="Selatan"),
    )
    found = match(tmp_path, rows, kode=None, kecamatan=None, nama=["Suka Rami", "Suka Rami", "Air Duku"])
    assert sorted(found.by_name) == ["c"]
    # The point says which of the two it may be.
    assert [(item.id, item.perhaps) for item in found.unmatched] == [("a", "#1 Suka Rami"), ("b", "#2 Suka Rami")]


def test_what_is_left_over_gets_a_hint_by_name_or_by_place(tmp_path: Path) -> None:
    rows = (*line(2), village("x", WEST + 0.25, lat=SOUTH + 0.05, name="Pal VIII"))
    found = match(tmp_path, rows, kode=[code(0), "", ""], nama=["Desa 0", "Dessa 1", "Seberang"])
    assert [(item.id, item.perhaps) for item in found.unmatched] == [
        (code(1), "#2 Dessa 1, Utara"),
        ("x", "#3 Seberang, Utara"),
    ]
    assert found.unused == ("#2 Dessa 1, Utara", "#3 Seberang, Utara")


def test_pieces_of_one_village_become_one(tmp_path: Path) -> None:
    pieces = [square(0), square(1), square(2), square(0, row=3)]
    found = match(
        tmp_path, line(), geometry=pieces, kode=[code(0), code(1), code(2), code(0)], nama=None, kecamatan=["U"] * 4
    )
    assert found.by_code[code(0)].area == pytest.approx(2 * SIDE * SIDE)
    assert found.notes[0][1].endswith("1 places consist of several polygons, joined")


def test_one_code_at_two_names_is_a_fault_that_names_both(tmp_path: Path) -> None:
    frame(kode=[code(0), code(0), code(2)]).to_file(tmp_path / "batas_desa.gpkg")
    (fault,) = faults(tmp_path)
    assert fault.code == "DUPLICATE_CODE"
    assert "Desa 0" in fault.found
    assert "Desa 1" in fault.found


def test_codes_of_another_list_are_not_believed(tmp_path: Path) -> None:
    # The same numbers for other villages, as the statistics office has them: every name disagrees.
    shifted = [code((number + 1) % 6) for number in range(6)]
    found = match(tmp_path, line(6), kode=shifted)
    assert found.by_code == {}
    assert [found.by_name[code(number)].equals(square(number)) for number in range(6)] == [True] * 6
    assert "6 of 6 names differ" in found.notes[0][1]


def test_a_village_renamed_since_keeps_its_code(tmp_path: Path) -> None:
    found = match(tmp_path, line(6), nama=["Baru", *[f"Desa {number}" for number in range(1, 6)]])
    assert len(found.by_code) == 6
    assert "1 names differ" in found.notes[0][1]


def test_a_layer_of_another_regency_fits_nobody(tmp_path: Path) -> None:
    frame(kode=["18.01.01.2001"] * 3, nama=["Way"] * 3, kecamatan=["Lain"] * 3).to_file(tmp_path / "batas_desa.gpkg")
    assert codes(tmp_path) == ["BOUNDARIES_MATCH_NOTHING"]


def test_a_layer_without_any_name_or_code_fits_nobody(tmp_path: Path) -> None:
    frame(kode=None, nama=None, kecamatan=None, warna=["r", "g", "b"]).to_file(tmp_path / "batas_desa.gpkg")
    assert codes(tmp_path) == ["BOUNDARIES_MATCH_NOTHING"]


def test_subdistricts_are_matched_by_the_code_their_villages_share(tmp_path: Path) -> None:
    land = shapely.union_all([square(number) for number in range(3)])
    frame(1, geometry=[land], kode=["17.02.01"], nama=["Kecamatan Lama"]).to_file(tmp_path / "batas_kecamatan.gpkg")
    found = boundaries(tmp_path).subdistricts
    assert found is not None
    assert list(found.by_code) == ["Utara"]


def test_without_polygons_the_land_is_what_lies_nearest_and_says_so() -> None:
    points = {"a": (102.05, -3.45), "b": (102.15, -3.45), "c": (102.25, -3.45)}
    lands = lands_of(points, dict.fromkeys(points, "Utara"))
    assert all(land.approximate for land in lands.values())
    assert lands["a"].shape.intersects(shapely.Point(102.09, -3.45))
    assert not lands["a"].shape.intersects(shapely.Point(102.11, -3.45))
    # No farther than the margin beyond the outermost points, about 2 km.
    west = lands["a"].shape.bounds[0]
    assert 102.05 - 0.0185 < west < 102.05 - 0.0175


def test_a_village_without_its_polygon_gets_a_cell_that_takes_nothing_from_the_others(tmp_path: Path) -> None:
    frame(2).to_file(tmp_path / "batas_desa.gpkg")
    rows = line()
    lands = lands_of({row.code: (row.lon, row.lat) for row in rows}, {}, boundaries(tmp_path, rows))
    assert [lands[code(number)].approximate for number in range(3)] == [False, False, True]
    assert lands[code(2)].shape.intersection(square(1)).area < 1e-9
    assert lands[code(2)].shape.contains(shapely.Point(rows[2].lon, rows[2].lat))


def test_cells_end_where_their_subdistrict_ends(tmp_path: Path) -> None:
    rows = line(2)
    land = shapely.box(WEST, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE)
    frame(1, geometry=[land], kode=["17.02.01"], nama=["Utara"]).to_file(tmp_path / "batas_kecamatan.gpkg")
    lands = lands_of(
        {row.code: (row.lon, row.lat) for row in rows},
        {row.code: row.subdistrict for row in rows},
        boundaries(tmp_path, rows),
    )
    assert shapely.hausdorff_distance(lands[code(0)].shape, square(0)) < 1e-4
    assert lands[code(0)].approximate


def test_a_site_without_a_village_lies_in_the_one_whose_land_holds_it(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "batas_desa.gpkg")
    own = school("s1", lat=SOUTH + 0.01, lon=WEST + 0.11)
    stated = school("s2", lat=SOUTH + 0.01, lon=WEST + 0.11, village_code=code(2))
    outside = OtherSiteRow(id="pasar", name="Pasar", kind=SiteKind.MARKET, lat=SOUTH - 1, lon=WEST)
    made = villages_by_land(sheets(schools=(own, stated), other_sites=(outside,)), boundaries(tmp_path))
    assert [row.village_code for row in made.schools] == [code(1), code(2)]
    assert made.other_sites[0].village_code is None


def test_points_outside_their_land_are_told_with_distance_and_where_they_lie(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "batas_desa.gpkg")
    wrong = school("s1", name="SMA 1", lat=SOUTH + 0.05, lon=WEST + 0.05, village_code=code(2))
    found = remarks_of(sheets(schools=(wrong,)), boundaries(tmp_path))
    (remark,) = [remark for remark in found if remark.code == "POINT_OUTSIDE_VILLAGE"]
    assert remark.place == "s1"
    # 0.15 degree of longitude at 3.45 degrees south is 16.7 km.
    assert "lies 16.7 km outside Desa 2, inside Desa 0" in remark.sentence[1]


def test_the_middle_of_much_land_is_not_taken_for_a_settlement(tmp_path: Path) -> None:
    small = square(2, side=0.01)
    frame(geometry=[square(0), square(1), small]).to_file(tmp_path / "batas_desa.gpkg")
    rows = list(line())
    rows[1] = village(code(1), WEST + 0.12, lat=SOUTH + 0.02, name="Desa 1")
    rows[2] = village(code(2), WEST + 0.205, lat=SOUTH + 0.005, name="Desa 2")
    found = remarks_of(sheets(0).__class__(villages=tuple(rows), teams=(), stock=sheets().stock), boundaries(tmp_path))
    middles = [remark for remark in found if remark.code == "POINT_IS_MIDDLE_OF_LAND"]
    # 11.1 x 11.1 km: 123 km2, as a circle 6 km in radius.
    assert [remark.place for remark in middles] == [code(0)]
    assert "123 km2" in middles[0].sentence[1]
    assert "about 6 km" in middles[0].sentence[1]


def test_lands_that_clash_or_stand_alone_are_told(tmp_path: Path) -> None:
    over = shapely.box(WEST + SIDE / 2, SOUTH, WEST + 1.5 * SIDE, SOUTH + SIDE)
    frame(4, geometry=[square(0), over, square(6), square(9, side=0.0005)]).to_file(tmp_path / "batas_desa.gpkg")
    rows = line(4)
    found = {(remark.code, remark.place) for remark in remarks_of(sheets(4), boundaries(tmp_path, rows))}
    assert {
        ("LANDS_OVERLAP", code(0)),
        ("VILLAGE_WITHOUT_NEIGHBOUR", code(2)),
        ("VILLAGE_WITHOUT_NEIGHBOUR", code(3)),
        ("AREA_IMPLAUSIBLE", code(3)),
        ("SUBDISTRICT_IN_PIECES", "Utara"),
    } <= found


def _shapefile(folder: Path, **columns: Any) -> Matched:
    """A real shapefile, whose driver cuts the names of attributes to ten characters as QGIS does."""
    made = frame(3, **({"kode": None, "nama": None, "kecamatan": None} | columns))
    with pytest.warns(UserWarning, match="10 characters"):
        made.to_file(folder / "batas_desa.shp")
    found = boundaries(folder, line()).villages
    assert found is not None
    return found


def test_a_shapefile_that_cut_the_heading_of_codes_keeps_the_mapping_agencys_names(tmp_path: Path) -> None:
    found = _shapefile(
        tmp_path,
        NAMOBJ=["Desa 0", "Desa 1", "Desa 2"],
        kecamatan_code=["17.02.01"] * 3,
        WADMKC=["Utara"] * 3,
    )
    assert sorted(found.by_name) == [code(0), code(1), code(2)]
    assert not found.unmatched


def test_codes_under_a_cut_heading_are_no_names_of_subdistricts(tmp_path: Path) -> None:
    found = _shapefile(tmp_path, nama=["Desa 0", "Desa 1", "Desa 2"], kecamatan_code=["17.02.01"] * 3)
    assert sorted(found.by_name) == [code(0), code(1), code(2)]


def test_a_heading_cut_to_ten_characters_is_still_known(tmp_path: Path) -> None:
    found = _shapefile(tmp_path, kode_kemendagri=[code(number) for number in range(3)], kecamatan_code=["17.02.01"] * 3)
    assert sorted(found.by_code) == [code(0), code(1), code(2)]


def test_a_column_of_names_that_holds_none_gives_way_to_the_next(tmp_path: Path) -> None:
    names = ["Desa 0", "Desa 1", "Desa 2"]
    found = match(
        tmp_path, kode=None, WADMKD=["", None, ""], DESA=["1702012001", "1702012002", "1702012003"], nama=names
    )
    assert sorted(found.by_name) == [code(0), code(1), code(2)]
