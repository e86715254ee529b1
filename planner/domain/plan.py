"""The plan: trips, places of service, what is left out; and the document that carries it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from planner.domain.evidence import Baseline, Displaced, GoalPrice, MoreBound, Moves, SiteBound, WorthOfMore
from planner.domain.invitation import CallTime, Fallback
from planner.domain.problem import Problem
from planner.domain.team import EquipmentKind, VehicleClass
from planner.units import MicroPeople, SecondsOfDay, ValueUnits

PLAN_SCHEMA = "jemput/plan/1"


class Service(StrEnum):
    """What a visit is for."""

    RECORDING = "recording"
    IKD_ONLY = "ikd_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPeople:
    """The people of one origin at one visit.

    Attributes
    ----------
    origin
        Village, school or other site that they come from.
    invited
        Invited for recording, whole people.
    invited_ikd
        Recorded people invited for the digital identity alone, whole people.
    recorded, cards, ikd
        Expected: recorded, cards printed and handed over, digital identities activated; micro-people.
    """

    origin: str
    invited: int
    invited_ikd: int = 0
    recorded: MicroPeople
    cards: MicroPeople
    ikd: MicroPeople


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One team at one site on one day.

    Times are seconds after midnight of ``day``: the team arrives, begins to set up, serves from ``start``
    to ``end``, packs and departs. People are sorted by origin.
    """

    site: str
    day: date
    service: Service = Service.RECORDING
    arrive: SecondsOfDay
    set_up: SecondsOfDay
    start: SecondsOfDay
    end: SecondsOfDay
    depart: SecondsOfDay
    people: tuple[VisitPeople, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The break of a trip on one day."""

    day: date
    start: SecondsOfDay
    end: SecondsOfDay


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentUse:
    """Pieces of shared equipment that go with a trip."""

    kind: EquipmentKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A team leaves its base, makes visits in order and comes home.

    Attributes
    ----------
    id
        Unique in the plan.
    team, vehicle
        Who goes, with what.
    staff
        Ids of the staff, sorted.
    equipment
        Shared pieces that go along (satellite kits), sorted by kind.
    days
        Its days, consecutive; more than one means nights out.
    lodging
        Place of each night (a base or site), ``len(days) - 1`` of them.
    breaks
        One for each day.
    visits
        In order of day and time.
    distance_m, cost_rupiah
        Of the whole trip.
    """

    id: str
    team: str
    vehicle: VehicleClass
    staff: tuple[str, ...] = ()
    equipment: tuple[EquipmentUse, ...] = ()
    days: tuple[date, ...]
    lodging: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    visits: tuple[Visit, ...]
    distance_m: int
    cost_rupiah: int

    def carries(self, kind: EquipmentKind) -> int:
        """Pieces of ``kind`` on this trip."""
        return sum(use.count for use in self.equipment if use.kind is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Place of service of a village for the whole period: its own site or a hub."""

    village: str
    site: str


class Reason(StrEnum):
    """Why somebody is left out or cut short; the order is that of the rule book."""

    NO_DEMAND = "NO_DEMAND"
    DATA_NOT_READY = "DATA_NOT_READY"
    NOTICE_TOO_SHORT = "NOTICE_TOO_SHORT"
    VISITED_RECENTLY = "VISITED_RECENTLY"
    NO_HUB_IN_REACH = "NO_HUB_IN_REACH"
    NO_SIGNAL_NO_KIT = "NO_SIGNAL_NO_KIT"
    NO_OPEN_DAY = "NO_OPEN_DAY"
    SKILL_MISSING = "SKILL_MISSING"
    TRIP_TOO_LONG = "TRIP_TOO_LONG"
    UNREACHABLE = "UNREACHABLE"
    CREW_EXHAUSTED = "CREW_EXHAUSTED"
    TEAM_DAYS_EXHAUSTED = "TEAM_DAYS_EXHAUSTED"
    EQUIPMENT_EXHAUSTED = "EQUIPMENT_EXHAUSTED"
    STOCK_EXHAUSTED = "STOCK_EXHAUSTED"
    BUDGET_EXHAUSTED = "BUDGET_EXHAUSTED"
    HUB_FULL = "HUB_FULL"
    BLOCKED_BY_PIN = "BLOCKED_BY_PIN"
    OUTRANKED = "OUTRANKED"
    EXCLUDED_BY_USER = "EXCLUDED_BY_USER"


class Evidence(StrEnum):
    """How sure a reason is."""

    IMPOSSIBLE = "impossible"
    PROVEN = "proven"
    COMPARED = "compared"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """An origin that gets nothing, or less than it could.

    Attributes
    ----------
    origin, demand, invited
        ``invited`` of ``demand`` people of the origin are invited.
    reason, evidence, sentence
        Why, how sure that is, and both in words with their numbers: (Indonesian, English).
    bound
        No plan that serves more of them is worth more, value units; ``None`` if that was not computed.
    found
        Value of the best plan found that serves more of them; ``None`` if none was sought or found.
    displaces
        Who gets less in that plan, most first.
    changes
        The least changes that let it in, each (Indonesian, English).
    """

    origin: str
    demand: int
    invited: int
    reason: Reason
    evidence: Evidence
    sentence: tuple[str, str]
    bound: ValueUnits | None = None
    found: ValueUnits | None = None
    displaces: tuple[Displaced, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The decisions of one plan. Trips are sorted by first day, then team; assignments by village."""

    trips: tuple[Trip, ...] = ()
    assignments: tuple[Assignment, ...] = ()


class StoppedBy(StrEnum):
    """What ended the search."""

    WORK = "work"
    PROOF = "proof"
    CLOCK = "clock"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class SolveOptions:
    """How hard to search; never what to decide.

    Attributes
    ----------
    work
        Work units; the same problem, options and versions give the same plan.
    seconds
        Ceiling in seconds of the caller's clock, ``None`` for none.
    seed
        Seed of the search.
    workers
        Parallel workers; an option, never the core count.
    enough_basis_points
        Proven gap that is enough, hundredths of a percent: the run then ends before its work does. ``None``: all work
        is done.
    """

    work: int = 100
    seconds: float | None = None
    seed: int = 1
    workers: int = 2
    enough_basis_points: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """What a solver hands back.

    Attributes
    ----------
    plan
        The best plan found; it breaks no rule.
    bound
        Proven upper bound of the value of every plan that the problem allows, value units; ``None`` if none.
    stopped_by
        What ended the search.
    seconds, first_plan_s
        Of the caller's clock, whole run and until the first plan without a breach.
    notes
        What the user should be told, codes with facts: (code, Indonesian, English).
    crew_exhausted
        Origins dropped because no crew or kit could be found.
    site_bounds, more_bounds
        Proven bounds with one origin forced in, and with one more of something; empty if none were computed.
    goals
        What floors, equity, money and calm took of the value, those that asked for something.
    moves
        What becomes of the visits that were published; ``None`` where none are to come.
    """

    plan: Plan
    bound: ValueUnits | None
    stopped_by: StoppedBy
    seconds: float
    first_plan_s: float | None = None
    notes: tuple[tuple[str, str, str], ...] = ()
    crew_exhausted: tuple[str, ...] = ()
    site_bounds: tuple[SiteBound, ...] = ()
    more_bounds: tuple[MoreBound, ...] = ()
    goals: tuple[GoalPrice, ...] = ()
    moves: Moves | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleServed:
    """Expected sums of a plan: recording, cards, ikd in micro-people; persons = recording + those served
    with something else only."""

    recording: MicroPeople
    cards: MicroPeople
    ikd: MicroPeople
    persons: MicroPeople


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The head of a plan document; ``value`` and ``bound`` in value units, gap rounded up, in percent.

    Value units of a large office exceed 2^53, which JavaScript and spreadsheets cannot hold exactly: ``value_milli``
    (rounded down) and ``bound_milli`` (rounded up) tell the same in thousandths of a weighted person. ``None`` where
    an older file does not tell it.
    """

    value: ValueUnits
    bound: ValueUnits | None
    value_milli: int | None = None
    bound_milli: int | None = None
    gap_percent: float | None
    bound_given: str
    people: PeopleServed
    villages_served: int
    schools_served: int
    team_days_used: int
    team_days_available: int
    distance_km: int
    cost_rupiah: int
    cards_used: int
    violations: int
    stopped_by: StoppedBy
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StockDay:
    """One day of the card ledger, in millionths of a card; see :mod:`planner.ledger`."""

    day: date
    opening: int
    received: int
    counter: int
    field: int
    waste: int
    closing: int
    allowed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One line of the money ledger: trip, what for, coefficient x price = amount, rupiah."""

    trip: str
    item: str
    quantity: int
    unit: str
    price_rupiah: int
    amount_rupiah: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """Something worth telling about the data or the plan: code and (Indonesian, English)."""

    code: str
    sentence: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made the plan; no part of the canonical plan."""

    version: str
    started: str
    machine: str
    first_plan_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDocument:
    """``plan.json``: the plan with all that is told of it.

    ``problem`` is inside when it is small enough, else ``problem_file`` names its file. ``fallbacks`` and
    ``call_times`` tell of each visit when it can be made good and who is asked to come when; ``site_bounds`` and
    ``more_bounds`` are proven by the run, ``goals`` tell what other goals took of the value of service,
    ``moves`` what becomes of published visits, ``worth_of_more`` is there once the plan was explained, and
    ``baseline`` once it was compared with the office's own.
    """

    schema: str = PLAN_SCHEMA
    problem_hash: str
    problem: Problem | None = None
    problem_file: str | None = None
    options: SolveOptions
    run: Run
    summary: Summary
    trips: tuple[Trip, ...]
    assignments: tuple[Assignment, ...]
    stock: tuple[StockDay, ...] = ()
    costs: tuple[CostLine, ...] = ()
    unserved: tuple[Unserved, ...] = ()
    warnings: tuple[Warned, ...] = field(default_factory=tuple)
    fallbacks: tuple[Fallback, ...] = ()
    call_times: tuple[CallTime, ...] = ()
    site_bounds: tuple[SiteBound, ...] = ()
    more_bounds: tuple[MoreBound, ...] = ()
    worth_of_more: tuple[WorthOfMore, ...] = ()
    goals: tuple[GoalPrice, ...] = ()
    moves: Moves | None = None
    baseline: Baseline | None = None

    @property
    def plan(self) -> Plan:
        return Plan(trips=self.trips, assignments=self.assignments)
