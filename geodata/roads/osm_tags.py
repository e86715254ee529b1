"""What the tags of a way in OpenStreetMap say of it as a road, for the vehicles of an office.

Tracks and paths are open to motorcycles unless forbidden; paths to no car. A ferry takes motorcycles unless
forbidden, cars only if it says so. Rivers and canals are ways for boats.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.contracts.road_kinds import RoadClass, Surface
from geodata.roads.kinds import vehicle_bit
from planner.domain.team import VehicleClass

_HIGHWAYS: dict[str, RoadClass] = {
    **{kind.value: kind for kind in tuple(RoadClass)[: tuple(RoadClass).index(RoadClass.FERRY)]},
    "living_street": RoadClass.RESIDENTIAL,
    "road": RoadClass.UNCLASSIFIED,
    "busway": RoadClass.SERVICE,
}
_NO_ROADS = frozenset(
    {
        "abandoned",
        "bus_guideway",
        "bus_stop",
        "construction",
        "corridor",
        "crossing",
        "demolished",
        "disused",
        "elevator",
        "emergency_access_point",
        "emergency_bay",
        "escape",
        "ladder",
        "no",
        "planned",
        "platform",
        "proposed",
        "raceway",
        "razed",
        "removed",
        "rest_area",
        "services",
        "street_lamp",
        "toilets",
        "traffic_island",
        "traffic_signals",
        "trailhead",
        "turning_circle",
        "via_ferrata",
    }
)
"""Words of the key ``highway`` that are known and name nothing to drive on."""
_ON_FOOT = frozenset({"footway", "cycleway", "bridleway", "pedestrian", "steps"})
"""Ways that count only where they say that motor vehicles may pass."""
CLOSED_WORDS = frozenset({"no", "private", "military", "agricultural", "forestry"})
OPEN_WORDS = frozenset({"yes", "permissive", "designated", "destination", "official"})
_PAVED = frozenset({"paved", "asphalt", "concrete", "concrete:plates", "concrete:lanes", "paving_stones", "sett"})
_GRAVEL = frozenset({"unpaved", "gravel", "fine_gravel", "compacted", "pebblestone", "cobblestone", "rock", "stone"})
_DIRT = frozenset({"dirt", "earth", "ground", "mud", "sand", "grass", "clay", "soil", "wood"})
_GRADES = {"grade1": Surface.PAVED, "grade2": Surface.GRAVEL}
_SPECIFIC = {VehicleClass.CAR: "motorcar", VehicleClass.MOTORCYCLE: "motorcycle"}
MILE_KM = 1.609344


@dataclass(frozen=True, slots=True, kw_only=True)
class WayFacts:
    """A way as a road.

    Attributes
    ----------
    one_way
        1 along the way, -1 against it, 0 both.
    vehicles
        Mask of vehicles that may pass at all.
    limit_kmh
        Signed limit, 0 where there is none.
    rise_permille
        Slope along the way, ``None`` where it is not known.
    minutes
        Time over the whole way where it is stated (ferries), else ``None``.
    """

    name: str
    road_class: RoadClass
    surface: Surface
    one_way: int
    vehicles: int
    bridge: bool
    limit_kmh: int
    rise_permille: int | None
    minutes: float | None


def unknown_class(tags: Mapping[str, str]) -> str:
    """The word of a way's key ``highway`` where nothing is known of it; else empty."""
    word = tags.get("highway", "")
    return "" if word.removesuffix("_link") in _HIGHWAYS or word in _ON_FOOT or word in _NO_ROADS else word


def way_facts(tags: Mapping[str, str]) -> WayFacts | None:
    """The way as a road; ``None`` where no vehicle of an office may use it."""
    road = _road_class(tags)
    if road is None:
        return None
    vehicles = _vehicles(tags, road)
    if not vehicles:
        return None
    return WayFacts(
        name=tags.get("name") or tags.get("ref") or "",
        road_class=road,
        surface=_surface(tags),
        one_way=_one_way(tags, road),
        vehicles=vehicles,
        bridge=tags.get("bridge", "no") != "no" or tags.get("tunnel", "no") != "no",
        limit_kmh=limit_kmh(tags.get("maxspeed", "")),
        rise_permille=rise_permille(tags.get("incline", "")),
        minutes=duration_minutes(tags.get("duration", "")) if road is RoadClass.FERRY else None,
    )


