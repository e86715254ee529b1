"""What a figure was measured on: machine, versions, commit."""

import os
import platform
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"


def machine_facts(rests_on: Sequence[str]) -> dict[str, str]:
    """Processor, cores, system, Python, OR-Tools and commit, as told in every result; see :func:`commit`."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count() or "unknown"),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "OR-Tools": version("ortools"),
        "commit": commit(rests_on),
    }


def commit(rests_on: Sequence[str]) -> str:
    """Short hash of the commit measured; it says so if files that the figure rests on differ from it."""
    changed = _git("status", "--porcelain", "--", *rests_on)
    return _git("rev-parse", "--short", "HEAD") + (" with uncommitted changes" if changed else "")


def _git(*words: str) -> str:
    run = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return run.stdout.strip()


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    if told.is_file():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def facts_lines(facts: dict[str, str]) -> list[str]:
    """The facts as a list in Markdown."""
    return [f"- {name}: {fact}" for name, fact in facts.items()]


def table_page(
    title: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    legend: str,
    facts: dict[str, str],
    command: str,
) -> str:
    """A result page in Markdown: one table whose first column is text, how to read it, what it was measured on."""
    table = [titles, ["---", *("---:" for _ in titles[1:])], *rows]
    told = [f"# {title}", "", *(f"| {' | '.join(row)} |" for row in table), ""]
    told += ["## How to read it", "", legend, "", "## Measured on", "", *facts_lines(facts), f"- command: `{command}`"]
    return "\n".join([*told, ""])
