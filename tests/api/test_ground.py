"""Signal, boundaries and hubs as an office meets them: check-data, hubs, workbook, map and explanation."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from api import wiring
from api.cli import run
from api.commands.planning import run_files
from api.documents.facts import PlanFacts
from api.documents.lands import Lands
from api.documents.page import page_bytes
from api.documents.signal import contradiction
from api.documents.summary import distance_note
from api.documents.workbook import workbook_bytes
from api.errors import ExitCode
from api.language import language
from api.wiring_ground import drawn_lands
from planner.domain.signal import SignalFinding, SignalSource
from planner.domain.site import Connectivity
from tests.api import office
from tests.geodata.boundaries.layers import SIDE, SOUTH, WEST, code, frame, square
from tests.geodata.servers.local import Answer, Asked, serving

Output = pytest.CaptureFixture[str]
MONTH = ("--month", "2027-01", "--as-of", "2026-12-01")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five villages on a line; the first has no signal by report, its polygon lies elsewhere than its point."""
    rows = ["kode;nama;kecamatan;lat;lon;wajib_ktp;perekaman;kapasitas_balai"]
    for number in range(5):
        # 0.02 degrees are 2.2 km, with the detour 3.1 km of road.
        spot = f"{SOUTH + SIDE / 2:.3f};{WEST + 0.01 + number * 0.02:.3f}"
        rows.append(f"{code(number)};Desa {number};Utara;{spot};200;150;{60 if number == 1 else ''}")
    sheets = {
        "desa": "\n".join(rows),
        "tim": f"id;basis\nt1;{SOUTH}, {WEST}",
        "stok": "saldo\n2000",
        "sinyal": f"kode;konektivitas;tanggal;sumber\n{code(0)};tidak_ada;Nov 2026;Diskominfo\n{code(1)};baik;2026;",
        "menara": f"id;lat;lon;operator;tanggal\nB1;{SOUTH + SIDE / 2:.3f};{WEST + 0.01:.3f};XL;2026",
    }
    for name, text in sheets.items():
        (tmp_path / f"{name}.csv").write_text(text + "\n", encoding="utf-8")
    return tmp_path


def test_check_data_tells_what_decided_and_what_the_layers_say(folder: Path, capsys: Output) -> None:
    frame(4, geometry=[square(number, side=0.02) for number in (0, 3, 0, 0)]).to_file(folder / "batas_desa.gpkg")

    assert run(["check-data", str(folder), *MONTH, "--lang", "en"]) == ExitCode.GOOD

    told = capsys.readouterr().out
    assert "Signal decided by: reports 2, not known 3" in told
    assert "Signal of Desa 0: no signal: report (Diskominfo), November 2026; but good signal: estimate" in told
    assert "Map layers: batas_desa.gpkg" in told
    assert "4 villages have their polygon" in told
    assert f"No polygon for Desa 4 ({code(4)})." in told
    assert "POINT_OUTSIDE_VILLAGE" in told


def test_check_data_says_the_same_in_indonesian(folder: Path, capsys: Output) -> None:
    assert run(["check-data", str(folder), *MONTH]) == ExitCode.GOOD
    told = capsys.readouterr().out
    assert "Sinyal ditentukan oleh: laporan 2, belum diketahui 3" in told


def test_a_layer_that_cannot_be_read_stops_everything_with_its_fault(folder: Path, capsys: Output) -> None:
    (folder / "batas_desa.gpkg").write_bytes(b"no database")
    assert run(["check-data", str(folder), *MONTH]) == ExitCode.BAD_INPUT
    assert "batas_desa.gpkg: CONTENT_NOT_AS_NAMED" in capsys.readouterr().err


