"""``jemput scenario risk``: play a plan through many times and tell how it may turn out."""

import json
from dataclasses import fields, replace

from rich.markup import escape
from rich.table import Table

from api import wiring
from api.arguments import Typed
from api.commands.office import Desk, existing, problem_of
from api.errors import ExitCode
from api.scenarios.risk_words import risk_sentences, risk_values
from planner.errors import InputFaults
from planner.risk.outlook import Range, Risk, risk_of
from planner.risk.uncertainty import USUAL, Uncertainty, uncertainty_faults
from planner.units import MICRO, VALUE_UNITS_PER_PERSON

USUAL_RUNS = "1000"
MOST_RUNS = 100_000


def risk(
    desk: Desk,
    *,
    plan_file: str,
    problem_file: str | None,
    runs: str | None,
    seed: str | None,
    chances: list[str],
    as_json: bool,
) -> ExitCode:
    """Play and tell; see the exit codes."""
    path = existing(plan_file, "PLAN")
    document = wiring.read_plan(path)
    problem = problem_of(document, path, problem_file)
    typed = Typed()
    count = typed.whole("--runs", runs or USUAL_RUNS, 1000, 10, MOST_RUNS)
    start = typed.whole("--seed", seed, 1, 0, 2_000_000_000)
    uncertainty = _uncertainty(typed, chances)
    typed.raise_if_any()
    faults = uncertainty_faults(uncertainty, "--set")
    if faults:
        raise InputFaults(faults)
    found = risk_of(problem, document.plan, uncertainty, runs=count, seed=start)
    if as_json:
        told = json.dumps(risk_values(found), ensure_ascii=False, indent=2, sort_keys=True)
        desk.out.print(told, markup=False, soft_wrap=True)
    else:
        _tell(desk, found, {site.id: site.name for site in problem.sites})
    return ExitCode.GOOD


def _uncertainty(typed: Typed, chances: list[str]) -> Uncertainty:
    """The usual uncertainty with what was set: ``rain=200``."""
    known = {item.name for item in fields(Uncertainty)}
    given: dict[str, int] = {}
    for text in chances:
        name, _, value = text.partition("=")
        if name not in known:
            words = ", ".join(sorted(known))
            typed.wrong("CHANCE_UNKNOWN", "--set", text, f"salah satu: {words}", f"one of: {words}")
        else:
            given[name] = typed.whole(f"--set {name}", value, 0, 0, 2000)
    return replace(USUAL, **given)


def _tell(desk: Desk, found: Risk, names: dict[str, str]) -> None:
    language, pick = desk.language, desk.language.pick
    table = Table(header_style="bold")
    heads = (("", ""), ("Rencana", "Planned"), ("10 %", "10 %"), ("Tengah", "Median"), ("90 %", "90 %"))
    for head in heads:
        table.add_column(pick(head), justify="right" if head[0] else "left")
    rows: tuple[tuple[tuple[str, str], Range, int], ...] = (
        (("Orang direkam", "People recorded"), found.recording, MICRO),
        (("Kartu diserahkan", "Cards handed over"), found.cards, MICRO),
        (("IKD diaktifkan", "IKD activated"), found.ikd, MICRO),
        (("Nilai layanan", "Service value"), found.value, VALUE_UNITS_PER_PERSON),
    )
    for name, item, unit in rows:
        shown = (item.planned, item.low, item.median, item.high)
        table.add_row(pick(name), *(language.number(amount / unit) for amount in shown))
    desk.out.print(table)
    for sentence in risk_sentences(found, names):
        desk.out.print(escape(pick(sentence)), soft_wrap=True)
