"""The columns of the sheet ``jadwal``: one row for each origin at each visit, to be read and changed by people.

Written by :mod:`api.documents.workbook.plan_sheet`, read by :mod:`api.documents.hand_plan`.
"""

from dataclasses import dataclass

SHEET = "jadwal"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanColumn:
    """One column: its heading in both languages, and what belongs into it in both."""

    id: str
    headings: tuple[str, str]
    note: tuple[str, str]
    kind: str
    width: float


def _column(id: str, kind: str, width: float, indonesian: str, english: str, nota: str, note: str) -> PlanColumn:
    return PlanColumn(id=id, headings=(indonesian, english), note=(nota, note), kind=kind, width=width)


COLUMNS = (
    _column(
        "trip",
        "text",
        12,
        "perjalanan",
        "trip",
        "Id perjalanan; kosong = satu per tim dan tanggal",
        "Id of the trip; empty = one for each team and date",
    ),
    _column("team", "text", 8, "tim", "team", "Id tim", "Id of the team"),
    _column(
        "vehicle",
        "text",
        11,
        "kendaraan",
        "vehicle",
        "car, motorcycle, boat; kosong = milik tim",
        "car, motorcycle, boat; empty = that of the team",
    ),
    _column("staff", "text", 18, "petugas", "staff", "Id petugas, dipisah koma", "Ids of the staff, with commas"),
    _column(
        "equipment",
        "text",
        17,
        "peralatan",
        "equipment",
        "satellite_kit:1, dipisah koma",
        "satellite_kit:1, with commas",
    ),
    _column(
        "days",
        "text",
        12,
        "hari_perjalanan",
        "trip_days",
        "Hanya bila menginap: semua tanggal, dipisah koma",
        "Only with nights out: all dates, with commas",
    ),
    _column(
        "lodging",
        "text",
        12,
        "menginap",
        "lodging",
        "Id tempat tiap malam, dipisah koma",
        "Id of the place of each night, with commas",
    ),
    _column("break_start", "time", 11, "istirahat_mulai", "break_start", "Jam istirahat hari itu", "Break of that day"),
    _column("break_end", "time", 11, "istirahat_selesai", "break_end", "Jam istirahat hari itu", "Break of that day"),
    _column("day", "date", 11, "tanggal", "date", "Tanggal kunjungan", "Date of the visit"),
    _column(
        "site",
        "text",
        15,
        "kode_tempat",
        "site",
        "Kode desa, NPSN atau id tempat",
        "Village code, NPSN or id of the place",
    ),
    _column("site_name", "note", 20, "nama_tempat", "site_name", "Untuk dibaca saja", "For reading only"),
    _column(
        "service",
        "text",
        11,
        "layanan",
        "service",
        "recording atau ikd_only; kosong = recording",
        "recording or ikd_only; empty = recording",
    ),
    _column(
        "arrive",
        "time",
        10,
        "tiba",
        "arrive",
        "Jam tiba; kosong = saat mulai memasang",
        "Arrival; empty = when it sets up",
    ),
    _column(
        "set_up",
        "time",
        10,
        "mulai_pasang",
        "set_up",
        "Mulai memasang alat; kosong = dihitung dari jam mulai",
        "Begins to set up; empty = from the start of service",
    ),
    _column("start", "time", 10, "mulai", "start", "Layanan mulai", "Service starts"),
    _column("end", "time", 10, "selesai", "end", "Layanan selesai", "Service ends"),
    _column(
        "depart",
        "time",
        10,
        "berangkat",
        "depart",
        "Jam berangkat; kosong = dihitung dari jam selesai",
        "Departure; empty = from the end of service",
    ),
    _column(
        "origin",
        "text",
        15,
        "kode_asal",
        "origin",
        "Desa atau sekolah asal orang",
        "Village or school that people come from",
    ),
    _column("origin_name", "note", 20, "nama_asal", "origin_name", "Untuk dibaca saja", "For reading only"),
    _column(
        "invited", "count", 10, "diundang", "invited", "Orang diundang untuk perekaman", "People invited for recording"
    ),
    _column(
        "invited_ikd",
        "count",
        10,
        "diundang_ikd",
        "invited_ikd",
        "Orang terekam diundang untuk IKD saja",
        "Recorded people invited for IKD alone",
    ),
    _column(
        "recorded",
        "micro",
        13,
        "perkiraan_rekam",
        "recorded",
        "Perkiraan orang direkam; kosong = diundang x kehadiran",
        "People expected to be recorded; empty = invited x turnout",
    ),
    _column(
        "cards",
        "micro",
        13,
        "perkiraan_kartu",
        "cards",
        "Perkiraan kartu dicetak; kosong = 0",
        "Cards expected; empty = 0",
    ),
    _column(
        "ikd",
        "micro",
        13,
        "perkiraan_ikd",
        "ikd",
        "Perkiraan IKD aktif; kosong = 0",
        "Digital identities expected; empty = 0",
    ),
)
