"""The bytes of a file, and whether they are what its name says."""

import stat
from pathlib import Path

from geodata.read.raw_table import FileError, Limits, file_error

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PDF = b"%PDF"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS_XLSX = (
    "buku kerja .xlsx; buka di Excel atau LibreOffice lalu Simpan Sebagai .xlsx",
    "an .xlsx workbook; open it in Excel or LibreOffice and Save As .xlsx",
)
SAVE_AS_CSV = (
    "CSV UTF-8; di Excel: Simpan Sebagai > CSV UTF-8 (dipisahkan koma)",
    "CSV UTF-8; in Excel: Save As > CSV UTF-8 (comma delimited)",
)


def bytes_of(path: Path, limits: Limits) -> bytes:
    """The content of a regular file within the size limit.

    Raises
    ------
    FileError
        ``NOT_A_FILE``, ``FILE_TOO_LARGE``, ``FILE_NOT_READABLE``.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise file_error("NOT_A_FILE", path.name, path.name, ("berkas biasa", "a regular file"))
        with path.open("rb") as stream:
            content = stream.read(limits.file_bytes + 1)
    except OSError as error:
        raise file_error(
            "FILE_NOT_READABLE", path.name, error.strerror or "OSError", ("berkas yang dapat dibaca", "a readable file")
        ) from error
    if len(content) > limits.file_bytes:
        raise too_large(path.name, max(found.st_size, len(content)), limits)
    return content


def too_large(name: str, size: int, limits: Limits) -> FileError:
    most = limits.file_bytes / 1_048_576
    return file_error(
        "FILE_TOO_LARGE",
        name,
        f"{size} B",
        (f"berkas paling besar {most:g} MB", f"a file of at most {most:g} MB"),
    )


def refuse_link(path: Path) -> None:
    """Files of a folder are read from that folder, never from where a link leads."""
    if path.is_symlink():
        raise file_error(
            "SYMLINK", path.name, path.name, ("berkas itu sendiri, bukan tautan", "the file itself, not a link to it")
        )


def check_workbook_bytes(name: str, content: bytes) -> None:
    """Raise what a ``.xlsx`` file really is, where it is no zip archive."""
    if content.startswith(ZIP):
        return
    if not content:
        raise file_error("FILE_EMPTY", name, "0 B", SAVE_AS_XLSX)
    if content.startswith(OLE):
        if ENCRYPTED in content:
            raise file_error(
                "WORKBOOK_ENCRYPTED",
                name,
                "terenkripsi / encrypted",
                ("buku kerja tanpa kata sandi", "a workbook without a password"),
            )
        raise file_error("CONTENT_NOT_AS_NAMED", name, "Excel 97-2003 (.xls)", SAVE_AS_XLSX)
    raise file_error("CONTENT_NOT_AS_NAMED", name, _kind(content), SAVE_AS_XLSX)


def csv_text(name: str, content: bytes) -> str:
    """The text of a ``.csv`` file.

    Raises
    ------
    FileError
        ``CONTENT_NOT_AS_NAMED`` with what it really is, ``NOT_UTF8`` with the way out.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise file_error("NOT_UTF8", name, "UTF-16", SAVE_AS_CSV)
    if content.startswith((OLE, ZIP, PDF)) or _is_html(content):
        raise file_error("CONTENT_NOT_AS_NAMED", name, _kind(content), SAVE_AS_CSV)
    if b"\x00" in content:
        raise file_error("CONTENT_NOT_AS_NAMED", name, "biner / binary (NUL)", SAVE_AS_CSV)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        guess = f"mungkin Windows-1252 / perhaps Windows-1252 (baris / line {line})"
        raise file_error("NOT_UTF8", name, guess, SAVE_AS_CSV) from error


def _is_html(content: bytes) -> bool:
    return (
        content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml"))
    )


def _kind(content: bytes) -> str:
    if content.startswith(ZIP):
        return "zip (.xlsx, .ods, .docx, .zip)"
    if content.startswith(OLE):
        return "Excel 97-2003 (.xls)"
    if content.startswith(PDF):
        return "PDF"
    if _is_html(content):
        return "HTML / XML"
    if b"\x00" in content[:4096]:
        return "biner / binary"
    return "teks / text"
