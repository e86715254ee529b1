"""A paper as plain blocks, written once and set twice: as PDF by typst, and as a document that the office can edit."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

IMAGE_WIDTH_CM = 13.0
WIDTH_CM = 16.6
"""Between the margins of A4."""
FIRST_COLUMN = 1.6
"""Width of the first column of a table, in widths of the others."""
PIXELS_PER_INCH = 160
FONT = "Liberation Serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 0 is the title of the paper."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Text; ``align`` is ``left``, ``center`` or ``right``."""

    text: str
    bold: bool = False
    align: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """Short points."""

    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: headings and rows; columns from ``numbers_from`` on are set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers_from: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart as SVG, with what it shows for those who cannot see it."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """Room for hand: lines of fields such as number and date, or a signature."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Grid | Figure | Blank


# --- PDF ---------------------------------------------------------------------------------------------------


def pdf_of(blocks: Sequence[Block], *, title: str, language: str) -> bytes:
    """The paper as PDF; the same blocks give the same bytes."""
    files: dict[str, bytes] = {}
    parts = [_preamble(title, language)]
    for number, block in enumerate(blocks):
        parts.append(_set(block, number, files))
    files["main.typ"] = "\n\n".join(parts).encode()
    return typst_compiled(files, format="pdf", timestamp=0)


def _preamble(title: str, language: str) -> str:
    return (
        f"#set document(title: {typst_text(title)}, date: none)\n"
        f'#set text(lang: {typst_text(language)}, size: 10pt, font: ({typst_text(FONT)}, "Libertinus Serif"))\n'
        '#set page(paper: "a4", margin: (x: 2.2cm, y: 2cm), numbering: "1 / 1")\n'
        "#set par(justify: true)\n#show heading: set text(size: 11pt)\n#set table(stroke: 0.4pt + gray)"
    )


def _set(block: Block, number: int, files: dict[str, bytes]) -> str:
    match block:
        case Heading(level=0):
            return f'#align(center, text(size: 14pt, weight: "bold", {typst_text(block.text)}))'
        case Heading():
            turn = "#pagebreak(weak: true)\n" if block.new_page else ""
            return f"{turn}#heading(level: {block.level}, {typst_text(block.text)})"
        case Paragraph():
            body = (
                f'text(weight: "bold", {typst_text(block.text)})' if block.bold else f"text({typst_text(block.text)})"
            )
            return f"#align({block.align}, par(justify: {str(block.align == 'left').lower()}, {body}))"
        case Bullets():
            return "#list(" + ", ".join(f"text({typst_text(point)})" for point in block.points) + ")"
        case Grid():
            return _table(block)
        case Figure():
            name = f"chart-{number}.svg"
            files[name] = block.svg.encode()
            return f"#align(center, image({typst_text(name)}, width: 78%, alt: {typst_text(block.alt)}))"
        case Blank():
            # A signature stays with the name below it.
            return "#block(breakable: false)[" + "\n\n".join(f"#text({typst_text(line)})" for line in block.lines) + "]"


def _table(block: Grid) -> str:
    columns = [f"{FIRST_COLUMN}fr" if column == 0 else "1fr" for column in range(len(block.head))]
    aligns = ["right" if column >= block.numbers_from else "left" for column in range(len(block.head))]
    head = ", ".join(f'text(weight: "bold", size: 8.5pt, {typst_text(cell)})' for cell in block.head)
    rows = ", ".join(f"text(size: 8.5pt, {typst_text(cell)})" for row in block.rows for cell in row)
    return (
        f"#table(columns: ({', '.join(columns)}), align: ({', '.join(aligns)}), inset: 4pt, "
        f"table.header({head}), {rows})"
    )


def typst_text(text: str) -> str:
    """A string literal of typst; nothing in it is read as markup."""
    return json.dumps(text, ensure_ascii=False)


