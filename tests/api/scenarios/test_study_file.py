"""Study files: read in both languages, all faults at once; asked by the command line."""

import errno
import json
import os
from datetime import date
from pathlib import Path

import pytest

from api import wiring
from api.cli import run
from api.commands import scenario
from api.scenarios.asking import data_of
from api.scenarios.study_file import read_study_file, stories_of, study_of
from planner.changes import BudgetChanged, PolicyChanged, TeamsAdded
from planner.errors import InputFaults
from planner.scenarios.grid import ChangeAxis, TeamsAxis
from tests.build import cards, month, village

BASE = month(village("a", name="Air Duku"), village("b"), teams=2, stock=cards(30), days=5)

GOOD = """
nama = "Usulan"
data = "problem.json"
perubahan = [{ jenis = "anggaran", rupiah = 9000000 }]

[upaya]
kerja = [2]
celah_persen = 100

[[skenario]]
nama = "tambah"
judul = "Satu tim lagi mulai Juli"
perubahan = [
  { jenis = "tim-tambah", seperti = "t1", dari = "2027-01" },
  { kind = "road_cut", sites = ["Air Duku"], first = 2027-01-04, last = 2027-01-05 },
]

[[kisi]]
nama = "kisi"
sumbu = [
  { ubah = "tim", dari = 1, ke = 2 },
  { ubah = "anggaran", dari = 1000000, ke = 3000000, langkah = 1000000 },
]
"""


def written(folder: Path, text: str) -> Path:
    (folder / "problem.json").write_bytes(wiring.problem_json(BASE))
    path = folder / "studi.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_study_is_read_in_the_office_words(tmp_path: Path) -> None:
    asked = read_study_file(written(tmp_path, GOOD))
    base, grounds = data_of(asked, date(2026, 12, 1), tmp_path / "studi.toml")
    study = study_of(asked, base)
    assert base == BASE
    assert grounds == ()
    added, cut = (item.change for item in study.scenarios[0].changes)
    assert added == TeamsAdded(like="t1")
    assert cut.sites == ("a",)  # type: ignore[union-attr]
    assert study.scenarios[0].changes[0].first_month == date(2027, 1, 1)
    teams, money = study.grids[0].axes
    assert teams == TeamsAxis(values=(1, 2))
    assert money == ChangeAxis(
        change=BudgetChanged(amount=1_000_000), field="amount", values=(1_000_000, 2_000_000, 3_000_000)
    )
    assert study.cells == 1 + 1 + 6


def test_an_axis_of_the_policy_is_in_the_unit_of_the_name_that_it_gives(tmp_path: Path) -> None:
    money = '{ ubah = "anggaran", dari = 1000000, ke = 3000000, langkah = 1000000 }'
    change = '{ change = { jenis = "kebijakan", bidang = "%s" }, bidang = "nilai", nilai = [%s] }'
    for name, listed in (("menit_persiapan", "30, 45"), ("setup_s", "1800, 2700")):
        asked = read_study_file(written(tmp_path, GOOD.replace(money, change % (name, listed))))
        wanted = ChangeAxis(change=PolicyChanged(field="setup_s", value=1_800), field="value", values=(1_800, 2_700))
        assert study_of(asked, BASE).grids[0].axes[1] == wanted
    asked = read_study_file(written(tmp_path, GOOD.replace(money, change % ("hari_pemberitahuan", "7, 3, 400"))))
    with pytest.raises(InputFaults) as found:
        study_of(asked, BASE)
    assert [(fault.code, fault.found) for fault in found.value.faults] == [("CHANGE_PART", "3"), ("CHANGE_PART", "400")]


