"""Travel written out: matrices as sheets that can be edited and read again, and ways as GeoJSON."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.contracts import MatrixRow, columns_of
from geodata.contracts.roads import ROAD_CLASSES
from geodata.contracts.words import NO_WAY, VEHICLES
from geodata.roads.kinds import CLASSES
from geodata.roads.office import OfficeRoads
from geodata.roads.report import RoadReport, names_of, places_of
from geodata.roads.way_map import Way, usual_ways
from geodata.travel import Place
from planner.domain.problem import Problem
from planner.domain.team import VehicleClass
from planner.domain.travel import UNREACHABLE, TravelTable
from planner.units import METRES_PER_KM, MINUTE_S

DRAWN_DEGREES = 0.00005
"""Ways are drawn to about 5 m."""
WAYS_FILE = "jalan.geojson"
_CLASS_LABELS = {word.value.value: word.written[0].replace("_", " ") for word in ROAD_CLASSES}


def travel_files(roads: OfficeRoads | None, problem: Problem) -> Iterator[tuple[str, bytes]]:
    """File names with their content: a matrix for each vehicle, for its other days too, and a map of the ways."""
    for table in problem.travel:
        yield f"matriks-{_word(table.vehicle_class)}.csv", matrix_csv(table)
    for item in problem.dated_travel:
        days = f"{item.first.isoformat()}_{item.last.isoformat()}"
        yield f"matriks-{_word(item.table.vehicle_class)}-{days}.csv", matrix_csv(item.table)
    yield WAYS_FILE, ways_geojson(roads, problem)


def matrix_csv(table: TravelTable) -> bytes:
    """One table in the columns of the sheet ``matriks``; a way that does not exist is its word."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.heading[0] for column in columns_of(MatrixRow).values())
    word, closed = _word(table.vehicle_class), NO_WAY[0].written[0]
    for row, start in enumerate(table.places):
        for column, end in enumerate(table.places):
            seconds = table.seconds[row][column]
            if row == column:
                continue
            if seconds == UNREACHABLE:
                writer.writerow((start, end, word, closed, ""))
                continue
            km = table.metres[row][column] / METRES_PER_KM
            writer.writerow((start, end, word, f"{seconds / MINUTE_S:.4f}", f"{km:.3f}"))
    return stream.getvalue().encode()


def ways_geojson(roads: OfficeRoads | None, problem: Problem) -> bytes:
    """The fastest way from each base to each site on usual days; straight where it is not known over roads."""
    places = places_of(problem)
    names = names_of(problem)
    features = [_point(place, names[place.id]) for place in places]
    for vehicle in sorted({team.vehicle_class for team in problem.teams}):
        features += [_way(way) for way in usual_ways(roads, problem, vehicle)]
    return _collection(features)


def _way(way: Way) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": _drawn(way.points)},
        "properties": {
            "from": way.start,
            "to": way.end,
            "vehicle": way.vehicle.value,
            "minutes": round(way.seconds / MINUTE_S, 1),
            "km": round(way.metres / METRES_PER_KM, 2),
            "over_roads": way.over_roads,
            "dari": way.start,
            "ke": way.end,
            "kendaraan": _word(way.vehicle),
            "menit": round(way.seconds / MINUTE_S, 1),
            "lewat_jalan": "ya" if way.over_roads else "tidak",
        },
    }


def report_map(roads: OfficeRoads, problem: Problem, report: RoadReport) -> bytes:
    """Roads with their ids and classes, places, what would join islands, and where far places may be."""
    segments = roads.segments
    features: list[dict[str, Any]] = []
    for number in range(len(segments)):
        properties = {
            "kind": "road",
            "segment": segments.ids[number],
            "name": segments.names[number],
            "class": _class_name(roads, number),
            "jenis": "jalan",
            "ruas": segments.ids[number],
            "nama": segments.names[number],
            "kelas": _CLASS_LABELS[_class_name(roads, number)],
        }
        features.append(_line(_drawn(segments.line(number)), properties))
    names = names_of(problem)
    features += [_point(place, names[place.id]) for place in places_of(problem)]
    for vehicle, pieces in report.islands.items():
        for piece in pieces:
            if piece.gap is not None:
                ends = [list(piece.gap.start), list(piece.gap.end)]
                told = {"kind": "gap", "vehicle": vehicle.value, "metres": piece.gap.metres}
                told |= {"jenis": "celah", "kendaraan": _word(vehicle), "meter": piece.gap.metres}
                features.append(_line(ends, told))
    by_id = {place.id: place for place in places_of(problem)}
    for far in report.far:
        if far.proposal is not None:
            place = by_id[far.id]
            ends = [[place.lon, place.lat], [far.proposal.lon, far.proposal.lat]]
            told = {"kind": "proposal", "place": far.id, "name": far.proposal.name, "metres": far.proposal.metres}
            told |= {"jenis": "usulan letak", "tempat": far.id, "nama": far.proposal.name, "meter": far.proposal.metres}
            features.append(_line(ends, told))
    return _collection(features)


def _class_name(roads: OfficeRoads, number: int) -> str:
    return CLASSES[int(roads.segments.road_class[number])].value


def _line(coordinates: list[list[float]], properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": coordinates},
        "properties": properties,
    }


def _point(place: Place, name: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(place.lon, 6), round(place.lat, 6)]},
        "properties": {
            "kind": "place",
            "id": place.id,
            "name": name,
            "jenis": "tempat",
            "kode": place.id,
            "nama": name,
        },
    }


def _drawn(points: NDArray[np.float64]) -> list[list[float]]:
    line = shapely.simplify(shapely.LineString(points), DRAWN_DEGREES)
    return [[round(float(lon), 6), round(float(lat), 6)] for lon, lat in shapely.get_coordinates(line)]


def _collection(features: list[dict[str, Any]]) -> bytes:
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    return (text + "\n").encode()


def _word(vehicle_class: VehicleClass) -> str:
    return next(word.written[0] for word in VEHICLES if word.value == vehicle_class)
