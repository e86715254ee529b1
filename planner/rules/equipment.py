"""``equipment``: more kits, sets, printers or vehicles are out on a day than exist.

A trip takes a recording set for each station of its team, the team's printers and one vehicle, or more if it says
so. A kind that the office does not list is not limited, except satellite kits: none listed, none there.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind, Team
from planner.rules.reading import place_text, trips_on
from planner.rules.violation import Violation
from planner.rules.wording import equipment_word, told, vehicle_word

RULE = "equipment"
TITLE = (
    "Peralatan yang dibawa dalam sehari tidak melebihi yang ada",
    "No more equipment is out on a day than exists",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Days with more pieces of a kind out than there are; trips in a vehicle that their team does not have."""
    for trip in plan.trips:
        yield from _own_vehicle(problem, trip)
    for day, trips in trips_on(plan).items():
        for kind in EquipmentKind:
            yield from _pieces(problem, day, trips, kind)


def pieces_taken(team: Team, trip: Trip, kind: EquipmentKind) -> int:
    """Pieces of ``kind`` that are out with a trip."""
    own = {
        EquipmentKind.RECORDING_SET: team.stations,
        EquipmentKind.PRINTER: team.printers,
        EquipmentKind.VEHICLE: 1,
    }
    return max(own.get(kind, 0), trip.carries(kind))


def _pieces(problem: Problem, day: date, trips: Sequence[Trip], kind: EquipmentKind) -> Iterator[Violation]:
    listed = [item for item in problem.equipment if item.kind is kind]
    if not listed and kind is not EquipmentKind.SATELLITE_KIT:
        return
    available = sum(item.available(day) for item in listed)
    out = sum(pieces_taken(problem.team[trip.team], trip, kind) for trip in trips)
    if out > available:
        yield Violation(
            rule=RULE,
            where=place_text(kind.value, day),
            found=str(out),
            allowed=str(available),
            amount=out - available,
            sentence=told(
                "Pada {day} dibawa {out} {kind}; yang ada {available}.",
                "On {day} {out} {kind} are out; there are {available}.",
                day=day,
                out=out,
                kind=equipment_word(kind),
                available=available,
            ),
        )


def _own_vehicle(problem: Problem, trip: Trip) -> Iterator[Violation]:
    own = problem.team[trip.team].vehicle_class
    if trip.vehicle is not own:
        yield Violation(
            rule=RULE,
            where=place_text(trip.id, "vehicle"),
            found=trip.vehicle.value,
            allowed=own.value,
            amount=1,
            sentence=told(
                "Tim {team} pada {day} memakai {found}; yang dimilikinya {own}.",
                "Team {team} on {day} goes by {found}; what it has is a {own}.",
                team=trip.team,
                day=trip.days[0],
                found=vehicle_word(trip.vehicle),
                own=vehicle_word(own),
            ),
        )
