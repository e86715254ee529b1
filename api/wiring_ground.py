"""The other file that knows the ground: an office's sheets and map layers, and what maps and proposals need of them.

:mod:`api.wiring` stands on it and makes problems and plans. The ground is imported when first needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from api.errors import refuse
from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.domain.stock import Delivery
from planner.scenarios.rolling import Ground as MonthGround

if TYPE_CHECKING:
    from geodata.boundaries import Remark
    from geodata.boundaries.match import Matched as Matched
    from geodata.catchment import DrawnLand
    from geodata.contracts import Sheets
    from geodata.ground import Ground
    from geodata.hub_proposal import HubProposal
    from geodata.legs import LegsBetween
    from geodata.roads.way_map import WayMap


DEFAULT_DATASET = "rejang-lebong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days to plan and the date they are seen from; ``as_of`` ``None`` takes first day minus notice."""

    first: date
    last: date
    as_of: date | None = None


def is_problem_file(source: str | None) -> bool:
    """Whether ``source`` is a finished problem, which brings its own period."""
    return source is not None and source.lower().endswith(".json") and Path(source).is_file()


def office_of(source: str | None) -> "tuple[Sheets, str, Ground | None]":
    """The sheets of an office, its name, and its map layers; embedded data have none.

    Raises
    ------
    InputFaults
        With everything that is wrong in its files.
    """
    from geodata.datasets import dataset_sheets, names, title
    from geodata.ground import read_office

    if source is None or (source in names() and not Path(source).exists()):
        chosen = source or DEFAULT_DATASET
        return dataset_sheets(chosen), title(chosen), None
    path = Path(source)
    if not path.exists():
        raise unknown_source(source, names())
    sheets, ground = read_office(path)
    return sheets, path.resolve().stem if path.is_file() else path.resolve().name, ground


def assembled(
    sheets: "Sheets", name: str, ground: "Ground | None", span: Span, *, server: "LegsBetween | None" = None
) -> Problem:
    """The problem of an office's sheets over a span; seen from the first day less the office's own notice.

    Parameters
    ----------
    server
        A source of ways that goes before roads and straight lines.
    """
    from geodata.assemble import assemble as assemble_office

    placed = sheets if ground is None else ground.placed(sheets)
    assemble = partial(assemble_office, placed, name=name, first=span.first, last=span.last, server=server)
    if ground is not None:
        assemble = partial(assemble, **ground.layers())
    notice = Policy().notice_days
    problem = assemble(as_of=span.as_of or span.first - timedelta(days=notice))
    if span.as_of is None and problem.policy.notice_days != notice:
        # Only now is the notice of this office known.
        problem = assemble(as_of=span.first - timedelta(days=problem.policy.notice_days))
    return problem


def grounds_of(source: str | None, spans: Sequence[Span]) -> tuple[tuple[MonthGround, tuple[Delivery, ...]], ...]:
    """Days, roads and deliveries of months to come, each seen from its ``as_of``.

    A finished problem knows no calendar but its own: later months get weekends, holidays and Ramadan.

    Raises
    ------
    InputFaults
        With everything that is wrong in the data.
    """
    from geodata.calendar import period

    if is_problem_file(source):
        return tuple(
            (MonthGround(period=period(span.first, span.last, as_of=span.as_of or span.first)), ()) for span in spans
        )
    return grounds_of_sheets(*office_of(source), spans)


def grounds_of_sheets(
    sheets: "Sheets", name: str, ground: "Ground | None", spans: Sequence[Span]
) -> tuple[tuple[MonthGround, tuple[Delivery, ...]], ...]:
    """The same of sheets that are read already."""
    from geodata.calendar import period

    found = []
    for span in spans:
        days = period(span.first, span.last, as_of=span.as_of or span.first, stated=sheets.calendar)
        deliveries = tuple(
            Delivery(day=row.day, quantity=row.quantity, probability_permille=row.probability_permille)
            for row in sheets.deliveries
            if span.first <= row.day <= span.last
        )
        dated = () if ground is None else assembled(sheets, name, ground, span).dated_travel
        found.append((MonthGround(period=days, dated_travel=dated), deliveries))
    return tuple(found)


