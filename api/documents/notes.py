"""Short notes on a visit: what is given there, what the crew and the village must know."""

from api.documents.facts import PlanFacts, VisitFacts
from api.documents.small_counts import count_told
from api.documents.words import service_word
from api.language import Language
from planner.domain.site import Connectivity


def services_told(language: Language, item: VisitFacts) -> str:
    """Recording, printing, IKD: what is given at the visit."""
    if item.ikd_only:
        return service_word(language, item.visit.service)
    # A visit for cards that wait records nobody, and is not told as if it did.
    parts = [] if item.cards and not item.recorded else [language.say("recording")]
    if item.cards:
        parts.append(language.say("printing"))
    if item.ikd:
        parts.append("IKD")
    return ", ".join(parts)


def visit_notes(language: Language, facts: PlanFacts, item: VisitFacts, *, small_hidden: bool = False) -> list[str]:
    """What the crew and the village must know; without small numbers of people where these are to be hidden."""
    found = []

    def counted(people: int) -> str:
        return count_told(language, people) if small_hidden else language.number(people)

    if item.has_kit:
        found.append(language.say("bring the satellite kit"))
    elif item.site.connectivity is Connectivity.WEAK:
        found.append(language.say("weak signal"))
    nights = len(item.trip.days) - 1
    if nights:
        found.append(language.say_count("{n} night out", "{n} nights out", nights))
    for origin in item.origins:
        short = facts.unserved.get(origin.origin.id)
        if short is not None and 0 < short.invited < short.demand:
            part = language.say(
                "{invited} of {demand} invited",
                invited=counted(short.invited),
                demand=counted(short.demand),
            )
            home = origin.origin.id == item.site.id
            found.append(part if home else f"{facts.name(origin.origin)}: {part}")
    calendar = facts.problem.period.day(item.visit.day)
    if calendar is not None and calendar.ramadan:
        found.append(language.say("hours of Ramadan"))
    return found
