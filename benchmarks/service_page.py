"""The page of figures of the service: ``benchmarks/results/service.md``, one section for each script."""

import os
import re
from collections.abc import Sequence

from benchmarks.machine import RESULTS, facts_lines, machine_facts

PAGE = RESULTS / "service.md"
HEAD = (
    "# The service, measured\n\nEvery section is written by the command that it names; load client, service and "
    "workers share one machine. Load is the mean number of waiting processes of the minute before the run: well "
    "above the number of cores, the figures are those of a loaded machine.\n"
)


def load_before() -> str:
    """Mean load of the last minute, where the system tells."""
    told = getattr(os, "getloadavg", None)
    return "unknown" if told is None else f"{told()[0]:.1f}"


def write_section(title: str, lines: Sequence[str], *, command: str, load: str, rests_on: Sequence[str]) -> None:
    """Write this section anew and leave the others as they are."""
    facts = machine_facts(rests_on)
    facts.pop("OR-Tools")
    bed = [*facts_lines(facts), f"- load before: {load}", f"- command: `{command}`"]
    section = "\n".join([f"## {title}", "", *lines, "", *bed, ""])
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    parts = re.split(r"(?m)^(?=## )", page)
    kept = [
        HEAD.rstrip() + "\n\n",
        *(part.rstrip() + "\n\n" for part in parts[1:] if not part.startswith(f"## {title}\n")),
    ]
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("".join([*kept, section]), encoding="utf-8", newline="\n")
