"""The tables below the map: the same content without a map, for printing, copying and readers without script."""

from collections.abc import Iterable, Sequence
from html import escape

from api.documents.facts import PlanFacts, VisitFacts
from api.documents.held import HeldVisit
from api.documents.notes import services_told
from api.documents.words import evidence_word, reason_word, service_word
from api.language import Language
from planner.domain.plan import Service, Unserved


def tables_html(language: Language, facts: PlanFacts) -> str:
    """Schedule and left out, as HTML; every text is escaped."""
    schedule = _table(
        language.say("All visits by day; people are estimates."),
        (
            (language.say("Day, date"), False),
            (language.say("Time"), False),
            (language.say("Team"), False),
            (language.say("Place"), False),
            (language.say("Subdistrict"), False),
            (language.say("Villages that join"), False),
            (language.say("Service"), False),
            (language.say("Invited"), True),
            (language.say("Recorded (estimate)"), True),
            (language.say("Cards (estimate)"), True),
            (language.say("IKD (estimate)"), True),
        ),
        _visits(language, facts),
    )
    left = _table(
        language.say("Villages and schools that get nothing, or less than they could."),
        (
            (language.say("Village or school"), False),
            (language.say("Subdistrict"), False),
            (language.say("People to serve"), True),
            (language.say("Invited"), True),
            (language.say("Reason"), False),
            (language.say("Evidence"), False),
            (language.say("Explanation"), False),
        ),
        _left_out(language, facts),
    )
    return (
        f"<h2>{escape(language.say('Schedule'))}</h2>\n{schedule}\n"
        f"<h2>{escape(language.say('Left out or cut short, and why'))}</h2>\n{left}"
    )


def _table(caption: str, headings: Sequence[tuple[str, bool]], rows: Iterable[tuple[bool, Sequence[str]]]) -> str:
    head = "".join(f'<th scope="col"{_number(right)}>{escape(text)}</th>' for text, right in headings)
    body = []
    for first, cells in rows:
        texts = "".join(
            f"<td{_number(right)}>{escape(text)}</td>" for text, (_, right) in zip(cells, headings, strict=True)
        )
        edge = ' class="first"' if first else ""
        body.append(f"<tr{edge}>{texts}</tr>")
    label = escape(caption)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{label}"><table><caption>{label}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n" + "\n".join(body) + "\n</tbody></table></div>"
    )


def _number(right: bool) -> str:
    return ' class="n"' if right else ""


def _visits(language: Language, facts: PlanFacts) -> Iterable[tuple[bool, Sequence[str]]]:
    before = None
    for held in facts.held:
        yield held.day != before, _held(language, facts, held)
        before = held.day
    for item in facts.visits:
        yield item.visit.day != before, _visit(language, facts, item)
        before = item.visit.day


def _held(language: Language, facts: PlanFacts, item: HeldVisit) -> Sequence[str]:
    return (
        language.short_day(item.day),
        language.pick(item.word),
        facts.mark_of(item.team).letter,
        item.site.name,
        item.site.subdistrict,
        ", ".join(facts.name(facts.problem.site[origin]) for origin in item.joined),
        service_word(language, Service.IKD_ONLY if item.ikd_only else Service.RECORDING),
        *(language.number(people) for people in (item.invited, item.recorded, item.cards, item.ikd)),
    )


def _visit(language: Language, facts: PlanFacts, item: VisitFacts) -> Sequence[str]:
    joined = (
        facts.name(origin.origin) + (f" ({language.km(origin.distance_m)} km)" if origin.distance_m else "")
        for origin in item.joined
    )
    return (
        language.short_day(item.visit.day),
        language.clock_span(item.visit.start, item.visit.end),
        item.mark.letter,
        item.site.name,
        item.subdistrict,
        ", ".join(joined),
        services_told(language, item),
        language.number(item.invited),
        language.people(item.recorded),
        language.people(item.cards),
        language.people(item.ikd),
    )


def _left_out(language: Language, facts: PlanFacts) -> Iterable[tuple[bool, Sequence[str]]]:
    sites = facts.problem.site

    def order(item: Unserved) -> tuple[str, str, str]:
        return sites[item.origin].subdistrict, sites[item.origin].name, item.origin

    before = None
    for item in sorted(facts.document.unserved, key=order):
        site = sites[item.origin]
        row = (
            site.name,
            site.subdistrict,
            language.number(item.demand),
            language.number(item.invited),
            reason_word(language, item.reason),
            evidence_word(language, item.evidence),
            language.pick(item.sentence),
        )
        yield site.subdistrict != before, row
        before = site.subdistrict
