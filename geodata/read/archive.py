"""A workbook as a zip archive, unpacked within limits before anything parses it.

The parts that hold text are unpacked here, counted byte by byte, and packed anew without compression; the parser
of the workbook only ever sees that copy. What the archive claims about itself is checked first and never trusted.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from geodata.read.raw_table import FileError, Limits, file_error
from planner.causes import found_of

CHUNK = 65_536
RATIO_FROM_BYTES = 1_048_576
MOST_MEMBERS = 2_000
BROKEN_ARCHIVE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    OverflowError,
    OSError,
)
"""What reading an archive raises that is cut off, altered, encrypted or packed in a way that nothing here knows."""


def found_in_archive(error: Exception) -> str:
    """What such an archive is."""
    if isinstance(error, NotImplementedError):
        return "pemampatan yang tidak dikenal / a way of packing that is not known"
    if isinstance(error, RuntimeError):
        return "terkunci dengan kata sandi / locked with a password"
    if isinstance(error, OSError) and error.errno:
        return found_of(error)
    return "terpotong atau rusak / cut off or damaged"


INTACT = ("buku kerja .xlsx yang utuh", "an intact .xlsx workbook")


def text_parts(name: str, content: bytes, limits: Limits) -> dict[str, bytes]:
    """The XML parts of a workbook by their names.

    Raises
    ------
    FileError
        ``ZIP_BOMB``, ``WORKBOOK_BROKEN``, ``WORKBOOK_ENCRYPTED``, ``CONTENT_NOT_AS_NAMED``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_directory(name, members, limits)
            parts = _unpacked(name, archive, members, limits)
    except BROKEN_ARCHIVE as error:
        raise file_error("WORKBOOK_BROKEN", name, found_in_archive(error), INTACT) from error
    if "xl/workbook.xml" not in {part.casefold() for part in parts}:
        raise file_error(
            "CONTENT_NOT_AS_NAMED",
            name,
            "zip tanpa xl/workbook.xml / zip without xl/workbook.xml",
            (
                "buku kerja .xlsx (bukan .ods, .docx, .xlsb, atau .zip)",
                "an .xlsx workbook (no .ods, .docx, .xlsb, .zip)",
            ),
        )
    return parts


def repacked(parts: Mapping[str, bytes]) -> io.BytesIO:
    """The parts as an archive without compression."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for part in sorted(parts):
            archive.writestr(zipfile.ZipInfo(part), parts[part])
    stream.seek(0)
    return stream


def _check_directory(name: str, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > limits.inflated_bytes:
        raise bomb(name, limits)
    seen: set[str] = set()
    for member in members:
        if member.file_size > RATIO_FROM_BYTES and member.file_size > limits.ratio * max(member.compress_size, 1):
            raise bomb(name, limits)
        if member.flag_bits & 0x1:
            raise file_error(
                "WORKBOOK_ENCRYPTED",
                name,
                "terenkripsi / encrypted",
                ("buku kerja tanpa kata sandi", "a workbook without a password"),
            )
        if member.filename.casefold() in seen:
            raise file_error("WORKBOOK_BROKEN", name, f"2 x {member.filename}", INTACT)
        seen.add(member.filename.casefold())


def _unpacked(name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> dict[str, bytes]:
    left = limits.inflated_bytes
    parts: dict[str, bytes] = {}
    for member in members:
        if not member.filename.casefold().endswith((".xml", ".rels")):
            continue
        pieces = []
        with archive.open(member) as stream:
            while piece := stream.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise bomb(name, limits)
                pieces.append(piece)
        parts[member.filename] = b"".join(pieces)
    return parts


def bomb(name: str, limits: Limits) -> FileError:
    most = limits.inflated_bytes / 1_048_576
    return file_error(
        "ZIP_BOMB",
        name,
        f"> {most:g} MB atau > {limits.ratio} kali / or > {limits.ratio} times",
        (
            f"berkas yang setelah dibuka paling besar {most:g} MB; hapus sel, lembar dan berkas yang tidak dipakai",
            f"a file of at most {most:g} MB once unpacked; remove cells, sheets and files that are not used",
        ),
    )
