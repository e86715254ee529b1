"""Backups: every row of the store in one zip, the same for both databases, so that one can follow the other.

A backup is taken from one consistent view while the service runs. It is read back before it gets its name, and so is
what a restore has written: a manifest holds number and hash of the rows of each table.
"""

import base64
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from sqlalchemy import Connection, Date, LargeBinary, MetaData, Table, func, insert, select

from api.db.engine import Database
from api.db.upgrade import current, upgrade, upgrade_to
from api.errors import refuse
from api.product import product_version
from planner.causes import found_of

FORMAT = "jemput/backup/1"
MANIFEST = "manifest.json"
BATCH = 200
OWN = "alembic_version"
Both = tuple[str, str]


def back_up(database: Database, target: Path) -> dict[str, int]:
    """Write a backup; the rows of each table.

    Raises
    ------
    InputFaults
        The file is there already or cannot be written.
    """
    if target.exists():
        raise refuse("FILE_EXISTS", "FILE", target, "nama berkas yang belum ada", "a file name that is not taken")
    try:
        with NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as stream:
            part = Path(stream.name)
    except OSError as error:
        raise refuse(
            "OUT_NOT_WRITABLE", "FILE", target, "folder yang boleh ditulisi", "a folder that may be written to"
        ) from error
    try:
        with database.snapshot() as connection:
            _write(connection, part)
        manifest = _verified(part)
        os.replace(part, target)
    except OSError as error:
        raise refuse(
            "OUT_NOT_WRITABLE",
            "FILE",
            f"{target}: {found_of(error)}",
            "folder yang boleh ditulisi, dengan ruang yang cukup",
            "a folder that may be written to, with room enough",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return {name: told["rows"] for name, told in manifest["tables"].items()}


def restore(source: Path, database: Database) -> dict[str, int]:
    """Fill an empty store from a backup, then bring it to this version; the rows of each table.

    Raises
    ------
    InputFaults
        The file is no intact backup, of a newer version, or the store is not empty.
    """
    manifest = _verified(source)
    with database.reading() as connection:
        if current(connection) is not None:
            raise refuse(
                "STORE_NOT_EMPTY",
                "--data",
                _held(connection),
                "folder data yang masih kosong; pulihkan ke folder baru lalu pakai folder itu",
                "an empty data folder; restore into a new one, then use that",
            )
    try:
        upgrade_to(database, manifest["step"])
    except LookupError as error:
        raise refuse(
            "BACKUP_OF_NEWER_VERSION",
            source.name,
            manifest["product"],
            f"cadangan dari versi ini atau yang lebih lama ({product_version()})",
            f"a backup of this version or an older one ({product_version()})",
        ) from error
    with database.writing() as connection, zipfile.ZipFile(source) as archive:
        for table in _tables(connection):
            _fill(connection, table, archive)
        for table in _tables(connection):
            told = manifest["tables"][table.name]
            if _told(_lines(connection, table)) != told:
                raise _changed(source, table.name)
    upgrade(database)
    return {name: told["rows"] for name, told in manifest["tables"].items()}


def _held(connection: Connection) -> str:
    """What a store holds, as far as its owner knows it again."""
    kept = {table.name: table for table in _tables(connection)}
    offices, plans = (
        connection.execute(select(func.count()).select_from(kept[name])).scalar() if name in kept else 0
        for name in ("offices", "plans")
    )
    return f"{offices} kantor, {plans} rencana / {offices} offices, {plans} plans"


def _write(connection: Connection, part: Path) -> None:
    tables: dict[str, Any] = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for table in _tables(connection):
            digest, rows = hashlib.sha256(), 0
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as stream:
                for line in _lines(connection, table):
                    stream.write(line)
                    digest.update(line)
                    rows += 1
            tables[table.name] = {"rows": rows, "sha256": digest.hexdigest()}
        manifest = {
            "format": FORMAT,
            "product": product_version(),
            "step": current(connection),
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "tables": tables,
        }
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1, sort_keys=True))


def _verified(source: Path) -> dict[str, Any]:
    """The manifest of a backup whose every table is as the manifest says."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest["format"] != FORMAT:
                raise _broken(source, ("berkas dalam bentuk lain", "a file of another format"))
            for name, told in manifest["tables"].items():
                with archive.open(f"{name}.jsonl") as stream:
                    if _told(stream) != told:
                        raise _changed(source, name)
    except FileNotFoundError as error:
        raise _broken(source, ("berkas itu tidak ada", "there is no such file")) from error
    except OSError as error:
        raise _broken(source, ("berkas tidak dapat dibaca", "the file cannot be read")) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise _broken(source, ("berkas rusak, terpotong atau bukan .zip", "damaged, cut off, or no .zip")) from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _broken(source, ("arsip .zip tanpa isi cadangan Jemput", "a .zip without what a backup holds")) from error
    return manifest


def _changed(source: Path, table: str) -> Exception:
    return _broken(source, (f"tabel {table} berubah sesudah dicadangkan", f"table {table} was changed afterwards"))


def _broken(source: Path, why: Both) -> Exception:
    expected = (
        f"cadangan Jemput yang utuh: {why[0]}; pakai cadangan lain",
        f"an intact backup of Jemput: {why[1]}; use another one",
    )
    return refuse("BACKUP_BROKEN", source.name, source.name, *expected)


def _told(lines: Any) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    for line in lines:
        digest.update(line)
        rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _tables(connection: Connection) -> list[Table]:
    """Tables as they are in this store, those that others refer to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != OWN]


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Rows in the order of their keys, one JSON line each; the same bytes on either database."""
    keys = list(table.primary_key.columns)
    names = sorted(column.name for column in table.columns)
    rows = connection.execution_options(yield_per=BATCH).execute(select(table).order_by(*keys))
    for row in rows:
        kept = {name: _plain(getattr(row, name)) for name in names}
        yield json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value.isoformat() if isinstance(value, date) else value


def _fill(connection: Connection, table: Table, archive: zipfile.ZipFile) -> None:
    if connection.execute(select(func.count()).select_from(table)).scalar():
        connection.execute(table.delete())
    batch: list[dict[str, Any]] = []
    with archive.open(f"{table.name}.jsonl") as stream:
        for line in stream:
            batch.append({name: _typed(table, name, value) for name, value in json.loads(line).items()})
            if len(batch) >= BATCH:
                connection.execute(insert(table), batch)
                batch = []
    if batch:
        connection.execute(insert(table), batch)


def _typed(table: Table, name: str, value: Any) -> Any:
    kind = table.columns[name].type
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
