"""The land of villages, worked out once for each plan that is held in memory."""

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from api import wiring_ground, wiring_layers
from api.datasets import repository as datasets
from api.datasets.layers import kept_layers
from api.db.scope import OfficeRows
from api.documents.facts import PlanFacts
from api.documents.lands import VillageLand

_known: WeakKeyDictionary[PlanFacts, tuple[Any, Mapping[str, VillageLand]]] = WeakKeyDictionary()


def lands_of(rows: OfficeRows, origin: tuple[str | None, int | None], facts: PlanFacts) -> Mapping[str, VillageLand]:
    """Land by village: the borders of the dataset version, else what lies nearer to its point than to any other."""
    known = _known.get(facts)
    if known is not None and known[0] == origin:
        return known[1]
    dataset, number = origin
    version = None if dataset is None or number is None else datasets.version_of(rows, dataset, number)
    if version is None:
        lands = wiring_ground.drawn_lands(facts.problem)
    else:
        layers = [item.file for item in kept_layers(rows, version) if item.file.layer in wiring_layers.BORDERS]
        tables = datasets.tables_of(rows, version) if layers else []
        lands = wiring_layers.lands_over(facts.problem, tables, layers)
    found = {item.village: item for item in lands}
    _known[facts] = (origin, found)
    return found
