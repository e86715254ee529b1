"""``rute-....gpx`` and ``rute-....kml``: a trip for the map of a phone. No staff, no small numbers.

Lines are straight: no road is drawn that is not known. A phone finds the roads between the points of a GPX route.
"""

import io
import re
from html import escape
from typing import Any

import geopandas as gpd
import pyogrio
from gpxpy.gpx import GPX, GPXRoute, GPXRoutePoint, GPXWaypoint
from shapely.geometry import LineString, Point

from api.documents.facts import PlanFacts
from api.documents.outing import Outing, leaving_told, outings_of, plain, stop_name, stop_told
from api.language import Language
from planner.domain.plan import Trip
from planner.domain.site import Base, Site

_DIGITS = 6


def gpx_bytes(language: Language, facts: PlanFacts, trip: Trip) -> bytes:
    """Points for the stops, and a route for each day (GPX 1.1)."""
    document = GPX()
    document.creator = "Jemput"
    document.name = _title(language, facts, trip)
    document.description = _about(language)
    for outing in outings_of(facts, trip):
        document.waypoints += [
            GPXWaypoint(*_at(place), name=name, description=told)
            for name, told, place in _points(language, facts, outing)
        ]
        route = GPXRoute(name=_day(language, facts, outing), description="; ".join(leaving_told(language, outing)))
        route.points = [GPXRoutePoint(*_at(place), name=plain(place.name)) for place in outing.places]
        document.routes.append(route)
    return document.to_xml(version="1.1").encode()


def kml_bytes(language: Language, facts: PlanFacts, trip: Trip) -> bytes:
    """The same for Google Earth and the like, written by GDAL."""
    names: list[str] = []
    about: list[str] = []
    shapes: list[Any] = []
    for outing in outings_of(facts, trip):
        names.append(_day(language, facts, outing))
        about.append(_page("\n".join(leaving_told(language, outing))))
        shapes.append(LineString([_position(place) for place in outing.places]))
        for name, told, place in _points(language, facts, outing):
            names.append(name)
            about.append(_page(told))
            shapes.append(Point(_position(place)))
    frame = gpd.GeoDataFrame({"Name": names, "Description": about}, geometry=shapes, crs="EPSG:4326")
    stream = io.BytesIO()
    # The name of a layer becomes an identifier of XML.
    layer = f"trip_{re.sub(r'[^A-Za-z0-9]+', '_', trip.id)}"
    pyogrio.write_dataframe(frame, stream, driver="KML", layer=layer, geometry_type="Unknown")
    return stream.getvalue()


def _page(text: str) -> str:
    """Lines as programs show them that read descriptions of KML as HTML."""
    return escape(text, quote=False).replace("\n", "<br>")


def _title(language: Language, facts: PlanFacts, trip: Trip) -> str:
    first, last = trip.days[0], trip.days[-1]
    days = language.day(first) if first == last else f"{language.day(first)} - {language.day(last)}"
    return plain(f"{facts.team_label(language, trip.team)}, {days}")


def _day(language: Language, facts: PlanFacts, outing: Outing) -> str:
    return plain(f"{facts.team_label(language, outing.trip.team)}, {language.day_with_weekday(outing.day.day)}")


def _about(language: Language) -> str:
    return language.pick(("Garis lurus, bukan jalan.", "Lines are straight, not roads."))


def _points(language: Language, facts: PlanFacts, outing: Outing) -> list[tuple[str, str, Site | Base]]:
    """Where the day starts, its stops, where the night is: name, what is told, place."""
    start, end = outing.places[0], outing.places[-1]
    found: list[tuple[str, str, Site | Base]] = []
    if outing.day.first:
        found.append((plain(start.name), "\n".join(leaving_told(language, outing)), start))
    day = language.day_with_weekday(outing.day.day)
    found += [
        (stop_name(facts, item), "\n".join([day, *stop_told(language, facts, item)]), item.site)
        for item in outing.stops
    ]
    if not outing.day.last and end.id not in {item.site.id for item in outing.stops}:
        found.append((plain(end.name), language.pick(("Menginap", "Night")), end))
    return found


def _position(place: Site | Base) -> tuple[float, float]:
    return round(place.lon, _DIGITS), round(place.lat, _DIGITS)


def _at(place: Site | Base) -> tuple[float, float]:
    longitude, latitude = _position(place)
    return latitude, longitude
