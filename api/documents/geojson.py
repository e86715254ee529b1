"""``plan.geojson`` (RFC 7946): visits, joined villages, left out, hub lines and trips, with names in the language.

QGIS opens it as points and lines. Lines are straight: no road is drawn that is not known.
"""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from api.documents.facts import OriginFacts, PlanFacts, VisitFacts
from api.documents.held import TO_COME, HeldVisit
from api.documents.words import connectivity_word, evidence_word, kind_word, reason_word, service_word
from api.language import Language
from planner.domain.plan import Trip
from planner.domain.site import Base, Site
from planner.route import trip_days
from planner.units import METRES_PER_KM, rounded_people

Feature: TypeAlias = dict[str, Any]
STATUS = "status"
"""The property that tells visits that are over from those still to come; the same word in both languages."""
# A hundred-thousandth of a degree is a metre: more digits would claim what no point here knows.
_DIGITS = 6


def geojson_bytes(language: Language, facts: PlanFacts) -> bytes:
    """The file, UTF-8 with one feature on a line so that versions can be compared."""
    features = list(_features(language, facts))
    head = json.dumps({"name": facts.problem.name, "description": _description(language)}, ensure_ascii=False)
    body = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", {head[1:-1]}, "features": [\n{body}\n]}}\n'.encode()


def _description(language: Language) -> str:
    return language.say("Figures of people are estimates. Lines are straight, not roads.")


def _features(language: Language, facts: PlanFacts) -> Iterable[Feature]:
    for base in facts.problem.bases:
        yield _base(language, base)
    for trip in facts.document.trips:
        yield _route(language, facts, trip)
    for item in facts.visits:
        for origin in item.joined:
            yield _hub_line(language, item, origin)
    for over in facts.held:
        yield _held(language, facts, over)
    for item in facts.visits:
        yield _visit(language, facts, item)
        for origin in item.joined:
            yield _joined(language, item, origin)
    yield from _left_out(language, facts)


def _position(place: Site | Base) -> list[float]:
    return [round(place.lon, _DIGITS), round(place.lat, _DIGITS)]


def _point(id: str, place: Site | Base, properties: dict[str, Any]) -> Feature:
    geometry = {"type": "Point", "coordinates": _position(place)}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _line(id: str, positions: list[list[float]], properties: dict[str, Any]) -> Feature:
    geometry = {"type": "LineString", "coordinates": positions}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _site_properties(language: Language, site: Site) -> dict[str, Any]:
    return {
        language.say("code"): site.id,
        language.say("name"): site.name,
        language.say("subdistrict"): site.subdistrict,
        language.say("site_kind"): kind_word(language, site.kind),
        language.say("signal"): connectivity_word(language, site.connectivity),
    }


def _base(language: Language, base: Base) -> Feature:
    properties = {
        language.say("layer"): language.say("base"),
        language.say("code"): base.id,
        language.say("name"): base.name,
    }
    return _point(f"base/{base.id}", base, properties)


def _visit_properties(language: Language, site: Site, day: date, team: str, *, is_hub: bool) -> dict[str, Any]:
    """Where, when and by whom: of visits to come and of those that are over."""
    return {
        language.say("layer"): language.say("hub") if is_hub else language.say("visit"),
        **_site_properties(language, site),
        language.say("date"): day.isoformat(),
        language.say("weekday"): language.weekday(day),
        language.say("team"): team,
    }


def _visit(language: Language, facts: PlanFacts, item: VisitFacts) -> Feature:
    visit = item.visit
    return _point(
        f"visit/{item.trip.id}/{item.stop}/{visit.day.isoformat()}",
        item.site,
        {
            **_visit_properties(language, item.site, visit.day, item.trip.team, is_hub=item.is_hub),
            language.say("colour"): item.mark.colour,
            language.say("trip"): item.trip.id,
            language.say("stop"): item.stop,
            language.say("service_from"): language.clock(visit.start),
            language.say("service_until"): language.clock(visit.end),
            language.say("service"): service_word(language, visit.service),
            language.say("joined_villages"): ", ".join(facts.name(origin.origin) for origin in item.joined),
            language.say("invited"): item.invited,
            language.say("recorded_estimate"): rounded_people(item.recorded),
            language.say("cards_estimate"): rounded_people(item.cards),
            language.say("ikd_estimate"): rounded_people(item.ikd),
            language.say("satellite_kit"): item.has_kit,
            STATUS: language.pick(TO_COME),
        },
    )


