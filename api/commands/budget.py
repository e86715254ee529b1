"""``jemput scenario budget``: the budget, the memo and the letter of one scenario of an answered study."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.markup import escape

from api import wiring
from api.arguments import Typed
from api.commands.office import Desk, existing
from api.commands.scenario import read_results
from api.documents.paper_blocks import docx_of, pdf_of
from api.errors import ExitCode
from api.language import Language
from api.scenarios.budget_workbook import budget_workbook
from api.scenarios.memo import letter_blocks, memo_blocks
from api.scenarios.plans import FOLDER
from api.scenarios.store import StudyFolder
from planner.domain.plan import PlanDocument
from planner.domain.problem import Problem
from planner.risk.outlook import risk_of
from planner.risk.uncertainty import USUAL
from planner.scenarios.answers import Answer, month_answer
from planner.scenarios.budgeting import card_need, month_budget

RUNS = 1000
Months = Sequence[tuple[Problem, PlanDocument]]


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


def budget_files(
    language: Language, told: dict[str, Any], scenario: str, months: Months, options: Sequence[str] = ()
) -> dict[str, bytes]:
    """The papers by file name."""
    answer = Answer(
        name=scenario,
        months=tuple(month_answer(problem, document.plan, document.summary.bound) for problem, document in months),
        plan_from=scenario,
        bound_from=scenario,
    )
    first, document = months[0]
    budgets = [month_budget(problem, found.plan) for problem, found in months]
    risk = risk_of(first, document.plan, USUAL, runs=RUNS, seed=1)
    listed = options or [item["name"] for item in told["scenarios"] if item["grid"] is None]
    memo = memo_blocks(language, told, answer, first, risk, listed)
    letter = letter_blocks(language, first.name, card_need([(problem, found.plan) for problem, found in months]))
    memo_title = language.pick(("Nota dinas", "Memo"))
    letter_title = language.pick(("Permohonan blangko", "Request for blank cards"))
    return {
        f"rab-{scenario}.xlsx": budget_workbook(language, first.name, answer, budgets),
        f"nota-dinas-{scenario}.pdf": pdf_of(memo, title=memo_title, language=language.code),
        f"nota-dinas-{scenario}.docx": docx_of(memo, title=memo_title),
        f"permohonan-blangko-{scenario}.pdf": pdf_of(letter, title=letter_title, language=language.code),
        f"permohonan-blangko-{scenario}.docx": docx_of(letter, title=letter_title),
    }
