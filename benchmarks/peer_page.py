"""The page of the comparison with other engines: a table for each variant, every plan's breaches, the bed."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from benchmarks.instances import INSTANCES
from benchmarks.machine import facts_lines
from benchmarks.peer_run import COMMON, FULL, HAND, JEMPUT, OWN_HUBS, PeerRun
from planner.units import METRES_PER_KM, VALUE_UNITS_PER_PERSON, gap_basis_points

NAMES = {
    JEMPUT: "Jemput",
    HAND: "hand rule",
    "pyvrp": "PyVRP",
    "vroom": "VROOM",
    "routing": "OR-Tools routing",
    "cp_sat": "compact CP-SAT",
}
TITLES = {
    FULL: "Whole problem, engines with the nearest hubs",
    OWN_HUBS: "Whole problem, engines handed the hubs of our own plan",
    COMMON: "Without stock, engines handed the hubs of our own plan",
}
COLUMNS = (
    "instance", "planner", "runs", "value", "least - most", "ours above it (%)", "bound", "gap (%)",
    "km", "km per 100 of value", "trips", "seconds", "memory (MB)", "violations",
)  # fmt: skip
LEGEND = """- Value in weighted people: of ours the median over the seeds, of an engine the best over all chunk sizes.
- *Ours above it*: our median against that plan; below zero it is better than ours.
- Seconds are those of the solve call (of an engine all sizes of chunks together), memory is the peak of the solving
  process when it returned. Stating the problem for an engine and making a legal plan of its routes are not counted.
- Gap = (bound - value) / bound, rounded up, median over the seeds. Other engines prove nothing here.
- *Km per 100 of value*: less is better only where the value is alike.
- Violations are counted by `planner.check`, over all runs of the row."""


def page(runs: Sequence[PeerRun], *, seconds: float, factor: float, facts: Mapping[str, str], command: str) -> str:
    """The page of these runs."""
    lines = [
        "# Beside other engines",
        "",
        f"Ours {seconds:g} s a run; each engine {factor:g} times that in all, on plain prizes the same time.",
        "How each is stated is told in `docs/concepts/benchmarks.md`.",
        "",
    ]
    for variant, title in TITLES.items():
        rows = [row for group in _groups(runs, variant) for row in _rows(group)]
        if rows:
            lines += [f"## {title}", "", *_table(rows), ""]
    lines += ["## How to read it", "", LEGEND, "", "## Measured on", "", *facts_lines(dict(facts))]
    lines += [f"- command: `{command}`", ""]
    return "\n".join(lines)


def _groups(runs: Sequence[PeerRun], variant: str) -> Iterable[list[PeerRun]]:
    """The runs of each instance; in the second table ours are those on the whole problem."""
    for name in INSTANCES:
        engines = [run for run in runs if run.instance == name and run.variant == variant]
        own = [run for run in runs if run.instance == name and run.variant == FULL and run.planner in (JEMPUT, HAND)]
        if engines:
            yield [*own, *engines] if variant == OWN_HUBS else engines


def _rows(group: list[PeerRun]) -> Iterable[list[str]]:
    by_planner: dict[str, list[PeerRun]] = {}
    for run in group:
        by_planner.setdefault(run.planner, []).append(run)
    ours = by_planner.get(JEMPUT, [])
    own_value = median(run.value for run in ours) if ours else None
    for planner in NAMES:
        if planner in by_planner:
            yield _row(planner, by_planner[planner], own_value)


def _row(planner: str, runs: list[PeerRun], own_value: float | None) -> list[str]:
    """One planner on one instance: the run nearest the median of ours, the best of an engine."""
    ranked = sorted(runs, key=lambda run: run.value)
    ours = planner == JEMPUT
    shown = ranked[len(ranked) // 2] if ours else ranked[-1]
    value = median(run.value for run in runs) if ours else shown.value
    bounds = [run.bound for run in runs if run.bound is not None]
    gaps = [gap_basis_points(run.value, run.bound) / 100 for run in runs if run.bound is not None]
    seconds = median(run.solve_s for run in runs) if ours else sum(run.solve_s for run in runs)
    people = value / VALUE_UNITS_PER_PERSON
    kilometres = shown.distance_m / METRES_PER_KM
    above = "" if ours or own_value is None or not value else f"{100 * (own_value / value - 1):+.2f}"
    return [
        shown.instance,
        NAMES[planner] + (f" (chunks of {shown.chunk})" if shown.chunk else ""),
        str(len(runs)),
        f"{people:,.1f}",
        " - ".join(f"{run.value / VALUE_UNITS_PER_PERSON:,.1f}" for run in (ranked[0], ranked[-1])),
        above,
        f"{median(bounds) / VALUE_UNITS_PER_PERSON:,.1f}" if bounds else "",
        f"{median(gaps):.2f}" if gaps else "",
        f"{kilometres:,.0f}",
        f"{100 * kilometres / people:.1f}" if people else "",
        str(shown.trips),
        f"{seconds:.1f}",
        str(max(run.peak_mb for run in runs)),
        str(sum(run.violations for run in runs)),
    ]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    ruler = ["---", "---", *(["---:"] * (len(COLUMNS) - 2))]
    return [f"| {' | '.join(cells)} |" for cells in (COLUMNS, ruler, *rows)]
