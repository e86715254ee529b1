"""Teams, staff and equipment."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.units import SecondsOfDay


class Skill(StrEnum):
    RECORD = "record"
    PRINT = "print"
    IKD = "ikd"
    DRIVE = "drive"


class VehicleClass(StrEnum):
    CAR = "car"
    MOTORCYCLE = "motorcycle"
    BOAT = "boat"


class EquipmentKind(StrEnum):
    SATELLITE_KIT = "satellite_kit"
    RECORDING_SET = "recording_set"
    PRINTER = "printer"
    GENSET = "genset"
    VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewNeed:
    """``count`` people with ``skill`` on every trip of a team."""

    skill: Skill
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team that can be sent out.

    Attributes
    ----------
    id
        Unique over teams.
    base
        Id of a base.
    stations
        Recording stations that work side by side.
    printers
        Card printers carried.
    vehicle_class
        Its vehicle; picks the travel table.
    days_per_week, days_per_month
        Field days at most, Monday-Sunday and in the month.
    shift_start, shift_end
        Own hours, seconds after midnight; ``None`` takes the hours of the calendar day.
    crew
        What every trip needs. Each person fills one skill, but driving is done by one of the others when
        somebody among them can.
    closed_dates
        Days off of the team.
    members
        Ids of the staff that a fixed team is made of: nobody else goes with it, and they go with no team that does
        not name them. Empty: its crews are formed of those whom no team names.
    """

    id: str
    base: str
    stations: int = 2
    printers: int = 1
    vehicle_class: VehicleClass = VehicleClass.CAR
    days_per_week: int = 3
    days_per_month: int = 13
    shift_start: SecondsOfDay | None = None
    shift_end: SecondsOfDay | None = None
    crew: tuple[CrewNeed, ...] = (
        CrewNeed(skill=Skill.RECORD, count=2),
        CrewNeed(skill=Skill.IKD, count=1),
        CrewNeed(skill=Skill.DRIVE, count=1),
    )
    closed_dates: tuple[date, ...] = ()
    members: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.stations < 1 or self.printers < 0:
            raise ValueError(f"team {self.id}: {self.stations} stations, {self.printers} printers")
        if self.days_per_week < 0 or self.days_per_month < 0:
            raise ValueError(f"team {self.id}: field days are counted from 0")
        if list(self.members) != sorted(set(self.members)):
            raise ValueError(f"team {self.id}: members are not sorted without repeats")

    def need(self, skill: Skill) -> int:
        """People needed with ``skill`` on a trip."""
        return sum(item.count for item in self.crew if item.skill is skill)

    @property
    def crew_size(self) -> int:
        """People on a trip: driving is doubled by one of the others, unless nobody else goes."""
        return max(sum(item.count for item in self.crew if item.skill is not Skill.DRIVE), self.need(Skill.DRIVE))

    @property
    def ikd_officers(self) -> int:
        """k of the minutes rows."""
        return self.need(Skill.IKD)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """One of the staff: an id with skills, no name.

    ``away`` carries no reason: a reason of absence is never stored.
    """

    id: str
    skills: tuple[Skill, ...]
    away: tuple[DateRange, ...] = ()
    days_per_week: int = 4
    days_per_month: int = 14

    def is_away(self, day: date) -> bool:
        return any(day in span for span in self.away)


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """``count`` pieces of one kind, from ``first`` to ``last`` (``None``: no limit in time).

    A kind that is not listed at all does not limit, except satellite kits: none listed, none there.
    """

    kind: EquipmentKind
    count: int
    first: date | None = None
    last: date | None = None

    def available(self, day: date) -> int:
        """Pieces on ``day``."""
        inside = (self.first is None or self.first <= day) and (self.last is None or day <= self.last)
        return self.count if inside else 0