def test_all_faults_of_the_file_come_at_once(tmp_path: Path) -> None:
    text = """
    nama = "x"
    data = "problem.json"
    warna = "merah"
    [sasaran]
    ikd_persen = 130
    [[skenario]]
    nama = "a b"
    perubahan = [{ jenis = "tidak-ada" }, { jenis = "anggaran", rupiah = "banyak" }]
    [[kisi]]
    nama = "g"
    sumbu = [{ ubah = "tim", dari = 3, ke = 1 }]
    """
    with pytest.raises(InputFaults) as head:
        read_study_file(written(tmp_path, text))
    assert [fault.code for fault in head.value.faults] == ["STUDY_WORD"]
    asked = read_study_file(written(tmp_path, text.replace('warna = "merah"', "")))
    with pytest.raises(InputFaults) as found:
        study_of(asked, BASE)
    codes = sorted(fault.code for fault in found.value.faults)
    assert codes == ["AXIS_VALUES", "CHANGE_PART", "CHANGE_UNKNOWN", "PERCENT_OUT_OF_RANGE", "STUDY_PART"]


def test_a_number_of_a_resident_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    text = GOOD.replace('judul = "Satu tim lagi mulai Juli"', 'judul = "untuk RT 07 3201 0150 0690 0012"')
    text = text.replace("celah_persen = 100", 'celah_persen = 100\n"3201015006900012" = 1\ncatatan = 3201015006900012')
    with pytest.raises(InputFaults) as caught:
        read_study_file(written(tmp_path, text))
    found = [(fault.code, fault.where, fault.found) for fault in caught.value.faults]
    assert found == [
        ("PERSONAL_DATA_VALUE", f"studi.toml#{place}", "*" * 16)
        for place in ("/upaya", "/upaya/catatan", "/skenario/0/judul")
    ]


def test_a_number_of_a_resident_in_a_comment_is_told_with_its_line_beside_those_in_values(tmp_path: Path) -> None:
    text = """# usulan untuk 3201015006900012
nama = "3201015006900012"  # pemohon
catatan = "bukan # komentar: 3201-0150-0690-0012 \\" #"
judul = '''
# 3201015006900012 di dalam teks
'''
bulan = 2027-01  # RT 07 3201 0150 0690 0012
# telepon 0812-3456-7890, kode 17.02.01.2001 245 118
"""
    with pytest.raises(InputFaults) as broken:
        read_study_file(written(tmp_path, text))
    told = [(fault.code, fault.where) for fault in broken.value.faults]
    comments = [("PERSONAL_DATA_VALUE", f"studi.toml:{line}") for line in (1, 7)]
    assert told == [("STUDY_NOT_TOML", "studi.toml"), *comments]
    with pytest.raises(InputFaults) as intact:
        read_study_file(written(tmp_path, text.replace("2027-01 ", '"2027-01"')))
    told = [(fault.code, fault.where) for fault in intact.value.faults]
    values = [("PERSONAL_DATA_VALUE", f"studi.toml#/{name}") for name in ("nama", "catatan", "judul")]
    assert told == [*values, *comments]
    assert {fault.found for fault in intact.value.faults if fault.code == "PERSONAL_DATA_VALUE"} == {"*" * 16}


def test_data_that_changed_since_are_told(tmp_path: Path) -> None:
    asked = read_study_file(written(tmp_path, GOOD.replace("data =", 'sidik_data = "abc"\ndata =')))
    with pytest.raises(InputFaults) as found:
        data_of(asked, date(2026, 12, 1), tmp_path / "studi.toml")
    assert found.value.faults[0].code == "DATA_VERSION_GONE"


