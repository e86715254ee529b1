"""Changes by hand: shown first, kept only where no rule is broken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

from api import wiring
from api.calls.call import Answer, Call
from api.db.scope import OfficeRows
from api.documents.facts import PlanFacts
from api.http.tags import changed_meanwhile
from api.plans import fitting, hand, repository, service, telling
from api.plans.change_schemas import (
    AddVisit,
    Adjusted,
    AdjustedWhat,
    ChangeWish,
    Effect,
    FitPlace,
    InvitePeople,
    LockVisit,
    MoveVisit,
    OneChange,
    RemoveVisit,
    RepairPlan,
    Situation,
)
from api.plans.named_changes import change_of
from api.plans.schemas import VisitTold
from api.product import product_version
from planner.check import violations
from planner.domain.plan import Plan, PlanDocument, Solution, StoppedBy
from planner.domain.problem import Problem
from planner.month import document
from planner.repair import Change as RepairChange
from planner.rules.violation import Violation
from planner.score import Score, score
from planner.units import ValueUnits, gap_basis_points, rounded_people, weighted_people

KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A plan after changes, judged; nothing of it is kept yet."""

    before: PlanFacts
    problem: Problem
    plan: Plan
    broken: tuple[Violation, ...]
    was: Score
    now: Score
    adjusted: tuple[RepairChange, ...] = ()


def tried(rows: OfficeRows, id: str, wish: ChangeWish) -> Tried:
    """Make the changes to a plan and judge what comes out."""
    before = service.facts(rows, id)
    changes = [_change(item) for item in wish.changes]
    if any(isinstance(item, hand.Fit) for item in changes):
        fitting.ensure_legal(before.document.summary.violations)
    adjusted: list[RepairChange] = []

    def mend(problem: Problem, plan: Plan) -> Plan:
        found = fitting.repaired(problem, plan)
        adjusted.extend(item for item in found.changes if item.what != KEPT)
        return found.plan

    problem, plan = hand.by_hand(before.problem, before.document.plan, changes, fit=fitting.fitted, mend=mend)
    return Tried(
        before=before,
        problem=problem,
        plan=plan,
        broken=violations(problem, plan),
        was=score(before.problem, before.document.plan),
        now=score(problem, plan),
        adjusted=tuple(adjusted),
    )


def _change(item: OneChange) -> hand.Change:
    if isinstance(item, MoveVisit):
        return hand.Move(site=item.site, day=item.day, to_day=item.to_day, to_team=item.to_team)
    if isinstance(item, RemoveVisit):
        return hand.Remove(site=item.site, day=item.day)
    if isinstance(item, AddVisit):
        return hand.Add(site=item.site, day=item.day, team=item.team, origins=tuple(item.origins))
    if isinstance(item, InvitePeople):
        return hand.Invite(site=item.site, day=item.day, origin=item.origin, invited=item.invited)
    if isinstance(item, FitPlace):
        return hand.Fit(origin=item.site, team=item.team, day=item.day)
    if isinstance(item, Situation):
        return hand.Happen(change=change_of(item.change))
    if isinstance(item, RepairPlan):
        return hand.Repair()
    if isinstance(item, LockVisit):
        return hand.Lock(site=item.site, day=item.day, team=item.team, position=item.position, start=item.start)
    return hand.Lock(site=item.site, day=item.day, locked=False)


def effect(found: Tried) -> Effect:
    """What changes would do, for the wire."""
    was, now = found.was, found.now
    return Effect(
        legal=not found.broken,
        violations=telling.violations_told(found.broken),
        value=weighted_people(now.value - was.value),
        recording=rounded_people(now.people.recording) - rounded_people(was.people.recording),
        cards=rounded_people(now.people.cards) - rounded_people(was.people.cards),
        ikd=rounded_people(now.people.ikd) - rounded_people(was.people.ikd),
        cost_rupiah=now.cost_rupiah - was.cost_rupiah,
        distance_m=now.distance_m - was.distance_m,
        villages_served=now.villages_served - was.villages_served,
        team_days=now.team_days_used - was.team_days_used,
        gap_percent=_gap(found),
        visits=_different(found),
        adjusted=[_adjusted(found, item) for item in found.adjusted],
    )


def _adjusted(found: Tried, item: RepairChange) -> Adjusted:
    return Adjusted(
        what=AdjustedWhat(item.what),
        site=item.site,
        name=found.before.name(found.problem.site[item.site]),
        day=item.day,
        team=item.team,
        now_day=item.now_day,
        now_team=item.now_team,
    )


def _gap(found: Tried) -> float | None:
    bound = bound_after(found)
    if found.broken or bound is None:
        return None
    return gap_basis_points(found.now.value, bound) / 100


def bound_after(found: Tried) -> ValueUnits | None:
    """The bound that still holds; one that came with an upload and is exceeded never was one."""
    bound = found.before.document.summary.bound
    exceeded = bound is not None and not found.broken and found.now.value > bound
    return None if exceeded or is_freed(found) else bound


def is_freed(found: Tried) -> bool:
    """Whether a lock was taken off, or the problem is another: what was proven of it holds no more."""
    before, after = found.before.problem, found.problem
    return bool(set(before.pins) - set(after.pins)) or replace(before, pins=()) != replace(after, pins=())


