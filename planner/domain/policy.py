"""Every number of the policy, by name, with its default.

The defaults are the assumptions of ``docs/concepts/model.md``; an office overrides them on the sheet
``kebijakan``. Times are seconds, shares permille or ppm, money rupiah.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from planner.domain.site import Connectivity, Terrain
from planner.units import HOUR_S, SecondsOfDay, clock, minutes

VISITS_A_DAY_TOP = 15
"""No policy allows more visits in a team-day."""


class IkdCapScope(StrEnum):
    TEAM = "team"
    OFFICE = "office"


class EquityPlace(StrEnum):
    """Where equity stands among the goals: after the value of service, or before it."""

    AFTER_VALUE = "after_value"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Shift, break and service limit of one kind of day.

    The break lies inside the shift, starts no earlier than ``break_earliest`` and ends no later than
    ``break_latest``; nobody is served and nobody drives in it.
    """

    shift_start: SecondsOfDay = clock("07:30")
    shift_end: SecondsOfDay = clock("16:00")
    break_s: int = minutes(60)
    break_earliest: SecondsOfDay = clock("11:00")
    break_latest: SecondsOfDay = clock("14:00")
    service_limit_s: int = 5 * HOUR_S

    def __post_init__(self) -> None:
        if not self.shift_start < self.shift_end:
            raise ValueError(f"the shift starts at {self.shift_start} and ends at {self.shift_end}")
        if self.break_latest - self.break_earliest < self.break_s:
            raise ValueError("the break is longer than the span that it must lie in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Prices of the money line of a trip, rupiah (km: per kilometre; people: each and day)."""

    allowance_long: int = 150_000
    allowance_short: int = 75_000
    allowance_long_from_s: int = 8 * HOUR_S
    per_km: int = 1_250
    genset: int = 80_000
    link: int = 100_000
    papers: int = 75_000
    lodging: int = 300_000
    hire: int = 0
    overtime_per_hour: int = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What a person served is worth, permille; kinds of sites, permille; what a goal may give back."""

    recording: int = 1000
    card: int = 300
    ikd: int = 300
    ikd_only: int = 1000
    school: int = 1200
    good_access_good_uptake: int = 1000
    good_access_poor_uptake: int = 1050
    poor_access_good_uptake: int = 1150
    poor_access_poor_uptake: int = 1300
    poor_access_above_s: int = minutes(60)
    hold_permille: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A promise to one subdistrict: coverage (recorded + expected of eligible), visits, or both."""

    subdistrict: str
    coverage_permille: int | None = None
    visits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """All policy of an office. See the module docstring for units; each field is named in the docs."""

    # a visit
    setup_s: int = minutes(40)
    pack_s: int = minutes(30)
    record_s: int = 360
    ikd_s: int = 300
    link_good_permille: int = 1000
    link_weak_permille: int = 700
    link_kit_permille: int = 1000
    unknown_connectivity_as: Connectivity = Connectivity.WEAK
    # hours
    hours: Hours = field(default_factory=Hours)
    hours_friday: Hours = field(
        default_factory=lambda: Hours(
            break_s=minutes(90), break_earliest=clock("11:30"), break_latest=clock("13:00"), service_limit_s=9_000
        )
    )
    hours_ramadan: Hours = field(
        default_factory=lambda: Hours(
            shift_start=clock("08:00"), break_s=minutes(30), shift_end=clock("15:00"), service_limit_s=4 * HOUR_S
        )
    )
    hours_ramadan_friday: Hours = field(
        default_factory=lambda: Hours(
            shift_start=clock("08:00"),
            shift_end=clock("15:30"),
            break_s=minutes(60),
            break_earliest=clock("11:30"),
            break_latest=clock("12:30"),
            service_limit_s=9_000,
        )
    )
    overtime_allowed: bool = False
    overtime_max_s: int = minutes(120)
    market_day_open: bool = False
    # travel
    driving_day_max_s: int = minutes(240)
    driving_leg_max_s: int = minutes(150)
    max_visits_per_day: int = 4
    max_nights: int = 0
    # people
    show_up_village_ppm: int = 500_000
    show_up_school_ppm: int = 800_000
    falloff_per_km_micro: int = 80_000
    rounds_per_period: int = 1
    # hubs
    join_max_unrecorded: int = 50
    hub_max_m: int = 10_000
    hub_max_s: int = minutes(45)
    hub_max_villages: int = 4
    # IKD
    mandatory_ikd: bool = False
    fit_phone_permille: int = 600
    ikd_acceptance_permille: int = 700
    ikd_acceptance_duty_permille: int = 950
    ikd_show_up_ppm: int = 20_000
    ikd_invites_on_recording_visits: bool = False
    ikd_only_visits: bool = False
    ikd_cap_per_day: int = 100
    ikd_cap_scope: IkdCapScope = IkdCapScope.TEAM
    # cards
    same_day_ready_permille: int = 600
    prints_per_printer_day: int = 100
    waste_permille: int = 10
    delivery_counts_from_permille: int = 800
    # staff
    office_minimum_record: int = 2
    # notice and repeats
    notice_days: int = 14
    min_gap_days: int = 21
    split_parts_max: int = 3
    split_within_days: int = 7
    joint_visits: bool = False
    # money and value
    budget_rupiah: int | None = None
    rates: Rates = field(default_factory=Rates)
    weights: Weights = field(default_factory=Weights)
    floors: tuple[Floor, ...] = ()
    equity: EquityPlace = EquityPlace.AFTER_VALUE
    # estimates of travel
    default_terrain: Terrain = Terrain.GOOD
    detour_permille: int = 1400

    def __post_init__(self) -> None:
        if self.notice_days < 7:
            raise ValueError(f"notice_days is {self.notice_days}; at least 7")
        if self.overtime_max_s > minutes(120):
            raise ValueError(f"overtime_max_s is {self.overtime_max_s}; at most 7200")
        if not 1 <= self.max_visits_per_day <= VISITS_A_DAY_TOP:
            raise ValueError(f"max_visits_per_day is {self.max_visits_per_day}; 1 to {VISITS_A_DAY_TOP}")
        for name in ("setup_s", "pack_s", "hub_max_m", "hub_max_s", "max_nights", "waste_permille"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} is {getattr(self, name)}; not negative")
        if self.record_s < 1 or self.ikd_s < 1:
            raise ValueError("a service takes at least a second")
