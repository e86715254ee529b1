"""A day on the road as team files tell it: where from, the stops with who comes, where to. Never who of the staff."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.documents.facts import PlanFacts, VisitFacts
from api.documents.notes import services_told, visit_notes
from api.documents.small_counts import count_told
from api.documents.words import equipment_word
from api.language import Language
from planner.domain.plan import Trip
from planner.domain.site import Base, Site
from planner.route import TripDay, trip_days, working_span
from planner.units import SecondsOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """One day of a trip.

    Attributes
    ----------
    trip, day
        The trip and its day.
    stops
        Its visits in order.
    places
        Where it starts, each stop, where it ends.
    leave, back
        Seconds after midnight: leaving where it starts, reaching where it ends.
    """

    trip: Trip
    day: TripDay
    stops: tuple[VisitFacts, ...]
    places: tuple[Site | Base, ...]
    leave: SecondsOfDay
    back: SecondsOfDay


def outings_of(facts: PlanFacts, trip: Trip) -> Iterator[Outing]:
    """The days of a trip in order."""
    for day in trip_days(facts.problem, trip):
        leave, back = working_span(facts.problem, trip, day)
        stops = tuple(item for item in facts.on(day.day) if item.trip.id == trip.id)
        yield Outing(trip=trip, day=day, stops=stops, places=facts.stations(day), leave=leave, back=back)


def stop_name(facts: PlanFacts, item: VisitFacts) -> str:
    """A2 Air Duku."""
    return plain(f"{item.mark.letter}{item.stop} {facts.name(item.site)}")


def leaving_told(language: Language, outing: Outing) -> list[str]:
    """When and where the day starts and ends, what goes along."""
    start, end = (plain(place.name) for place in (outing.places[0], outing.places[-1]))
    back = language.clock(outing.back)
    lines = [
        language.pick((
            f"Berangkat {language.clock(outing.leave)} dari {start}",
            f"Leaves {start} at {language.clock(outing.leave)}",
        )),
        language.pick((f"Kembali {back} di {end}", f"Back at {end} at {back}"))
        if outing.day.last
        else language.pick((f"Menginap di {end}, tiba {back}", f"Night at {end}, there at {back}")),
    ]  # fmt: skip
    for pause in outing.trip.breaks:
        if pause.day == outing.day.day:
            lines.append(_capital(language.say("break {span}", span=language.clock_span(pause.start, pause.end))))
    metres = sum(leg.metres or 0 for leg in outing.day.legs)
    lines.append(f"{language.km(metres)} km")
    taken = [f"{equipment_word(language, use.kind)} {use.count}" for use in outing.trip.equipment if use.count]
    if taken:
        lines.append(language.pick((f"Bawa: {', '.join(taken)}", f"Take along: {', '.join(taken)}")))
    return lines


def stop_told(language: Language, facts: PlanFacts, item: VisitFacts) -> list[str]:
    """Hours, services and who comes; small numbers are hidden."""
    hours = language.clock_span(item.visit.start, item.visit.end)
    on_site = language.clock_span(item.visit.arrive, item.visit.depart)
    lines = [
        language.pick((f"Layanan {hours}, di tempat {on_site}", f"Service {hours}, on site {on_site}")),
        _capital(services_told(language, item)),
    ]
    comes = []
    for origin in item.origins:
        invited = origin.people.invited + origin.people.invited_ikd
        told = count_told(language, invited) if invited else language.say("cards only")
        far = f", {language.km(origin.distance_m)} km" if origin.distance_m else ""
        comes.append(f"{plain(facts.name(origin.origin))} ({told}{far})")
    if comes:
        who = "; ".join(comes)
        lines.append(language.pick((f"Diundang: {who}", f"Invited: {who}")))
    notes = visit_notes(language, facts, item, small_hidden=True)
    if notes:
        lines.append(_capital(plain("; ".join(notes))))
    return lines


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def plain(text: str) -> str:
    """Names on one line, without letters that no file may hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
