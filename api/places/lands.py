"""The land of villages, worked out once for each plan that is held in memory."""

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from api import wiring_ground
from api.documents.facts import PlanFacts
from api.documents.lands import VillageLand

_known: WeakKeyDictionary[PlanFacts, Mapping[str, VillageLand]] = WeakKeyDictionary()


def lands_of(facts: PlanFacts) -> Mapping[str, VillageLand]:
    """Land by village: known borders, else what lies nearer to its point than to any other."""
    found = _known.get(facts)
    if found is None:
        found = {item.village: item for item in wiring_ground.drawn_lands(facts.problem)}
        _known[facts] = found
    return found
