"""``jemput repair``: a plan made by hand, made legal with as few visits moved or left out as can be."""

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api import wiring
from api.commands.office import Desk, existing, problem_beside, problem_of
from api.commands.planning import run_files
from api.documents.belonging import not_of_problem
from api.documents.files import prepare, write_all
from api.documents.hand_plan import read_hand_plan
from api.errors import ExitCode, show_violations
from api.language import Language, message
from api.product import product_version
from planner.domain.plan import Plan, PlanDocument, Solution, SolveOptions, StoppedBy, Trip, Visit
from planner.domain.problem import Problem
from planner.errors import InputFaults, PlanFault
from planner.month import document as document_of
from planner.repair import Change, Repaired
from planner.score import score
from planner.units import weighted_people

_WHAT = {
    "kept": message("kept as it is"),
    "fitted": message("kept, with other times, people or crew"),
    "moved": message("moved"),
    "removed": message("left out"),
}


def repair(desk: Desk, *, plan_file: str, problem_file: str | None, out: str | None, as_json: bool) -> ExitCode:
    """Repair a plan and write it; the file given is never changed."""
    path = existing(plan_file, "PLAN")
    problem, plan = loaded(path, problem_file)
    folder = Path(out) if out is not None else path.with_name(f"{path.stem}-perbaikan")
    prepare(folder)
    repaired = repaired_of(problem, plan, path)
    if as_json:
        desk.out.print(_json(problem, plan, repaired), markup=False, soft_wrap=True)
    else:
        _tell(desk, problem, plan, repaired)
    if repaired.left:
        show_violations(desk.err, desk.language, repaired.left)
        return ExitCode.BREACH
    best = best_beside(path, problem)
    document = own_document(problem, repaired.plan, None if best is None else best.summary.bound)
    places = write_all(folder, run_files(desk.language, problem, document))
    if not as_json:
        text = desk.language.say("The repaired plan is in {folder}:", folder=folder)
        desk.out.print(escape(f"{text} {desk.language.listed(place.name for place in places)}"), soft_wrap=True)
    return ExitCode.GOOD


def own_document(problem: Problem, plan: Plan, bound: int | None) -> PlanDocument:
    """The document of somebody's own plan, beside a bound that was proven for its problem."""
    inside = len(wiring.problem_json(problem)) <= wiring.PROBLEM_INSIDE_LIMIT
    return document_of(
        problem,
        plan,
        Solution(plan=plan, bound=bound, stopped_by=StoppedBy.USER, seconds=0.0),
        options=SolveOptions(),
        problem_hash=wiring.hash_of(problem),
        version=product_version(),
        started=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        problem_file=None if inside else wiring.PROBLEM_FILE,
    )


def loaded(path: Path, problem_file: str | None) -> tuple[Problem, Plan]:
    """Problem and plan of a plan file or of the sheet ``jadwal`` of a workbook."""
    if path.suffix.lower() == ".xlsx":
        problem = problem_beside(path, problem_file)
        return problem, read_hand_plan(path, problem)
    document = wiring.read_plan(path)
    return problem_of(document, path, problem_file), document.plan


def repaired_of(problem: Problem, plan: Plan, path: Path) -> Repaired:
    """The plan repaired; one that does not belong to the problem is refused."""
    try:
        return wiring.repair(problem, plan)
    except PlanFault as error:
        raise not_of_problem(error, path.name) from error


def best_beside(path: Path, problem: Problem) -> PlanDocument | None:
    """The plan of the engine in the same folder, if it is one of this problem."""
    beside = path.with_name("plan.json")
    if beside == path or not beside.is_file():
        return None
    try:
        found = wiring.read_plan(beside)
    except InputFaults:
        # Some other file of that name: there is nothing to compare with.
        return None
    return found if wiring.belongs(found, problem) else None


def _tell(desk: Desk, problem: Problem, plan: Plan, repaired: Repaired) -> None:
    language = desk.language
    counts = [f"{language.say(text)}: {language.number(repaired.count(what))}" for what, text in _WHAT.items()]
    desk.out.print(escape(language.say("Visits: {counts}", counts="; ".join(counts))), soft_wrap=True)
    before, after = (weighted_people(score(problem, one).value) for one in (plan, repaired.plan))
    text = language.say(
        "Service value as planned {before}, repaired {after}",
        before=language.number(before, 1),
        after=language.number(after, 1),
    )
    desk.out.print(escape(text), soft_wrap=True)
    changed = [change for change in repaired.changes if change.what != "kept"]
    if not changed:
        return
    table = Table(header_style="bold")
    for heading in (language.say("Day, date"), language.say("Team"), language.say("Place"), language.say("Change")):
        table.add_column(escape(heading), overflow="fold")
    for change in changed:
        table.add_row(
            escape(language.short_day(change.day)),
            escape(change.team),
            escape(problem.site[change.site].name),
            escape("; ".join([_change(language, change), *_fitted(language, plan, repaired.plan, change)])),
        )
    desk.out.print(table)


def _change(language: Language, change: Change) -> str:
    told = language.say(_WHAT[change.what])
    if change.now_day is None or change.now_team is None:
        return told
    return f"{told}: {language.short_day(change.now_day)}, {change.now_team}"


def _fitted(language: Language, plan: Plan, made: Plan, change: Change) -> list[str]:
    """What is other than it was at a visit that stays: its crew, its hours, its people."""
    if change.what != "fitted":
        return []
    (old, was), (new, now) = (_at(one, change) for one in (plan, made))
    told = []
    came, gone = sorted(set(new.staff) - set(old.staff)), sorted(set(old.staff) - set(new.staff))
    if came or gone:
        names = ", ".join([*(f"+{name}" for name in came), *(f"−{name}" for name in gone)])
        told.append(language.say("crew {names}", names=names))
    if (was.start, was.end) != (now.start, now.end):
        spans = [language.clock_span(visit.start, visit.end) for visit in (was, now)]
        told.append(language.say("hours {was} become {now}", was=spans[0], now=spans[1]))
    invited = [sum(row.invited + row.invited_ikd for row in visit.people) for visit in (was, now)]
    if invited[0] != invited[1]:
        numbers = [language.number(count) for count in invited]
        told.append(language.say("invited {was} become {now}", was=numbers[0], now=numbers[1]))
    return told


def _at(plan: Plan, change: Change) -> tuple[Trip, Visit]:
    """The visit that a change speaks of, with its trip."""
    place = (change.team, change.site, change.day)
    return next(
        (trip, visit) for trip in plan.trips for visit in trip.visits if (trip.team, visit.site, visit.day) == place
    )


def _json(problem: Problem, plan: Plan, repaired: Repaired) -> str:
    told = {
        "value_before": score(problem, plan).value,
        "value": score(problem, repaired.plan).value,
        "counts": {what: repaired.count(what) for what in _WHAT},
        "changes": [
            {
                "what": change.what,
                "site": change.site,
                "day": change.day.isoformat(),
                "team": change.team,
                "now_day": None if change.now_day is None else change.now_day.isoformat(),
                "now_team": change.now_team,
            }
            for change in repaired.changes
        ],
        "violations": len(repaired.left),
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
