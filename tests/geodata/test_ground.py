"""The layers of a planning folder: all faults at once, coverage that decides, land that is drawn."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geodata.assemble import assemble
from geodata.catchment import catchments, drawn, village_lands
from geodata.ground import read_ground, read_office
from geodata.roads.importing import import_roads, store
from geodata.roads.kinds import NETWORK_FILE
from geodata.signal.coverage_file import read_coverage
from planner.domain.site import Connectivity
from planner.errors import InputFaults
from tests.geodata.boundaries.layers import SIDE, SOUTH, WEST, code, frame, sheets, square
from tests.geodata.office import AS_OF, FIRST, LAST
from tests.geodata.roads.maps import line_of
from tests.geodata.roads.test_office import folder_of

NONE, WEAK, GOOD = Connectivity.NONE, Connectivity.WEAK, Connectivity.GOOD


def cover(folder: Path, **columns: Any) -> Path:
    """A coverage map over the first two villages of the line."""
    shapes = columns.pop("geometry", [square(0), square(1)])
    path = folder / "cakupan_sinyal.gpkg"
    gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326").to_crs("EPSG:32748").to_file(path)
    return path


def problem(folder: Path) -> Any:
    own = sheets()
    ground = read_ground(folder, own)
    return assemble(ground.placed(own), name="Uji", first=FIRST, last=LAST, as_of=AS_OF, coverage=ground.coverage)


def test_a_coverage_map_decides_where_nothing_else_is_known(tmp_path: Path) -> None:
    cover(tmp_path, teknologi=["4G", None], konektivitas=[None, "lemah"], operator=["XL", "XL"], tahun=[2026, 2026])
    found = problem(tmp_path)
    assert [found.site[code(number)].connectivity for number in range(3)] == [GOOD, WEAK, Connectivity.UNKNOWN]
    assert found.signal_of[code(0)].note == (
        "sinyal baik: peta cakupan cakupan_sinyal.gpkg, XL, 2026",
        "good signal: coverage map cakupan_sinyal.gpkg, XL, 2026",
    )


def test_a_map_without_levels_says_weak(tmp_path: Path) -> None:
    cover(tmp_path, warna=["r", "g"])
    areas, _ = read_coverage(tmp_path / "cakupan_sinyal.gpkg")
    assert [area.connectivity for area in areas] == [WEAK, WEAK]


def test_everything_wrong_in_all_layers_is_told_at_once(tmp_path: Path) -> None:
    cover(tmp_path, konektivitas=["sedang", "lemah"], tanggal=["kemarin", "2026"])
    (tmp_path / "batas_desa.gpkg").write_bytes(b"x")
    frame(1, kode=["99"], nama=["Jauh"]).to_file(tmp_path / "batas_kecamatan.geojson")
    with pytest.raises(InputFaults) as caught:
        read_ground(tmp_path, sheets())
    assert [(fault.code, fault.where) for fault in caught.value.faults] == [
        ("CONTENT_NOT_AS_NAMED", "batas_desa.gpkg"),
        ("BOUNDARIES_MATCH_NOTHING", "batas_kecamatan.geojson"),
        ("UNKNOWN_WORD", "cakupan_sinyal.gpkg#1.konektivitas"),
        ("NOT_A_DATE", "cakupan_sinyal.gpkg#1.tanggal"),
    ]


def test_layers_lie_beside_a_workbook(tmp_path: Path) -> None:
    frame().to_file(tmp_path / "batas_desa.gpkg")
    book = tmp_path / "kantor.xlsx"
    book.write_bytes(b"")
    assert read_ground(book, sheets()).files == ("batas_desa.gpkg",)


def test_land_is_the_polygon_where_there_is_one_and_a_labelled_cell_where_not(tmp_path: Path) -> None:
    frame(2).to_file(tmp_path / "batas_desa.gpkg")
    found = problem(tmp_path)
    lands = village_lands(found, read_ground(tmp_path, sheets()).boundaries)
    assert [lands[code(number)].approximate for number in range(3)] == [False, False, True]
    assert all(land.approximate for land in village_lands(found).values())

    table = catchments(found, {code(0): code(1), code(1): code(1), code(2): code(2)}, lands)
    assert list(table["approximate"]) == [False, True]
    assert table.geometry.iloc[0].symmetric_difference(shapely.union(square(0), square(1))).area < 1e-9


def test_drawn_land_has_fewer_points_and_neighbours_still_meet(tmp_path: Path) -> None:
    wavy = shapely.segmentize(shapely.box(WEST, SOUTH, WEST + SIDE, SOUTH + SIDE), 0.0002)
    other = shapely.segmentize(square(1), 0.0002)
    frame(geometry=[wavy, other, square(2)]).to_file(tmp_path / "batas_desa.gpkg")
    lands = village_lands(problem(tmp_path), read_ground(tmp_path, sheets()).boundaries)
    made = {land.village: land for land in drawn(lands)}
    assert len(wavy.exterior.coords) > 1_000
    assert len(made[code(0)].rings[0]) <= 8
    assert not made[code(0)].approximate
    assert set(made[code(0)].rings[0]) & set(made[code(1)].rings[0])


def test_wrong_words_hide_no_segment_that_is_not_there(tmp_path: Path) -> None:
    known = line_of(tmp_path).ids[0]
    store(tmp_path / NETWORK_FILE, import_roads(tmp_path / "line.osm"), "line.osm")
    rows = ["ruas,jenis,km_jam", "9-9,jalan raya,", f"{known},,cepat", "8-8,,20", f"{known},,30"]
    (tmp_path / "ruas.csv").write_text("\n".join(rows), encoding="utf-8")
    closures = ["nama,jenis,letak,menit", "Longsor,putus,7-7,", "Antre,tertunda,6-6,lama", "X,macet,5-5,"]
    (tmp_path / "penutupan.csv").write_text("\n".join(closures), encoding="utf-8")
    with pytest.raises(InputFaults) as caught:
        read_office(tmp_path)
    found = [(fault.code, fault.sheet, fault.row) for fault in caught.value.faults if fault.code != "MISSING_SHEET"]
    assert found == [
        ("NOT_A_NUMBER", "penutupan", 3),
        ("UNKNOWN_WORD", "penutupan", 4),
        ("UNKNOWN_WORD", "ruas", 2),
        ("NOT_A_NUMBER", "ruas", 3),
        ("UNKNOWN_SEGMENT", "ruas", 2),
        ("UNKNOWN_SEGMENT", "ruas", 4),
        ("REPEATED_CODE", "ruas", 5),
        ("UNKNOWN_SEGMENT", "penutupan", 2),
        ("UNKNOWN_SEGMENT", "penutupan", 3),
        ("UNKNOWN_SEGMENT", "penutupan", 4),
    ]


def test_overrides_of_roads_that_hold_are_noted(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    assert not [note for note in read_office(folder)[1].notes if "lembar ruas" in note[0]]
    (folder / "ruas.csv").write_text("ruas,km_jam\n1-1,30\n", encoding="utf-8")
    (note,) = (note for note in read_office(folder)[1].notes if "lembar ruas" in note[0])
    assert note[1] == "jaringan.gpkg: 1 segments are as the sheet ruas says, 0 rows of the sheet kecepatan hold"
