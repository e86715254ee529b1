"""What a study came to, as a file: canonical, so that the same study gives the same bytes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from api import wiring
from api.scenarios.running import NodeRun, StudyRun
from planner.domain.problem import Problem
from planner.rules.wording import Pair
from planner.scenarios.answers import (
    Answer,
    MonthAnswer,
    Reached,
    months_to_ikd,
    months_to_recording,
)
from planner.scenarios.comparing import (
    Curve,
    Point,
    Sway,
    Verdict,
    curve_of,
    figure_verdict,
    range_verdict,
    share_verdict,
    tornado,
    verdict,
)
from planner.scenarios.grid import Grid
from planner.scenarios.scenario import told_of
from planner.scenarios.study import BASE, swing_names
from planner.units import MICRO, milli_people

SCHEMA = "jemput/study-result/1"


def results_of(run: StudyRun, base: Problem) -> dict[str, Any]:
    """Everything that is told of a study, as plain values: figures in whole units, shares in parts per million."""
    inflow = run.study.rolling.inflow(base)
    root = run.answers[BASE]
    return {
        "schema": SCHEMA,
        "study": run.study.name,
        "months": run.study.months,
        "data": {"name": base.name, "problem_hash": wiring.hash_of(base)},
        "effort": {
            "work": list(run.study.effort.work),
            "gap_basis_points": run.study.effort.gap_basis_points,
            "seed": run.study.effort.seed,
        },
        "rolling": {"inflow_per_month": inflow, "show_up_by_round": list(run.study.rolling.show_up_by_round)},
        "targets": {
            "recording_permille": run.study.targets.recording_permille,
            "ikd_permille": run.study.targets.ikd_permille,
        },
        "scenarios": [_scenario(run, item, base, root, inflow) for item in run.runs],
        "curves": [curve for grid in run.study.grids for curve in _curves(run, grid)],
        "tornado": [_sway(item) for item in sways_of(run)],
    }


def canonical(results: Mapping[str, Any]) -> bytes:
    """Sorted keys, no blanks, UTF-8."""
    return json.dumps(results, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def _scenario(run: StudyRun, item: NodeRun, base: Problem, root: Answer, inflow: int) -> dict[str, Any]:
    answer = run.answers[item.node.name]
    line = item.node.line
    return {
        "name": answer.name,
        "title": item.node.scenario.title,
        "changes": [_both(sentence) for sentence in told_of(base, item.node.scenario)],
        "grid": None if line is None else {"name": line[0], "values": list(line[1])},
        "plan_from": answer.plan_from,
        "bound_from": answer.bound_from,
        "total": totals(answer),
        "verdict": verdict(root, answer).value,
        "people_verdict": people_verdicts(root, answer),
        "months": [_month(month) for month in answer.months],
        "recording_target": _reached(months_to_recording(answer, run.study.targets, inflow)),
        "ikd_target": _reached(months_to_ikd(answer, run.study.targets)),
        "problem_hashes": [wiring.hash_of(month.problem) for month in item.months],
    }


def totals(answer: Answer) -> dict[str, Any]:
    """Sums over all months of a scenario."""
    bound = answer.bound
    people = answer.people
    return {
        "value_milli": milli_people(answer.value),
        "bound_milli": None if bound is None else -milli_people(-bound),
        "gap_basis_points": answer.gap_basis_points,
        "recording_micro": people.recording,
        "cards_micro": people.cards,
        "ikd_micro": people.ikd,
        "persons_micro": people.persons,
        "cost_rupiah": answer.cost_rupiah,
        "cost_per_recording": answer.cost_per_recording,
        "cost_per_activation": answer.cost_per_activation,
        "cards_used_micro": answer.cards_used,
        "team_days_used": answer.team_days_used,
        "recorded_ppm": answer.last.recorded // answer.last.eligible if answer.last.eligible else MICRO,
        "ikd_ppm": answer.last.ikd_active * MICRO // answer.last.recorded if answer.last.recorded else 0,
        "lowest_ppm": min((item.ppm for item in answer.last.coverage), default=MICRO),
        "equity_gap_ppm": answer.last.equity_gap_ppm,
        "waiting_micro": answer.last.waiting,
    }


def people_verdicts(base: Answer, answer: Answer) -> dict[str, str]:
    """How the people of each service stand against the base."""
    pairs = {
        "recording": (base.people.recording, answer.people.recording),
        "cards": (base.people.cards, answer.people.cards),
        "ikd": (base.people.ikd, answer.people.ikd),
    }
    return {name: figure_verdict(base, answer, one, two).value for name, (one, two) in pairs.items()}


def verdicts_of_totals(base: Mapping[str, Any], total: Mapping[str, Any]) -> dict[str, Any]:
    """How a scenario stands against another one, by the totals of a result file."""
    pairs = (("recording", "recording_micro"), ("cards", "cards_micro"), ("ikd", "ikd_micro"))
    return {
        "verdict": range_verdict(
            base["value_milli"], base["bound_milli"], total["value_milli"], total["bound_milli"]
        ).value,
        "people_verdict": {
            name: share_verdict(base[key], total[key], base["gap_basis_points"], total["gap_basis_points"]).value
            for name, key in pairs
        },
    }


def _month(month: MonthAnswer) -> dict[str, Any]:
    return {
        "first": month.first.isoformat(),
        "last": month.last.isoformat(),
        "value_milli": milli_people(month.value),
        "bound_milli": None if month.bound is None else -milli_people(-month.bound),
        "gap_basis_points": month.gap_basis_points,
        "recording_micro": month.people.recording,
        "cards_micro": month.people.cards,
        "ikd_micro": month.people.ikd,
        "persons_micro": month.people.persons,
        "eligible": month.eligible,
        "recorded_micro": month.recorded,
        "ikd_active_micro": month.ikd_active,
        "waiting_micro": month.waiting,
        "cost_rupiah": month.cost_rupiah,
        "cards_used_micro": month.cards_used,
        "cards_left_micro": month.cards_left,
        "below_reserve": None if month.below_reserve is None else month.below_reserve.isoformat(),
        "team_days_used": month.team_days_used,
        "team_days_available": month.team_days_available,
        "villages_served": month.villages_served,
        "schools_served": month.schools_served,
        "distance_m": month.distance_m,
        "coverage": [
            {"subdistrict": item.subdistrict, "ppm": item.ppm, "eligible": item.eligible} for item in month.coverage
        ],
        "equity_gap_ppm": month.equity_gap_ppm,
    }


def _reached(reached: Reached) -> dict[str, Any]:
    return {"months": reached.months, "is_estimate": reached.is_estimate}


def _both(sentence: Pair) -> dict[str, str]:
    return {"id": sentence[0], "en": sentence[1]}


# --- curves and swings -------------------------------------------------------------------------------------


def curves_of(run: StudyRun, grid: Grid) -> list[tuple[tuple[int, ...], Curve]]:
    """For each line of a grid the curve of people recorded against what was spent."""
    lines: dict[tuple[int, ...], list[Point]] = {}
    for item in run.runs:
        line = item.node.line
        if line is not None and line[0] == grid.name:
            answer = run.answers[item.node.name]
            point = Point(spent=answer.cost_rupiah, gained=answer.people.recording, name=answer.name)
            lines.setdefault(line[1][:-1], []).append(point)
    return [(values, curve_of(points)) for values, points in sorted(lines.items())]


def _curves(run: StudyRun, grid: Grid) -> list[dict[str, Any]]:
    return [
        {
            "grid": grid.name,
            "axes": [list(axis.name) for axis in grid.axes],
            "line": list(values),
            "points": [_point(point) for point in curve.points],
            "hull": [point.name for point in curve.hull],
            "knee": None if curve.knee is None else curve.knee.name,
        }
        for values, curve in curves_of(run, grid)
    ]


def _point(point: Point) -> dict[str, Any]:
    return {"spent_rupiah": point.spent, "recording_micro": point.gained, "name": point.name}


def sways_of(run: StudyRun) -> Sequence[Sway]:
    """The tornado of a study; empty where nothing swings."""
    pairs = {name: (run.answers[low], run.answers[high]) for name, (low, high) in swing_names(run.study).items()}
    return tornado(run.answers[BASE], pairs)


def _sway(item: Sway) -> dict[str, Any]:
    return {
        "name": item.name,
        "low_milli": milli_people(item.low),
        "high_milli": milli_people(item.high),
        "low_verdict": item.low_verdict.value,
        "high_verdict": item.high_verdict.value,
    }


VERDICT_SIGNS: Mapping[str, str] = {
    Verdict.MORE: "▲",
    Verdict.LESS: "▼",
    Verdict.SAME: "=",
    Verdict.UNDECIDED: "≈",
}
VERDICT_WORDS: Mapping[str, Pair] = {
    Verdict.MORE: ("lebih tinggi", "higher"),
    Verdict.LESS: ("lebih rendah", "lower"),
    Verdict.SAME: ("sama", "the same"),
    Verdict.UNDECIDED: ("belum pasti", "undecided"),
}
