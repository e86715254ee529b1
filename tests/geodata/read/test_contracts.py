"""The contracts themselves: complete in both languages, without two meanings for one name."""

import pytest

from geodata.contracts import NEEDED_SHEETS, SHEETS, Row, columns_of
from geodata.contracts.column import CellKind
from geodata.read.spelling import heading_names, plain, spellings


def test_no_two_sheets_share_a_name() -> None:
    names = [plain(name) for row in SHEETS.values() for name in set(row.sheet)]
    assert len(names) == len(set(names))
    assert set(NEEDED_SHEETS) <= set(SHEETS)


@pytest.mark.parametrize("row", SHEETS.values())
def test_every_column_is_told_in_both_languages(row: type[Row]) -> None:
    assert all(row.about)
    seen: set[str] = set()
    for column in columns_of(row).values():
        assert all(column.heading)
        assert all(column.note)
        assert bool(column.unit[0]) == bool(column.unit[1])
        assert bool(column.example[0]) == bool(column.example[1])
        assert not heading_names(column) & seen
        seen |= heading_names(column)
        if column.kind in (CellKind.WORD, CellKind.SKILLS, CellKind.CREW):
            assert column.words
        spelt = [name for word in column.words for name in spellings(word)]
        assert len(spelt) == len(set(spelt))
