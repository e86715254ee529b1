"""The paper of the workbook: formats, headings and page set-up that all sheets share."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from api.documents.facts import TeamMark, VisitFacts
from api.documents.workbook.letters import LETTER, lines_needed
from api.language import Language
from planner.domain.plan import VisitPeople
from planner.units import rounded_people

INK, MUTED, BRAND, HAIRLINE, STRIPE = "#14202B", "#4A5663", "#0B5CAD", "#D3DAE1", "#EEF2F6"
LEFT_OUT, WARNING_GROUND, WARNING_INK = "#9E1528", "#FFEFC7", "#5A3A00"
A4 = 9
LINE_PT, AROUND_PT = 11.5, 4
"""Height of a line of text, and of the room around it."""
# Language tags of number formats: they make spreadsheet programs write days and months in that language.
_TAGS = {"id": "421", "en": "809"}
# On every office computer, and with a twin of the same widths on Linux.
FONT = "Arial"
_TITLE_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table: heading, width in characters, format of its cells."""

    heading: str
    width: float
    style: str = "text"


Cell: TypeAlias = str | float | date | None
"""What stands in a cell; ``None`` is an empty one with its border."""


class Paper:
    """A workbook with its formats; sheets ask it for both."""

    def __init__(self, workbook: Workbook, language: Language, footer: str) -> None:
        self.workbook = workbook
        self.language = language
        self._footer = footer
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._titles: set[str] = set()

    def format(self, **properties: Any) -> Format:
        """A format of these properties; made once."""
        full = {"font_name": FONT, "font_size": 9, "font_color": INK, "valign": "vcenter", **properties}
        key = tuple(sorted(full.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(full)
        return self._formats[key]

    def style(self, name: str, **more: Any) -> Format:
        """The format of a kind of cell inside a table."""
        tag = f"[$-{_TAGS[self.language.code]}]"
        kinds: dict[str, dict[str, Any]] = {
            "text": {"text_wrap": True, "indent": 1},
            "strong": {"text_wrap": True, "bold": True, "indent": 1},
            "centre": {"align": "center"},
            "day": {"num_format": f"{tag}ddd, d mmm", "align": "left"},
            "long_day": {"num_format": f"{tag}dddd, d mmmm yyyy", "align": "left", "bold": True},
            "count": {"num_format": f"{tag}#,##0", "align": "right", "indent": 1},
            "km": {"num_format": f"{tag}#,##0.0", "align": "right", "indent": 1},
            "rupiah": {"num_format": f"{tag}#,##0", "align": "right", "indent": 1},
        }
        return self.format(**{"border": 1, "border_color": HAIRLINE, **kinds[name], **more})

    def team(self, mark: TeamMark, **more: Any) -> Format:
        """The cell of a team: its letter on its colour."""
        return self.style("centre", bg_color=mark.colour, font_color=mark.ink, bold=True, **more)

    def sheet(self, title: str, *, portrait: bool = False, tab: str = BRAND) -> Worksheet:
        """A sheet that prints on A4, as wide as the page, with page numbers."""
        sheet = self.workbook.add_worksheet(self._free_title(title))
        sheet.set_paper(A4)
        if not portrait:
            sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sheet.set_tab_color(tab)
        page = self.language.say("page {page} of {pages}", page="&P", pages="&N")
        sheet.set_footer(f"&L&8{_plain(self._footer)}&C&8&A&R&8{page}")
        return sheet

    def head(self, sheet: Worksheet, title: str, lines: Sequence[str], last_column: int) -> int:
        """Title and lines over the whole width; the row after them."""
        sheet.set_row(0, 26)
        sheet.merge_range(0, 0, 0, last_column, title, self.format(font_size=16, bold=True, font_color=BRAND))
        for number, line in enumerate(lines, start=1):
            sheet.merge_range(number, 0, number, last_column, line, self.format(font_color=MUTED, font_size=10))
        return len(lines) + 2

    def table(self, sheet: Worksheet, row: int, columns: Sequence[Column], *, height: float = 30) -> int:
        """Headings in ``row``, repeated on every printed page and kept in view; the row after them."""
        self.headings(sheet, row, columns, height=height)
        self.widths(sheet, columns)
        sheet.repeat_rows(row)
        sheet.freeze_panes(row + 1, 0)
        return row + 1

    def widths(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        """Set the widths of columns."""
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width * LETTER)

    def row(
        self,
        sheet: Worksheet,
        row: int,
        columns: Sequence[Column],
        cells: Sequence[Cell],
        *,
        own: Mapping[int, Format] | None = None,
        **edge: Any,
    ) -> int:
        """A row of a table, as high as its longest text; the row after it.

        Cells have the formats of their columns and of ``edge``, or their ``own``.
        """
        lines = 1
        for number, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            style = (own or {}).get(number) or self.style(column.style, **edge)
            if cell is None:
                sheet.write_blank(row, number, None, style)
            elif isinstance(cell, str):
                sheet.write_string(row, number, cell, style)
                lines = max(lines, lines_needed(cell, column.width, bold=column.style == "strong"))
            elif isinstance(cell, date):
                sheet.write_datetime(row, number, cell, style)
            else:
                sheet.write_number(row, number, cell, style)
        sheet.set_row(row, LINE_PT * lines + AROUND_PT)
        return row + 1

    def headings(self, sheet: Worksheet, row: int, columns: Sequence[Column], *, height: float = 30) -> None:
        """Headings of a table."""
        style = self.format(
            bold=True,
            font_color="#FFFFFF",
            bg_color=BRAND,
            border=1,
            border_color=HAIRLINE,
            text_wrap=True,
            align="center",
        )
        sheet.set_row(row, height)
        for number, column in enumerate(columns):
            sheet.write_string(row, number, column.heading, style)

    def empty(self, sheet: Worksheet, row: int, last_column: int, text: str) -> int:
        """One line where a table has nothing to tell."""
        sheet.merge_range(row, 0, row, last_column, text, self.style("text", italic=True, font_color=MUTED))
        return row + 1

    def _free_title(self, title: str) -> str:
        clean = _TITLE_FORBIDDEN.sub(" ", title).strip()[:28] or "-"
        found, number = clean, 2
        while found.casefold() in self._titles:
            found, number = f"{clean} {number}", number + 1
        self._titles.add(found.casefold())
        return found


def _plain(text: str) -> str:
    """Text for a footer, where an ampersand starts a code."""
    return text.replace("&", "&&")


def people_columns(language: Language) -> list[Column]:
    """Columns of the people expected at a visit."""
    return [
        Column(heading=language.say("Recorded (estimate)"), width=11, style="count"),
        Column(heading=language.say("Cards (estimate)"), width=11, style="count"),
        Column(heading=language.say("IKD (estimate)"), width=11, style="count"),
    ]


def people_cells(expected: VisitFacts | VisitPeople) -> tuple[int, int, int]:
    """What stands in the :func:`people_columns`."""
    return rounded_people(expected.recorded), rounded_people(expected.cards), rounded_people(expected.ikd)
