"""Writes what the hand rule reaches: ``python -m benchmarks.hand_figures``. Frozen after its first run."""

from benchmarks.hand_rule import hand_plan
from benchmarks.machine import RESULTS, facts_lines, machine_facts
from benchmarks.problems import AS_OF, DATASETS, MONTH, dataset_problem
from planner.check import violations
from planner.domain.problem import Problem
from planner.score import score
from planner.units import MICRO, rounded_people, weighted_people

HEAD = """# The hand rule

What a careful person reaches with a map and a spreadsheet. How it plans is told in `benchmarks/hand_rule.py`. The rule
is frozen: it is the baseline that plans are measured against, and `tests/benchmarks/test_hand_rule.py` holds its figures.

| problem | value (weighted people) | recorded | cards | IKD | villages | schools | team-days | blanks | cost (rupiah) | violations |
|---|---|---|---|---|---|---|---|---|---|---|"""


def main() -> None:
    """Make the plans and write the page."""
    rows = [_row(name, dataset_problem(name)) for name in DATASETS]
    told = [
        "",
        f"Month {MONTH}, seen from {AS_OF.isoformat()}. The plan takes no search: these are the figures of one pass.",
        "",
        *facts_lines(machine_facts()),
        "- command: `python -m benchmarks.hand_figures`",
        "",
    ]
    page = RESULTS / "hand-rule.md"
    page.write_text("\n".join([HEAD, *rows, *told]), encoding="utf-8", newline="\n")
    print(page.read_text(encoding="utf-8"))


def _row(name: str, problem: Problem) -> str:
    plan = hand_plan(problem)
    found = score(problem, plan)
    people = found.people
    cells = [
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
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
