"""A sample of regencies planned at several stocks, scarce cards shared between them, and how long the whole country
would take: ``python -m benchmarks.national``; ``python -m benchmarks.national queue`` measures the queue first.

The sample is the middle regency of each of twelve strata by number of villages. Writes
``benchmarks/results/national.md``; ``--folder`` keeps what was solved, so that a run that was broken off goes on (its
times are kept as well); ``--loaded`` says that the machine had other work.
"""

import argparse
import json
import tempfile
from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from api.scenarios import national
from api.scenarios.national import RegencyAnswer
from api.scenarios.store import StudyFolder
from api.wiring_ground import Span
from api.wiring_nation import offices
from benchmarks.machine import RESULTS, facts_lines, machine_facts
from benchmarks.national_queue import HANDS
from benchmarks.national_queue import measured as queue_measured
from planner.scenarios.study import Effort
from planner.units import PERMILLE

RESTS_ON = ("planner", "solver", "geodata", "api", "benchmarks/national.py")
FILE, KEPT, QUEUE = RESULTS / "national.md", RESULTS / "national.json", RESULTS / "national-queue.json"
FIRST = date(2027, 1, 1)
SPAN = Span(first=FIRST, last=FIRST.replace(day=monthrange(2027, 1)[1]))
EFFORT = Effort(work=(130,), gap_basis_points=200)
STRATA = 12
SHARE_PERMILLE = 500
PROCESSES = 2
HOSTS, CORES = 16, 8
"""The fleet that the extrapolation speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One regency of the sample and the stratum that it stands for."""

    answer: RegencyAnswer
    stratum: int


