"""The best team-days for a village or school that asks, and who would give way."""

from weakref import WeakKeyDictionary

from api.board.schemas import GivesWay, SlotsTold, SlotTold
from api.documents.facts import PlanFacts
from api.http.languages import sentence
from api.plans import fitting
from planner.requests import Answer, Slot
from planner.score import Score, score
from planner.units import clock_text, rounded_people, weighted_people

_found: WeakKeyDictionary[PlanFacts, dict[str, Answer]] = WeakKeyDictionary()


def slots_told(facts: PlanFacts, site: str) -> SlotsTold:
    """Sought once for each plan that is held in memory."""
    known = _found.setdefault(facts, {})
    if site not in known:
        known[site] = fitting.slots_for(facts.problem, facts.document.plan, site)
    answer = known[site]
    was = score(facts.problem, facts.document.plan)
    return SlotsTold(
        site=site,
        name=facts.name(facts.problem.site[site]),
        sentence=sentence(answer.sentence),
        reason=answer.reason,
        slots=[_told(facts, slot, was) for slot in answer.slots],
    )


def _told(facts: PlanFacts, slot: Slot, was: Score) -> SlotTold:
    now = score(facts.problem, slot.plan)
    sites = facts.problem.site
    return SlotTold(
        team=slot.team,
        day=slot.day,
        site=slot.visit.site,
        site_name=facts.name(sites[slot.visit.site]),
        start=clock_text(slot.visit.start),
        end=clock_text(slot.visit.end),
        invited=slot.invited,
        value=weighted_people(slot.change),
        recording=rounded_people(now.people.recording) - rounded_people(was.people.recording),
        cost_rupiah=now.cost_rupiah - was.cost_rupiah,
        gives_way=[
            GivesWay(site=item.origin, name=facts.name(sites[item.origin]), fewer=item.fewer, left=item.invited)
            for item in slot.displaced
        ],
    )
