"""``jemput scenario budget``: the budget, the memo and the letter of one scenario of an answered study."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.markup import escape

from api import wiring
from api.arguments import Typed
from api.commands.office import Desk, existing
from api.commands.scenario import read_results
from api.errors import ExitCode
from api.scenarios.budget_papers import Months, budget_files
from api.scenarios.plans import FOLDER
from api.scenarios.store import StudyFolder


def budget(desk: Desk, *, folder: str, scenario: str, options: Sequence[str], out: str | None) -> ExitCode:
    """Write the papers; see the exit codes."""
    told = read_results(folder)
    known = [item["name"] for item in told["scenarios"] if item["grid"] is None]
    typed = Typed()
    for name in (scenario, *options):
        if name not in known:
            few = ", ".join(known)
            typed.wrong("SCENARIO_UNKNOWN", "--scenario", name, f"salah satu: {few}", f"one of: {few}")
    typed.raise_if_any()
    months = months_of(Path(folder), told, scenario)
    files = budget_files(desk.language, told, scenario, months, options)
    target = StudyFolder(Path(out or folder))
    for name, content in files.items():
        target.write(target.path / name, content)
    sentence = (
        f"Ditulis di {target.path}: {', '.join(files)}. Jumlah RAB sama dengan biaya skenario sampai ke rupiah.",
        f"Written in {target.path}: {', '.join(files)}. The total of the RAB is the cost of the scenario to the "
        "rupiah.",
    )
    desk.out.print(escape(desk.language.pick(sentence)), soft_wrap=True)
    return ExitCode.GOOD


def months_of(folder: Path, told: dict[str, Any], scenario: str) -> Months:
    """The plans of a scenario with their problems, month by month."""
    item = next(item for item in told["scenarios"] if item["name"] == scenario)
    found = []
    for month in item["months"]:
        path = existing(str(folder / FOLDER / f"{scenario}-{month['first']}.json"), "FOLDER")
        document = wiring.read_plan(path)
        if document.problem is not None:
            found.append((document.problem, document))
    return found