def _different(found: Tried) -> list[VisitTold]:
    before = {told.id: told for told in _visits(found.before)}
    after = PlanFacts(found.problem, _sketch(found))
    return [told for told in _visits(after) if before.get(told.id) != told]


def _visits(facts: PlanFacts) -> Sequence[VisitTold]:
    return [telling.visit_told(facts, item) for item in facts.visits]


def _sketch(found: Tried) -> PlanDocument:
    """The document with the trips as they would be; only its visits are looked at."""
    return replace(found.before.document, trips=found.plan.trips, assignments=found.plan.assignments)


def completed(found: Tried, *, accept_breaches: bool = False) -> PlanDocument:
    """The whole document of the changed plan; the bound still holds, for locks only take choices away.

    A plan that breaks rules is a draft, if that is accepted.
    """
    if found.broken and not accept_breaches:
        told = {"violations": [item.model_dump() for item in telling.violations_told(found.broken)]}
        raise service.breaks_rules(len(found.broken), told)
    old = found.before.document
    bound = bound_after(found)
    freed = bound is None
    solution = Solution(
        plan=found.plan,
        bound=bound,
        stopped_by=StoppedBy.USER,
        seconds=0.0,
        site_bounds=() if freed else old.site_bounds,
        more_bounds=() if freed else old.more_bounds,
    )
    inside = old.problem is not None
    return document(
        found.problem,
        found.plan,
        solution,
        options=old.options,
        problem_hash=wiring.hash_of(found.problem),
        version=product_version(),
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        machine=old.run.machine,
        problem_file=None if inside else wiring.PROBLEM_FILE,
        draft=True,
    )


def keep(
    call: Call, rows: OfficeRows, id: str, revision: int, wish: ChangeWish, made: tuple[Tried, PlanDocument]
) -> Answer:
    """The next revision of the plan."""
    found, whole = made
    facts = PlanFacts(found.problem, whole)
    change = _kept(found, wish.changes)
    kept = repository.revise(
        rows,
        id,
        revision,
        problem=wiring.problem_json(found.problem),
        document=wiring.plan_json(whole),
        summary=telling.summary_of(facts).model_dump(mode="json"),
        change=change,
        why=wish.why,
        by=call.principal.name,
        now=call.now(),
    )
    if not kept:
        raise changed_meanwhile()
    call.record(rows, "plan.changed", id, why=wish.why, detail={"changes": change[:20], "number": len(change)})
    row = service.held(rows, id)
    return Answer(body=telling.whole(call, row, facts), status=201, revision=row.revision)


def _kept(found: Tried, changes: Sequence[OneChange]) -> list[dict[str, Any]]:
    """The changes as they are kept: with the team that made each visit before, and what happened in words."""
    plan = found.before.document.plan
    teams = {(visit.site, visit.day): trip.team for trip in plan.trips for visit in trip.visits}
    problem, kept = found.before.problem, []
    for item in changes:
        told = item.model_dump(mode="json", exclude_defaults=True) | {"op": item.op}
        if isinstance(item, MoveVisit | RemoveVisit):
            team = teams.pop((item.site, item.day), None)
            told["from_team"] = team
        if isinstance(item, MoveVisit):
            teams[item.site, item.to_day] = item.to_team
        if isinstance(item, AddVisit):
            teams[item.site, item.day] = item.team
        if isinstance(item, Situation):
            # In words as well, and now: what was before, and a place that it adds, are known to this revision alone.
            change = change_of(item.change)
            told = {"op": item.op, **told["change"], "told": list(change.told(problem))}
            problem = change.made(problem)
        kept.append(told)
    return kept


def prepared(rows: OfficeRows, id: str, revision: int, wish: ChangeWish) -> tuple[Tried, PlanDocument]:
    """The changed plan with all that is told of it, if it is still the one that the caller has seen."""
    if service.held(rows, id).revision != revision:
        raise changed_meanwhile()
    found = tried(rows, id, wish)
    return found, completed(found, accept_breaches=wish.accept_breaches)


Back = Literal["restore", "undo", "redo"]


def restored(call: Call, rows: OfficeRows, id: str, revision: int, number: int, op: Back = "restore") -> Answer:
    """An earlier revision as the newest one: undo, redo."""
    service.held(rows, id)
    facts = service.facts(rows, id, number)
    return replaced(call, rows, id, revision, facts, [{"op": op, "revision": number}])


def replaced(
    call: Call, rows: OfficeRows, id: str, revision: int, facts: PlanFacts, change: Sequence[dict[str, Any]]
) -> Answer:
    """Other content, known already, as the next revision."""
    done = repository.revise(
        rows,
        id,
        revision,
        problem=wiring.problem_json(facts.problem),
        document=wiring.plan_json(facts.document),
        summary=telling.summary_of(facts).model_dump(mode="json"),
        change=change,
        why=None,
        by=call.principal.name,
        now=call.now(),
    )
    if not done:
        raise changed_meanwhile()
    call.record(rows, "plan.restored", id, detail=dict(change[0]))
    row = service.held(rows, id)
    return Answer(body=telling.whole(call, row, facts), status=201, revision=row.revision)