def png_of(svg: str) -> bytes:
    """A chart as a picture, for documents that know no SVG."""
    source = '#set page(width: auto, height: auto, margin: 2pt)\n#image("chart.svg")'
    return typst_compiled({"main.typ": source.encode(), "chart.svg": svg.encode()}, format="png", ppi=PIXELS_PER_INCH)


def typst_compiled(files: dict[str, bytes], **wishes: Any) -> bytes:
    """What typst makes of files in memory; its own stubs do not know them yet."""
    make: Any = typst.compile
    made: bytes = make(files, **wishes)
    return made


# --- a document to edit ------------------------------------------------------------------------------------


def docx_of(blocks: Sequence[Block], *, title: str) -> bytes:
    """The paper as a Word document."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    _set_styles(document)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
    for block in blocks:
        _write(document, block)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


_SIZES = {"Normal": (10, 4), "List Bullet": (10, 1), "Heading 1": (11, 2), "Title": (14, 6)}
"""Points of the letters, and of the room below: what fits a page of the PDF fits one here."""


def _set_styles(document: "Document") -> None:  # type: ignore[valid-type]  # a function that makes one
    """One plain face in black, as an office writes; Word's own headings are blue and large."""
    for name, (size, below) in _SIZES.items():
        style = document.styles[name]  # type: ignore[attr-defined]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for of_theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            # What a theme says would win over the name.
            fonts.attrib.pop(qn(f"w:{of_theme}"), None)
        style.paragraph_format.space_after = Pt(below)
        style.paragraph_format.line_spacing = 1.0
    document.styles["Heading 1"].paragraph_format.space_before = Pt(8)  # type: ignore[attr-defined]
    title = document.styles["Title"]  # type: ignore[attr-defined]
    title.font.bold = True
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(line)


_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def _write(document: "Document", block: Block) -> None:  # type: ignore[valid-type]  # a function that makes one
    match block:
        case Heading():
            heading = document.add_heading(block.text, level=block.level)  # type: ignore[attr-defined]
            heading.paragraph_format.page_break_before = block.new_page
        case Paragraph():
            paragraph = document.add_paragraph()  # type: ignore[attr-defined]
            paragraph.add_run(block.text).bold = block.bold
            paragraph.alignment = _ALIGN[block.align]
        case Bullets():
            for point in block.points:
                document.add_paragraph(point, style="List Bullet")  # type: ignore[attr-defined]
        case Grid():
            table = document.add_table(rows=1, cols=len(block.head))  # type: ignore[attr-defined]
            table.style = "Table Grid"
            _row(table.rows[0].cells, block.head, block.numbers_from, bold=True)
            for row in block.rows:
                _row(table.add_row().cells, row, block.numbers_from, bold=False)
            _share_width(table)
            # Word puts what follows close to the last line.
            document.add_paragraph().paragraph_format.space_after = Pt(0)  # type: ignore[attr-defined]
        case Figure():
            document.add_picture(io.BytesIO(png_of(block.svg)), width=Cm(IMAGE_WIDTH_CM))  # type: ignore[attr-defined]
        case Blank():
            for number, line in enumerate(block.lines, 1):
                paragraph = document.add_paragraph(line)  # type: ignore[attr-defined]
                paragraph.paragraph_format.keep_with_next = number < len(block.lines)


def _share_width(table: Any) -> None:
    """Columns as in the PDF: the first is wider, the others are alike."""
    table.autofit = False
    one = WIDTH_CM / (FIRST_COLUMN + len(table.columns) - 1)
    for number, column in enumerate(table.columns):
        column.width = Cm(one * FIRST_COLUMN if number == 0 else one)
        for cell in column.cells:
            cell.width = column.width


def _row(cells: Sequence[object], texts: Sequence[str], numbers_from: int, *, bold: bool) -> None:
    for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]  # type: ignore[attr-defined]
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(text)
        run.bold = bold
        run.font.size = Pt(8.5)
        if column >= numbers_from:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
