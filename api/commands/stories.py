"""``jemput scenario stories``: one beginning of the month for all stories of deliveries, and how each goes on."""

import json
from pathlib import Path
from typing import Any

from rich.markup import escape
from rich.table import Table

from api import wiring
from api.commands.office import Desk
from api.commands.scenario import deaths_told, opened, stopped_told
from api.errors import ExitCode
from api.progress import RunControl, run_watched
from api.scenarios.pool import SolvingPool, Stopped
from api.scenarios.running import StudyRunner
from api.scenarios.store import StudyFolder
from api.scenarios.study_file import stories_of
from planner.changes import changed
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.ports import Control
from planner.scenarios.stories import StoriesAnswer, told_together
from planner.units import ValueUnits, milli_people, weighted_people

RESULT = "cerita.json"


def stories(desk: Desk, *, study_file: str, out: str | None) -> ExitCode:
    """Answer the stories of a study; see the exit codes."""
    held = opened(study_file)
    base = changed(held.base, tuple(item.change for item in held.study.base.changes))
    asked = stories_of(held.asked, base)
    folder = StudyFolder(Path(out or f"{Path(study_file).stem}-hasil"))
    with folder.held():
        pool = SolvingPool(1, died=deaths_told(desk))
        runner = StudyRunner(held.study, held.base, held.grounds, folder, processes=1, pool=pool)

        def solve(problem: Problem, start: Plan | None) -> tuple[Plan, ValueUnits | None]:
            month = runner.month(problem, start)
            return month.plan, month.bound

        def work(control: Control) -> StoriesAnswer:
            pool.heed(control.should_stop)
            try:
                return told_together(
                    base, asked.stories, asked.reveal, solve, quantile_permille=asked.quantile_permille
                )
            finally:
                pool.close()

        try:
            found = run_watched(work, RunControl(), desk.err, desk.language, quiet=True)
        except Stopped:
            desk.err.print(escape(stopped_told(desk.language, runner.advance)), style="yellow", soft_wrap=True)
            return ExitCode.INTERRUPTED
        told = _values(base, found)
        folder.write(folder.path / RESULT, json.dumps(told, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    _tell(desk, found, [story.name for story in asked.stories])
    return ExitCode.GOOD


def _values(base: Problem, found: StoriesAnswer) -> dict[str, Any]:
    return {
        "schema": "jemput/stories-result/1",
        "problem_hash": wiring.hash_of(base),
        "chosen": found.chosen.name,
        "worth_milli": milli_people(found.worth),
        "bound_milli": None if found.bound is None else -milli_people(-found.bound),
        "shared": [
            {"team": trip.team, "day": trip.days[0].isoformat(), "sites": [visit.site for visit in trip.visits]}
            for trip in found.chosen.plan.trips
        ],
        "beginnings": [
            {"from": item.name, "ends": {end.story: milli_people(end.value) for end in item.ends}}
            for item in found.tried
        ],
    }


def _tell(desk: Desk, found: StoriesAnswer, names: list[str]) -> None:
    pick, number = desk.language.pick, desk.language.number
    table = Table(header_style="bold")
    table.add_column(pick(("Awal dari rencana", "Beginning of the plan for")))
    for name in names:
        table.add_column(escape(name), justify="right")
    for item in found.tried:
        mark = " *" if item is found.chosen else ""
        name = (item.name or pick(("tanpa cerita", "no story"))) + mark
        table.add_row(escape(name), *(number(weighted_people(end.value), 1) for end in item.ends))
    desk.out.print(table)
    bound = "-" if found.bound is None else number(weighted_people(found.bound), 1)
    worth = number(weighted_people(found.worth), 1)
    shared = len(found.chosen.plan.trips)
    sentence = (
        f"* dipilih: nilai layanan {worth}, paling tinggi {bound} (terbukti); {shared} perjalanan sebelum "
        "terungkap sama untuk semua cerita.",
        f"* chosen: service value {worth}, {bound} at most (proven); {shared} trips before the reveal are the same in "
        "all stories.",
    )
    desk.out.print(escape(pick(sentence)), soft_wrap=True)
