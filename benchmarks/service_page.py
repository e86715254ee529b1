"""The page of figures of the service: ``benchmarks/results/service.md``, one section for each script."""

import re
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.machine import RESULTS, facts_lines, machine_facts

PAGE = RESULTS / "service.md"
HEAD = (
    "# The service, measured\n\nEvery section is written by the command that it names; load client, service, "
    "database and workers share one machine and its cores. Each tells how busy other processes kept the cores in the "
    "two seconds before it began: at some percent the machine was idle, above that the figures are of a loaded one.\n"
)
LOOK_S = 2.0


def load_before() -> str:
    """How busy other processes keep the cores just now, where the system tells."""
    before = _ticks()
    time.sleep(LOOK_S)
    after = _ticks()
    if before is None or after is None:
        return "unknown"
    whole, idle = after[0] - before[0], after[1] - before[1]
    return f"{100 * (whole - idle) / max(1, whole):.0f} %"


def _ticks() -> tuple[int, int] | None:
    """Ticks of all cores since the machine began, and those of them that were idle."""
    told = Path("/proc/stat")
    if not told.is_file():
        return None
    ticks = [int(word) for word in told.read_text(encoding="utf-8").split("\n", 1)[0].split()[1:9]]
    return sum(ticks), ticks[3] + ticks[4]


def write_section(title: str, lines: Sequence[str], *, command: str, load: str, rests_on: Sequence[str]) -> None:
    """Write this section anew and leave the others as they are."""
    facts = machine_facts(rests_on)
    facts.pop("OR-Tools")
    bed = [*facts_lines(facts), f"- cores busy before: {load}", f"- command: `{command}`"]
    section = "\n".join([f"## {title}", "", *lines, "", *bed, ""])
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    parts = re.split(r"(?m)^(?=## )", page)
    kept = [
        HEAD.rstrip() + "\n\n",
        *(part.rstrip() + "\n\n" for part in parts[1:] if not part.startswith(f"## {title}\n")),
    ]
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text("".join([*kept, section]), encoding="utf-8", newline="\n")
