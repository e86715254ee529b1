"""Places where people are served, and the people who come from them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.units import SecondsOfDay


class Connectivity(StrEnum):
    """Signal at a site. ``UNKNOWN`` is planned as the policy says (weak); it is not ``GOOD``."""

    NONE = "none"
    WEAK = "weak"
    GOOD = "good"
    UNKNOWN = "unknown"


class SiteKind(StrEnum):
    VILLAGE = "village"
    SCHOOL = "school"
    OFFICE = "office"
    MARKET = "market"
    MALL = "mall"
    EVENT = "event"
    HALL = "hall"
    HOME_VISITS = "home_visits"


class Terrain(StrEnum):
    """Kind of way to a place; sets the speed where no measured time is known."""

    GOOD = "good"
    HILL = "hill"
    TRACK = "track"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where a team can serve people; it is also the *origin* of its own people.

    One type for villages, schools and other sites: the rules treat them alike but for their kind.

    Attributes
    ----------
    id
        Village code, NPSN or the office's own id; unique over all sites and bases.
    kind
        Village, school, or another kind.
    name, subdistrict
        As written by the office; a name is no key.
    lon, lat
        Degrees, WGS 84.
    connectivity
        Signal at the site.
    village
        Code of the village that the site lies in; for a village itself ``None``.
    eligible, recorded, ikd_active
        Residents obliged to hold a card, those recorded, those with an active digital identity
        (villages only, else 0).
    print_ready
        People recorded earlier whose card may be printed now, people.
    recording_demand
        People who may still be *invited* for recording from this origin, people. Villages: eligible -
        recorded - the 17+ part that the schools take over (``pupils_17plus``). Schools: pupils_16plus -
        pupils_recorded.
    pupils_17plus
        Villages: unrecorded people of this village counted at schools instead, people.
    ikd_demand
        Recorded people without digital identity who may be invited for it alone, people.
    show_up_ppm
        Share of the invited who come, parts per million.
    adult_permille
        Share of the recording demand aged 17 or more (villages 1000, schools 600).
    fit_phone_permille
        Share with a phone fit for the digital identity.
    factor_permille
        Site factor of the value.
    open_from, open_until
        Hours of service of the site itself, seconds after midnight.
    dates
        Only on these dates (events); empty means any working day.
    closed_dates
        Never on these dates.
    market_weekday
        Day of the weekly market, Monday = 0; ``None`` if unknown.
    data_ready
        First day on which its data are ready; ``None`` means ready.
    last_visit
        Day of the last visit before the period; ``None`` if unknown.
    excluded
        Left out on the planner's word.
    terrain
        Kind of way to it, used only where no travel time is known.
    hall_people
        People that its hall can receive on a day; ``None`` if there is no such limit.
    agreed_dates
        Days that the place itself asked for or agreed to: its own people need no notice there on these days.
    """

    id: str
    kind: SiteKind
    name: str
    subdistrict: str
    lon: float
    lat: float
    connectivity: Connectivity = Connectivity.UNKNOWN
    village: str | None = None
    eligible: int = 0
    recorded: int = 0
    ikd_active: int = 0
    print_ready: int = 0
    recording_demand: int = 0
    pupils_17plus: int = 0
    ikd_demand: int = 0
    show_up_ppm: int = 500_000
    adult_permille: int = 1000
    fit_phone_permille: int = 600
    factor_permille: int = 1000
    open_from: SecondsOfDay = 30_600
    open_until: SecondsOfDay = 52_200
    dates: tuple[date, ...] = ()
    closed_dates: tuple[date, ...] = ()
    market_weekday: int | None = None
    data_ready: date | None = None
    last_visit: date | None = None
    excluded: bool = False
    terrain: Terrain = Terrain.GOOD
    hall_people: int | None = None
    agreed_dates: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        counts = ("eligible", "recorded", "ikd_active", "print_ready", "recording_demand", "pupils_17plus")
        for name in (*counts, "ikd_demand"):
            if getattr(self, name) < 0:
                raise ValueError(f"site {self.id}: {name} is {getattr(self, name)}; people are counted from 0")
        if self.recorded > self.eligible and self.kind is SiteKind.VILLAGE:
            raise ValueError(f"site {self.id}: recorded {self.recorded} exceeds eligible {self.eligible}")
        for name, top in (("show_up_ppm", 1_000_000), ("adult_permille", 1000), ("fit_phone_permille", 1000)):
            if not 0 <= getattr(self, name) <= top:
                raise ValueError(f"site {self.id}: {name} is {getattr(self, name)}; it lies between 0 and {top}")
        if self.hall_people is not None and self.hall_people < 1:
            raise ValueError(f"site {self.id}: hall_people is {self.hall_people}; a hall holds one person at least")
        if self.open_from >= self.open_until:
            raise ValueError(f"site {self.id}: opens at {self.open_from} and closes at {self.open_until}")

    @property
    def unrecorded(self) -> int:
        """People of a village who are eligible and not recorded, people (0 for other kinds)."""
        return self.eligible - self.recorded if self.kind is SiteKind.VILLAGE else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Where a team starts and ends its trips.

    Attributes
    ----------
    id, name
        Unique over sites and bases.
    lon, lat
        Degrees, WGS 84.
    """

    id: str
    name: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A village whose people can come to another site within the limits of the policy.

    Attributes
    ----------
    village, site
        Ids; never the same.
    distance_m, duration_s
        By road for the people's own vehicle.
    falloff_ppm
        Share of the show-up at home that is left at the site, parts per million.
    """

    village: str
    site: str
    distance_m: int
    duration_s: int
    falloff_ppm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachCut:
    """Days on which the people of a village cannot come to a site that is within their reach on usual days.

    Attributes
    ----------
    village, site
        A pair within reach.
    first, last
        The days, both included.
    """

    village: str
    site: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"reach {self.village} -> {self.site}: {self.first} is after {self.last}")
