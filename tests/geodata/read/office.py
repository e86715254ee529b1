"""A tiny office, as files: each test writes what it changes and reads what comes of it."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from geodata.contracts import Sheets
from geodata.read import Limits, read_sheets
from planner.errors import Fault, InputFaults

DESA = """kode,nama,kecamatan,lat,lon,wajib_ktp,perekaman
a,Desa A,Utara,-3.40,102.50,300,200
b,Desa B,Selatan,-3.45,102.55,120,100
"""
TIM = "id;basis\nt1;-3.42, 102.52\n"
STOK = "saldo\n2000\n"
NEEDED = {"desa": DESA, "tim": TIM, "stok": STOK}


def folder(at: Path, **sheets: str | bytes | None) -> Path:
    """A planning folder: the needed sheets, and those given; ``None`` leaves one out."""
    at.mkdir(exist_ok=True)
    for name, text in {**NEEDED, **sheets}.items():
        if isinstance(text, bytes):
            (at / f"{name}.csv").write_bytes(text)
        elif text is not None:
            (at / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return at


def village(cells: str = "", headings: str = "", *, counts: str = "300,200") -> str:
    """The sheet ``desa`` with one village ``a`` and more columns."""
    tail = (f",{headings}", f",{cells}") if headings else ("", "")
    head = f"kode,nama,kecamatan,lat,lon,wajib_ktp,perekaman{tail[0]}\n"
    return f"{head}a,Desa A,Utara,-3.40,102.50,{counts}{tail[1]}\n"


def read(source: Path, limits: Limits | None = None) -> Sheets:
    return read_sheets(source, limits)


def faults(source: Path, limits: Limits | None = None) -> tuple[Fault, ...]:
    """All faults of a source that has some."""
    with pytest.raises(InputFaults) as caught:
        read_sheets(source, limits)
    assert caught.value.faults
    for fault in caught.value.faults:
        assert all(fault.expected), fault
    return caught.value.faults


def codes(source: Path, limits: Limits | None = None) -> list[str]:
    return [fault.code for fault in faults(source, limits)]


def one(source: Path, limits: Limits | None = None) -> Fault:
    """The only fault of a source."""
    found = faults(source, limits)
    assert len(found) == 1, found
    return found[0]


Table = Sequence[Sequence[object]]
TABLES: Mapping[str, Table] = {
    "desa": [
        ["kode", "nama", "kecamatan", "lat", "lon", "wajib_ktp", "perekaman"],
        ["a", "Desa A", "Utara", -3.4, 102.5, 300, 200],
        ["b", "Desa B", "Selatan", -3.45, 102.55, 120, 100],
    ],
    "tim": [["id", "basis"], ["t1", "-3.42, 102.52"]],
    "stok": [["saldo"], [2000]],
}


def book(**sheets: Table | None) -> openpyxl.Workbook:
    """A workbook of the needed sheets and those given, not saved yet."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in {**TABLES, **sheets}.items():
        if rows is not None:
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
    return made


def saved(made: openpyxl.Workbook, at: Path, name: str = "data.xlsx") -> Path:
    path = at / name
    made.save(path)
    return path


def with_parts(path: Path, **parts: bytes) -> Path:
    """The archive with parts replaced; ``xl_worksheets_sheet1`` stands for ``xl/worksheets/sheet1.xml``."""
    named = {f"{name.replace('_', '/')}.xml": content for name, content in parts.items()}
    with zipfile.ZipFile(path) as archive:
        held = {item: archive.read(item) for item in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for item, content in {**held, **named}.items():
            archive.writestr(item, content)
    path.write_bytes(stream.getvalue())
    return path
