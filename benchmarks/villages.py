"""Every village of the country in one upload: ``python -m benchmarks.villages`` writes its section of ``service.md``.

83,762 generated villages (codes and figures are made up; only their number is the country's) as a zip of CSV files and
as a workbook, through ``POST /v1/datasets/{id}/versions``: read, judged by every rule of the sheets, kept, answered.
Each format has a process of its own, whose peak memory is told.
"""

import argparse
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import xlsxwriter
from fastapi.testclient import TestClient

from api.app import create_app
from api.db.engine import Database
from api.db.upgrade import upgrade
from api.settings import Settings
from benchmarks.machine import ROOT
from benchmarks.service_page import load_before, write_section

NUMBER = 83_762
DISTRICTS = 7_285
HEADINGS = ("code", "name", "subdistrict", "lat", "lon", "eligible", "recorded", "connectivity")
TEAM = (("id", "base", "stations", "printers", "vehicle_class"), ("T1", "-3.46, 102.52", "2", "1", "mobil"))
STOCK = (("opening", "reserve", "counter_per_day"), ("500", "50", "5"))


def villages(number: int) -> list[tuple[str, ...]]:
    """Generated villages, the same at every run."""
    dice = random.Random(1)
    rows: list[tuple[str, ...]] = []
    for index in range(number):
        district, own = divmod(index, -(-number // DISTRICTS))
        code = f"{11 + district // 200 % 80:02d}.{1 + district // 20 % 10:02d}.{1 + district % 20:02d}.{2001 + own:04d}"
        eligible = dice.randint(300, 6_000)
        rows.append(
            (
                code,
                f"Desa {index + 1}",
                f"Kecamatan {district + 1}",
                f"{dice.uniform(-10.0, 5.0):.5f}",
                f"{dice.uniform(96.0, 140.0):.5f}",
                str(eligible),
                str(eligible - dice.randint(0, eligible // 10)),
                dice.choice(("baik", "lemah", "tidak ada")),
            )
        )
    return rows


def content(kind: str, rows: list[tuple[str, ...]]) -> bytes:
    """The upload."""
    sheets = {"villages": [HEADINGS, *rows], "teams": TEAM, "stock": STOCK}
    stream = io.BytesIO()
    if kind == "zip":
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, table in sheets.items():
                archive.writestr(f"{name}.csv", "\n".join(";".join(row) for row in table))
        return stream.getvalue()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    for name, table in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(table):
            for column, cell in enumerate(row):
                figure = number > 0 and cell.replace(".", "", 1).lstrip("-").isdecimal() and name != "teams"
                if figure and HEADINGS[column] != "code":
                    sheet.write_number(number, column, float(cell))
                else:
                    sheet.write_string(number, column, cell)
    book.close()
    return stream.getvalue()


def once(file: Path) -> None:
    """Upload a file; seconds, megabytes and what the service says, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        own = Settings(data_folder=Path(folder), extra_hosts=("testserver",), solves=0)
        database = Database(own.url)
        upgrade(database)
        client = TestClient(create_app(own, database=database))
        made = client.post("/v1/datasets", json={"name": "Nasional"})
        body, headers = file.read_bytes(), {"if-match": made.headers["etag"]}
        began, used = time.perf_counter(), time.process_time()
        answer = client.post(f"{made.headers['location']}/versions", content=body, headers=headers)
        seconds, processor = time.perf_counter() - began, time.process_time() - used
        told = answer.json()
        counted = {item["sheet"]: item["rows"] for item in told.get("sheets", ())}
        database.close()
    faults = told.get("faults", told.get("errors"))
    sizes = {"s": seconds, "cpu": processor, "mb": peak_mb()}
    print(json.dumps({"status": answer.status_code, **sizes, "rows": counted, "faults": faults}))


def peak_mb() -> float:
    """The most memory that this process ever held."""
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(told.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    """Measure both and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=NUMBER)
    parser.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.once is not None:
        once(wish.once)
        return
    load, rows, lines = load_before(), villages(wish.number), []
    lines.append("| file | MB | seconds | of a processor (s) | peak memory (MB) | faults |")
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("zip", "xlsx"):
            file = Path(folder) / f"desa.{kind}"
            file.write_bytes(content(kind, rows))
            words = [sys.executable, "-W", "ignore", "-m", "benchmarks.villages", "--once", str(file)]
            run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
            told = json.loads(run.stdout.splitlines()[-1])
            assert told["status"] == 201, told
            assert told["rows"]["villages"] == wish.number, told
            size = file.stat().st_size / 1e6
            cells = (kind, f"{size:.1f}", f"{told['s']:.1f}", f"{told['cpu']:.1f}", f"{told['mb']:.0f}", told["faults"])
            lines.append(f"| {' | '.join(map(str, cells))} |")
    write_section(
        "Every village of the country",
        [
            f"{wish.number:,} generated villages uploaded, judged, kept and answered (wanted: below 60 s and 1 GB).",
            "",
            *lines,
        ],
        command="python -m benchmarks.villages",
        load=load,
        rests_on=("api", "geodata"),
    )
    print("\n".join(lines))


if __name__ == "__main__":
    main()