def _held(language: Language, facts: PlanFacts, item: HeldVisit) -> Feature:
    """A visit that is over, in the layer of the others: its hours, its crew and its way are not kept."""
    return _point(
        f"held/{item.team}/{item.site.id}/{item.day.isoformat()}",
        item.site,
        {
            **_visit_properties(language, item.site, item.day, item.team, is_hub=bool(item.joined)),
            language.say("colour"): facts.mark_of(item.team).colour,
            language.say("joined_villages"): ", ".join(facts.name(facts.problem.site[name]) for name in item.joined),
            language.say("invited"): item.invited,
            language.say("recorded_estimate"): item.recorded,
            language.say("cards_estimate"): item.cards,
            language.say("ikd_estimate"): item.ikd,
            STATUS: language.pick(item.word),
        },
    )


def _joined(language: Language, item: VisitFacts, origin: OriginFacts) -> Feature:
    return _point(
        f"joined/{item.trip.id}/{origin.origin.id}/{item.site.id}/{item.visit.day.isoformat()}",
        origin.origin,
        {
            language.say("layer"): language.say("joined_village"),
            **_site_properties(language, origin.origin),
            **_joining(language, item, origin),
        },
    )


def _hub_line(language: Language, item: VisitFacts, origin: OriginFacts) -> Feature:
    return _line(
        f"hubline/{item.trip.id}/{origin.origin.id}/{item.site.id}/{item.visit.day.isoformat()}",
        [_position(origin.origin), _position(item.site)],
        {
            language.say("layer"): language.say("hub_line"),
            language.say("code"): origin.origin.id,
            language.say("name"): origin.origin.name,
            **_joining(language, item, origin),
        },
    )


def _joining(language: Language, item: VisitFacts, origin: OriginFacts) -> dict[str, Any]:
    km = None if origin.distance_m is None else round(origin.distance_m / METRES_PER_KM, 1)
    return {
        language.say("hub"): item.site.name,
        language.say("hub_code"): item.site.id,
        language.say("km_to_hub"): km,
        language.say("date"): item.visit.day.isoformat(),
        language.say("team"): item.trip.team,
        language.say("colour"): item.mark.colour,
        language.say("invited"): origin.people.invited + origin.people.invited_ikd,
        language.say("recorded_estimate"): rounded_people(origin.people.recorded),
        language.say("cards_estimate"): rounded_people(origin.people.cards),
        language.say("ikd_estimate"): rounded_people(origin.people.ikd),
    }


def _route(language: Language, facts: PlanFacts, trip: Trip) -> Feature:
    places = [facts.stations(day) for day in trip_days(facts.problem, trip)]
    way = [*places[0], *(place for later in places[1:] for place in later[1:])]
    return _line(
        f"trip/{trip.id}",
        [_position(place) for place in way],
        {
            language.say("layer"): language.say("route_straight"),
            language.say("trip"): trip.id,
            language.say("team"): trip.team,
            language.say("colour"): facts.marks[trip.team].colour,
            language.say("date"): trip.days[0].isoformat(),
            language.say("last_date"): trip.days[-1].isoformat(),
            language.say("stops"): len(trip.visits),
            language.say("km_estimate"): round(trip.distance_m / METRES_PER_KM, 1),
            language.say("cost_rupiah"): trip.cost_rupiah,
        },
    )


def _left_out(language: Language, facts: PlanFacts) -> Iterable[Feature]:
    for item in facts.document.unserved:
        site = facts.problem.site[item.origin]
        partly = item.invited > 0
        yield _point(
            f"unserved/{site.id}",
            site,
            {
                language.say("layer"): language.say("cut_short") if partly else language.say("left_out"),
                **_site_properties(language, site),
                language.say("demand"): item.demand,
                language.say("invited"): item.invited,
                language.say("reason_code"): item.reason.value,
                language.say("reason"): reason_word(language, item.reason),
                language.say("evidence"): evidence_word(language, item.evidence),
                language.say("explanation"): language.pick(item.sentence),
            },
        )
