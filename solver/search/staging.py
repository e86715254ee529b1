"""Days of trips with nights among drafts: each gets a cell with its own ways, and a part in the bound."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from solver.indexing import Index
from solver.search.anneal import Draft
from solver.trips.cells import Part, PricingCell
from solver.trips.lodging import day_between


def staged(
    index: Index, cells: Sequence[PricingCell], drafts: Sequence[Draft]
) -> tuple[tuple[PricingCell, ...], list[Draft]]:
    """The cells with those of days that start or end away from the base, and the drafts in them."""
    more, numbers = list(cells), dict[tuple[int, int, int], int]()
    found = []
    for draft in drafts:
        if draft.stage is not None:
            key = (draft.cell, draft.stage.start, draft.stage.end)
            if key not in numbers:
                numbers[key] = len(more)
                more.append(day_between(index, cells[draft.cell], draft.stage.start, draft.stage.end))
            draft = replace(draft, cell=numbers[key])
        found.append(draft)
    return tuple(more), found


def trips_of(drafts: Sequence[Draft]) -> Iterator[tuple[int, ...]]:
    """Numbers of the drafts that are days of one trip, in their order."""
    trip: list[int] = []
    for number, draft in enumerate(drafts):
        if trip and (draft.stage is None or drafts[trip[0]].stage is None or not _same(drafts[trip[0]], draft)):
            yield tuple(trip)
            trip = []
        trip.append(number)
    if trip:
        yield tuple(trip)


def _same(one: Draft, other: Draft) -> bool:
    return one.stage is not None and other.stage is not None and one.stage.journey == other.stage.journey


def parts_of(drafts: Sequence[Draft]) -> Mapping[int, Part]:
    """Which part of its trip each draft is."""
    parts: dict[int, Part] = {}
    for trip in trips_of(drafts):
        for number in trip:
            parts[number] = Part.BETWEEN
        parts[trip[-1]], parts[trip[0]] = Part.BACK, Part.OUT
        if len(trip) == 1:
            parts[trip[0]] = Part.WHOLE
    return parts


def places_of(draft: Draft) -> tuple[int, int] | None:
    """Where a day of a trip with nights starts and ends."""
    return None if draft.stage is None else (draft.stage.start, draft.stage.end)
