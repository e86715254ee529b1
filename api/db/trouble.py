"""What a database stumbled over: the same kinds for SQLite and PostgreSQL."""

import errno
import os
import shutil
import sqlite3
from enum import StrEnum
from pathlib import Path

from sqlalchemy.exc import DBAPIError

FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""No room on the disk, or none that this user may take."""
LEAST_ROOM = 2**20
"""Bytes that a folder needs to be worked in: a plan and what is told of it take less."""


class Trouble(StrEnum):
    """What kind of trouble it is."""

    FULL = "full"
    READ_ONLY = "read_only"
    BUSY = "busy"
    DAMAGED = "damaged"
    NOT_OPENED = "not_opened"
    NOT_ALLOWED = "not_allowed"
    FAILED = "failed"
    AWAY = "away"


_SQLITE = {
    "SQLITE_FULL": Trouble.FULL,
    "SQLITE_READONLY": Trouble.READ_ONLY,
    "SQLITE_BUSY": Trouble.BUSY,
    "SQLITE_LOCKED": Trouble.BUSY,
    "SQLITE_NOTADB": Trouble.DAMAGED,
    "SQLITE_CORRUPT": Trouble.DAMAGED,
    "SQLITE_CANTOPEN": Trouble.NOT_OPENED,
    # What its connections share is a file of a few pages beside it; where that does not grow, there is no room.
    "SQLITE_IOERR_SHMSIZE": Trouble.FULL,
}
_POSTGRES = {
    "53100": Trouble.FULL,
    "25006": Trouble.READ_ONLY,
    "55P03": Trouble.BUSY,
    "53300": Trouble.BUSY,
    "42501": Trouble.NOT_ALLOWED,
}
_TOLD = {
    Trouble.FULL: "disk penuh / a full disk",
    Trouble.READ_ONLY: "hanya dapat dibaca / read-only",
    Trouble.BUSY: "sedang dipakai program lain / in use by another program",
    Trouble.DAMAGED: "isi yang bukan basis data atau rusak / content that is no database, or damaged",
    Trouble.NOT_OPENED: "tidak dapat dibuka; periksa folder dan izinnya / not to be opened; check the folder and its "
    "permissions",
    Trouble.NOT_ALLOWED: "akun ini tidak boleh mengubahnya / this account may not change it",
    Trouble.FAILED: "tidak dapat dibaca atau ditulisi; periksa disk, ruangnya dan izin berkasnya / not to be read or "
    "written; check the disk, its room and the permissions of the files",
    Trouble.AWAY: "tidak menjawab, atau menolak akun, kata sandi atau nama basis datanya / no answer, or account, "
    "password or name of the database refused",
}


def trouble_of(error: Exception) -> Trouble:
    """The kind of trouble; what is not known is told as files that fail, or as a server that does not answer."""
    original = error.orig if isinstance(error, DBAPIError) else error
    # What was committed is put on the disk by ourselves: there the system says that nothing more goes there.
    if isinstance(original, OSError) and original.errno in FULL:
        return Trouble.FULL
    if isinstance(original, OSError) and original.errno == errno.EROFS:
        return Trouble.READ_ONLY
    known, otherwise = _POSTGRES, Trouble.AWAY
    if isinstance(original, sqlite3.Error | OSError):
        known, otherwise = _SQLITE, Trouble.FAILED
    name = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None) or ""
    # A connection that is refused at its start bears no state: that looks as a server that is away.
    return next((kind for start, kind in known.items() if name.startswith(start)), otherwise)


def trouble_in(folder: Path) -> Trouble | None:
    """What keeps a folder from being written to; ``None`` where there is a right and room. Nothing is written."""
    try:
        room = shutil.disk_usage(folder).free
    except OSError:
        return Trouble.NOT_OPENED
    if not os.access(folder, os.W_OK):
        return Trouble.READ_ONLY
    return Trouble.FULL if room < LEAST_ROOM else None


def told(trouble: Trouble) -> str:
    """It in words, Indonesian and English."""
    return _TOLD[trouble]
