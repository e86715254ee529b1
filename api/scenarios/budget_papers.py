"""The papers of one scenario: its budget, a memo, and the letter that asks for blank cards."""

from collections.abc import Callable, Sequence
from typing import Any

from api.documents.paper_blocks import Block, docx_of, pdf_of
from api.language import Language
from api.scenarios.budget_workbook import budget_workbook
from api.scenarios.memo import letter_blocks, memo_blocks
from planner.domain.plan import PlanDocument
from planner.domain.problem import Problem
from planner.risk.outlook import risk_of
from planner.risk.uncertainty import USUAL
from planner.scenarios.answers import Answer, month_answer
from planner.scenarios.budgeting import card_need, month_budget

RUNS = 1000
Months = Sequence[tuple[Problem, PlanDocument]]


def budget_files(
    language: Language,
    told: dict[str, Any],
    scenario: str,
    months: Months,
    options: Sequence[str] = (),
    *,
    only: str | None = None,
) -> dict[str, bytes]:
    """The papers by file name; ``only`` one of them if it is named."""
    answer = Answer(
        name=scenario,
        months=tuple(month_answer(problem, document.plan, document.summary.bound) for problem, document in months),
        plan_from=scenario,
        bound_from=scenario,
    )
    first, document = months[0]
    memo_title = language.pick(("Nota dinas", "Memo"))
    letter_title = language.pick(("Permohonan blangko", "Request for blank cards"))

    def budget() -> bytes:
        budgets = [month_budget(problem, found.plan) for problem, found in months]
        return budget_workbook(language, first.name, answer, budgets)

    def memo() -> list[Block]:
        risk = risk_of(first, document.plan, USUAL, runs=RUNS, seed=1)
        listed = options or [item["name"] for item in told["scenarios"] if item["grid"] is None]
        return memo_blocks(language, told, answer, first, risk, listed)

    def letter() -> list[Block]:
        return letter_blocks(language, first.name, card_need([(problem, found.plan) for problem, found in months]))

    makers: dict[str, Callable[[], bytes]] = {
        f"rab-{scenario}.xlsx": budget,
        f"nota-dinas-{scenario}.pdf": lambda: pdf_of(memo(), title=memo_title, language=language.code),
        f"nota-dinas-{scenario}.docx": lambda: docx_of(memo(), title=memo_title),
        f"permohonan-blangko-{scenario}.pdf": lambda: pdf_of(letter(), title=letter_title, language=language.code),
        f"permohonan-blangko-{scenario}.docx": lambda: docx_of(letter(), title=letter_title),
    }
    return {name: make() for name, make in makers.items() if only in (None, name)}
