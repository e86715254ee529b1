"""Writes what the hand rule reaches: ``python -m benchmarks.hand_figures``. Frozen after its first run."""

from collections.abc import Sequence

from benchmarks.hand_rule import hand_plan
from benchmarks.machine import RESULTS, facts_lines, machine_facts
from benchmarks.problems import AS_OF, DATASETS, MONTH, dataset_problem
from planner.check import violations
from planner.domain.problem import Problem
from planner.score import score
from planner.units import MICRO, rounded_people, weighted_people

HEAD = """# The hand rule

What a careful person reaches with a map and a spreadsheet. How it plans is told in `benchmarks/hand_rule.py`.
The rule is frozen: plans are measured against it, and `tests/benchmarks/test_hand_rule.py` holds its figures.
"""
COLUMNS = ("problem", "value (weighted people)", "recorded", "cards", "IKD", "villages", "schools", "team-days",
           "blanks", "cost (rupiah)", "violations")  # fmt: skip
RESTS_ON = ("planner", "geodata", "benchmarks/*.py")


def main() -> None:
    """Make the plans and write the page."""
    rows = [_row(COLUMNS), _row(["---"] * len(COLUMNS))]
    rows += [_row(_cells(name, dataset_problem(name))) for name in DATASETS]
    told = [
        "",
        f"Month {MONTH}, seen from {AS_OF.isoformat()}. The plan takes no search: these are the figures of one pass.",
        "",
        *facts_lines(machine_facts(RESTS_ON)),
        "- command: `python -m benchmarks.hand_figures`",
        "",
    ]
    page = RESULTS / "hand-rule.md"
    page.write_text("\n".join([HEAD, *rows, *told]), encoding="utf-8", newline="\n")
    print(page.read_text(encoding="utf-8"))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(name: str, problem: Problem) -> list[str]:
    plan = hand_plan(problem)
    found = score(problem, plan)
    people = found.people
    return [
        name,
        f"{weighted_people(found.value):,.1f}",
        *(f"{rounded_people(count):,}" for count in (people.recording, people.cards, people.ikd)),
        str(found.villages_served),
        str(found.schools_served),
        str(found.team_days_used),
        f"{-(-found.cards_used // MICRO):,}",
        f"{found.cost_rupiah:,}",
        str(len(violations(problem, plan))),
    ]


if __name__ == "__main__":
    main()