def main() -> None:
    """Answer the sample, one regency after the other, and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", nargs="?", choices=("sample", "queue"), default="sample")
    parser.add_argument("--folder", help="keeps what was solved")
    parser.add_argument("--loaded", action="store_true", help="the machine has other work")
    parser.add_argument("--only", type=int, default=STRATA, help="so many strata of the twelve, from the smallest")
    chosen = parser.parse_args()
    facts = machine_facts(RESTS_ON)
    if chosen.part == "queue":
        found = queue_measured(EFFORT.work[0]) | {"loaded": chosen.loaded, "facts": facts}
        QUEUE.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        print(found)
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(chosen.folder or made)
        measured = _measured(folder, chosen.only)
    division = national.divided([item.answer for item in measured], None, SHARE_PERMILLE)
    told = {
        "sample": [_plain(item) for item in measured],
        "sharing": {
            "cards": division.total,
            "best_milli": division.best.bound,
            "certain_milli": division.best.worth,
            "by_people_milli": division.by_people_on_hulls,
            "gain_milli": division.gain,
            "given": dict(division.best.cards),
            "by_people": dict(division.by_people.cards),
        },
        "loaded": chosen.loaded,
        "facts": facts,
        "queue": json.loads(QUEUE.read_text(encoding="utf-8")) if QUEUE.is_file() else None,
    }
    KEPT.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    FILE.write_text(_page(told), encoding="utf-8")


def _measured(folder: Path, most: int) -> list[Measured]:
    store = StudyFolder(folder)
    found = []
    with store.held():
        for office, stratum in national.sample(offices({}), STRATA)[:most]:
            times = folder / f"times-{office.code}.json"
            answer = national.answer(office, {}, SPAN, store, EFFORT, PROCESSES, lambda: False, print)
            if times.is_file():
                # Solved before: its time is what it took then.
                known = json.loads(times.read_text(encoding="utf-8"))
                answer = RegencyAnswer(**(_fields(answer) | known))
            else:
                known = {"seconds": answer.seconds, "processor_seconds": answer.processor_seconds}
                times.write_text(json.dumps(known), encoding="utf-8")
            print(
                office.code,
                office.name,
                office.villages,
                answer.worst_gap,
                round(answer.processor_seconds, 1),
                flush=True,
            )
            found.append(Measured(answer=answer, stratum=stratum))
    return found


def _fields(answer: RegencyAnswer) -> dict[str, Any]:
    return {name: getattr(answer, name) for name in RegencyAnswer.__slots__}


def _plain(item: Measured) -> dict[str, Any]:
    answer = item.answer
    return {
        **asdict(answer.office),
        "stratum": item.stratum,
        "eligible": answer.eligible,
        "most": answer.most,
        "points": [list(point) for point in answer.points],
        "worst_gap": answer.worst_gap,
        "seconds": round(answer.seconds, 1),
        "processor_seconds": round(answer.processor_seconds, 1),
    }


def _page(told: dict[str, Any]) -> str:
    sample, sharing = told["sample"], told["sharing"]
    rows = [
        f"| {item['code']} {item['name']} | {item['villages']} | {item['stratum']} | {item['most']:,} | "
        f"{'-' if item['worst_gap'] is None else item['worst_gap'] / 100} | {item['processor_seconds']} | "
        f"{item['seconds']} | {sharing['given'][item['code']]:,} | {sharing['by_people'][item['code']]:,} |"
        for item in sample
    ]
    within = sum(item["worst_gap"] is not None and item["worst_gap"] <= 200 for item in sample)
    stand_for = sum(item["stratum"] for item in sample)
    whole = sum(item["stratum"] * item["processor_seconds"] for item in sample)
    gain = sharing["gain_milli"] * 100 / max(1, sharing["by_people_milli"])
    villages = sum(item["villages"] for item in sample)
    spent = sum(item["processor_seconds"] for item in sample)
    bed = "loaded with other work" if told["loaded"] else "idle machine"
    lines = [
        "# The country, from a sample",
        "",
        f"January 2027 of {len(sample)} regencies, each at {len(national.STEPS)} stocks of blank cards (0, 25,",
        "50, 75 and",
        "100 % of what it could use at most), made by `python -m benchmarks.national`. The regency is the",
        "middle one of",
        f"its stratum by number of villages, so that the sample stands for {stand_for} of 514. **Points, people and",
        "backlog are generated from the village codes, no data** (docs/concepts/scenarios.md).",
        "",
        "| regency | villages | stands for | cards at most | widest gap of 5 plans, % | processor s | wall s | given |"
        " by people |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
        f"- {within} of {len(sample)} have all five plans within 2 %.",
        f"- Machine while it ran: {bed}. Wall times are of that bed; processor times those of the solving processes,",
        "  their start included.",
        "",
        "## Sharing",
        "",
        f"{sharing['cards']:,} cards, half of what the sample could use at most. Shared by the value curves",
        "they are worth",
        f"{sharing['best_milli'] / PERMILLE:,.0f} weighted people, split by eligible people",
        f"{sharing['by_people_milli'] / PERMILLE:,.0f}, both read off the concave hulls:",
        f"{sharing['gain_milli'] / PERMILLE:,.0f} more ({gain:.1f} % of the split by people). Certain, at",
        "points that were",
        f"planned: {sharing['certain_milli'] / PERMILLE:,.0f}.",
        "",
        "## All 514, extrapolated",
        "",
        f"Measured: {villages} villages at 5 stocks in {spent:,.0f} processor seconds,",
        f"{villages * len(national.STEPS) / max(1.0, spent):.1f} village-months a processor second. Each",
        "stratum taken to",
        f"cost what its middle regency costs: {whole / 3600:.1f} processor hours for {stand_for} regencies.",
        "",
        *_through_the_queue(told["queue"], whole, stand_for),
        "",
        "## Measured on",
        "",
        *facts_lines(told["facts"]),
        "",
    ]
    return "\n".join(lines)


def _through_the_queue(queue: dict[str, Any] | None, whole: float, stand_for: int) -> list[str]:
    """What the queue's measured throughput makes of the processor seconds of all regencies."""
    if queue is None:
        return ["Not measured yet: `python -m benchmarks.national queue`."]
    months = stand_for * len(national.STEPS)
    # What a hand delivers of the processor seconds it would need alone: queue, starts and idle waits are in it.
    a_hand = queue["months_an_hour"] * queue["processor_seconds_a_month"] / 3600 / HANDS
    hours = whole / 3600 / max(a_hand, 1e-9)
    bed = "loaded with other work" if queue["loaded"] else "idle machine"
    return [
        f"Through the queue (`python -m benchmarks.national queue`, {bed}): {queue['months']} months of an office of",
        f"{queue['villages']} villages with {HANDS} hands, {queue['months_an_hour']} months an hour at",
        f"{queue['processor_seconds_a_month']} processor seconds each (a process of its own for each month, its start",
        f"included): a hand delivers {a_hand:.2f} processor seconds a second. The {months:,} months of {stand_for}",
        f"regencies then take {hours / HANDS:.0f} hours with {HANDS} hands, and {hours / (HOSTS * CORES):.1f} with",
        f"{HOSTS} hosts of {CORES} hands.",
        "",
        "Assumed: hosts as fast as this one and not shared; the months of a regency follow each other, but there are",
        "always regencies enough for all hands until the last ones; one database serves that many hands (a claim and a",
        "hand-in for each month, a beat now and then); the largest stratum, up to 852 villages, costs what its middle",
        "regency costs, which is on the low side; points and people are generated.",
    ]


if __name__ == "__main__":
    main()
