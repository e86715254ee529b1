"""Tiny problems: places, teams, staff, cards, and the month that holds them. See :mod:`tests.build`."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from planner.domain.calendar import CalendarDay, Period
from planner.domain.history import DoneVisit, History, PastFieldDay, PastVisit, Pin, PublishedVisit
from planner.domain.policy import Policy
from planner.domain.problem import Problem
from planner.domain.site import Base, Connectivity, Reach, ReachCut, Site, SiteKind
from planner.domain.stock import CardStock, Delivery
from planner.domain.team import (
    CrewNeed,
    DateRange,
    Equipment,
    EquipmentKind,
    Skill,
    StaffMember,
    Team,
    VehicleClass,
)
from planner.domain.travel import UNREACHABLE, DatedTravel, TravelTable
from planner.units import MICRO, MINUTE_S, clock

FIRST = date(2027, 1, 4)
AS_OF = date(2026, 12, 1)
METRES_PER_MINUTE = 500
LEAST_MINUTES = 5
LON, LAT, DEGREES_PER_MINUTE = 102.5, -3.5, 0.005
ALL_SKILLS = "record print ikd drive"
EASY_POLICY: Mapping[str, Any] = {
    "same_day_ready_permille": 1000,
    "waste_permille": 0,
    "ikd_acceptance_permille": 1000,
    "ikd_acceptance_duty_permille": 1000,
    "office_minimum_record": 0,
}

At = float | tuple[float, float]
Counts = int | Mapping[str, int]


def day(number: int) -> date:
    """Date of a day number; 1 is the first day of the period, 0 the day before it."""
    return FIRST + timedelta(days=number - 1)


# ---------------------------------------------------------------------------------------------- places


def village(id: str, *, unrecorded: int = 20, at: At = 10, signal: str = "good", **fields: Any) -> Site:
    """A village with ``unrecorded`` people in subdistrict ``k1``, besides 100 who are recorded."""
    taken = fields.get("pupils_17plus", 0)
    recorded = fields.pop("recorded", 100)
    return _site(
        id,
        at,
        signal,
        kind=SiteKind.VILLAGE,
        recorded=recorded,
        eligible=recorded + unrecorded,
        recording_demand=fields.pop("recording_demand", unrecorded - taken),
        **fields,
    )


def school(id: str, *, pupils: int = 20, at: At = 10, signal: str = "good", **fields: Any) -> Site:
    """A school with ``pupils`` to record, open 07:30-13:00; all of them 17 unless ``adult_permille`` says less."""
    hours = {"open_from": clock("07:30"), "open_until": clock("13:00")}
    return _site(id, at, signal, kind=SiteKind.SCHOOL, recording_demand=pupils, **{**hours, **fields})


def place(id: str, kind: str, *, people: int = 0, at: At = 10, signal: str = "good", **fields: Any) -> Site:
    """Another site: ``hall``, ``event``, ``market``, ``office``, ``mall``, ``home_visits``."""
    return _site(id, at, signal, kind=SiteKind(kind), recording_demand=people, **fields)


def _site(id: str, at: At, signal: str, **fields: Any) -> Site:
    lon, lat = _degrees(at)
    easy: dict[str, Any] = {"name": id.upper(), "subdistrict": "k1", "show_up_ppm": MICRO, "fit_phone_permille": 500}
    return Site(id=id, lon=lon, lat=lat, connectivity=Connectivity(signal), **{**easy, **fields})


def base(id: str = "base", *, at: At = 0) -> Base:
    """A base of teams; the default one lies at minute 0."""
    lon, lat = _degrees(at)
    return Base(id=id, name=id.upper(), lon=lon, lat=lat)


def _degrees(at: At) -> tuple[float, float]:
    x, y = at if isinstance(at, tuple) else (at, 0.0)
    return LON + x * DEGREES_PER_MINUTE, LAT + y * DEGREES_PER_MINUTE


# ------------------------------------------------------------------------------- teams, staff, equipment


def team(id: str = "t1", *, crew: str = "record:2 ikd:1 drive:1", **fields: Any) -> Team:
    """A team at ``base`` that may go out on every day; ``crew`` such as ``"record:2 ikd:1 drive:1"``."""
    needs = tuple(
        CrewNeed(skill=Skill(word.split(":")[0]), count=int(word.split(":")[1]))
        for word in crew.replace(",", " ").split()
    )
    easy: dict[str, Any] = {"base": "base", "days_per_week": 7, "days_per_month": 31}
    return Team(id=id, crew=needs, **{**easy, **fields})


def member(
    id: str, skills: str = ALL_SKILLS, *, away: Iterable[int | tuple[int, int]] = (), **fields: Any
) -> StaffMember:
    """One of the staff; ``away`` on day numbers or (first, last) pairs of them."""
    spans = [(item, item) if isinstance(item, int) else item for item in away]
    easy: dict[str, Any] = {"days_per_week": 7, "days_per_month": 31}
    return StaffMember(
        id=id,
        skills=tuple(Skill(word) for word in skills.replace(",", " ").split()),
        away=tuple(DateRange(first=day(first), last=day(last)) for first, last in spans),
        **{**easy, **fields},
    )


def kits(count: int, **fields: Any) -> Equipment:
    """Satellite kits."""
    return Equipment(kind=EquipmentKind.SATELLITE_KIT, count=count, **fields)


def equipment(kind: str, count: int, **fields: Any) -> Equipment:
    """Pieces of any kind."""
    return Equipment(kind=EquipmentKind(kind), count=count, **fields)


def cards(
    opening: int, *, deliveries: Mapping[int, int | tuple[int, int]] | None = None, reserve: int = 0, counter: int = 0
) -> CardStock:
    """Blank cards; ``deliveries`` by day number, a quantity or (quantity, probability in permille)."""
    receipts = []
    for number, receipt in sorted((deliveries or {}).items()):
        quantity, probability = receipt if isinstance(receipt, tuple) else (receipt, 1000)
        receipts.append(Delivery(day=day(number), quantity=quantity, probability_permille=probability))
    return CardStock(opening=opening, reserve=reserve, counter_per_day=counter, deliveries=tuple(receipts))


# --------------------------------------------------------------------------------------------- problem


def month(
    *sites: Site,
    days: int = 5,
    off: Iterable[int] = (),
    school_closed: Iterable[int] = (),
    ramadan: Iterable[int] = (),
    as_of: date = AS_OF,
    teams: int | Sequence[Team] = 1,
    staff: Sequence[StaffMember] | None = None,
    bases: Sequence[Base] | None = None,
    equipment: Sequence[Equipment] = (),
    stock: CardStock | None = None,
    minutes: Mapping[tuple[str, str], int | None] | None = None,
    reach: Mapping[tuple[str, str], float] | None = None,
    history: History | None = None,
    done: Sequence[DoneVisit] = (),
    pins: Sequence[Pin] = (),
    published: Sequence[PublishedVisit] = (),
    **policy: Any,
) -> Problem:
    """A valid problem of ``days`` days.

    ``teams`` is a number of like teams or the teams themselves; ``minutes`` overrides single legs of driving, both
    ways unless the way back is given too (``None``: no way); ``reach`` gives km for (village, site); all other
    keywords are policy.
    """
    crews = tuple(team(f"t{number}") for number in range(1, teams + 1)) if isinstance(teams, int) else tuple(teams)
    people = [member(f"s{number:02d}") for number in range(1, 4 * len(crews) + 5)] if staff is None else staff
    homes = (base(),) if bases is None else tuple(bases)
    places: list[Base | Site] = [*homes, *sites]
    places.sort(key=lambda item: item.id)
    classes = sorted({item.vehicle_class for item in crews} | {VehicleClass.CAR})
    return Problem(
        name="Kabupaten Uji",
        period=_period(days, set(off), set(school_closed), set(ramadan), as_of),
        sites=tuple(sorted(sites, key=lambda site: site.id)),
        bases=tuple(sorted(homes, key=lambda item: item.id)),
        teams=tuple(sorted(crews, key=lambda item: item.id)),
        staff=tuple(sorted(people, key=lambda item: item.id)),
        equipment=tuple(equipment),
        stock=cards(100_000) if stock is None else stock,
        travel=tuple(_table(vehicle, places, minutes or {}) for vehicle in classes),
        reach=tuple(_reach(pair, km) for pair, km in sorted((reach or {}).items())),
        policy=Policy(**{**EASY_POLICY, **policy}),
        history=history or History(),
        done=tuple(done),
        pins=tuple(pins),
        published=tuple(published),
    )


def with_policy(problem: Problem, **policy: Any) -> Problem:
    """The same problem under another policy."""
    return replace(problem, policy=replace(problem.policy, **policy))


def on_days(problem: Problem, first: int, last: int, minutes: Mapping[tuple[str, str], int | None]) -> Problem:
    """The same problem; single legs take other times on days ``first`` to ``last``, as in :func:`month`."""
    dated = []
    for usual in problem.travel:
        seconds, metres = [list(row) for row in usual.seconds], [list(row) for row in usual.metres]
        for (start, end), time in minutes.items():
            for one, two in ((start, end), (end, start)):
                if (one, two) == (start, end) or (one, two) not in minutes:
                    row, column = usual.index[one], usual.index[two]
                    seconds[row][column] = UNREACHABLE if time is None else time * MINUTE_S
                    metres[row][column] = UNREACHABLE if time is None else time * METRES_PER_MINUTE
        table = replace(usual, seconds=tuple(map(tuple, seconds)), metres=tuple(map(tuple, metres)))
        dated.append(DatedTravel(first=day(first), last=day(last), table=table))
    both = [*problem.dated_travel, *dated]
    both.sort(key=lambda item: (item.table.vehicle_class, item.first))
    return replace(problem, dated_travel=tuple(both))


def with_site(problem: Problem, site: str, **fields: Any) -> Problem:
    """The same problem with other fields of one site."""
    return replace(problem, sites=tuple(replace(item, **fields) if item.id == site else item for item in problem.sites))


def reach_cut(village: str, site: str, first: int, last: int) -> ReachCut:
    """Day numbers on which people of a village cannot come to a site within their reach."""
    return ReachCut(village=village, site=site, first=day(first), last=day(last))


def past_visit(site: str, number: int) -> PastVisit:
    """A visit before the period: day number 0 is the day before it."""
    return PastVisit(site=site, day=day(number))


def past_days(who: str, *numbers: int, night: bool = False) -> tuple[PastFieldDay, ...]:
    """Field days before the period."""
    return tuple(PastFieldDay(who=who, day=day(number), night=night) for number in numbers)


def done(site: str, number: int, *, invited: int, origin: str | None = None, team: str = "t1") -> DoneVisit:
    """A visit already held; everybody invited was recorded."""
    return DoneVisit(
        site=site, day=day(number), team=team, origin=origin or site, invited=invited, recorded=invited, cards=0, ikd=0
    )


def announced(site: str, number: int, *origins: str, team: str = "t1") -> PublishedVisit:
    """A visit that the site, and those of ``origins`` invited there, were told of."""
    return PublishedVisit(
        site=site, day=day(number), team=team, start=clock("09:00"), announced=True, origins=tuple(sorted(origins))
    )


def _period(days: int, off: set[int], school_closed: set[int], ramadan: set[int], as_of: date) -> Period:
    return Period(
        days=tuple(
            CalendarDay(
                day=day(number),
                working=number not in off,
                school_open=number not in off | school_closed,
                ramadan=number in ramadan,
            )
            for number in range(1, days + 1)
        ),
        as_of=as_of,
    )


def _table(
    vehicle: VehicleClass, places: Sequence[Base | Site], minutes: Mapping[tuple[str, str], int | None]
) -> TravelTable:
    def leg(start: Base | Site, end: Base | Site) -> int | None:
        if start.id == end.id:
            return 0
        for pair in ((start.id, end.id), (end.id, start.id)):
            if pair in minutes:
                return minutes[pair]
        apart = math.hypot(start.lon - end.lon, start.lat - end.lat) / DEGREES_PER_MINUTE
        return max(LEAST_MINUTES, round(apart))

    legs = [[leg(start, end) for end in places] for start in places]
    return TravelTable(
        vehicle_class=vehicle,
        places=tuple(item.id for item in places),
        seconds=tuple(tuple(UNREACHABLE if m is None else m * MINUTE_S for m in row) for row in legs),
        metres=tuple(tuple(UNREACHABLE if m is None else m * METRES_PER_MINUTE for m in row) for row in legs),
        source="matrix",
    )


def _reach(pair: tuple[str, str], km: float) -> Reach:
    metres = round(km * 1000)
    return Reach(
        village=pair[0],
        site=pair[1],
        distance_m=metres,
        duration_s=round(km * 120),
        falloff_ppm=round(math.exp(-0.08 * km) * MICRO),
    )
