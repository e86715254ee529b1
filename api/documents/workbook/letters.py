"""How wide text prints in the font of the workbook, so that rows are as high as their text, and no higher."""

# Widths in thousandths of the size of the font; Arial, and its twins, share them.
_GROUPS = {
    222: "ijl",
    278: " !,./:;I[]\\ft\u00a0\u00b7",
    333: "()-r",
    389: "*",
    500: "cksvxyzJ",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_OTHER = 556
_SIZE_PT = 9
_BOLD = 1.08
PIXEL_PT = 0.75
LETTER = 0.84
"""Width of a letter of the print in the unit of column widths, which is a digit of a larger font."""
_DIGIT_PX, _PADDING_PX, _INDENT_PX = 7, 5, 9


def column_pixels(width: float) -> int:
    """Pixels on screen of a column ``width`` letters wide."""
    return round(width * LETTER * _DIGIT_PX) + _PADDING_PX


def text_points(text: str, *, bold: bool = False) -> float:
    """Width of one line of ``text`` in points."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text) * _SIZE_PT / 1000 * (_BOLD if bold else 1)


def lines_needed(text: str, width: float, *, bold: bool = False) -> int:
    """Rows that ``text`` takes in an indented cell ``width`` letters wide, broken between words."""
    room = (column_pixels(width) - _PADDING_PX - _INDENT_PX) * PIXEL_PT
    return sum(_wrapped(line, room, bold=bold) for line in text.split("\n"))


def _wrapped(line: str, room: float, *, bold: bool) -> int:
    rows, used, gap = 1, 0.0, text_points(" ", bold=bold)
    for word in line.split(" "):
        length = text_points(word, bold=bold)
        if used and used + gap + length > room:
            rows, used = rows + 1, 0.0
        # A word longer than the cell goes on in the next rows.
        over = int(length // room)
        rows += over
        used += (gap if used else 0.0) + length - over * room
    return rows
