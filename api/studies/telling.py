"""The answers of a study, told for the wire."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.calls.call import Call
from api.http.languages import Sentence, sentence
from api.http.problems import not_found
from api.scenarios.results import verdicts_of_totals
from api.scenarios.risk_words import risk_sentences
from api.scenarios.tables import against, legend, limits_told, side_by_side
from api.studies.answer_schemas import (
    CurvePoint,
    CurveTold,
    DifferenceMap,
    FailingVisit,
    PlaceDifference,
    ProbeTold,
    RangeTold,
    RiskTold,
    SeekTold,
    StudyTable,
    SwayTold,
    TableCell,
    TableColumn,
    TableRow,
)
from planner.domain.plan import PlanDocument
from planner.domain.problem import Problem
from planner.risk.outlook import Range, Risk
from planner.scenarios.difference import recorded_by_place
from planner.units import MICRO, PERMILLE

Result = Mapping[str, Any]
Months = Sequence[tuple[Problem, PlanDocument]]


def chosen_of(told: Result, names: Sequence[str]) -> Result:
    """The answers held against the first of these scenarios, each of which there must be."""
    known = {item["name"] for item in told["scenarios"]}
    for name in names:
        if name not in known:
            raise not_found(("skenario", "scenario"), name)
    return against(told, names[0]) if names else told


def table(call: Call, told: Result, names: Sequence[str]) -> StudyTable:
    """Scenarios side by side."""
    chosen, rows = side_by_side(call.language, chosen_of(told, names), names)
    return StudyTable(
        columns=[
            TableColumn(
                name=item["name"],
                title=item["title"],
                changes=[Sentence(**change) for change in item["changes"]],
                plan_from=item["plan_from"],
                bound_from=item["bound_from"],
            )
            for item in chosen
        ],
        rows=[
            TableRow(
                name=sentence(row.name),
                cells=[
                    TableCell.model_validate({"text": cell.text, "number": cell.number, "verdict": cell.verdict})
                    for cell in row.cells
                ],
            )
            for row in rows
        ],
        notes=[legend(call.language), *limits_told(call.language, told)],
    )


def curves(told: Result) -> list[CurveTold]:
    """The curve of each line of each grid."""
    return [
        CurveTold(
            grid=curve["grid"],
            axes=[sentence((axis[0], axis[1])) for axis in curve["axes"]],
            line=curve["line"],
            points=[
                CurvePoint(
                    name=point["name"],
                    spent_rupiah=point["spent_rupiah"],
                    recorded=point["recording_micro"] / MICRO,
                    on_hull=point["name"] in curve["hull"],
                    is_knee=point["name"] == curve["knee"],
                )
                for point in curve["points"]
            ],
            knee=curve["knee"],
        )
        for curve in told["curves"]
    ]


def sways(told: Result) -> list[SwayTold]:
    """The tornado, widest bar first."""
    return [
        SwayTold(
            name=item["name"],
            low=item["low_milli"] / PERMILLE,
            high=item["high_milli"] / PERMILLE,
            low_verdict=item["low_verdict"],
            high_verdict=item["high_verdict"],
        )
        for item in told["tornado"]
    ]


def seeks(told: Result | None) -> list[SeekTold]:
    """What each target needs."""
    return [_seek(item) for item in (told["seeks"] if told else ())]


def _seek(item: Result) -> SeekTold:
    is_percent = item["target_percent"] is not None
    return SeekTold(
        name=item["name"],
        measure=item["measure"],
        target=item["target_percent"] if is_percent else item["target"],
        is_percent=is_percent,
        outcome=item["outcome"],
        needed=item["needed_micro"] / MICRO,
        money_rupiah=item["money_rupiah"],
        proven_above_rupiah=item["proven_above_rupiah"],
        nearest=item["nearest_micro"] / MICRO,
        at_most=_people(item["bound_micro"]),
        binds=[Sentence(**binding) for binding in item["binds"]],
        probes=[
            ProbeTold(
                money_rupiah=probe["money"],
                reached=probe["reached_micro"] / MICRO,
                at_most=_people(probe["bound_micro"]),
                cost_rupiah=probe["cost"],
            )
            for probe in item["probes"]
        ],
    )


def _people(micro: int | None) -> float | None:
    return None if micro is None else micro / MICRO


def differences(told: Result, one: str, two: str, before: Months, after: Months) -> DifferenceMap:
    """Where two scenarios differ: ``two`` against ``one``."""
    totals = {item["name"]: item["total"] for item in told["scenarios"]}
    found = [recorded_by_place((problem, document.plan) for problem, document in months) for months in (before, after)]
    places = {site.id: site for problem, _ in (*before, *after) for site in problem.sites}
    return DifferenceMap(
        scenario=two,
        against=one,
        verdict=verdicts_of_totals(totals[one], totals[two])["people_verdict"]["recording"],
        places=[
            PlaceDifference(
                site=id,
                name=places[id].name,
                subdistrict=places[id].subdistrict,
                kind=places[id].kind.value,
                lat=places[id].lat,
                lon=places[id].lon,
                before=found[0].get(id, 0) / MICRO,
                after=found[1].get(id, 0) / MICRO,
                difference=(found[1].get(id, 0) - found[0].get(id, 0)) / MICRO,
            )
            for id in sorted(places)
        ],
    )


def risk(name: str, found: Risk, problem: Problem) -> RiskTold:
    """How a month may turn out."""
    names = {site.id: site.name for site in problem.sites}
    return RiskTold(
        scenario=name,
        runs=found.runs,
        seed=found.seed,
        recording=_range(found.recording),
        cards=_range(found.cards),
        ikd=_range(found.ikd),
        stock_out_percent=found.stock_out_permille / 10,
        stock_out_day=found.stock_out_day,
        shortfall=found.shortfall / MICRO,
        failing=[
            FailingVisit(site=item.site, name=names[item.site], day=item.day, percent=item.permille / 10)
            for item in found.failing
        ],
        told=[sentence(pair) for pair in risk_sentences(found, names)],
    )


def _range(found: Range) -> RangeTold:
    return RangeTold(
        planned=found.planned / MICRO, low=found.low / MICRO, median=found.median / MICRO, high=found.high / MICRO
    )
