"""A folder of CSV files as raw tables: comma, semicolon or tab, UTF-8 with or without a mark at the start."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from geodata.read.files import bytes_of, csv_text, refuse_link
from geodata.read.raw_table import FileError, Limits, RawTable, file_error

TABLE_ENDINGS = frozenset({".xlsx", ".xls", ".xlsm", ".ods", ".tsv", ".txt"})


def csv_files(folder: Path) -> tuple[list[Path], list[str]]:
    """CSV files of a folder sorted by name, and the names of other files that look like tables."""
    inside = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))
    tables = [path for path in inside if path.suffix.casefold() == ".csv"]
    others = [path.name for path in inside if path.suffix.casefold() in TABLE_ENDINGS]
    return tables, others


def csv_table(path: Path, limits: Limits) -> RawTable:
    """One CSV file.

    Raises
    ------
    FileError
        With the fault of the file.
    """
    refuse_link(path)
    return parse_csv(path.name, csv_text(path.name, bytes_of(path, limits)), limits)


def parse_csv(name: str, text: str, limits: Limits) -> RawTable:
    """CSV text as a table; row numbers are those that a spreadsheet shows."""
    sign, skip = delimiter(text)
    rows: list[tuple[str, ...]] = []
    try:
        for record in _records(text, sign):
            rows.append(tuple(record))
            if len(rows) > limits.rows or len(record) > limits.columns:
                raise too_long(name, limits)
    except csv.Error as error:
        raise file_error(
            "CSV_BROKEN",
            name,
            f"baris / row {len(rows) + 1}",
            (
                "baris CSV yang utuh; periksa tanda kutip yang tidak ditutup",
                "an intact CSV row; look for a quotation mark that is never closed",
            ),
        ) from error
    if skip and rows:
        rows[0] = ()
    return RawTable(name=Path(name).stem, rows=tuple(rows))


def too_long(name: str, limits: Limits) -> FileError:
    return file_error(
        "SHEET_TOO_LARGE",
        name,
        f"> {limits.rows} x {limits.columns}",
        (
            f"paling banyak {limits.rows} baris dan {limits.columns} kolom",
            f"at most {limits.rows} rows and {limits.columns} columns",
        ),
    )


def delimiter(text: str) -> tuple[str, bool]:
    """The sign between cells, by the first line that is not blank; and whether that line is Excel's ``sep=``."""
    for line in text[:100_000].splitlines():
        if not line.strip():
            continue
        if line.casefold().startswith("sep=") and len(line.strip()) == 5:
            return line.strip()[4], True
        bare = "".join(part for number, part in enumerate(line.split('"')) if number % 2 == 0)
        return max(",;\t", key=lambda sign: (bare.count(sign), sign == ",")), False
    return ",", False


def _records(text: str, sign: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
