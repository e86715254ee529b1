"""Writes the files of a run: each whole or not at all, ``plan.json`` last."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from api.errors import refuse

NAMES = ("problem.json", "jadwal.xlsx", "plan.geojson", "peta.html", "plan.json")
"""In the order in which they are put in place: a ``plan.json`` means that all of them are there."""


def prepare(folder: Path) -> None:
    """Make the folder and see that files can be written there, before an hour is spent on planning.

    Raises
    ------
    InputFaults
        If it is a file, cannot be written to, or holds files of these names that no run has made.
    """
    if folder.exists() and not folder.is_dir():
        raise refuse("OUT_IS_FILE", "--out", folder, "folder, bukan berkas", "a folder, not a file")
    foreign = [name for name in NAMES if (folder / name).exists()]
    if foreign and not (folder / "plan.json").exists():
        raise refuse(
            "OUT_NOT_OURS",
            "--out",
            folder,
            f"folder lain: {', '.join(foreign)} sudah ada di sana dan bukan hasil Jemput",
            f"another folder: {', '.join(foreign)} is there already and was not made by Jemput",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise refuse(
            "OUT_NOT_WRITABLE", "--out", folder, "folder yang boleh ditulisi", "a folder that may be written to"
        ) from error


def prepared_folder(out: str) -> Path:
    """A folder that files may be put into, made if need be.

    Raises
    ------
    InputFaults
        If it cannot be made.
    """
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(
            "OUT_NOT_WRITABLE", "--out", out, "folder yang boleh ditulisi", "a folder that may be written to"
        ) from error
    return folder


def write_all(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write every file beside its old version first, then put one after the other in its place.

    A crash leaves old or new files, never half a file. A file that is open elsewhere (Windows locks a workbook that
    is open in Excel) keeps its old content; the new one is put beside it under ``<name>.baru``.

    Returns
    -------
    tuple
        Where each file is now, in the order of ``contents``.
    """
    waiting: dict[str, Path] = {}
    try:
        for name, content in contents.items():
            waiting[name] = _written(folder, name, content)
        return tuple(_put(folder / name, waiting[name]) for name in contents)
    finally:
        for path in waiting.values():
            path.unlink(missing_ok=True)


def write_one(path: Path, content: bytes) -> Path:
    """Write one file, whole or not at all."""
    return write_all(path.parent, {path.name: content})[0]


def _written(folder: Path, name: str, content: bytes) -> Path:
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", suffix=".tmp", dir=folder)
    path = Path(temporary)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp lets nobody else read; the files of a run are for the office.
        path.chmod(0o644)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _put(path: Path, temporary: Path) -> Path:
    try:
        os.replace(temporary, path)
    except PermissionError:
        beside = path.with_name(f"{path.stem}.baru{path.suffix}")
        os.replace(temporary, beside)
        return beside
    return path
