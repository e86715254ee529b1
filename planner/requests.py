"""The best place for a request: which team-days could take a village or school in, and who would give way."""

from dataclasses import dataclass
from datetime import date

from planner.alone import Alone, demand_of
from planner.domain.evidence import Displaced
from planner.domain.plan import Plan, Reason, Visit
from planner.domain.problem import Problem
from planner.domain.revision import Revision
from planner.domain.site import Site
from planner.explain import explain_unserved
from planner.letting_in import changes_for_impossible, changes_for_possible
from planner.ports import Control, Revise
from planner.reasons import joined
from planner.rules.wording import Pair, told
from planner.score import score
from planner.units import ValueUnits
from planner.weighing import displaced_by, people_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A team-day that takes the place in.

    Attributes
    ----------
    team, day, visit
        Who comes when, and the visit at which its people are served.
    invited
        How many of its people are then invited in the whole plan.
    change
        What the plan gains or loses in value of service.
    displaced
        Who gets less, most first.
    plan
        The plan so changed; it breaks no rule.
    """

    team: str
    day: date
    visit: Visit
    invited: int
    change: ValueUnits
    displaced: tuple[Displaced, ...]
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Slots, best first, and a sentence: what was found, or why there is nothing.

    ``reason`` is the code of why the place has no slot, as plans tell it of who is left out; ``None`` where there are
    slots, and where nobody of the place is left out.
    """

    slots: tuple[Slot, ...]
    sentence: Pair
    reason: Reason | None = None


def request_slots(
    problem: Problem, plan: Plan, origin: str, revise: Revise, control: Control, *, most: int = 3
) -> Answer:
    """The best team-days that serve more of ``origin`` than ``plan`` does, each with what it displaces.

    Parameters
    ----------
    plan
        Breaks no rule.
    """
    site = problem.site[origin]
    demand = demand_of(problem, site)
    invited = people_of(plan)[origin]
    obstacle = Alone(problem).obstacle(site) if demand.people and not site.excluded else None
    if demand.people == 0 or site.excluded or obstacle is not None:
        entry = next((item for item in explain_unserved(problem, plan) if item.origin == origin), None)
        changes = () if entry is None else changes_for_impossible(problem, site, entry.reason)
        nothing = told("Tidak ada yang perlu dilayani.", "There is nobody to serve.")
        return Answer(
            slots=(),
            sentence=joined(nothing if entry is None else entry.sentence, *changes),
            reason=Reason.NO_DEMAND if entry is None else entry.reason,
        )
    if invited >= demand.people:
        return Answer(
            slots=(),
            sentence=told(
                "Semua {people} orang sudah diundang pada rencana ini.",
                "All {people} people are invited in this plan already.",
                people=demand.people,
            ),
        )
    value = score(problem, plan).value
    found = revise(problem, plan, [origin], control, most=most).get(origin, ())
    # A revision may serve the place on that day and take more of its people from another visit.
    more = [revision for revision in found if people_of(revision.plan)[origin] > invited]
    slots = tuple(_slot(plan, value, revision, origin) for revision in more)
    if not slots:
        return _none(problem, plan, site)
    return Answer(
        slots=slots,
        sentence=told(
            "{invited} dari {people} orang diundang pada rencana ini. Hari tim terbaik untuk permintaan ini:",
            "{invited} of {people} people are invited in this plan. The best team-days for this request:",
            invited=invited,
            people=demand.people,
        ),
    )


def _none(problem: Problem, plan: Plan, site: Site) -> Answer:
    """That no team-day was found, what keeps the place out of this plan, and what would let it in."""
    none = told(
        "Tidak ditemukan hari tim yang dapat melayaninya dengan sedikit perubahan.",
        "No team-day was found that could serve it with few changes.",
    )
    entry = next((item for item in explain_unserved(problem, plan) if item.origin == site.id), None)
    if entry is None:
        return Answer(slots=(), sentence=none)
    options = Alone(problem).options(site)
    changes = changes_for_possible(problem, plan, demand_of(problem, site), options, (), 0)
    lead = told("Yang akan membukanya:", "What would let it in:")
    sentence = joined(none, entry.sentence, *((lead, *changes) if changes else ()))
    return Answer(slots=(), sentence=sentence, reason=entry.reason)


def _slot(plan: Plan, value: ValueUnits, revision: Revision, origin: str) -> Slot:
    trip = next(trip for trip in revision.plan.trips if trip.team == revision.team and revision.day in trip.days)
    visit = next(visit for visit in trip.visits if any(row.origin == origin for row in visit.people))
    return Slot(
        team=revision.team,
        day=revision.day,
        visit=visit,
        invited=people_of(revision.plan)[origin],
        change=revision.value - value,
        displaced=displaced_by(plan, revision.plan, origin),
        plan=revision.plan,
    )
