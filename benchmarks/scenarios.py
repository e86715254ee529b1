"""How long studies take, how wide their gaps are, what is lost when a process dies: ``python -m benchmarks.scenarios``.

Parts, one or all: ``five`` scenarios, the ``grid`` of 5 x 9, ``twelve`` months, ``risk`` (1,000 replays), ``killed`` (a
process killed in mid-study, and the study repeated). Writes ``benchmarks/results/scenarios.md``; ``--loaded`` says that
the machine had other work.
"""

import argparse
import json
import os
import resource
import signal
import tempfile
import time
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

from api.scenarios import results
from api.scenarios.asking import data_of
from api.scenarios.pool import SolvingPool
from api.scenarios.running import StudyRunner
from api.scenarios.store import StudyFolder
from api.scenarios.study_file import Asked, asked_of, study_of
from benchmarks.machine import RESULTS, facts_lines, machine_facts
from planner.risk.outlook import risk_of
from planner.risk.uncertainty import USUAL

RESTS_ON = ("planner", "solver", "geodata", "api", "benchmarks/scenarios.py")
FILE = RESULTS / "scenarios.md"
KEPT = RESULTS / "scenarios.json"
PARTS = ("five", "grid", "twelve", "risk", "killed")
HEAD: dict[str, Any] = {"nama": "ukur", "data": "rejang-lebong", "bulan": "2027-01", "dilihat_dari": "2026-12-01"}
CREW = [
    {"jenis": "tim-tambah", "seperti": "T1"},
    {"jenis": "petugas-tambah", "keterampilan": ["record", "drive"]},
    {"jenis": "petugas-tambah", "keterampilan": ["record"]},
    {"jenis": "petugas-tambah", "keterampilan": ["ikd"]},
]
FIVE: dict[str, Any] = HEAD | {
    "skenario": [
        {"nama": "satu-tim-lagi", "perubahan": CREW},
        {"nama": "satelit", "perubahan": [{"jenis": "peralatan", "alat": "satellite_kit", "buah": 1}]},
        {"nama": "uang-separuh", "perubahan": [{"jenis": "anggaran", "rupiah": 10_500_000}]},
        {"nama": "kartu-4000", "perubahan": [{"jenis": "stok", "selisih": 4000}]},
    ]
}
GRID: dict[str, Any] = HEAD | {
    "kisi": [
        {
            "nama": "tim-uang",
            "sumbu": [
                {"ubah": "tim", "dari": 2, "ke": 6},
                {"ubah": "anggaran", "dari": 20_000_000, "ke": 60_000_000, "langkah": 5_000_000},
            ],
        }
    ]
}
TWELVE: dict[str, Any] = HEAD | {"jumlah_bulan": 12}
SMALL: dict[str, Any] = HEAD | {"upaya": {"kerja": [3], "celah_persen": 0.1}, "skenario": FIVE["skenario"][1:2]}


def main() -> None:
    """Measure the chosen parts and write the page anew; parts not chosen keep their last figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", default=PARTS)
    parser.add_argument("--loaded", action="store_true", help="the machine has other work")
    chosen = parser.parse_args()
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else {}
    facts = machine_facts(RESTS_ON)
    for part in chosen.parts:
        found = {"five": _five, "grid": _grid, "twelve": _twelve, "risk": _risk, "killed": _killed}[part]()
        kept[part] = found | {"loaded": chosen.loaded, "facts": facts}
        print(part, found, flush=True)
        KEPT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        FILE.write_text(_page(kept), encoding="utf-8")


def _study(head: dict[str, Any], folder: Path, *, kill: bool = False) -> tuple[dict[str, Any], bytes]:
    """Answer a study in ``folder``; figures, and the bytes of its answers."""
    asked: Asked = asked_of(head)
    base, grounds = data_of(asked, date(2026, 12, 1))
    study = study_of(asked, base)
    kept = StudyFolder(folder)
    pool = SolvingPool(2)
    watch = _Memory(pool)
    began, spent = time.monotonic(), _children_seconds()
    with kept.held():
        runner = StudyRunner(study, base, grounds, kept, processes=2, pool=pool)
        if kill:
            Thread(target=_kill_one, args=(pool,), daemon=True).start()
        watch.start()
        run = runner.run()
    seconds = time.monotonic() - began
    watch.stop()
    for answer in run.answers.values():
        print(answer.name, [month.gap_basis_points for month in answer.months], answer.plan_from, flush=True)
    gaps = [month.gap_basis_points for answer in run.answers.values() for month in answer.months]
    known = [gap for gap in gaps if gap is not None]
    told = {
        "seconds": round(seconds, 1),
        "processor_seconds": round(_children_seconds() - spent, 1),
        "runs": len(gaps),
        "solved": runner.advance.solved,
        "spared": runner.advance.kept,
        "repeated": runner.advance.repeated,
        "worst_gap_percent": max(known) / 100 if known else None,
        "within_1_percent": sum(gap <= 100 for gap in known),
        "within_2_percent": sum(gap <= 200 for gap in known),
        "peak_mb": watch.peak_mb,
    }
    return told, results.canonical(results.results_of(run, base))


def _children_seconds() -> float:
    """Processor time of the solving processes that have ended."""
    used = os.times()
    return used.children_user + used.children_system


def _five() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return _study(FIVE, Path(folder))[0]


def _grid() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return _study(GRID, Path(folder))[0]


def _twelve() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return _study(TWELVE, Path(folder))[0]


def _risk() -> dict[str, Any]:
    """1,000 replays of one plan, reading and solving aside."""
    with tempfile.TemporaryDirectory() as name:
        asked = asked_of(SMALL | {"skenario": []})
        base, grounds = data_of(asked, date(2026, 12, 1))
        folder = StudyFolder(Path(name))
        with folder.held():
            run = StudyRunner(study_of(asked, base), base, grounds, folder, processes=1).run()
        month = run.runs[0].months[0]
    began = time.monotonic()
    risk = risk_of(month.problem, month.plan, USUAL, runs=1000, seed=1)
    seconds = time.monotonic() - began
    found = risk.recording
    return {
        "seconds": round(seconds, 3),
        "recording": [people // 1_000_000 for people in (found.low, found.median, found.high)],
        "planned": found.planned // 1_000_000,
        "stock_out_permille": risk.stock_out_permille,
    }


def _killed() -> dict[str, Any]:
    """A small study with a process killed in its midst against the same study left alone; both in full."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        quiet, whole = _study(SMALL, Path(one))
        hurt, mended = _study(SMALL, Path(two), kill=True)
        again, repeated = _study(SMALL, Path(two))
    return {
        "same_bytes_after_kill": whole == mended,
        "same_bytes_when_repeated": whole == repeated,
        "runs_begun_again": hurt["repeated"],
        "solved_when_repeated": again["solved"],
        "seconds_whole": quiet["seconds"],
        "seconds_repeated": again["seconds"],
    }


