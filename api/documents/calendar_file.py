"""``tim-A.ics`` (RFC 5545): the days of one team for the calendar of a phone. No staff, no small numbers."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vGeo

from api.documents.facts import PlanFacts, VisitFacts
from api.documents.held import HeldVisit
from api.documents.outing import Outing, leaving_told, outings_of, plain, stop_told
from api.documents.words import service_word
from api.language import Language
from planner.units import SecondsOfDay

CALENDAR_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
"""The zones of Indonesia as calendars know them."""


def calendar_bytes(language: Language, facts: PlanFacts, team: str, zone: str) -> bytes:
    """The calendar of a team; the same plan gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Jemput//{facts.document.run.version}//{language.code.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    period = facts.problem.period
    name = plain(f"{facts.team_label(language, team)}, {language.period(period.first, period.last)}")
    calendar.add("name", name)
    # Programs that do not know NAME yet read this one.
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", CALENDAR_ZONES[zone])
    trips = [trip for trip in facts.document.trips if trip.team == team]
    for trip in sorted(trips, key=lambda item: item.days):
        for outing in outings_of(facts, trip):
            calendar.add_component(_leaving(language, facts, outing, zone))
            for item in outing.stops:
                calendar.add_component(_stop(language, facts, item, zone))
    for held in facts.held:
        if held.team == team:
            calendar.add_component(_held(language, facts, held))
    calendar.add_missing_timezones(first_date=period.first, last_date=period.last + timedelta(days=1))
    made: bytes = calendar.to_ical()
    return made


def _leaving(language: Language, facts: PlanFacts, outing: Outing, zone: str) -> Event:
    """The way to the first stop; the whole day where there is none."""
    team = facts.team_label(language, outing.trip.team)
    start = plain(outing.places[0].name)
    summary = language.pick((f"{team}: berangkat dari {start}", f"{team}: leave {start}"))
    until = outing.stops[0].visit.arrive if outing.stops else outing.back
    event = _event(facts, f"leave:{outing.trip.team}", outing.day.day, summary, (outing.leave, until), zone)
    event.add("location", start)
    event.add("geo", vGeo((outing.places[0].lat, outing.places[0].lon)))
    event.add("description", "\n".join(leaving_told(language, outing)))
    event.add("transp", "OPAQUE")
    return event


def _stop(language: Language, facts: PlanFacts, item: VisitFacts, zone: str) -> Event:
    place = plain(facts.name(item.site))
    summary = f"{item.mark.letter}{item.stop} {place}: {service_word(language, item.visit.service)}"
    span = (item.visit.arrive, item.visit.depart)
    event = _event(facts, f"visit:{item.trip.team}:{item.site.id}", item.visit.day, summary, span, zone)
    event.add("location", plain(f"{item.site.name}, {item.subdistrict}"))
    event.add("geo", vGeo((item.site.lat, item.site.lon)))
    event.add("description", "\n".join(stop_told(language, facts, item)))
    event.add("categories", [facts.team_label(language, item.trip.team)])
    event.add("transp", "OPAQUE")
    return event


def _held(language: Language, facts: PlanFacts, held: HeldVisit) -> Event:
    """A visit that is over: the whole day, since its hours are not kept. It takes no time of anybody."""
    place = plain(facts.name(held.site))
    event = Event()
    event.add("uid", _uid(facts, held.day, f"visit:{held.team}:{held.site.id}"))
    event.add("dtstamp", _made(facts))
    event.add("summary", f"{facts.mark_of(held.team).letter} {place}: {language.pick(held.word)}")
    event.add("dtstart", held.day)
    event.add("location", plain(f"{held.site.name}, {held.site.subdistrict}"))
    event.add("geo", vGeo((held.site.lat, held.site.lon)))
    event.add("categories", [facts.team_label(language, held.team)])
    event.add("transp", "TRANSPARENT")
    return event


def _uid(facts: PlanFacts, day: date, what: str) -> str:
    """The same visit keeps its name from plan to plan, so that a calendar that is read again moves it."""
    return f"{uuid5(NAMESPACE_URL, f'jemput:{facts.problem.name}:{day}:{what}')}@jemput"


def _event(
    facts: PlanFacts, what: str, day: date, summary: str, span: tuple[SecondsOfDay, SecondsOfDay], zone: str
) -> Event:
    event = Event()
    event.add("uid", _uid(facts, day, what))
    event.add("dtstamp", _made(facts))
    event.add("summary", summary)
    event.add("dtstart", _moment(day, span[0], zone))
    event.add("dtend", _moment(day, max(span), zone))
    return event


def _made(facts: PlanFacts) -> datetime:
    """When the plan was computed; hand-made plans name no moment and are told by the day that they are seen from."""
    try:
        moment = datetime.fromisoformat(facts.document.run.started)
    except ValueError:
        moment = datetime.combine(facts.problem.period.as_of, time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _moment(day: date, seconds: SecondsOfDay, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(CALENDAR_ZONES[zone])) + timedelta(seconds=seconds)
