"""``jemput plan``: plan a month, watch it, write the files, tell the result."""

import json
import platform
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api import wiring, wiring_ground
from api.arguments import Typed, options_of, span_of
from api.commands.baseline import baseline_in
from api.commands.office import Desk, existing
from api.documents.facts import PlanFacts
from api.documents.files import prepare, write_all
from api.documents.geojson import geojson_bytes
from api.documents.hand_plan import read_hand_plan
from api.documents.lands import Lands
from api.documents.page import page_bytes
from api.documents.summary import gap_sentence, summary_lines
from api.documents.workbook import workbook_bytes
from api.errors import ExitCode, fault, refuse
from api.language import Language
from api.product import product_version
from api.progress import RunControl, run_watched
from planner.domain.evidence import Baseline
from planner.domain.plan import Plan, PlanDocument, SolveOptions, StoppedBy
from planner.domain.problem import Problem
from planner.errors import InputFaults
from planner.remembering import remembered


def plan(
    desk: Desk,
    *,
    source: str | None,
    month: str | None,
    first: str | None,
    last: str | None,
    as_of: str | None,
    out: str | None,
    work: str | None,
    seconds: str | None,
    seed: str | None,
    workers: str | None,
    as_json: bool,
    start: str | None = None,
    baseline: str | None = None,
    after: str | None = None,
) -> ExitCode:
    """Plan and write, going on from the plan in the file ``start`` if there is one; see the exit codes.

    ``baseline`` is set beside the plan in every report; without one, so is a schedule to go on from. ``after`` is the
    plan of the month before.
    """
    typed = Typed()
    span = span_of(typed, date.today(), month=month, first=first, last=last, as_of=as_of)
    options = options_of(typed, work=work, seconds=seconds, seed=seed, workers=workers)
    typed.raise_if_any()
    problem = wiring.problem_from(source, span)
    if wiring.is_problem_file(source) and (month or first or as_of):
        _same_period(problem, span)
    if after is not None:
        problem = _after(after, problem)
    begun = None if start is None else _begun(start, problem)
    beside = _beside(problem, start, baseline)
    folder = Path(out or f"jemput-{problem.period.first:%Y-%m}")
    prepare(folder)
    document = replace(_solved(desk, problem, options, begun, quiet=as_json), baseline=beside)
    places = write_all(folder, run_files(desk.language, problem, document, source))
    _tell(desk, PlanFacts(problem, document), places, as_json=as_json)
    return _exit_code(document)


def _same_period(problem: Problem, span: wiring.Span) -> None:
    """A finished problem has its own period; a stated one must be the same."""
    period = problem.period
    asked, held = (span.first, span.last), (period.first, period.last)
    if asked != held or span.as_of not in (None, period.as_of):
        told = f"{period.first.isoformat()} .. {period.last.isoformat()}, {period.as_of.isoformat()}"
        raise InputFaults(
            (
                fault(
                    "PERIOD_OF_PROBLEM",
                    "--month",
                    f"{span.first.isoformat()} .. {span.last.isoformat()}",
                    f"periode dan tanggal pandang berkas masalah: {told}",
                    f"period and date of the problem file: {told}",
                ),
            )
        )


def _begun(start: str, problem: Problem) -> Plan:
    """The plan to go on from, made by the product or by hand."""
    path = existing(start, "--start")
    return read_hand_plan(path, problem) if path.suffix.lower() == ".xlsx" else wiring.read_plan(path).plan


def _after(path: str, problem: Problem) -> Problem:
    """The problem with what a plan of the days before left behind."""
    file = existing(path, "--after")
    document = wiring.read_plan(file)
    before = document.plan
    last = max((day for trip in before.trips for day in trip.days), default=None)
    if last is not None and last >= problem.period.first:
        raise refuse(
            "PLAN_NOT_BEFORE",
            "--after",
            f"{path}: .. {last.isoformat()}",
            f"rencana yang berakhir sebelum {problem.period.first.isoformat()}",
            f"a plan that ends before {problem.period.first.isoformat()}",
        )
    beside = file.with_name(Path(document.problem_file or wiring.PROBLEM_FILE).name)
    known = document.problem or (wiring.read_problem(beside) if beside.is_file() else None)
    return remembered(problem, before, known if known is not None and wiring.belongs(document, known) else None)


