"""A store that cannot be used, in words: what stands between us and it, and the way out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.errors import refuse
from api.settings import DATABASE_VARIABLE, Settings
from planner.causes import found_of

if TYPE_CHECKING:
    from api.db.engine import Database


@contextmanager
def in_use(database: "Database", settings: Settings) -> "Iterator[None]":
    """While a store is used by a command; it is closed at the end, whatever comes.

    Raises
    ------
    InputFaults
        The store could be opened, but not read or written.
    """
    from sqlalchemy.exc import OperationalError

    try:
        yield
    except OperationalError as error:
        raise unusable(database, settings, error) from error
    finally:
        database.close()


def unusable(database: "Database", settings: Settings, error: Exception) -> Exception:
    """The fault to raise for what came when the store was opened; what is none of its troubles stays as it is."""
    from alembic.util.exc import CommandError
    from sqlalchemy.exc import SQLAlchemyError

    from api.db.trouble import Trouble, told, trouble_of

    where = DATABASE_VARIABLE if settings.database_url else "--data"
    if isinstance(error, CommandError):
        return refuse(
            "STORE_OF_NEWER_VERSION",
            where,
            settings.data_folder if settings.database_url is None else "-",
            "data dari versi Jemput ini atau yang lebih lama",
            "data of this version of Jemput or an older one",
        )
    if isinstance(error, OSError):
        # The backup before an upgrade.
        return refuse(
            "DATA_NOT_WRITABLE",
            where,
            f"{settings.data_folder}: {found_of(error)}",
            "folder yang boleh ditulisi",
            "a folder that may be written to",
        )
    if not isinstance(error, SQLAlchemyError):
        return error
    trouble = trouble_of(error)
    if trouble is Trouble.AWAY and not database.is_sqlite:
        return _away(database)
    return refuse(
        "DATABASE_UNAVAILABLE",
        where,
        told(trouble),
        "basis data yang dapat dibuka dan ditulisi",
        "a database that can be opened and written to",
    )


def _away(database: "Database") -> Exception:
    """Which of the parts of an address it is that does not lead to a database."""
    from api.db.refusals import Refusal, refused

    found = refused(database.engine)
    expected = {
        Refusal.ADDRESS: (
            "alamat dengan pilihan yang dikenal PostgreSQL (sesudah tanda tanya)",
            "an address with options that PostgreSQL knows (after the question mark)",
        ),
        Refusal.HOST: (
            "server PostgreSQL yang menjawab di alamat ini: apakah hidup, apakah nama dan portnya benar, adakah "
            "firewall di antaranya?",
            "a PostgreSQL server that answers at this address: is it up, are its name and port right, is a firewall "
            "between?",
        ),
        Refusal.NOT_READY: (
            "server PostgreSQL yang sudah siap; yang ini sedang mulai atau berhenti, coba lagi sebentar lagi",
            "a PostgreSQL server that is ready; this one is starting or stopping, try again in a moment",
        ),
        Refusal.ACCOUNT: (
            "akun dan kata sandi yang diterima server: periksa keduanya, juga pg_hba.conf di server",
            "an account and a password that the server accepts: check both, and pg_hba.conf on the server",
        ),
        Refusal.DATABASE: (
            "nama basis data yang ada di server; buat dulu dengan createdb bila belum ada",
            "the name of a database on the server; make it first with createdb if there is none",
        ),
        Refusal.OTHER: (
            "basis data yang boleh dibuka akun ini dan masih menerima sambungan",
            "a database that this account may open and that still takes connections",
        ),
    }[found.refusal]
    return refuse("DATABASE_UNAVAILABLE", DATABASE_VARIABLE, found.about, *expected)
