"""What the page knows: sites, visits, trips, days and words, with every figure already written in the language."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, TypeAlias

from api.documents.facts import OriginFacts, PlanFacts, VisitFacts
from api.documents.held import HeldVisit
from api.documents.lands import Lands
from api.documents.notes import services_told
from api.documents.signal import evidence_told
from api.documents.words import connectivity_word, evidence_word, kind_word, reason_word, service_word
from api.language import Language, message
from planner.domain.plan import Service, Unserved
from planner.domain.site import Base, Site, SiteKind
from planner.ledger import delivery_counts
from planner.route import trip_days
from planner.units import MICRO, rounded_people

Json: TypeAlias = dict[str, Any]
_DIGITS = 5


def page_data(language: Language, facts: PlanFacts, lands: Lands) -> Json:
    """All of it."""
    return {
        "words": words(language, facts),
        "teams": [_team(language, facts, team) for team in _teams(facts)],
        "sites": [_site(language, facts, site) for site in facts.problem.sites],
        "lands": lands.drawn(),
        "bases": [_base(base) for base in facts.problem.bases],
        "visits": [_held(language, facts, over) for over in facts.held]
        + [_visit(language, item) for item in facts.visits],
        "trips": [_trip(facts, number) for number in range(len(facts.document.trips))],
        "days": [_day(language, facts, day.day) for day in facts.problem.period.days],
    }


def _teams(facts: PlanFacts) -> list[str]:
    """Teams of the office, then those that were out before and are no longer there."""
    return list(dict.fromkeys([*facts.marks, *(item.team for item in facts.held)]))


def _team(language: Language, facts: PlanFacts, team: str) -> Json:
    mark = facts.mark_of(team)
    return {
        "id": team,
        "letter": mark.letter,
        "label": facts.team_label(language, team),
        "colour": mark.colour,
        "ink": mark.ink,
        "dashes": mark.dashes,
    }


def _base(base: Base) -> Json:
    return {"id": base.id, "name": base.name, "lon": round(base.lon, _DIGITS), "lat": round(base.lat, _DIGITS)}


def _site(language: Language, facts: PlanFacts, site: Site) -> Json:
    short = facts.unserved.get(site.id)
    found: Json = {
        "id": site.id,
        "name": site.name,
        "full": facts.name(site),
        "area": site.subdistrict,
        "kind": site.kind.value,
        "kind_word": kind_word(language, site.kind),
        "lon": round(site.lon, _DIGITS),
        "lat": round(site.lat, _DIGITS),
        "unrecorded": language.number(site.recording_demand),
        "told": _status(language, facts, site, short),
        "facts": _facts(language, facts, site),
    }
    if short is not None:
        found["left"] = "part" if site.id in facts.served else "out"
        found["why"] = {
            "head": f"{reason_word(language, short.reason)} ({evidence_word(language, short.evidence)})",
            "sentence": language.pick(short.sentence),
        }
    return found


def _status(language: Language, facts: PlanFacts, site: Site, short: Unserved | None) -> str:
    over = [item for item in facts.held if any(row.origin == site.id for row in item.rows)]
    told = _coming(language, facts, site, short)
    if not over:
        return told
    days = " · ".join(
        f"{language.pick(word)} {', '.join(language.day_of_month(item.day) for item in visits)}"
        for word, visits in groupby(over, key=lambda item: item.word)
    )
    return f"{days} · {told}" if site.id in facts.served or short is not None else days


def _coming(language: Language, facts: PlanFacts, site: Site, short: Unserved | None) -> str:
    visits = facts.served.get(site.id, ())
    if visits:
        days = ", ".join(language.day_of_month(item.visit.day) for item in visits)
        served = language.say("served {days}", days=days)
        if short is None:
            return served
        return served + " · " + language.say("cut short: {reason}", reason=reason_word(language, short.reason))
    if short is not None:
        return language.say("left out: {reason}", reason=reason_word(language, short.reason))
    return language.say("nothing planned")


def _facts(language: Language, facts: PlanFacts, site: Site) -> list[tuple[str, str]]:
    rows = []
    if site.kind is SiteKind.VILLAGE:
        rows.append((language.say("Eligible residents"), language.number(site.eligible)))
        share = language.percent(site.unrecorded * 100 / site.eligible, 1) if site.eligible else "-"
        rows.append((language.say("Not yet recorded"), f"{language.number(site.unrecorded)} ({share})"))
    else:
        rows.append((language.say("Not yet recorded"), language.number(site.recording_demand)))
    if site.print_ready:
        rows.append((language.say("Cards ready to print"), language.number(site.print_ready)))
    evidence = evidence_told(language, facts.problem, site)
    rows.append((language.say("Signal"), evidence or connectivity_word(language, site.connectivity)))
    if site.last_visit is not None:
        rows.append((language.say("Last visit"), language.day(site.last_visit)))
    return rows


def _visit(language: Language, item: VisitFacts) -> Json:
    people = rounded_people(item.ikd if item.ikd_only else item.recorded)
    return {
        "site": item.site.id,
        "day": item.visit.day.isoformat(),
        "team": item.trip.team,
        "time": language.clock_span(item.visit.start, item.visit.end),
        "hub": item.is_hub,
        "kit": item.has_kit,
        "people": people,
        "service": services_told(language, item),
        "joined": language.say_count("+{n} village", "+{n} villages", len(item.joined)) if item.joined else "",
        "told": language.say(
            "about {recorded} recorded, {cards} cards, {ikd} IKD",
            recorded=language.people(item.recorded),
            cards=language.people(item.cards),
            ikd=language.people(item.ikd),
        ),
        "origins": [_origin(language, origin) for origin in item.origins],
    }


def _held(language: Language, facts: PlanFacts, item: HeldVisit) -> Json:
    """A visit that is over; its hours are not kept."""
    number, word = language.number, language.pick(item.word)
    origins = []
    for row in item.rows:
        pair = facts.problem.reach_of.get((row.origin, item.site.id))
        parts = [language.say("{n} invited", n=number(row.invited))] if row.invited else []
        parts += [
            text
            for people, text in (
                (row.recorded, language.pick((f"{number(row.recorded)} direkam", f"{number(row.recorded)} recorded"))),
                (row.cards, language.say("{n} cards", n=number(row.cards))),
                (row.ikd, f"{number(row.ikd)} IKD"),
            )
            if people
        ]
        km = language.km(pair.distance_m) if pair is not None and row.origin != item.site.id else ""
        origins.append({"id": row.origin, "km": km, "line": "", "told": " · ".join(parts)})
    return {
        "site": item.site.id,
        "day": item.day.isoformat(),
        "team": item.team,
        "time": word,
        "done": True,
        "hub": bool(item.joined),
        "kit": False,
        "people": item.people,
        "service": service_word(language, Service.IKD_ONLY if item.ikd_only else Service.RECORDING),
        "joined": language.say_count("+{n} village", "+{n} villages", len(item.joined)) if item.joined else "",
        "told": language.pick(
            (
                f"{number(item.recorded)} direkam, {number(item.cards)} kartu, {number(item.ikd)} IKD",
                f"{number(item.recorded)} recorded, {number(item.cards)} cards, {number(item.ikd)} IKD",
            )
        ),
        "origins": origins,
    }


def _origin(language: Language, origin: OriginFacts) -> Json:
    people = origin.people
    invited = people.invited + people.invited_ikd
    parts = []
    if invited:
        parts.append(language.say("{n} invited", n=language.number(invited)))
    for micro, text in (
        (people.recorded, message("±{n} recorded")),
        (people.cards, message("±{n} cards")),
        (people.ikd, message("±{n} IKD")),
    ):
        if micro:
            parts.append(language.say(text, n=language.people(micro)))
    found: Json = {"id": origin.origin.id, "km": "", "line": "", "told": " · ".join(parts)}
    if origin.distance_m:
        found["km"] = language.km(origin.distance_m)
        # Some come only to fetch a card that was ready before.
        coming = (
            language.say_count("{n} ppl", "{n} ppl", invited)
            if invited
            else language.say("{n} cards", n=language.people(people.cards))
        )
        found["line"] = f"{found['km']} km, {coming}"
    return found


def _trip(facts: PlanFacts, number: int) -> Json:
    trip = facts.document.trips[number]
    ways = [
        {"day": day.day.isoformat(), "places": [place.id for place in facts.stations(day)]}
        for day in trip_days(facts.problem, trip)
    ]
    return {"id": trip.id, "team": trip.team, "ways": ways}


def _day(language: Language, facts: PlanFacts, day: date) -> Json:
    calendar = facts.problem.period.day(day)
    visits = facts.on(day)
    weekday, title = language.weekday(day)[:3], language.short_day(day)
    notes = [calendar.note] if calendar is not None and calendar.note else []
    delivery = False
    for item in facts.problem.stock.deliveries:
        if item.day == day and delivery_counts(facts.problem.policy, item):
            delivery = True
            notes.append(language.say("{n} cards arrive", n=language.number(item.quantity)))
    return {
        "date": day.isoformat(),
        "number": str(day.day),
        "weekday": weekday,
        "title": " · ".join((title, *notes)),
        "told": told_day(language, facts, day, visits),
        "off": calendar is None or not calendar.working,
        "delivery": delivery,
    }


def told_day(language: Language, facts: PlanFacts, day: date, visits: Sequence[VisitFacts]) -> str:
    """Tue 12 Jan 2027 · 3 teams · 7 villages · 214 people."""
    held = facts.held_on(day)
    parts = _sums(language, facts, visits) if visits or not held else []
    return " · ".join((language.short_day(day), *([_held_sum(language, held)] if held else []), *parts))


def _held_sum(language: Language, held: Sequence[HeldVisit]) -> str:
    people, visits = language.number(sum(item.people for item in held)), language.number(len(held))
    return language.pick(
        (
            f"terlaksana: {visits} kunjungan, {people} orang",
            f"held: {visits} {'visit' if len(held) == 1 else 'visits'}, {people} people",
        )
    )


def _sums(language: Language, facts: PlanFacts, visits: Sequence[VisitFacts]) -> list[str]:
    if not visits:
        return [language.say("no visit")]
    teams = len({item.trip.team for item in visits})
    villages = facts.villages_at(tuple(visits))
    schools = len({item.site.id for item in visits if item.site.kind is SiteKind.SCHOOL})
    micro = sum(item.ikd if item.ikd_only else item.recorded for item in visits)
    parts = [language.say_count("{n} team", "{n} teams", teams)]
    if villages:
        parts.append(language.say_count("{n} village", "{n} villages", villages))
    if schools:
        parts.append(language.say_count("{n} school", "{n} schools", schools))
    parts.append(language.say_count("{n} person", "{n} people", (micro + MICRO // 2) // MICRO))
    return parts


def words(language: Language, facts: PlanFacts) -> dict[str, str]:
    """Words of the page's script. Braces are filled there."""
    period = facts.problem.period
    say = language.say
    held = [_held_sum(language, facts.held)] if facts.held else []
    whole = " · ".join((language.period(period.first, period.last), *held, *_sums(language, facts, facts.visits)))
    base = facts.problem.bases[0].name if facts.problem.bases else ""
    return {
        "all_told": whole,
        "decimal": language.number(0.5, 1)[1],
        "map_keys": say("Map. Arrows move, plus and minus zoom, 0 shows all, Alt with an arrow picks the next place."),
        "layer_hub": say("hub (letter = team)"),
        "layer_joined": say("village that joins a hub"),
        "layer_home": say("village served at home"),
        "layer_school": say("school visited"),
        "layer_left": say("village left out"),
        "layer_left_school": say("school left out"),
        "layer_partly": say("served in part"),
        "layer_routes": say("trip, straight line (no road yet)"),
        "layer_land": say("land of hubs: villages that join there"),
        "layer_done": language.pick(("sudah terlaksana (pudar)", "held already (pale)")),
        "layer_base": say("office, start of trips"),
        "layer_names": say("names"),
        "all_days": say("All days"),
        "day_before": say("Day before"),
        "day_after": say("Next day"),
        "play": say("Play"),
        "pause": say("Pause"),
        "kit": say("satellite kit"),
        "found": say("{n} of {all} places", n="{n}", all="{all}"),
        "no_visits": say("No visit to show"),
        "back": say("Back to the list"),
        "nothing_needed": say("Nothing planned, and nobody there is known to need it."),
        "comes_to": say("People come to {place}, {km} km (estimate)", place="{place}", km="{km}"),
        "whole_visit": say("Whole visit: {told}", told="{told}"),
        "show_day": say("Show this day"),
        "zoom_in": say("Zoom in"),
        "zoom_out": say("Zoom out"),
        "fit_short": say("All"),
        "fit_all": say("Show everything"),
        "near_short": say("Near the office"),
        "near_base": say("Show the places around {base}", base=base),
        "print": say("Print"),
    }
