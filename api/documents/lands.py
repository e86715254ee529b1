"""The land of villages as a page draws it: polygons of the office, or cells that are labelled approximate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

Ring: TypeAlias = tuple[tuple[float, float], ...]


class VillageLand(Protocol):
    """The land of one village: outer borders in (lon, lat), degrees, the first point not repeated."""

    @property
    def village(self) -> str: ...

    @property
    def rings(self) -> tuple[Ring, ...]: ...

    @property
    def approximate(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lands:
    """Land of the villages of a plan; nothing where none is drawn.

    Attributes
    ----------
    fills
        By village: the colour of its land; others have a border only.
    """

    villages: Sequence[VillageLand] = ()
    fills: Mapping[str, str] = field(default_factory=dict)

    @property
    def approximate(self) -> bool:
        """Whether any of it is a cell and no boundary."""
        return any(land.approximate for land in self.villages)

    def drawn(self) -> list[dict[str, object]]:
        """For the page: per village its rings, each one row of lon, lat, lon, lat and so on."""
        return [
            {
                "id": land.village,
                "cell": land.approximate,
                "fill": self.fills.get(land.village, ""),
                "rings": [[number for point in ring for number in point] for ring in land.rings],
            }
            for land in self.villages
        ]
