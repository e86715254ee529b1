"""Named changes of a problem: what happens in the middle of a month, and what a scenario asks about.

Each change knows what does not fit in it, makes one problem of another, and tells itself in a sentence. Files carry it
as an object with its ``kind``; the command line calls it by its Indonesian or English name.
"""

from collections.abc import Sequence
from typing import TypeAlias

from planner.changes.base import Change, Wrong
from planner.changes.people import FieldDays, StaffAdded, StaffAway, TeamOut, TeamRemoved, TeamsAdded
from planner.changes.places import NewRequest, OtherDays, PeopleFound, RoadCut, ShowUp, SignalChanged, WayClosed
from planner.changes.rules import (
    BudgetChanged,
    DayOff,
    HubLimits,
    IkdDuty,
    IkdOnlyVisits,
    PolicyChanged,
    RateChanged,
    SaturdaysWorked,
)
from planner.changes.things import DeliveryAdded, DeliveryChanged, EquipmentChanged, StockCounted
from planner.domain.problem import Problem
from planner.errors import Fault, InputFaults

__all__ = [
    "CHANGES",
    "AnyChange",
    "BudgetChanged",
    "Change",
    "DayOff",
    "DeliveryAdded",
    "DeliveryChanged",
    "EquipmentChanged",
    "FieldDays",
    "HubLimits",
    "IkdDuty",
    "IkdOnlyVisits",
    "NewRequest",
    "OtherDays",
    "PeopleFound",
    "PolicyChanged",
    "RateChanged",
    "RoadCut",
    "SaturdaysWorked",
    "ShowUp",
    "SignalChanged",
    "StaffAdded",
    "StaffAway",
    "StockCounted",
    "TeamOut",
    "TeamRemoved",
    "TeamsAdded",
    "WayClosed",
    "Wrong",
    "changed",
]

AnyChange: TypeAlias = (
    RoadCut
    | WayClosed
    | SignalChanged
    | OtherDays
    | PeopleFound
    | NewRequest
    | ShowUp
    | StaffAway
    | StaffAdded
    | TeamOut
    | TeamsAdded
    | TeamRemoved
    | FieldDays
    | DeliveryChanged
    | DeliveryAdded
    | StockCounted
    | EquipmentChanged
    | BudgetChanged
    | RateChanged
    | PolicyChanged
    | HubLimits
    | IkdDuty
    | IkdOnlyVisits
    | SaturdaysWorked
    | DayOff
)
"""Any of the changes; ``kind`` tells which."""

CHANGES: tuple[type[AnyChange], ...] = (
    RoadCut,
    WayClosed,
    SignalChanged,
    OtherDays,
    PeopleFound,
    NewRequest,
    ShowUp,
    StaffAway,
    StaffAdded,
    TeamOut,
    TeamsAdded,
    TeamRemoved,
    FieldDays,
    DeliveryChanged,
    DeliveryAdded,
    StockCounted,
    EquipmentChanged,
    BudgetChanged,
    RateChanged,
    PolicyChanged,
    HubLimits,
    IkdDuty,
    IkdOnlyVisits,
    SaturdaysWorked,
    DayOff,
)
"""Every change, places first."""


def changed(problem: Problem, changes: Sequence[AnyChange]) -> Problem:
    """The problem with all changes made, in order; a later one sees what the earlier ones did.

    Raises
    ------
    InputFaults
        With everything that does not fit, at ``/changes/<number>/<field>``. A change that does not fit is passed over,
        so that the later ones are checked as well.
    """
    faults: list[Fault] = []
    for number, change in enumerate(changes):
        wrong = list(change.wrong(problem))
        faults += [
            Fault(
                code="CHANGE_DOES_NOT_FIT",
                where=f"/changes/{number}/{item.field}",
                found=item.found,
                expected=item.expected,
            )
            for item in wrong
        ]
        if not wrong:
            problem = change.made(problem)
    if faults:
        raise InputFaults(tuple(faults))
    return problem