def test_the_command_tells_a_study_and_asks_before_a_large_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, GOOD)
    assert run(["scenario", "show", str(path), "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "1 more teams like team t1 (from January 2027 on)." in told
    assert "8 scenarios x 1 months = 8 runs" in told
    large = written(tmp_path, GOOD.replace("langkah = 1000000", "langkah = 20000"))
    assert run(["scenario", "run", str(large), "--out", str(tmp_path / "out"), "--lang", "id"]) == 2
    assert "STUDY_SIZE_NOT_AGREED" in capsys.readouterr().err
    million = written(tmp_path, GOOD.replace("langkah = 1000000", "langkah = 2").replace("ke = 2 }", "ke = 9 }"))
    assert run(["scenario", "run", str(million), "--out", str(tmp_path / "out"), "--lang", "en"]) == 2
    asked = capsys.readouterr().err
    assert "STUDY_SIZE_NOT_AGREED" in asked
    assert "days" in asked
    assert "part by part" in asked
    assert not (tmp_path / "out").exists()


def test_a_study_that_is_too_large_to_be_held_is_answered_in_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scenario, "MOST_CELLS", 4)
    out = tmp_path / "out"
    path = written(tmp_path, GOOD)
    assert run(["scenario", "run", str(path), "--out", str(out), "--processes", "1", "--lang", "en"]) == 0
    assert "8 runs" in capsys.readouterr().err
    parts = sorted(out.glob("bagian-*/hasil.json"))
    names = [{item["name"] for item in json.loads(part.read_text(encoding="utf-8"))["scenarios"]} for part in parts]
    assert len(parts) == 3
    assert all("dasar" in part and len(part) <= 4 for part in names)
    assert len(set().union(*names)) == 8


def test_a_full_disk_is_told_and_the_study_goes_on_once_there_is_room(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = written(tmp_path, GOOD.split("[[kisi]]")[0]), tmp_path / "out"
    command = ["scenario", "run", str(path), "--out", str(out), "--processes", "1", "--lang", "en"]
    kept: list[str] = []
    sync = os.fsync

    def full_after_the_first(handle: int) -> None:
        sync(handle)
        kept.extend(run.name for run in (out / "runs").glob("*.json") if run.name not in kept)
        if kept:
            raise OSError(errno.ENOSPC, "no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full_after_the_first)
        assert run(command) == 2
    told = capsys.readouterr().err
    assert "DISK_FULL" in told
    assert "what was done is kept" in told
    assert "Nothing was done" not in told
    assert [path.name for path in (out / "runs").glob("*")] == kept
    assert not (out / "hasil.json").exists()
    assert run(command) == 0
    assert "1 months solved, 1 taken" in capsys.readouterr().out


def test_a_study_is_answered_by_processes_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, GOOD.split("[[kisi]]")[0])
    out = tmp_path / "out"
    assert run(["scenario", "run", str(path), "--out", str(out), "--processes", "1", "--lang", "en"]) == 0
    assert "People recorded" in capsys.readouterr().out
    told = json.loads((out / "hasil.json").read_text(encoding="utf-8"))
    assert [item["name"] for item in told["scenarios"]] == ["dasar", "tambah"]
    assert run(["check", str(out / "rencana" / "tambah-2027-01-04.json")]) == 0
    page = (out / "banding.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert (out / "banding.xlsx").read_bytes().startswith(b"PK")
    capsys.readouterr()
    command = ["scenario", "compare", str(out), "--scenario", "tambah", "--scenario", "dasar", "--json"]
    assert run(command) == 0
    assert {item["name"] for item in json.loads(capsys.readouterr().out)} == {"dasar", "tambah"}
    assert run(["scenario", "compare", str(out), "--scenario", "zz"]) == 2


def test_targets_and_stories_are_read(tmp_path: Path) -> None:
    text = GOOD.replace(
        "[upaya]",
        """terungkap = 2027-01-06
kuantil_persen = 10

[upaya]""",
    )
    text += """
[[cari]]
nama = "sasaran"
ukuran = "perekaman"
persen = 95.5
uang_maks = 5000000

[[cerita]]
nama = "datang"
bobot = 3
perubahan = [{ jenis = "kiriman-tambah", tanggal = 2027-01-07, blangko = 40 }]

[[cerita]]
nama = "tidak"
"""
    asked = read_study_file(written(tmp_path, text))
    (seek,) = study_of(asked, BASE).seeks
    assert (seek.target, seek.money_max, seek.step) == (955, 5_000_000, 250_000)
    told = stories_of(asked, BASE)
    assert [(story.name, story.weight, len(story.changes)) for story in told.stories] == [
        ("datang", 3, 1),
        ("tidak", 1, 0),
    ]
    assert (told.reveal, told.quantile_permille) == (date(2027, 1, 6), 100)
    with pytest.raises(InputFaults) as found:
        study_of(read_study_file(written(tmp_path, text.replace("persen = 95.5", "persen = 120"))), BASE)
    assert [fault.code for fault in found.value.faults] == ["PERCENT_OUT_OF_RANGE"]
