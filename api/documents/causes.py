"""Why this plan: the causes as documents tell them."""

from dataclasses import dataclass

from api.documents.facts import PlanFacts
from api.language import Language, message
from planner.why import Subject, why

_SUBJECTS = {
    Subject.TEAM_DAYS: message("Team-days"),
    Subject.STAFF: message("Staff"),
    Subject.STOCK: message("Blank cards"),
    Subject.SIGNAL: message("Signal"),
    Subject.ROADS: message("Roads and time"),
    Subject.MONEY: message("Money"),
    Subject.DUTIES: message("Field days of the staff"),
    Subject.FLOORS: message("Promises to subdistricts"),
    Subject.EQUITY: message("Fairness to subdistricts"),
    Subject.CALM: message("Published schedule kept"),
    Subject.LEFT_OUT: message("Left out"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseLine:
    """One line of the page: what it speaks of, whether that binds, and the sentence."""

    subject: str
    verdict: str
    binds: bool
    sentence: str


def cause_lines(language: Language, facts: PlanFacts) -> tuple[CauseLine, ...]:
    """What binds this plan, in the words of the language."""
    return tuple(
        CauseLine(
            subject=language.say(_SUBJECTS[cause.subject]),
            verdict=_verdict(language, cause.subject, binds=cause.binds),
            binds=cause.binds,
            sentence=language.pick(cause.sentence),
        )
        for cause in why(facts.problem, facts.document)
    )


def _verdict(language: Language, subject: Subject, *, binds: bool) -> str:
    if subject in (Subject.LEFT_OUT, Subject.DUTIES):
        return ""
    if subject in (Subject.FLOORS, Subject.EQUITY, Subject.CALM):
        return language.say("costs people") if binds else language.say("costs nobody")
    return language.say("binds") if binds else language.say("does not bind")


def cause_note(language: Language) -> str:
    """How to read the page."""
    return language.say(
        "Binds: with more of it the plan could be better. The service value counts people times weight; "
        "it ranks plans and is not a head-count."
    )