def _road_class(tags: Mapping[str, str]) -> RoadClass | None:
    highway = tags.get("highway")
    if highway is not None:
        found = _HIGHWAYS.get(highway.removesuffix("_link"))
        if found is None and highway in _ON_FOOT and highway != "steps" and _says_motor(tags):
            return RoadClass.PATH
        return found
    if tags.get("route") == "ferry":
        return RoadClass.FERRY
    if tags.get("waterway") in ("river", "canal", "fairway") and tags.get("boat", "yes") not in CLOSED_WORDS:
        return RoadClass.RIVER
    return None


def _says_motor(tags: Mapping[str, str]) -> bool:
    return any(tags.get(key) in OPEN_WORDS for key in ("motor_vehicle", "motorcycle", "motorcar"))


def _vehicles(tags: Mapping[str, str], road: RoadClass) -> int:
    boat = vehicle_bit(VehicleClass.BOAT)
    if road is RoadClass.RIVER:
        return boat
    mask = boat if road is RoadClass.FERRY and tags.get("access") not in CLOSED_WORDS else 0
    for vehicle, key in _SPECIFIC.items():
        said = next((tags[name] for name in (key, "motor_vehicle", "vehicle", "access") if name in tags), None)
        if said is None:
            open_ = not (vehicle is VehicleClass.CAR and road in (RoadClass.PATH, RoadClass.FERRY))
        elif vehicle is VehicleClass.CAR and road is RoadClass.PATH:
            open_ = tags.get("motorcar") in OPEN_WORDS
        else:
            open_ = said not in CLOSED_WORDS
        if open_:
            mask |= vehicle_bit(vehicle)
    return mask


def _surface(tags: Mapping[str, str]) -> Surface:
    said = tags.get("surface", "").split(";")[0].strip()
    for known, surface in ((_PAVED, Surface.PAVED), (_GRAVEL, Surface.GRAVEL), (_DIRT, Surface.DIRT)):
        if said in known:
            return surface
    grade = tags.get("tracktype", "")
    return _GRADES.get(grade, Surface.DIRT) if grade.startswith("grade") else Surface.UNKNOWN


def _one_way(tags: Mapping[str, str], road: RoadClass) -> int:
    said = tags.get("oneway")
    if said in ("yes", "true", "1"):
        return 1
    if said in ("-1", "reverse"):
        return -1
    if said is not None:
        return 0
    implied = tags.get("junction") in ("roundabout", "circular") or road is RoadClass.MOTORWAY
    return 1 if implied else 0


def limit_kmh(text: str) -> int:
    """A signed limit in km/h: ``"40"``, ``"40 km/h"``, ``"30 mph"``; 0 for anything else."""
    found = re.fullmatch(r"\s*(\d{1,3})(?:\.\d+)?\s*(km/h|kmh|mph)?\s*", text)
    if found is None:
        return 0
    return round(int(found[1]) * (MILE_KM if found[2] == "mph" else 1))


def rise_permille(text: str) -> int | None:
    """A slope: ``"10%"``, ``"-5 %"``, ``"6°"``; ``None`` for anything else, as for ``"up"``."""
    found = re.fullmatch(r"\s*(-?\d{1,2}(?:\.\d+)?)\s*(%|°)\s*", text)
    if found is None:
        return None
    percent = float(found[1])
    # tan over the few degrees that a road has: 1.75 % a degree.
    return round(percent * 10 if found[2] == "%" else percent * 17.5)


def duration_minutes(text: str) -> float | None:
    """A time: ``"45"`` minutes, ``"1:30"``, ``"00:45:00"``, ``"PT1H30M"``; ``None`` for anything else."""
    if re.fullmatch(r"\d{1,4}", text):
        return float(text)
    found = re.fullmatch(r"(\d{1,2}):(\d{2})(?::(\d{2}))?", text)
    if found is not None:
        return int(found[1]) * 60 + int(found[2]) + int(found[3] or 0) / 60
    found = re.fullmatch(r"PT(?:(\d{1,2})H)?(?:(\d{1,3})M)?", text)
    if found is not None and (found[1] or found[2]):
        return float(int(found[1] or 0) * 60 + int(found[2] or 0))
    return None
