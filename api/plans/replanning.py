"""Planning the rest of a period anew from a plan: what is over is done, what was announced is dear to move."""

from dataclasses import replace
from datetime import date

from api import wiring
from api.calls.call import Answer, Call
from api.db import blobs
from api.db.scope import OfficeRows
from api.http.problems import fault_at, unprocessable
from api.jobs import service as jobs
from api.plans import changing, service
from api.plans.change_schemas import ReplanWish
from api.plans.named_changes import change_of
from api.plans.seen import announced_visits, reported_counts, seen
from api.work.states import PLAN_MONTH
from planner.changes import changed
from planner.check import violations
from planner.counting import counted_in, recounted
from planner.domain.history import Pin
from planner.domain.problem import Problem
from planner.keeping import legal_part
from planner.replan import Held, rest_of

Prepared = tuple[bytes, bytes, str, tuple[str | None, int | None]]


def prepared(call: Call, rows: OfficeRows, id: str, wish: ReplanWish) -> Prepared:
    """The problem of the rest and the plan that is gone on from; every fault is told now."""
    found = seen(call, rows, id)
    facts = found.facts
    problem, plan = _with_pins(facts.problem, wish), facts.document.plan
    as_of = wish.as_of or problem.period.as_of
    announced: set[Held] | None = announced_visits(rows, found)
    if not announced:
        # Nothing says who was told, as in an office that takes no steps here: those who had to be by then.
        announced = None if as_of >= problem.period.first else set()
    begins = max(as_of, problem.period.first)
    cancelled = [_held(text) for text in wish.cancelled]
    reported = reported_counts(rows, found)
    rest, start = rest_of(
        replace(problem, done=recounted(problem.done, reported)),
        plan,
        begins,
        announced=announced,
        cancelled=cancelled,
        counted=counted_in(plan, reported, begins, cancelled),
    )
    rest = changed(_at(rest, as_of, wish.hold_permille), [change_of(told) for told in wish.changes])
    if violations(rest, start):
        start = legal_part(rest, start)
    document = replace(facts.document, trips=start.trips, assignments=start.assignments)
    kept = (found.row.dataset_id, found.row.dataset_version)
    return wiring.problem_json(rest), wiring.plan_json(document), found.row.name, kept


def order(call: Call, rows: OfficeRows, id: str, wish: ReplanWish, made: Prepared) -> Answer:
    """A job whose plan stands beside the one that it came from, until it is taken over."""
    problem, start, name, (dataset_id, version) = made
    job = {
        "name": wish.name or name,
        "dataset_id": dataset_id,
        "dataset_version": version,
        "problem_sha256": blobs.put(rows, problem),
        "start_sha256": blobs.put(rows, start),
        "options": wish.options.model_dump(),
        "origin": "replan",
        "replan_of": id,
    }
    told = [item.model_dump(mode="json", exclude_defaults=True) for item in wish.changes]
    call.record(rows, "plan.replan", id, why=wish.why, detail={"changes": told[:20], "number": len(told)})
    return jobs.accepted(call, rows, jobs.enqueue(call, rows, PLAN_MONTH, job, priority=wish.priority))


def _with_pins(problem: Problem, wish: ReplanWish) -> Problem:
    """The problem with its locks, and those visits held as well that the wish names."""
    held = {(pin.site, pin.day) for pin in problem.pins}
    asked = [_held(text) for text in wish.hold]
    faults = [
        fault_at(f"/hold/{number}", "SITE_UNKNOWN", site, ("kode tempat dalam data", "the code of a place in the data"))
        for number, (site, _) in enumerate(asked)
        if site not in problem.site
    ]
    if faults:
        raise unprocessable(faults)
    pins = [*problem.pins, *(Pin(site=site, day=day) for site, day in asked if (site, day) not in held)]
    return replace(problem, pins=tuple(sorted(pins, key=lambda pin: (pin.day, pin.site))))


def _at(rest: Problem, as_of: date, hold_permille: int | None) -> Problem:
    """Seen from its own day, which may lie before the period; calmer where that is asked for."""
    rest = replace(rest, period=replace(rest.period, as_of=as_of))
    if hold_permille is None:
        return rest
    weights = replace(rest.policy.weights, hold_permille=hold_permille)
    return replace(rest, policy=replace(rest.policy, weights=weights))


def _held(text: str) -> Held:
    site, _, day = text.rpartition("@")
    return site, date.fromisoformat(day)


def adopted(call: Call, rows: OfficeRows, id: str, revision: int, other: str) -> Answer:
    """The content of another plan as the next revision of this one; undone like any change."""
    service.held(rows, id)
    facts = service.facts(rows, other)
    return changing.replaced(call, rows, id, revision, facts, [{"op": "adopt", "plan": other}])
