"""Sheets as they are kept: what goes in comes out, whatever a cell holds; edits move marks along."""

from datetime import date, datetime, time, timedelta

from geodata.read.grid import Edit, edited, from_plain, grid_of, shown, to_plain
from geodata.read.raw_table import RawTable

TABLE = RawTable(
    name="desa",
    rows=(
        ("Judul",),
        ("kode", "wajib_ktp", "catatan"),
        ("a", 12.0, datetime(2027, 1, 4)),
        (None, "-", ""),
        ("b", None, time(8, 30)),
        ("c", True, timedelta(hours=1)),
        ("d", 1.5, date(2027, 1, 5)),
    ),
    unusable={(5, 2): "FORMULA_WITHOUT_VALUE", (6, 2): "ERROR_VALUE"},
    merged=((6, 1, 7, 1),),
    loose_cells=True,
)


def test_a_table_is_kept_as_it_was_read() -> None:
    assert from_plain(to_plain(TABLE)) == TABLE


def test_rows_keep_their_numbers_and_columns_go_by_their_english_names() -> None:
    grid = grid_of(TABLE)
    assert grid is not None
    assert grid.columns == ("code", "eligible")
    assert [(row.number, dict(row.cells)) for row in grid.rows] == [
        (3, {"code": "a", "eligible": "12"}),
        (5, {"code": "b", "eligible": ""}),
        (6, {"code": "c", "eligible": "1"}),
        (7, {"code": "d", "eligible": "1.5"}),
    ]
    assert grid_of(RawTable(name="lain", rows=())) is None


def test_dates_are_shown_as_they_read_again() -> None:
    assert [shown(cell) for cell in (datetime(2027, 1, 4), date(2027, 1, 4), time(8, 30), None)] == [
        "2027-01-04",
        "2027-01-04",
        "08:30",
        "",
    ]


def test_a_cell_that_is_typed_anew_is_usable_again_and_marks_move_with_their_rows() -> None:
    set_one = Edit(sheet="villages", row=5, cells={"eligible": "7", "name": "Baru"})
    (table,) = edited([TABLE], [set_one, Edit(sheet="villages", row=3, cells=None)], 0)
    assert dict(table.unusable) == {(5, 2): "ERROR_VALUE"}
    assert table.merged == ((5, 1, 6, 1),)
    assert table.rows[1] == ("kode", "wajib_ktp", "catatan", "nama")
    assert table.rows[3] == ("b", "7", time(8, 30), "Baru")


def test_a_sheet_that_is_not_there_is_begun() -> None:
    (table, other) = edited([TABLE], [Edit(sheet="stock", row=None, cells={"opening": "5"})], 1)
    assert table == TABLE
    assert other.name == "stock"
    grid = grid_of(other)
    assert grid is not None
    assert [dict(row.cells) for row in grid.rows] == [{"opening": "5", "reserve": "", "counter_per_day": ""}]
