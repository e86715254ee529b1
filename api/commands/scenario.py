"""``jemput scenario``: tell a study in words, answer it, set its answers side by side."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from api.arguments import Typed
from api.commands.office import Desk, existing
from api.errors import ExitCode, refuse
from api.language import Language
from api.progress import RunControl, run_watched
from api.scenarios import papers, results, tables
from api.scenarios.asking import data_of
from api.scenarios.plans import plan_files
from api.scenarios.pool import ATTEMPTS, Death, SolvingPool, Stopped
from api.scenarios.running import Advance, StudyRun, StudyRunner, ensure_fits, seconds_for
from api.scenarios.sizing import ASK_ABOVE, MOST_CELLS, duration_told, parts_told, size_sentence
from api.scenarios.store import StudyFolder
from api.scenarios.study_file import Asked, read_study_file, study_of
from planner.causes import found_of
from planner.domain.problem import Problem
from planner.ports import Control, Progress
from planner.scenarios.rolling import Ground
from planner.scenarios.scenario import told_of
from planner.scenarios.study import Study, parts_of

RESULT = "hasil.json"
WORKBOOK = "banding.xlsx"
PAGE = "banding.html"
STUDY = "studi.toml"
MOST_PROCESSES = 64
LAST_LINES = 5
"""Of what a process said last, on the terminal."""
MOST_SHOWN = 200
"""Scenarios told in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A study file with its data."""

    asked: Asked
    study: Study
    base: Problem
    grounds: tuple[Ground, ...]


def opened(study_file: str) -> Opened:
    """A study file and its data.

    Raises
    ------
    InputFaults
        With everything that is wrong in either.
    """
    path = existing(study_file, "STUDY")
    asked = read_study_file(path)
    base, grounds = data_of(asked, _today(), path)
    return Opened(asked=asked, study=study_of(asked, base), base=base, grounds=grounds)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def show(desk: Desk, *, study_file: str) -> ExitCode:
    """Tell a study in words: every change in a sentence, and how much there is to solve."""
    held = opened(study_file)
    ensure_fits(held.study, held.base, held.grounds)
    first = next(parts_of(held.study, MOST_CELLS))
    runner = StudyRunner(first, held.base, held.grounds, StudyFolder(Path()), pool=SolvingPool(0))
    pick = desk.language.pick
    desk.out.print(f"[bold]{escape(held.study.name)}[/]")
    desk.out.print(escape(pick(size_sentence(held.study, None, 2))), soft_wrap=True)
    for node in runner.nodes[:MOST_SHOWN]:
        title = f": {node.scenario.title}" if node.scenario.title else ""
        desk.out.print(f"[bold]{escape(node.name)}[/]{escape(title)}", soft_wrap=True)
        sentences = [pick(sentence) for sentence in told_of(held.base, node.scenario)]
        for sentence in sentences or [pick(("Tanpa perubahan.", "Nothing is changed."))]:
            desk.out.print(f"  - {escape(sentence)}", soft_wrap=True)
    more = held.study.cells - MOST_SHOWN
    if more > 0:
        desk.out.print(pick((f"... dan {more} skenario lagi.", f"... and {more} more scenarios.")))
    return ExitCode.GOOD


def run(desk: Desk, *, study_file: str, out: str | None, processes: str | None, yes: bool, as_json: bool) -> ExitCode:
    """Answer a study and write everything; see the exit codes."""
    typed = Typed()
    workers = typed.whole("--processes", processes, 2, 1, MOST_PROCESSES)
    typed.raise_if_any()
    held = opened(study_file)
    ensure_fits(held.study, held.base, held.grounds)
    folder = StudyFolder(Path(out or f"{Path(study_file).stem}-hasil"))
    _ask(desk, held.study, folder, workers, yes=yes)
    with folder.held():
        folder.write(folder.path / STUDY, Path(study_file).read_bytes())
        if not as_json:
            desk.err.print(
                escape(desk.language.pick(size_sentence(held.study, folder.pace(), workers))), soft_wrap=True
            )
        is_whole = held.study.cells <= MOST_CELLS
        for number, part in enumerate(parts_of(held.study, MOST_CELLS), start=1):
            target = folder if is_whole else StudyFolder(folder.path / f"bagian-{number:04d}")
            code = _run_part(desk, replace(held, study=part), folder, target, workers, as_json=as_json)
            if code is not ExitCode.GOOD:
                return code
    return ExitCode.GOOD


def _run_part(
    desk: Desk, held: Opened, folder: StudyFolder, target: StudyFolder, workers: int, *, as_json: bool
) -> ExitCode:
    """Answer a study, or a part of one: runs are kept in ``folder``, answers in ``target``."""
    pool = SolvingPool(workers, died=deaths_told(desk))
    bridge = _Bridge(desk.language)
    runner = StudyRunner(held.study, held.base, held.grounds, folder, processes=workers, pool=pool, hear=bridge.hear)
    try:
        found = run_watched(
            lambda control: bridge.watched(control, runner, pool), RunControl(), desk.err, desk.language, quiet=as_json
        )
    except Stopped:
        desk.err.print(escape(stopped_told(desk.language, runner.advance)), style="yellow", soft_wrap=True)
        return ExitCode.INTERRUPTED
    told = results.results_of(found, held.base)
    write_answers(desk.language, target, told, found)
    _tell(desk, target, told, runner.advance, as_json=as_json)
    return ExitCode.GOOD


def write_answers(language: Language, folder: StudyFolder, told: dict[str, Any], found: StudyRun) -> None:
    """All files of the answers; the result file last."""
    for name, content in plan_files(found).items():
        folder.write(folder.path / name, content)
    folder.write(folder.path / WORKBOOK, papers.comparison_workbook(language, told))
    folder.write(folder.path / PAGE, papers.comparison_page(language, told))
    folder.write(folder.path / RESULT, results.canonical(told))


def compare(desk: Desk, *, folder: str, names: Sequence[str], out: str | None, as_json: bool) -> ExitCode:
    """Set chosen scenarios of an answered study side by side; the first one is the measure."""
    told = read_results(folder)
    known = [item["name"] for item in told["scenarios"]]
    typed = Typed()
    for name in names:
        if name not in known:
            few = ", ".join(known[:30])
            typed.wrong("SCENARIO_UNKNOWN", "--scenario", name, f"salah satu: {few}", f"one of: {few}")
    typed.raise_if_any()
    told = tables.against(told, names[0]) if names else told
    if out is not None:
        target = StudyFolder(Path(out))
        target.write(target.path / WORKBOOK, papers.comparison_workbook(desk.language, told, names))
        target.write(target.path / PAGE, papers.comparison_page(desk.language, told, names))
    if as_json:
        chosen = [item for item in told["scenarios"] if not names or item["name"] in names]
        desk.out.print(json.dumps(chosen, ensure_ascii=False, indent=2, sort_keys=True), markup=False, soft_wrap=True)
    else:
        show_table(desk, told, names)
    return ExitCode.GOOD


def read_results(folder: str) -> dict[str, Any]:
    """The results of a study folder.

    Raises
    ------
    InputFaults
        There are none, or the file is none of ours.
    """
    path = existing(str(Path(folder) / RESULT) if Path(folder).is_dir() else folder, "FOLDER")
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        found = found_of(error)
    if not isinstance(found, dict) or found.get("schema") != results.SCHEMA:
        raise refuse(
            "STUDY_RESULT_NOT_READABLE",
            str(path),
            "" if isinstance(found, dict) else found,
            f"hasil studi ({RESULT}) yang utuh",
            f"an intact study result ({RESULT})",
        )
    return found


# --- size, asking, telling ---------------------------------------------------------------------------------


def _ask(desk: Desk, study: Study, folder: StudyFolder, processes: int, *, yes: bool) -> None:
    """Ask before a long study begins; where nobody can be asked, ``--yes`` says it."""
    runs = study.cells * study.months
    if yes or runs <= ASK_ABOVE:
        return
    told = desk.language.pick(size_sentence(study, folder.pace(), processes))
    if desk.err.is_terminal and desk.out.is_terminal:
        question = desk.language.pick(("Mulai? (y/t)", "Begin? (y/n)"))
        desk.err.print(escape(told), soft_wrap=True)
        if desk.err.input(f"{escape(question)} ").strip().casefold() in ("y", "ya", "yes"):
            return
    took = duration_told(seconds_for(study.effort, runs, processes, folder.pace()))
    parts = parts_told(study)
    raise refuse(
        "STUDY_SIZE_NOT_AGREED",
        "--yes",
        f"{runs} hitungan, sekitar {took[0]} / {runs} runs, about {took[1]}",
        f"--yes bila memang dimaksud.{parts[0]}",
        f"--yes if that is what you mean.{parts[1]}",
    )


def stopped_told(language: Language, advance: Advance) -> str:
    """That a study was stopped, and how to go on."""
    return language.pick(
        (
            f"Dihentikan: {advance.done} dari {advance.total} hitungan tersimpan. Jalankan perintah yang sama untuk "
            "melanjutkan.",
            f"Stopped: {advance.done} of {advance.total} runs are kept. Run the same command to go on.",
        )
    )


def deaths_told(desk: Desk) -> Callable[[Death], None]:
    """Tells on the error stream of each solving process that died, whatever comes of the run."""

    def tell(death: Death) -> None:
        here = desk.language.pick(death.told)
        further = death.attempt < ATTEMPTS
        more = (
            f" Dimulai lagi, percobaan {death.attempt + 1} dari {ATTEMPTS}." if further else "",
            f" Begun again, attempt {death.attempt + 1} of {ATTEMPTS}." if further else "",
        )
        text = desk.language.pick(
            (f"Proses penyusun mati ({here}).{more[0]}", f"A solving process died ({here}).{more[1]}")
        )
        lines = [text, *(f"    {line}" for line in death.lines[-LAST_LINES:])]
        # One call, so that what two threads tell does not mix.
        desk.err.print(escape("\n".join(lines)), style="yellow", soft_wrap=True)

    return tell


def show_table(desk: Desk, told: dict[str, Any], names: Sequence[str] = ()) -> None:
    """The table on the terminal."""
    chosen, rows = tables.side_by_side(desk.language, told, names)
    table = Table(header_style="bold")
    table.add_column("")
    for item in chosen:
        table.add_column(escape(item["name"]), justify="right")
    for row in rows:
        cells = [escape(f"{cell.text} {cell.sign}".strip()) for cell in row.cells]
        table.add_row(escape(desk.language.pick(row.name)), *cells)
    desk.out.print(table)
    desk.out.print(escape(tables.legend(desk.language)), soft_wrap=True)
    for text in tables.limits_told(desk.language, told):
        desk.out.print(escape(text), soft_wrap=True)
    for curve in told["curves"]:
        if curve["knee"] is not None:
            line = ", ".join(str(value) for value in curve["line"])
            sentence = (
                f"Kurva {curve['grid']} {line}: lekuk di {curve['knee']}.",
                f"Curve {curve['grid']} {line}: its knee is at {curve['knee']}.",
            )
            desk.out.print(escape(desk.language.pick(sentence)), soft_wrap=True)


def _tell(desk: Desk, folder: StudyFolder, told: dict[str, Any], advance: Advance, *, as_json: bool) -> None:
    if as_json:
        desk.out.print(json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True), markup=False, soft_wrap=True)
        return
    show_table(desk, told)
    counts = (
        f"{advance.solved} bulan dihitung, {advance.kept} diambil dari yang sudah ada; "
        f"berkas di {folder.path}: {PAGE}, {WORKBOOK}, {RESULT}, rencana/",
        f"{advance.solved} months solved, {advance.kept} taken from what was there; "
        f"files in {folder.path}: {PAGE}, {WORKBOOK}, {RESULT}, rencana/",
    )
    desk.out.print(escape(desk.language.pick(counts)), soft_wrap=True)


class _Bridge:
    """Shows a study through the same bar as a single run, and passes the stop button on to its processes."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._control: Control | None = None
        self._pool: SolvingPool | None = None

    def watched(self, control: Control, runner: StudyRunner, pool: SolvingPool) -> StudyRun:
        self._control, self._pool = control, pool
        pool.heed(control.should_stop)
        return runner.run()

    def hear(self, advance: Advance) -> None:
        if self._control is None:
            return
        left = None if advance.seconds_left is None else duration_told(advance.seconds_left)
        words = "" if left is None else self._language.pick((f", sisa ± {left[0]}", f", about {left[1]} left"))
        stage = self._language.pick(
            (f"{advance.done} dari {advance.total}{words}", f"{advance.done} of {advance.total}{words}")
        )
        self._control.report(Progress(stage=stage, done_permille=advance.done_permille))