def test_hubs_are_proposed_told_and_written(folder: Path, tmp_path: Path, capsys: Output) -> None:
    out = tmp_path / "usulan"

    assert run(["hubs", str(folder), *MONTH, "--out", str(out)]) == ExitCode.GOOD

    told = capsys.readouterr().out
    assert "1 dari 5 desa tanpa sinyal; sinyal 3 desa tidak diketahui." in told
    assert "Desa 1" in told
    table = (out / "titik_kumpul.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0].startswith("kode;nama;")
    assert table[1].split(";")[:5] == [
        *(code(0), "Desa 0", "Utara"),
        *("tidak ada sinyal: laporan (Diskominfo), November 2026", code(1)),
    ]
    (area,) = json.loads((out / "titik_kumpul.geojson").read_text())["features"]
    assert area["properties"]["villages"] == "Desa 0, Desa 1"
    assert area["properties"]["approximate"] is True
    page = (out / "titik-kumpul.html").read_bytes()
    drawn = data(page)
    assert [hub["id"] for hub in drawn["bases"]] == [code(1)]
    assert [village["id"] for village in drawn["sites"]] == [code(0)]
    assert drawn["sets"][0]["told"] == "1 desa dengan titik kumpul, 0 tanpa titik kumpul"
    # Both are served at one hub, so their land has one colour; the others have a border only.
    fills = {land["id"]: land["fill"] for land in drawn["lands"]}
    assert fills[code(0)] == fills[code(1)] != ""
    assert {fills[code(number)] for number in (2, 3, 4)} == {""}
    assert "tidak ada sinyal: laporan (Diskominfo)" in page.decode()


def test_the_ways_of_residents_may_come_from_a_routing_server(folder: Path, capsys: Output) -> None:
    def far(asked: Asked, number: int) -> Answer:
        """All are farther than the limits but the last, which is known to be next door."""
        rows, columns = len(asked.body["sources"]), len(asked.body["targets"])
        cells = {
            "durations": [[60 if column == columns - 1 else 9_000 for column in range(columns)]] * rows,
            "distances": [[1 if column == columns - 1 else 99 for column in range(columns)]] * rows,
        }
        return 200, {"sources_to_targets": cells, "units": "kilometers"}

    with serving(far) as local:
        asked = ["hubs", str(folder), *MONTH, "--json", "--server", f"valhalla={local.address}"]
        assert run(asked) == ExitCode.GOOD
    told = json.loads(capsys.readouterr().out)
    assert [village["hub"] for village in told["villages"]] == [code(4)]
    assert local.asked[0].body["costing"] == "motorcycle"


def test_a_server_that_is_not_there_is_a_fault_and_no_traceback(folder: Path, capsys: Output) -> None:
    assert run(["hubs", str(folder), *MONTH, "--server", "teleport=here"]) == ExitCode.BAD_INPUT
    assert "SERVER_NOT_NAMED" in capsys.readouterr().err


def test_nobody_without_signal_is_told_as_such(folder: Path, capsys: Output) -> None:
    (folder / "sinyal.csv").unlink()
    (folder / "menara.csv").unlink()
    assert run(["hubs", str(folder), *MONTH, "--lang", "en"]) == ExitCode.GOOD
    assert "0 of 5 villages have no signal; of 5 it is not known." in capsys.readouterr().out


def data(page: bytes) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.decode(), re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_the_map_draws_land_and_says_whether_it_is_a_boundary() -> None:
    cells = drawn_lands(office.problem())
    page = page_bytes(language("id"), office.facts(), Lands(villages=cells))
    lands = {land["id"]: land for land in data(page)["lands"]}
    assert sorted(lands) == sorted(site.id for site in office.problem().sites if site.kind == "village")
    assert all(land["cell"] for land in lands.values())
    assert "Garis putus-putus adalah perkiraan" in page.decode()

    known = [replace(land, approximate=False) for land in cells]
    assert "menurut berkas kantor" in page_bytes(language("id"), office.facts(), Lands(villages=known)).decode()
    bare = page_bytes(language("id"), office.facts())
    assert data(bare)["lands"] == []
    assert "Bidang warna menandai letak desa" in bare.decode()


def with_evidence() -> PlanFacts:
    """The tiny office; its third village is without signal by report, and a tower says otherwise."""
    finding = SignalFinding(
        site="17.02.01.2003",
        connectivity=Connectivity.NONE,
        source=SignalSource.REPORT,
        note=("tidak ada sinyal: laporan (Diskominfo), Desember 2026", "no signal: report (ICT), December 2026"),
        weaker=(("sinyal lemah: taksiran dari menara B1", "weak signal: estimate from tower B1"),),
        disputed=True,
    )
    return PlanFacts(replace(office.problem(), signal=(finding,)), office.plan_document())


def test_the_evidence_stands_on_the_map_and_in_the_workbook() -> None:
    facts = with_evidence()
    sites = {site["id"]: site for site in data(page_bytes(language("id"), facts))["sites"]}
    told = dict(sites["17.02.01.2003"]["facts"])
    assert told["Sinyal"] == "tidak ada sinyal: laporan (Diskominfo), Desember 2026 (bukti lain berbeda)"

    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(language("en"), facts)))["Signal"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert "no signal: report (ICT), December 2026" in cells
    assert "weak signal: estimate from tower B1" in cells


def test_without_evidence_beyond_the_sheets_the_workbook_has_no_such_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(language("en"), office.facts())))
    assert "Signal" not in book.sheetnames


def test_the_evidence_is_told_beside_the_place(tmp_path: Path, capsys: Output) -> None:
    facts = with_evidence()
    document = replace(facts.document, problem=None, problem_hash=wiring.hash_of(facts.problem))
    document = replace(document, problem_file="problem.json")
    for name, content in run_files(language("en"), facts.problem, document).items():
        (tmp_path / name).write_bytes(content)
    assert run(["explain", str(tmp_path / "plan.json"), "--site", "17.02.01.2003", "--lang", "en"]) == ExitCode.GOOD
    assert "Signal: no signal: report (ICT), December 2026 (other evidence differs)" in capsys.readouterr().out


def test_the_contradiction_told_says_something_else() -> None:
    same, other = ("tidak ada sinyal: laporan B", "no signal: report B"), ("sinyal lemah: menara", "weak signal: tower")
    finding = SignalFinding(
        site="a",
        connectivity=Connectivity.NONE,
        source=SignalSource.REPORT,
        note=("tidak ada sinyal: laporan A", "no signal: report A"),
        weaker=(same, other),
        disputed=True,
    )
    assert contradiction(finding) == other


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        (["roads"], "over the roads of the office"),
        (["roads", "matrix"], "over the roads of the office, and from its own matrix"),
        (["roads", "estimate"], "partly over roads, the rest estimated from straight lines"),
        (["estimate"], "estimated from straight lines, no roads yet"),
    ],
)
def test_the_summary_tells_what_distances_rest_on(sources: list[str], told: str) -> None:
    problem = office.problem()
    tables = tuple(replace(problem.travel[0], source=source) for source in sources)
    facts = PlanFacts(replace(problem, travel=tables), office.plan_document())
    assert distance_note(language("en"), facts) == told
