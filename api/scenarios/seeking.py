"""Goal seek with the engine: amounts of money are tried one after the other, each kept like any other run."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.language import Language
from api.scenarios.running import StudyRunner
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.wording import Pair, decimal, rupiah
from planner.scenarios.rolling import first_office, month_of
from planner.scenarios.scenario import Scenario
from planner.scenarios.seeking import (
    MEASURE_WORDS,
    RATES,
    Outcome,
    Probe,
    Search,
    Seek,
    Sought,
    binding,
    measured,
    needed,
    probe_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What was sought, what was found, and what the plan with all maxima has used up."""

    seek: Seek
    sought: Sought
    binds: tuple[Pair, ...]


def answered(runner: StudyRunner, seek: Seek, hear: Callable[[Probe], None]) -> Answered:
    """Seek one target in the first month; every try starts from the best plan for less money.

    Raises
    ------
    Stopped
        The pool was stopped; run again to go on.
    """
    base = runner.study.base
    scenario = Scenario(name=seek.name, changes=(*base.changes, *seek.maxima.changes))
    _, problem = month_of(first_office(runner.base), scenario)
    search = Search(seek, needed(problem, seek))
    plans: dict[int, Plan] = {}
    top: tuple[Problem, Plan] | None = None
    for money in search.amounts():
        asked = measured(problem, seek, money)
        # The nearest plan there is, from below if there is one: fixed by the order of the search alone.
        below = [tried for tried in plans if tried <= money]
        start = plans[max(below)] if below else plans[min(plans)] if plans else None
        # What counts is whether the target is reached or refuted, not how wide the gap is.
        month = runner.month(asked, start, ends=False)
        plans[money] = month.plan
        top = top or (asked, month.plan)
        probe = probe_of(asked, month.plan, month.bound, money)
        search.tell(probe)
        hear(probe)
    return Answered(seek=seek, sought=search.found(), binds=() if top is None else binding(*top))


def told(language: Language, found: Answered) -> list[str]:
    """What was found, in sentences."""
    seek, sought = found.seek, found.sought
    pick, people = language.pick, language.people
    what = pick(MEASURE_WORDS[seek.measure])
    target = f"{pick(decimal(seek.target, 10, 1))} %" if seek.measure in RATES else language.number(seek.target)
    lines = [pick((f"Sasaran {target}: {people(sought.needed)} {what}.",
                   f"Target {target}: {people(sought.needed)} {what}."))]  # fmt: skip
    if sought.outcome is Outcome.REACHED and sought.money is not None:
        money = pick(rupiah(sought.money))
        lines.append(pick((f"Tercapai dengan {money} sebulan.", f"Reached with {money} a month.")))
        if sought.proven_above is not None:
            less = pick(rupiah(sought.proven_above))
            lines.append(
                pick(
                    (
                        f"Terbukti: dengan {less} atau kurang sasaran itu tidak dapat dicapai.",
                        f"Proven: with {less} or less the target cannot be reached.",
                    )
                )
            )
        return lines
    bound = "-" if sought.bound is None else people(sought.bound)
    top = pick(rupiah(seek.money_max))
    if sought.outcome is Outcome.OUT_OF_REACH:
        lines.append(
            pick(
                (
                    f"Terbukti di luar jangkauan: dengan {top} dan semua batas yang disebut paling banyak {bound}.",
                    f"Proven out of reach: with {top} and all stated maxima {bound} at most.",
                )
            )
        )
    else:
        lines.append(
            pick(
                (
                    f"Belum pasti: tidak ditemukan, tetapi batas terbukti {bound} tidak menolaknya.",
                    f"Undecided: not found, but the proven bound {bound} does not rule it out.",
                )
            )
        )
    lines.append(pick((f"Yang terdekat: {people(sought.nearest)}.", f"The nearest: {people(sought.nearest)}.")))
    if found.binds:
        words = ", ".join(pick(item) for item in found.binds)
        lines.append(pick((f"Yang membatasi: {words}.", f"What binds: {words}.")))
    return lines


def values(found: Answered) -> dict[str, Any]:
    """The same as plain values."""
    seek, sought = found.seek, found.sought
    return {
        "name": seek.name,
        "measure": seek.measure.value,
        "target_percent": seek.target / 10 if seek.measure in RATES else None,
        "target": None if seek.measure in RATES else seek.target,
        "outcome": sought.outcome.value,
        "needed_micro": sought.needed,
        "money_rupiah": sought.money,
        "proven_above_rupiah": sought.proven_above,
        "nearest_micro": sought.nearest,
        "bound_micro": sought.bound,
        "binds": [{"id": item[0], "en": item[1]} for item in found.binds],
        "probes": [
            {"money": probe.money, "reached_micro": probe.reached, "cost": probe.cost, "bound_micro": probe.bound}
            for probe in sought.probes
        ],
    }


def canonical(found: list[Answered]) -> bytes:
    """All answers of a study, sorted keys, UTF-8."""
    told = {"schema": "jemput/seek-result/1", "seeks": [values(item) for item in found]}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def probe_told(language: Language, probe: Probe) -> str:
    """One try in a line."""
    money, people = language.pick(rupiah(probe.money)), language.people(probe.reached)
    bound = "-" if probe.bound is None else language.people(probe.bound)
    return language.pick((f"{money}: {people}, paling banyak {bound}", f"{money}: {people}, {bound} at most"))
