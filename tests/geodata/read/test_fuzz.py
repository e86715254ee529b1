"""Whatever the bytes are, the answer is sheets or faults, never anything else."""

import json
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.contracts import SHEETS
from geodata.read import parse_plan_json, parse_problem_json, read_sheets
from planner.errors import Fault, InputFaults
from tests.geodata.read.office import NEEDED, book

QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["a", "-3.4", "102,5", "1.204", "2027-01-07..2027-01-09", "lemah", "rekam:2", "=1+1", "7 Mei 2027"]
    ),
    st.integers(-(10**18), 10**18).map(str),
    st.floats().map(str),
)
HEADINGS = st.sampled_from(
    [
        *("kode", "nama", "kecamatan", "lat", "lon", "wajib_ktp", "perekaman", "basis", "kru", "id", "keahlian"),
        *("tidak_tersedia", "jam", "tanggal", "menit", "dari", "ke", "parameter", "nilai", "rupiah", "saldo"),
        *("jenis", "jumlah", "npsn", "siswa_16"),
    ]
)
NAMES = st.sampled_from([*(row.sheet[0] for row in SHEETS.values()), "lain"])


def survives(read: Callable[[], object]) -> None:
    found: tuple[Fault, ...] = ()
    try:
        read()
    except InputFaults as error:
        found = error.faults or (Fault(code="", where="", found="", expected=("", "")),)
    assert all(fault.code and all(fault.expected) for fault in found)


def reads_folder(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as at:
        for name, content in {**{f"{n}.csv": t.encode() for n, t in NEEDED.items()}, **files}.items():
            (Path(at) / name).write_bytes(content)
        survives(lambda: read_sheets(Path(at)))


def reads_workbook(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as at:
        path = Path(at) / "data.xlsx"
        path.write_bytes(content)
        survives(lambda: read_sheets(path))


@QUIET
@given(name=NAMES, content=st.binary(max_size=200))
def test_random_bytes_as_csv(name: str, content: bytes) -> None:
    reads_folder({f"{name}.csv": content})


@QUIET
@given(
    name=NAMES, head=st.lists(HEADINGS, min_size=1, max_size=8), rows=st.lists(st.lists(CELLS, max_size=9), max_size=6)
)
def test_random_tables_as_csv(name: str, head: list[str], rows: list[list[str]]) -> None:
    text = "\n".join(";".join(row) for row in [head, *rows])
    reads_folder({f"{name}.csv": text.encode("utf-8", "surrogatepass")})


@QUIET
@given(content=st.binary(max_size=300), named=st.booleans())
def test_random_bytes_as_workbook(content: bytes, named: bool) -> None:
    reads_workbook((b"PK\x03\x04" if named else b"") + content)


def workbook() -> bytes:
    stream = BytesIO()
    book().save(stream)
    return stream.getvalue()


BOOK = workbook()


@QUIET
@given(place=st.floats(0, 1), change=st.binary(min_size=1, max_size=8))
def test_a_workbook_with_damaged_bytes(place: float, change: bytes) -> None:
    at = int(place * (len(BOOK) - len(change)))
    reads_workbook(BOOK[:at] + change + BOOK[at + len(change) :])


@QUIET
@given(
    part=st.sampled_from(
        ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
    ),
    place=st.floats(0, 1),
    change=st.sampled_from(
        [b"", b"<c r='A1' t='s'><v>9</v></c>", b"<row r='0'>", b"&#0;", b"<f>", b">", b"'", b"999999999"]
    ),
    length=st.integers(0, 40),
)
def test_a_workbook_with_damaged_parts(part: str, place: float, change: bytes, length: int) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(BOOK)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            at = int(place * len(content))
            target.writestr(name, content[:at] + change + content[at + length :] if name == part else content)
    reads_workbook(stream.getvalue())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["sites", "name", "id", "x"]), inner),
    max_leaves=8,
)


@QUIET
@given(content=st.one_of(st.binary(max_size=60), JSON.map(lambda value: json.dumps(value).encode())))
def test_random_json(content: bytes) -> None:
    survives(lambda: parse_problem_json(content))
    survives(lambda: parse_plan_json(content))
