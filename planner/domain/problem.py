"""The problem: everything that one plan depends on, in one frozen value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise

from planner.domain.calendar import Period
from planner.domain.figure_names import FIGURE_NAMES
from planner.domain.history import DoneVisit, History, Pin, PublishedVisit
from planner.domain.policy import Policy
from planner.domain.signal import SignalFinding
from planner.domain.site import Base, Reach, ReachCut, Site, SiteKind
from planner.domain.stock import CardStock
from planner.domain.team import Equipment, StaffMember, Team, VehicleClass
from planner.domain.travel import DatedTravel, TravelTable
from planner.errors import Fault, PartsDoNotFit

PROBLEM_SCHEMA = "jemput/problem/1"

REFERENCE_UNKNOWN = "REFERENCE_UNKNOWN"
DOES_NOT_FIT = "JSON_VALUE"
SITE = ("kode tempat (sites) yang ada dalam berkas ini", "the code of a place (sites) in this file")
VILLAGE = ("kode desa (sites) yang ada dalam berkas ini", "the code of a village (sites) in this file")
TEAM = ("kode tim (teams) yang ada dalam berkas ini", "the code of a team (teams) in this file")
MEMBER = ("kode petugas (staff) yang ada dalam berkas ini", "the code of a member of staff (staff) in this file")
BASE = ("kode pangkalan (bases) yang ada dalam berkas ini", "the code of a base (bases) in this file")
NO_SITE = ("kode pangkalan yang bukan kode tempat", "the code of a base that is none of a place")
TRAVELLED = ("kelas kendaraan yang punya tabel perjalanan (travel)", "a vehicle class with a travel table (travel)")
ALL_PLACES = ("semua tempat dan pangkalan dalam berkas ini", "all places and bases in this file")
USUAL_PLACES = (
    "tempat yang sama dengan tabel perjalanan kelas itu (travel)",
    "the same places as the travel table of that class (travel)",
)
TWO_SITES = ("dua tempat yang berbeda", "two different places")
IN_REACH = ("pasangan tempat yang ada dalam reach", "a pair of places within reach")
NO_OVERLAP = (
    "urut menurut kode dan tanggal, tanpa tanggal yang tumpang tindih",
    "in order of code and date, with no dates that overlap",
)
SUBDISTRICT = ("nama kecamatan salah satu tempat", "the subdistrict of one of the places")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Where a group of figures comes from.

    Attributes
    ----------
    field
        What it speaks of, such as ``"sites.eligible"``.
    status
        ``published``, ``estimated`` or ``assumed``.
    note
        The source or the method: (Indonesian, English).
    """

    field: str
    status: str
    note: tuple[str, str]

    @property
    def name(self) -> tuple[str, str]:
        """What it is called, in Indonesian and English; an office's own field keeps its name."""
        return FIGURE_NAMES.get(self.field, (self.field, self.field))


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One office, one period.

    All references between parts hold once it exists. Sites, bases, teams and staff are sorted by id.

    Attributes
    ----------
    name
        What the office calls it: ``"Kabupaten Rejang Lebong"``.
    reach
        Every (village, other site) pair within the limits of the policy, sorted; nothing else may join.
    reach_cuts
        Days on which such a pair is out of reach (a road is cut), sorted by pair and day without overlap.
    travel
        One table for each vehicle class in use, over all bases and sites.
    dated_travel
        Tables that hold on some days in place of those, sorted by class and day without overlap.
    figures
        Where the figures come from; shown, never computed with.
    signal
        What decided the connectivity of sites, sorted by site; sites without evidence are missing.
    """

    name: str
    period: Period
    sites: tuple[Site, ...]
    bases: tuple[Base, ...]
    teams: tuple[Team, ...]
    stock: CardStock
    travel: tuple[TravelTable, ...]
    dated_travel: tuple[DatedTravel, ...] = ()
    staff: tuple[StaffMember, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    reach: tuple[Reach, ...] = ()
    reach_cuts: tuple[ReachCut, ...] = ()
    policy: Policy = field(default_factory=Policy)
    history: History = field(default_factory=History)
    published: tuple[PublishedVisit, ...] = ()
    done: tuple[DoneVisit, ...] = ()
    pins: tuple[Pin, ...] = ()
    figures: tuple[Figure, ...] = ()
    signal: tuple[SignalFinding, ...] = ()
    schema: str = PROBLEM_SCHEMA

    def __post_init__(self) -> None:
        faults = (*_unknown_references(self), *self._broken_order())
        if faults:
            raise PartsDoNotFit(faults)

    def _broken_order(self) -> Iterator[Fault]:
        if self.schema != PROBLEM_SCHEMA:
            yield _misfit("/schema", self.schema, (f"skema {PROBLEM_SCHEMA}", f"schema {PROBLEM_SCHEMA}"))
        for name in ("sites", "bases", "teams", "staff"):
            yield from _out_of_order(f"/{name}", [item.id for item in getattr(self, name)], "id")
        for number, base in enumerate(self.bases):
            if base.id in self.site:
                yield _misfit(f"/bases/{number}/id", base.id, NO_SITE)
        places = {base.id for base in self.bases} | set(self.site)
        for number, team in enumerate(self.teams):
            if team.vehicle_class not in self.travel_of:
                yield _misfit(f"/teams/{number}/vehicle_class", team.vehicle_class.value, TRAVELLED)
        for number, table in enumerate(self.travel):
            missing = places - set(table.places)
            if missing:
                yield _misfit(f"/travel/{number}/places", f"- {', '.join(sorted(missing)[:3])}", ALL_PLACES)
        yield from self._broken_dates()
        for number, pair in enumerate(self.reach):
            if pair.village == pair.site:
                yield _misfit(f"/reach/{number}", f"{pair.village} -> {pair.site}", TWO_SITES)
        yield from self._broken_cuts()
        evidence = [finding.site for finding in self.signal]
        for number, name in enumerate(evidence):
            if name not in self.site:
                yield _misfit(f"/signal/{number}/site", name, SITE)
        yield from _out_of_order("/signal", evidence, "site")

    def _broken_dates(self) -> Iterator[Fault]:
        """Dated tables of a class without a usual one, over other places, or for a day twice."""
        for number, item in enumerate(self.dated_travel):
            usual = self.travel_of.get(item.table.vehicle_class)
            if usual is None or item.table.places != usual.places:
                yield _misfit(f"/dated_travel/{number}/table", item.table.vehicle_class.value, USUAL_PLACES)
        keys = [(item.table.vehicle_class.value, item.first, item.last) for item in self.dated_travel]
        for number, (before, after) in enumerate(pairwise(keys), 1):
            if before >= after or (before[0] == after[0] and before[2] >= after[1]):
                yield _misfit(f"/dated_travel/{number}", f"{after[0]} {after[1]}..{after[2]}", NO_OVERLAP)

    def _broken_cuts(self) -> Iterator[Fault]:
        """Cuts of pairs that are no pair of the reach, or that are out of order."""
        for number, cut in enumerate(self.reach_cuts):
            if (cut.village, cut.site) not in self.reach_of:
                yield _misfit(f"/reach_cuts/{number}", f"{cut.village} -> {cut.site}", IN_REACH)
        for number, (before, after) in enumerate(pairwise(self.reach_cuts), 1):
            same = (before.village, before.site) == (after.village, after.site)
            if (before.village, before.site, before.first) >= (after.village, after.site, after.first) or (
                same and before.last >= after.first
            ):
                yield _misfit(f"/reach_cuts/{number}", f"{after.village} -> {after.site} {after.first}", NO_OVERLAP)

    @cached_property
    def site(self) -> dict[str, Site]:
        """Sites by id."""
        return {site.id: site for site in self.sites}

    @cached_property
    def signal_of(self) -> dict[str, SignalFinding]:
        """What decided the connectivity of each site that something is known of."""
        return {finding.site: finding for finding in self.signal}

    @cached_property
    def base(self) -> dict[str, Base]:
        """Bases by id."""
        return {base.id: base for base in self.bases}

    @cached_property
    def team(self) -> dict[str, Team]:
        """Teams by id."""
        return {team.id: team for team in self.teams}

    @cached_property
    def member(self) -> dict[str, StaffMember]:
        """Staff by id."""
        return {member.id: member for member in self.staff}

    def staff_of(self, team: Team) -> tuple[StaffMember, ...]:
        """Who may go with a team: its members, or for a team without any those whom no team names."""
        if team.members:
            return tuple(self.member[name] for name in team.members)
        return self._pool

    @cached_property
    def _pool(self) -> tuple[StaffMember, ...]:
        named = {name for team in self.teams for name in team.members}
        return tuple(member for member in self.staff if member.id not in named)

    @cached_property
    def told(self) -> frozenset[tuple[str, str, date]]:
        """(origin, site, day) of announced visits still to come, and of days agreed with a place: no further notice."""
        announced = {
            (origin, visit.site, visit.day)
            for visit in self.published
            if visit.announced and visit.day >= self.period.as_of
            for origin in (visit.site, *visit.origins)
        }
        return frozenset(announced | {(site, site, day) for site, day in self.agreed})

    @cached_property
    def agreed(self) -> frozenset[tuple[str, date]]:
        """(site, day) of days that places asked for or agreed to, still to come."""
        return frozenset((site.id, day) for site in self.sites for day in site.agreed_dates if day >= self.period.as_of)

    @cached_property
    def travel_of(self) -> dict[VehicleClass, TravelTable]:
        """Travel tables by vehicle class."""
        return {table.vehicle_class: table for table in self.travel}

    def travel_on(self, vehicle_class: VehicleClass, day: date) -> TravelTable:
        """The table that holds for a class on a day."""
        for item in self.dated_travel:
            if item.table.vehicle_class is vehicle_class and item.holds_on(day):
                return item.table
        return self.travel_of[vehicle_class]

    def travel_tables(self, vehicle_class: VehicleClass) -> tuple[TravelTable, ...]:
        """Every table of a class that holds on some day of the period, the usual one first if it does."""
        tables = [self.travel_on(vehicle_class, day.day) for day in self.period.days]
        usual = [table for table in tables if table is self.travel_of[vehicle_class]][:1]
        dated = [item.table for item in self.dated_travel if any(item.table is table for table in tables)]
        return (*usual, *(table for table in dated if table.vehicle_class is vehicle_class))

    def is_cut(self, village: str, site: str, day: date) -> bool:
        """Whether the people of a village cannot come to a site within their reach on ``day``."""
        return any(cut.first <= day <= cut.last for cut in self.cuts_of.get((village, site), ()))

    @cached_property
    def cuts_of(self) -> dict[tuple[str, str], tuple[ReachCut, ...]]:
        """Cuts by (village, site)."""
        found: dict[tuple[str, str], tuple[ReachCut, ...]] = {}
        for cut in self.reach_cuts:
            found[cut.village, cut.site] = (*found.get((cut.village, cut.site), ()), cut)
        return found

    @cached_property
    def reach_of(self) -> dict[tuple[str, str], Reach]:
        """Reach by (village, site)."""
        return {(pair.village, pair.site): pair for pair in self.reach}


def _unknown_references(problem: Problem) -> Iterator[Fault]:
    """One fault for each name that is unknown, in order of place in the file."""
    for number, site in enumerate(problem.sites):
        inside = problem.site.get(site.village) if site.village is not None else None
        if site.village is not None and (inside is None or inside.kind is not SiteKind.VILLAGE):
            yield _unknown(f"/sites/{number}/village", site.village, VILLAGE)
    for number, team in enumerate(problem.teams):
        if team.base not in problem.base:
            yield _unknown(f"/teams/{number}/base", team.base, BASE)
        for place, name in enumerate(team.members):
            if name not in problem.member:
                yield _unknown(f"/teams/{number}/members/{place}", name, MEMBER)
    for number, pair in enumerate(problem.reach):
        for part, name in (("village", pair.village), ("site", pair.site)):
            if name not in problem.site:
                yield _unknown(f"/reach/{number}/{part}", name, SITE)
    for number, pin in enumerate(problem.pins):
        if pin.site not in problem.site:
            yield _unknown(f"/pins/{number}/site", pin.site, SITE)
        if pin.team is not None and pin.team not in problem.team:
            yield _unknown(f"/pins/{number}/team", pin.team, TEAM)
    subdistricts = {site.subdistrict for site in problem.sites}
    for number, floor in enumerate(problem.policy.floors):
        if floor.subdistrict not in subdistricts:
            yield _unknown(f"/policy/floors/{number}/subdistrict", floor.subdistrict, SUBDISTRICT)


def _unknown(where: str, found: str, expected: tuple[str, str]) -> Fault:
    return Fault(code=REFERENCE_UNKNOWN, where=where, found=found, expected=expected)


def _misfit(where: str, found: str, expected: tuple[str, str]) -> Fault:
    return Fault(code=DOES_NOT_FIT, where=where, found=found, expected=expected)


def _out_of_order(where: str, ids: Sequence[str], member: str) -> Iterator[Fault]:
    """One fault for each entry that comes twice, or after one that should follow it."""
    for number, (before, after) in enumerate(pairwise(ids), 1):
        if before == after:
            yield _misfit(f"{where}/{number}/{member}", after, ("kode yang belum dipakai", "a code not used before"))
        elif before > after:
            expected = (f"urut menurut kode: sesudah {before}", f"in order of code: after {before}")
            yield _misfit(f"{where}/{number}/{member}", after, expected)