def unknown_source(source: str, names: tuple[str, ...]) -> Exception:
    known = ", ".join(names)
    return refuse(
        "SOURCE_NOT_FOUND",
        source,
        source,
        f"folder, berkas .xlsx atau .json, atau salah satu data bawaan: {known}",
        f"a folder, an .xlsx or .json file, or one of the embedded data sets: {known}",
    )


def drawn_lands(problem: Problem, source: str | None = None) -> "tuple[DrawnLand, ...]":
    """The land of every village for a page: the office's polygons, else cells made from points.

    Parameters
    ----------
    source
        What the problem was made of; its folder holds the polygons.
    """
    from geodata.catchment import drawn, village_lands

    ground = None
    if source is not None and not is_problem_file(source) and Path(source).exists():
        _, _, ground = office_of(source)
    return drawn(village_lands(problem, None if ground is None else ground.boundaries))


def ground_told(source: str | None) -> "tuple[Ground, tuple[Remark, ...]] | None":
    """The map layers of an office and what they tell of its data; ``None`` where it has none.

    Raises
    ------
    InputFaults
        With everything that is wrong in its files.
    """
    if is_problem_file(source):
        return None
    sheets, _, ground = office_of(source)
    if ground is None or not ground.files:
        return None
    return ground, ground.remarks(ground.placed(sheets))


@dataclass(frozen=True, slots=True, kw_only=True)
class HubTable:
    """A proposal of hubs with what it rests on: its catchments as GeoJSON, and what a page draws of it."""

    problem: Problem
    proposal: "HubProposal"
    catchments: bytes
    approximate: bool
    ways: "WayMap"
    lands: "tuple[DrawnLand, ...]"


def hub_table(
    source: str | None,
    span: Span,
    *,
    server: str | None = None,
    key: str | None = None,
    other_subdistrict_m: int,
) -> HubTable:
    """Hubs for the villages without signal of an office.

    Parameters
    ----------
    server
        A routing server such as ``osrm=http://localhost:5000`` that gives the ways of the people.
    key
        Its key, if it asks for one.
    other_subdistrict_m
        Metres that a hub in another subdistrict counts as farther.

    Raises
    ------
    InputFaults
        With everything that is wrong in the data, or with the server.
    """
    from geodata.catchment import catchment_geojson, catchments, drawn, village_lands
    from geodata.hub_proposal import propose_hubs, with_reach_by
    from geodata.read import read_problem_json
    from geodata.roads.way_map import hub_map
    from geodata.servers import routing_server

    halls: dict[str, int] = {}
    ground = None
    if is_problem_file(source):
        problem = read_problem_json(Path(str(source)))
    else:
        sheets, name, ground = office_of(source)
        problem = assembled(sheets, name, ground, span)
        halls |= {row.code: row.hall_people for row in sheets.villages if row.hall_people is not None}
        halls |= {row.id: row.hall_people for row in sheets.other_sites if row.hall_people is not None}
    if server is not None:
        asked = routing_server(server, key=key)
        try:
            problem = with_reach_by(problem, asked)
        finally:
            asked.close()
    proposal = propose_hubs(problem, halls, other_subdistrict_m=other_subdistrict_m)
    lands = village_lands(problem, None if ground is None else ground.boundaries)
    frame = catchments(problem, proposal.served_at, lands)
    return HubTable(
        problem=problem,
        proposal=proposal,
        catchments=catchment_geojson(problem, frame),
        approximate=any(land.approximate for land in lands.values()),
        ways=hub_map(
            None if ground is None else ground.roads,
            problem,
            [joining.hub for joining in proposal.joinings if joining.hub is not None],
        ),
        lands=drawn(lands),
    )
