"""However much is wrong, it is told at once, in order of place, and nothing is half-loaded."""

from pathlib import Path

from tests.geodata.read.office import TABLES, book, faults, folder, saved

BAD: dict[str, str | bytes | None] = {
    "desa": (
        "kode,nama,kecamatan,lat,lon,wajib_ktp,perekaman,belum_rekam,konektivitas,tanggal_siap_data,NIK\n"
        "a,Desa A,Utara,-3.40,102.50,300,310,,lemah,,1\n"
        "a,Desa B,Utara,102.55,-3.45,120,100,30,lemahh,31/02/2027,2\n"
        "c,,Utara,-3.4,150,seratus,-5,,,,3\n"
    ),
    "sekolah": "npsn,nama,siswa_16,siswa_terekam,kode_desa\n1,SMA,20,25,z\n2,SMK,20,5,\n",
    "tim": "id;basis;kru;mulai;selesai\nt1;;rekam:9;;\nt2;x;dua orang;15:00;14:00\n",
    "petugas": 'id,keahlian\np1,"rekam,sopir"\n',
    "stok": "saldo,cadangan\n2000,500\n100,\n",
    "pengiriman": b"\xff\xfe\x00",
    "kalender": "tanggal,jenis\nbesok,libur\n",
    "jarak": "dari,ke,menit\na,q,10\n",
    "biaya": "kode,rupiah\nuang_haran,1\n",
    "kebijakan": "parameter,nilai\nnotice_day,14\nsetup_min,empat puluh\n",
}


def test_more_than_fifteen_faults_at_once(tmp_path: Path) -> None:
    found = [(fault.where, fault.code) for fault in faults(folder(tmp_path, **BAD))]
    assert found == [
        ("pengiriman.csv", "NOT_UTF8"),
        ("desa!K1", "PERSONAL_DATA_HEADING"),
        ("desa!G2", "RECORDED_ABOVE_ELIGIBLE"),
        ("desa!A3", "REPEATED_CODE"),
        ("desa!D3", "COORDINATES_SWAPPED"),
        ("desa!E3", "COORDINATES_SWAPPED"),
        ("desa!H3", "STATED_GAP_DIFFERS"),
        ("desa!I3", "UNKNOWN_WORD"),
        ("desa!J3", "NOT_A_DATE"),
        ("desa!B4", "EMPTY_CELL"),
        ("desa!E4", "OUTSIDE_INDONESIA"),
        ("desa!F4", "NOT_A_NUMBER"),
        ("desa!G4", "NEGATIVE"),
        ("sekolah!D2", "PUPILS_RECORDED_ABOVE_PUPILS"),
        ("sekolah!E2", "UNKNOWN_VILLAGE"),
        ("sekolah!3", "LOCATION_MISSING"),
        ("tim!B2", "TEAM_WITHOUT_BASE"),
        ("tim!C2", "CREW_CANNOT_BE_FILLED"),
        ("tim!B3", "UNKNOWN_BASE"),
        ("tim!C3", "CREW_NOT_READABLE"),
        ("tim!D3", "SHIFT_IMPOSSIBLE"),
        ("stok!A3", "STOCK_ROWS"),
        ("kalender!A2", "NOT_A_DATE"),
        ("jarak!B2", "UNKNOWN_PLACE"),
        ("biaya!A2", "UNKNOWN_RATE"),
        ("kebijakan!A2", "UNKNOWN_PARAMETER"),
        ("kebijakan!B3", "NOT_A_NUMBER"),
    ]


def test_the_same_in_a_workbook(tmp_path: Path) -> None:
    tables = {
        name: [line.split(",") for line in text.splitlines()] for name, text in BAD.items() if isinstance(text, str)
    }
    made = book(**{**tables, "tim": TABLES["tim"], "petugas": None})
    found = [(fault.where, fault.code) for fault in faults(saved(made, tmp_path))]
    assert len(found) == 21
    assert ("desa!H3", "STATED_GAP_DIFFERS") in found


def test_every_fault_names_value_and_place_in_parts(tmp_path: Path) -> None:
    for fault in faults(folder(tmp_path, **BAD)):
        if fault.sheet is not None:
            assert fault.row
            assert fault.column
