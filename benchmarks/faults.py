"""Parts killed at random: ``python -m benchmarks.faults`` writes its section of ``benchmarks/results/service.md``.

``--jobs`` short jobs go through a service with two workers, on each store, while the service, the workers and, on
PostgreSQL, the database are killed with SIGKILL every few seconds and started again. Then running jobs are cancelled.
"""

import argparse
import sys

from benchmarks.service_page import load_before, write_section
from tests.api.service.faults import Outcome, cancelled_in, killed_at_random
from tests.api.service.test_plans import PLAN

NAMES = {"sqlite": "embedded store", "postgresql": "PostgreSQL"}


def main() -> int:
    """Kill, count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=1_000)
    parser.add_argument("--every", type=float, nargs=2, default=(4.0, 12.0), metavar="SECONDS")
    parser.add_argument("--dice", type=int, default=1)
    parser.add_argument("--stores", nargs="+", choices=list(NAMES), default=list(NAMES))
    wish = parser.parse_args()
    load, outcomes = load_before(), []
    for store in wish.stores:
        every = (wish.every[0], wish.every[1])
        outcomes.append(killed_at_random(store, PLAN, number=wish.jobs, every_s=every, dice=wish.dice))
        print(outcomes[-1], flush=True)
    stops = {store: cancelled_in(store, PLAN, times=10) for store in wish.stores}
    lines = [
        f"{wish.jobs:,} short jobs (0.2 s each) for each store; a part killed every {wish.every[0]:g} to "
        f"{wish.every[1]:g} s. Wanted: all done, none lost, none with two plans, ready again in less than 5 s, "
        "cancelled in less than 2 s.",
        "",
        "| store | jobs | done | with a plan | with two | left in the queue | killed | asked again by the client |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: |",
        *(row(outcome) for outcome in outcomes),
        "",
        *(again(outcome) for outcome in outcomes),
        *(
            f"- {NAMES[store]}: {len(found)} running jobs cancelled in {min(found):.2f} to {max(found):.2f} s."
            for store, found in stops.items()
        ),
    ]
    write_section(
        f"Parts killed at random: {', '.join(NAMES[store] for store in wish.stores)}",
        lines,
        command=f"python -m benchmarks.faults --jobs {wish.jobs} --every {wish.every[0]:g} {wish.every[1]:g} "
        f"--stores {' '.join(wish.stores)}",
        load=load,
        rests_on=("api", "planner"),
    )
    print("\n".join(lines))
    return 0 if all(outcome.is_good for outcome in outcomes) else 1


def row(outcome: Outcome) -> str:
    """A line of the table."""
    kills = ", ".join(f"{name} {number}" for name, number in sorted(outcome.kills.items()))
    cells = (NAMES[outcome.store], outcome.jobs, outcome.done, outcome.plans, outcome.twice, outcome.left)
    return f"| {' | '.join(map(str, cells))} | {kills} | {outcome.retries} |"


def again(outcome: Outcome) -> str:
    """How fast the service was there again."""
    found = sorted(outcome.ready_s) or [0.0]
    middle = found[len(found) // 2]
    return (
        f"- {NAMES[outcome.store]}: ready again after {len(outcome.ready_s)} kills of service or database in "
        f"{middle:.1f} s (median), {found[-1]:.1f} s (most); {outcome.seconds:,.0f} s for all jobs."
    )


if __name__ == "__main__":
    sys.exit(main())
