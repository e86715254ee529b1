"""What becomes of published visits, in figures for other programs."""

from planner.domain.evidence import Moves
from planner.units import rounded_people, weighted_people


def moves_told(moves: Moves | None) -> dict[str, int | float | None] | None:
    """Visits, whole people and weighted people, as the sentence of ``MANY_MOVED`` has them."""
    if moves is None:
        return None
    persons, value = moves.keeping_persons, moves.keeping_value
    return {
        "coming": moves.coming,
        "moved": moves.moved,
        "limit": moves.limit,
        "forced": moves.forced,
        "people_lost_by_keeping": None if persons is None else rounded_people(persons),
        "value_lost_by_keeping": None if value is None else round(weighted_people(value), 3),
    }
