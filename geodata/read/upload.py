"""What somebody sends over the wire as raw tables: a workbook, a zip of CSV files, or JSON."""

import io
import json
import zipfile
from pathlib import PurePosixPath
from typing import Any

from geodata.contracts import SHEETS, columns_of
from geodata.read.archive import BROKEN_ARCHIVE, CHUNK, MOST_MEMBERS, RATIO_FROM_BYTES, bomb, found_in_archive
from geodata.read.csv_folder import parse_csv, too_long
from geodata.read.files import ZIP, csv_text, too_large
from geodata.read.json_faults import JSON_FILE, pointer
from geodata.read.raw_table import FileError, Limits, RawTable, file_error
from geodata.read.workbook import workbook_tables
from planner.causes import found_of, kind_of
from planner.errors import Fault, InputFaults

UPLOADS = (
    'buku kerja .xlsx, .zip berisi berkas CSV, atau objek JSON berisi lembar, seperti {"villages": [...]}',
    'an .xlsx workbook, a .zip of CSV files, or a JSON object of sheets, such as {"villages": [...]}',
)
NOT_EMPTY = (
    "berkas yang ada isinya; yang ini kosong, mungkin terputus waktu disalin atau diunggah",
    "a file with something in it; this one is empty, perhaps broken off while it was copied or uploaded",
)
A_JSON_LIST = "daftar JSON, bukan objek / a JSON list, no object"
NEITHER = "isi yang rusak, atau jenis berkas lain / damaged, or another kind of file"
INTACT_ZIP = ("arsip .zip yang utuh dan tanpa kata sandi", "an intact .zip archive without a password")
A_LIST = ("daftar baris", "a list of rows")
AN_OBJECT = ("objek dengan judul kolom", "an object of headings")
A_CELL = ("teks atau bilangan", "text or a number")


def uploaded_tables(name: str, content: bytes, limits: Limits | None = None) -> tuple[RawTable, ...]:
    """The tables of an upload, whatever of the three it is; its bytes tell, not its name.

    JSON is an object of sheets, each a list of rows, each an object of headings:
    ``{"villages": [{"code": "17.02.01.2001", "recorded": 1165}]}``.

    Raises
    ------
    InputFaults
        It is none of them, broken, or beyond the limits.
    """
    most = limits or Limits()
    try:
        if len(content) > most.file_bytes:
            raise too_large(name, len(content), most)
        if content.startswith(ZIP):
            if _is_workbook(name, content):
                return tuple(workbook_tables(name, content, most))
            return _zipped(name, content, most)
        text = content.lstrip(b"\xef\xbb\xbf \t\r\n")
        if text.startswith(b"{"):
            return _json_tables(name, content, most)
        if not text:
            raise file_error("FILE_EMPTY", name, f"{len(content)} B", NOT_EMPTY)
        raise file_error("UPLOAD_NOT_SUPPORTED", name, A_JSON_LIST if text.startswith(b"[") else NEITHER, UPLOADS)
    except FileError as error:
        raise InputFaults((error.fault,)) from error


def _is_workbook(name: str, content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = {item.casefold() for item in archive.namelist()}
    except BROKEN_ARCHIVE as error:
        raise file_error("ZIP_BROKEN", name, found_in_archive(error), INTACT_ZIP) from error
    return "[content_types].xml" in inside


def _zipped(name: str, content: bytes, limits: Limits) -> tuple[RawTable, ...]:
    """CSV files anywhere in the archive; only the last part of a path counts, nothing is written to disk."""
    found: list[RawTable] = []
    faults: list[Fault] = []
    left = limits.inflated_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > left:
                raise bomb(name, limits)
            for member in members:
                own = PurePosixPath(member.filename.replace("\\", "/")).name
                if member.is_dir() or not own.casefold().endswith(".csv") or own.startswith("."):
                    continue
                if member.file_size > RATIO_FROM_BYTES and member.file_size > limits.ratio * max(
                    member.compress_size, 1
                ):
                    raise bomb(name, limits)
                text = _member(name, archive, member, min(left, limits.file_bytes), limits)
                left -= len(text)
                try:
                    found.append(parse_csv(own, csv_text(own, text), limits))
                except FileError as error:
                    faults.append(error.fault)
    except BROKEN_ARCHIVE as error:
        raise file_error("ZIP_BROKEN", name, found_in_archive(error), INTACT_ZIP) from error
    if faults:
        raise InputFaults(tuple(faults))
    if not found:
        raise file_error("NO_SHEETS", name, "0", ("paling sedikit satu berkas CSV", "at least one CSV file"))
    return tuple(found)


def _member(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, limits: Limits) -> bytes:
    pieces: list[bytes] = []
    size = 0
    with archive.open(member) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > most:
                raise bomb(name, limits)
            pieces.append(piece)
    return b"".join(pieces)


def _json_tables(name: str, content: bytes, limits: Limits) -> tuple[RawTable, ...]:
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise file_error("JSON_BROKEN", name, found_of(error), JSON_FILE) from error
    faults: list[Fault] = []
    found = [_json_table(sheet, rows, limits, faults) for sheet, rows in told.items()]
    if faults:
        raise InputFaults(tuple(faults))
    return tuple(table for table in found if table is not None)


def _json_table(sheet: str, rows: Any, limits: Limits, faults: list[Fault]) -> RawTable | None:
    if not isinstance(rows, list):
        faults.append(_json_fault((sheet,), rows, A_LIST))
        return None
    headings: dict[str, int] = {}
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            faults.append(_json_fault((sheet, number), row, ("objek dengan judul kolom", "an object of headings")))
            continue
        for heading, value in row.items():
            headings.setdefault(heading, len(headings))
            if value is not None and not isinstance(value, str | int | float | bool):
                faults.append(_json_fault((sheet, number, heading), value, ("teks atau bilangan", "text or number")))
    if len(rows) > limits.rows or len(headings) > limits.columns or len(rows) * len(headings) > limits.cells:
        raise too_long(sheet, limits)
    if faults:
        return None
    cells = [tuple(row.get(heading) for heading in headings) for row in rows]
    return RawTable(name=sheet, rows=(tuple(headings) or tuple(_own_headings(sheet)), *cells))


def _own_headings(sheet: str) -> list[str]:
    """An empty list of rows still is the sheet."""
    return [column.heading[1] for column in columns_of(SHEETS[sheet]).values()] if sheet in SHEETS else []


def _json_fault(place: tuple[str | int, ...], found: object, expected: tuple[str, str]) -> Fault:
    return Fault(code="JSON_VALUE", where=pointer(place), found=kind_of(found), expected=expected)