def _beside(problem: Problem, start: str | None, baseline: str | None) -> Baseline | None:
    """The schedule to compare with: the one named, else the one gone on from if it is of the same data."""
    if baseline is not None:
        return baseline_in(existing(baseline, "--baseline"), problem)
    if start is None:
        return None
    path = existing(start, "--start")
    if path.suffix.lower() != ".xlsx" and not wiring.belongs(wiring.read_plan(path), problem):
        return None
    return baseline_in(path, problem)


def _solved(
    desk: Desk, problem: Problem, options: SolveOptions, start: Plan | None = None, *, quiet: bool
) -> PlanDocument:
    control = RunControl()
    started = datetime.now(UTC).astimezone().isoformat(timespec="seconds")
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return run_watched(
        lambda ear: wiring.plan(
            problem, options, ear, started=started, machine=machine, version=product_version(), start=start
        ),
        control,
        desk.err,
        desk.language,
        quiet=quiet,
    )


def run_files(
    language: Language, problem: Problem, document: PlanDocument, source: str | None = None
) -> dict[str, bytes]:
    """Every file of a run, in the order of writing; ``source`` is what the problem was made of."""
    facts = PlanFacts(problem, document)
    lands = Lands(villages=wiring_ground.drawn_lands(problem, source))
    return {
        "problem.json": wiring.problem_json(problem),
        "jadwal.xlsx": workbook_bytes(language, facts),
        "plan.geojson": geojson_bytes(language, facts),
        "peta.html": page_bytes(language, facts, lands),
        "plan.json": wiring.plan_json(document),
    }


def _exit_code(document: PlanDocument) -> ExitCode:
    if document.summary.stopped_by is StoppedBy.USER:
        return ExitCode.INTERRUPTED
    return ExitCode.GOOD if any(trip.visits for trip in document.trips) else ExitCode.NOTHING_PLANNED


def _tell(desk: Desk, facts: PlanFacts, places: tuple[Path, ...], *, as_json: bool) -> None:
    if as_json:
        desk.out.print(json_summary(facts, places), markup=False, soft_wrap=True)
        return
    language, period = desk.language, facts.problem.period
    title = f"{facts.problem.name} · {language.period(period.first, period.last)}"
    table = Table(title=escape(title), title_justify="left", title_style="bold", show_header=False, box=None)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True, style="bold")
    table.add_column(overflow="fold", style="dim")
    for line in summary_lines(language, facts):
        table.add_row(escape(line.label), escape(line.value), escape(line.note))
    desk.out.print(table)
    desk.out.print(f"[bold]{escape(gap_sentence(language, facts))}[/]")
    if not facts.visits:
        desk.out.print(f"[bold red]{escape(language.say('No visit could be planned; the files say why.'))}[/]")
    for warning in facts.document.warnings:
        desk.out.print(f"[yellow]![/] {escape(language.pick(warning.sentence))}")
    desk.out.print()
    desk.out.print(escape(language.say("Files in {folder}:", folder=places[0].parent)), soft_wrap=True)
    told = {
        "jadwal.xlsx": language.say("the schedule to print and hang up; its sheet jadwal can be changed and checked"),
        "peta.html": language.say("the map with a slider over the days; opens in any browser, without internet"),
        "plan.geojson": language.say("the plan for QGIS"),
        "plan.json": language.say("the plan itself, for programs"),
        "problem.json": language.say("all that the plan depends on"),
    }
    for path in places:
        name = path.name.replace(".baru", "")
        desk.out.print(f"  [bold]{escape(path.name):<13}[/] {escape(told[name])}", soft_wrap=True)
        if path.name != name:
            text = language.say("{file} is open elsewhere; the new one lies beside it. Close it and rename.", file=name)
            desk.out.print(f"  [yellow]![/] {escape(text)}", soft_wrap=True)


def json_summary(facts: PlanFacts, places: tuple[Path, ...]) -> str:
    """Summary for programs: what ``plan.json`` says, and where the files are."""
    whole = json.loads(wiring.plan_json(facts.document))
    head = {"problem_hash": whole["problem_hash"], "summary": whole["summary"], "run": whole["run"]}
    head["files"] = {path.name: str(path) for path in places}
    head["unserved"] = len(whole["unserved"])
    return json.dumps(head, ensure_ascii=False, indent=2, sort_keys=True)