def _kill_one(pool: SolvingPool) -> None:
    """Kill the first process that has been at work for two seconds."""
    seen: dict[int, float] = {}
    while True:
        for pid in pool.pids:
            if time.monotonic() - seen.setdefault(pid, time.monotonic()) > 2:
                os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
                return
        time.sleep(0.05)


class _Memory:
    """Peak of this process and the solving ones together, looked at four times a second."""

    def __init__(self, pool: SolvingPool) -> None:
        self._pool = pool
        self._ends = False
        self.peak_mb = 0

    def start(self) -> None:
        Thread(target=self._look, daemon=True).start()

    def stop(self) -> None:
        self._ends = True

    def _look(self) -> None:
        while not self._ends:
            pages = sum(_resident_mb(pid) for pid in (os.getpid(), *self._pool.pids))
            self.peak_mb = max(self.peak_mb, pages)
            time.sleep(0.25)


def _resident_mb(pid: int) -> int:
    """Resident memory of a process, shared pages counted in proportion where the system tells them."""
    for name, field in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            for line in Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8").splitlines():
                if line.startswith(field):
                    return int(line.split()[1]) // 1024
        except OSError:
            continue
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 if pid == os.getpid() else 0


def _page(kept: dict[str, Any]) -> str:
    told = "Rejang Lebong, 2027-01 seen from 2026-12-01; two processes. One command each:"
    lines = ["# Studies, measured", "", told, ""]
    lines += ["| part | command | asked | measured | machine |", "| --- | --- | --- | --- | --- |"]
    for part in PARTS:
        if part in kept:
            load = "loaded with other work" if kept[part]["loaded"] else "idle otherwise"
            command = f"`python -m benchmarks.scenarios {part}`"
            lines.append(f"| {part} | {command} | {_ASKED[part]} | {_told(part, kept[part])} | {load} |")
    lines += [
        "",
        "- *five*: the base, one more team with its crew, one more satellite kit, half the money, 4,000 more cards.",
        "- *grid*: teams 2-6 (with crews) x budget 20-60 million by 5; *spared* cells needed no run.",
        "- *twelve*: one scenario over twelve rolling months, both cores on one month at a time.",
        "- *risk*: playing the plan, reading and solving aside. *killed*: a process killed after two seconds of a run.",
        "- Memory: this process and all solving ones together, shared pages in proportion, four looks a second.",
        "",
        "## Measured on",
        "",
    ]
    facts = next((kept[part]["facts"] for part in PARTS if part in kept), None)
    if facts is not None:
        commits = ", ".join(f"{part} {kept[part]['facts']['commit']}" for part in PARTS if part in kept)
        lines += facts_lines(facts | {"commit": commits})
    return "\n".join(lines) + "\n"


_ASKED = {
    "five": "3 minutes, 1 % each",
    "grid": "15 minutes, 90 % of cells within 1 %, all within 2 %",
    "twelve": "10 minutes, 1 % each",
    "risk": "5 seconds",
    "killed": "nothing lost, one run begun again, same bytes",
}


def _told(part: str, found: dict[str, Any]) -> str:
    if part == "risk":
        low, middle, high = found["recording"]
        return f"{found['seconds']} s; {low} / {middle} / {high} recorded of {found['planned']} planned"
    if part == "killed":
        return (
            f"same bytes after the kill: {found['same_bytes_after_kill']}, when repeated: "
            f"{found['same_bytes_when_repeated']}; "
            f"{found['runs_begun_again']} run begun again; repeating solved {found['solved_when_repeated']} and took "
            f"{found['seconds_repeated']} s"
        )
    return (
        f"{found['seconds']} s ({found['processor_seconds']} processor s) for {found['runs']} months "
        f"({found['solved']} solved, {found['spared']} spared); "
        f"worst gap {found['worst_gap_percent']} %, {found['within_1_percent']} within 1 %, "
        f"{found['within_2_percent']} within 2 %; "
        f"{found['peak_mb']} MB"
    )


if __name__ == "__main__":
    main()
