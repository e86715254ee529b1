"""Coverage of recording and IKD by subdistrict, before and after a plan."""

from collections.abc import Sequence
from datetime import timedelta

from api.documents.facts import PlanFacts
from api.overview.schemas import Coverage, CoverageTold, SubdistrictCoverage
from planner.apply import apply
from planner.domain.calendar import CalendarDay, Period
from planner.domain.plan import Plan
from planner.domain.policy import Floor
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.units import PERMILLE, rounded_people

RECORDING_TARGET_PERMILLE = 990
"""The ministry's yearly target: 99 % of those obliged to hold a card are recorded."""


def coverage_told(facts: PlanFacts) -> Coverage:
    """The subdistricts with the lowest recording first.

    The villages after the plan are those of the next month's problem, so that both tell the same: pupils count for the
    villages that their school took them over from, once they are 17.
    """
    problem = facts.problem
    after = _villages(_after(problem, facts.document.plan))
    before = _villages(problem)
    floors = {floor.subdistrict: floor for floor in problem.policy.floors}
    found = []
    for name in sorted({site.subdistrict for site in before.values()}):
        pair = [[site for site in sites.values() if site.subdistrict == name] for sites in (before, after)]
        found.append(_with_floor(name, len(pair[0]), *_both(*pair), floors.get(name)))
    found.sort(key=lambda item: (item.recording.after_percent or 0.0, item.subdistrict))
    recording, ikd = _both(list(before.values()), list(after.values()))
    planned = rounded_people(facts.document.summary.people.recording)
    return Coverage(
        recording=recording, ikd=ikd, recorded_besides=max(0, planned - recording.added), subdistricts=found
    )


def _after(problem: Problem, plan: Plan) -> Problem:
    """The office on the day after the period, once the plan has gone as expected."""
    day = problem.period.last + timedelta(days=1)
    following = Period(days=(CalendarDay(day=day, working=True, school_open=True),), as_of=day)
    return apply(problem, plan, following)


def _villages(problem: Problem) -> dict[str, Site]:
    return {site.id: site for site in problem.sites if site.kind is SiteKind.VILLAGE}


def _both(before: Sequence[Site], after: Sequence[Site]) -> tuple[CoverageTold, CoverageTold]:
    eligible, recorded, active = (
        tuple(sum(getattr(site, name) for site in sites) for sites in (before, after))
        for name in ("eligible", "recorded", "ikd_active")
    )
    # An IKD is for who is recorded, so what it is a share of grows with the plan.
    return _told(eligible, recorded, RECORDING_TARGET_PERMILLE), _told(recorded, active, None)


def _told(whole: Sequence[int], served: Sequence[int], target: int | None) -> CoverageTold:
    wanted = None if target is None else -(-whole[1] * target // PERMILLE)
    return CoverageTold(
        denominator=whole[1],
        denominator_before=whole[0],
        before=served[0],
        added=served[1] - served[0],
        left=whole[1] - served[1],
        before_percent=_percent(served[0], whole[0]),
        after_percent=_percent(served[1], whole[1]),
        target_percent=None if target is None else target / 10,
        target_missing=None if wanted is None else max(0, wanted - served[1]),
    )


def _percent(part: int, whole: int) -> float | None:
    return None if whole <= 0 else round(100 * part / whole, 2)


def _with_floor(
    name: str, villages: int, recording: CoverageTold, ikd: CoverageTold, floor: Floor | None
) -> SubdistrictCoverage:
    permille = None if floor is None else floor.coverage_permille
    wanted = None if permille is None else -(-recording.denominator * permille // PERMILLE)
    return SubdistrictCoverage(
        subdistrict=name,
        villages=villages,
        recording=recording,
        ikd=ikd,
        floor_percent=None if permille is None else permille / 10,
        floor_missing=None if wanted is None else max(0, wanted - recording.before - recording.added),
    )
