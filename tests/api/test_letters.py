"""Rows of the workbook are as high as their text."""

import pytest

from api.documents.workbook.letters import column_pixels, lines_needed, text_points


def test_letters_are_as_wide_as_in_the_font() -> None:
    # Arial at 9 points: "Wil" is (944 + 222 + 222) / 1000 x 9.
    assert text_points("Wil") == pytest.approx(12.492)
    assert text_points("Wil", bold=True) > text_points("Wil")


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("Apur", 1), ("Apur\nApur", 2), ("Apur " * 40, 14), ("x" * 100, 6)]
)
def test_text_is_broken_between_words_and_inside_long_ones(text: str, lines: int) -> None:
    # 20 letters are 118 + 5 pixels; without padding and indent 109 pixels or 81.75 points. "Apur" is 19.0 points and a
    # space 2.5: three fit into a row, four would take 83.5. An x is 4.5 points: 18 in a row.
    assert column_pixels(20) == 123
    assert lines_needed(text, 20) == lines
