"""Kinds of road and surface, and what may happen to a road."""

from enum import StrEnum


class RoadClass(StrEnum):
    """What a segment is; names are those of OpenStreetMap where it has one."""

    MOTORWAY = "motorway"
    TRUNK = "trunk"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    TERTIARY = "tertiary"
    UNCLASSIFIED = "unclassified"
    RESIDENTIAL = "residential"
    SERVICE = "service"
    TRACK = "track"
    PATH = "path"
    FERRY = "ferry"
    RIVER = "river"


class Surface(StrEnum):
    """What lies on top; ``UNKNOWN`` is taken as paved, on tracks and paths as dirt."""

    PAVED = "paved"
    GRAVEL = "gravel"
    DIRT = "dirt"
    UNKNOWN = "unknown"


class OneWay(StrEnum):
    """In which direction a segment may be driven, seen along its line."""

    BOTH = "both"
    FORWARD = "forward"
    BACKWARD = "backward"


class ClosureKind(StrEnum):
    """What happens to a road, or to all of them."""

    CLOSED = "closed"
    DELAY = "delay"
    WET = "wet"
    DRY = "dry"
