"""What the parser of workbooks does not tell: how far a sheet reaches, and cells without a usable value.

A cell in the last column of the last row makes a parser fill a table of seventeen thousand million cells, so
the reach of every sheet is measured here first; also how much text the cells take together, since many cells
may point at one long text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

FORMULA_WITHOUT_VALUE = "FORMULA_WITHOUT_VALUE"
ERROR_VALUE = "ERROR_VALUE"
LONGEST_CELL_TEXT = 32_767
MOST_TEXT = 60_000_000
_CELL_NAME = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


class XmlError(Exception):
    """The XML is not well-formed, declares a document type, or holds what no spreadsheet writes."""


@dataclass(slots=True)
class SheetFacts:
    """Facts of one sheet: last row and column (from 1), unusable cells, characters of text in all cells."""

    rows: int = 0
    columns: int = 0
    unusable: dict[tuple[int, int], str] = field(default_factory=dict)
    text: int = 0


@dataclass(slots=True)
class _CellState:
    row: int = 0
    column: int = 0
    kind: str = ""
    formula: bool = False
    value: str | None = None


def sheet_paths(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Name of a sheet to the part that holds it, in the order of the workbook."""
    by_name = {part.casefold(): part for part in parts}
    targets: dict[str, str] = {}
    for attributes in elements(parts[by_name["xl/workbook.xml"]], "sheet"):
        targets[attributes.get("name", "")] = next((attributes[key] for key in attributes if key.endswith(":id")), "")
    relations = by_name.get("xl/_rels/workbook.xml.rels")
    if relations is None:
        raise XmlError("no relations of the workbook")
    paths = {item.get("Id", ""): item.get("Target", "") for item in elements(parts[relations], "Relationship")}
    found = {}
    for name, relation in targets.items():
        target = paths.get(relation, "")
        whole = target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('./')}"
        if whole.casefold() not in by_name:
            raise XmlError(f"no part for sheet {name}")
        found[name] = by_name[whole.casefold()]
    return found


def elements(content: bytes, tag: str) -> list[dict[str, str]]:
    """Attributes of every element with that local name."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == tag:
            found.append(attributes)

    _parse(content, StartElementHandler=start)
    return found


def shared_text_lengths(parts: Mapping[str, bytes]) -> list[int]:
    """Characters of each shared text."""
    part = next((name for name in parts if name.casefold() == "xl/sharedstrings.xml"), None)
    lengths: list[int] = []
    if part is None:
        return lengths

    def start(name: str, _: dict[str, str]) -> None:
        if _local(name) == "si":
            lengths.append(0)

    def text(characters: str) -> None:
        if lengths:
            lengths[-1] += len(characters)
            if lengths[-1] > LONGEST_CELL_TEXT:
                raise XmlError("a text longer than a cell can hold")

    _parse(parts[part], StartElementHandler=start, CharacterDataHandler=text)
    return lengths


def sheet_facts(content: bytes, shared: list[int]) -> SheetFacts:
    """Reach, unusable cells and amount of text of one sheet."""
    facts = SheetFacts()
    cell = _CellState()
    inside = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        tag = _local(name)
        if tag == "row":
            cell.row = _row_number(attributes.get("r"), cell.row)
            cell.column = 0
        elif tag == "c":
            _place(cell, attributes)
            facts.rows, facts.columns = max(facts.rows, cell.row), max(facts.columns, cell.column)
        elif tag == "f":
            cell.formula = True
        inside = tag

    def text(characters: str) -> None:
        if inside == "v":
            cell.value = (cell.value or "") + characters
        elif inside == "t":
            facts.text += len(characters)

    def end(name: str) -> None:
        nonlocal inside
        inside = ""
        if _local(name) == "c":
            _close(facts, cell, shared)

    _parse(content, StartElementHandler=start, EndElementHandler=end, CharacterDataHandler=text)
    return facts


def _place(cell: _CellState, attributes: dict[str, str]) -> None:
    named = _CELL_NAME.fullmatch(attributes.get("r", ""))
    if named:
        cell.column = 0
        for sign in named.group(1).upper():
            cell.column = cell.column * 26 + ord(sign) - 64
        cell.row = int(named.group(2))
    else:
        cell.column += 1
    cell.kind = attributes.get("t", "")
    cell.formula = False
    cell.value = None


def _close(facts: SheetFacts, cell: _CellState, shared: list[int]) -> None:
    if cell.kind == "e":
        facts.unusable[cell.row, cell.column] = ERROR_VALUE
    elif cell.formula and not cell.value and cell.kind != "str":
        facts.unusable[cell.row, cell.column] = FORMULA_WITHOUT_VALUE
    if cell.kind == "s":
        index = int(cell.value) if cell.value and cell.value.isdecimal() and len(cell.value) < 10 else -1
        if not 0 <= index < len(shared):
            raise XmlError("a cell points at a text that does not exist")
        facts.text += shared[index]
    else:
        facts.text += len(cell.value or "")
    if facts.text > MOST_TEXT:
        raise XmlError("more text than a sheet of an office holds")


def _row_number(written: str | None, before: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 10 else before + 1


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parse(content: bytes, **handlers: Any) -> None:
    def no_document_type(*_: Any) -> None:
        raise XmlError("a document type is declared")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = no_document_type
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise XmlError(str(error)) from error
