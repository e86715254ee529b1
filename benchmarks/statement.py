"""A problem as routing engines can state it: vehicles, places, optional pieces of work with a worth.

What such engines lack is decided before, as well as one can: every village without signal gets the nearest hub (or
the hubs of a given plan), each team its days of the week, people come in chunks of one size, blank cards are worth
what they are worth while there are enough of them. What then breaks a rule is mended in
:mod:`benchmarks.converting`. Times are seconds of a day without its break: the break is taken out at a fixed hour
and put back, exactly, when the plan is made.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from benchmarks.hand_rule import places_of_service
from planner.domain.calendar import CalendarDay
from planner.domain.policy import Hours
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.domain.team import EquipmentKind, Team
from planner.hours import site_receives, team_hours, team_works
from planner.ledger import allowed_field_use
from planner.service import ikd_of_recorded, link_permille, same_day_ready, service_need, turnout_ppm
from planner.team_days import first_noticed_day, within_limits
from planner.units import DAY_S, MICRO, PERMILLE, clock

WORTH_SCALE = 10_000
"""Worth of one weighted person in the whole numbers that engines get; a second of driving costs one."""
NEVER = 10_000_000
"""Seconds of a way that does not exist."""
NOON = clock("12:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Vehicles that are alike: their hours, base, crew, and whether a satellite kit comes along.

    ``days`` is the length of the trip; every day of it has the same hours.
    """

    base: str
    like: str
    hours: Hours
    school_open: bool
    with_kit: bool
    days: int

    @property
    def pause_at(self) -> int:
        """When the break is cut out, seconds after midnight."""
        return min(max(NOON, self.hours.break_earliest), self.hours.break_latest - self.hours.break_s)

    def without_pause(self, moment: int) -> int:
        """A time of the day on the clock that leaves out the break; the shift starts at 0."""
        cut = min(max(0, moment - self.pause_at), self.hours.break_s)
        return max(0, moment - cut - self.hours.shift_start)

    @property
    def length(self) -> int:
        """Seconds from the first morning to the last evening, breaks left out."""
        return (self.days - 1) * DAY_S + self.without_pause(self.hours.shift_end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One vehicle: a team on its day, or on days that follow each other."""

    team: str
    days: tuple[date, ...]
    kind: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Some people of one origin, served together or not at all.

    Attributes
    ----------
    origin, site
        Whose people, and where they are served.
    people
        Invited.
    worth
        In units of ``WORTH_SCALE``.
    service_s
        By kind of vehicle; ``None`` where that kind cannot serve them.
    """

    origin: str
    site: str
    people: int
    worth: int
    service_s: tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What an engine gets.

    Attributes
    ----------
    kinds, slots, chunks
        Kinds of vehicles, vehicles and pieces of work.
    origins
        By place: whose people are served there.
    """

    problem: Problem
    kinds: tuple[Kind, ...]
    slots: tuple[Slot, ...]
    chunks: tuple[Chunk, ...]
    origins: Mapping[str, tuple[str, ...]]

    @cached_property
    def vehicles(self) -> Mapping[int, int]:
        """How many vehicles of each kind there are."""
        return Counter(slot.kind for slot in self.slots)

    def drive(self, kind: int, start: str, end: str) -> int:
        """Seconds of the way for a kind of vehicle; ``NEVER`` if there is none or it is too long for a leg."""
        if start == end:
            return 0
        like = self.problem.team[self.kinds[kind].like]
        leg = self.problem.travel_of[like.vehicle_class].leg(start, end)
        return NEVER if leg is None or leg[0] > self.problem.policy.driving_leg_max_s else leg[0]

    def windows(self, kind: int, chunk: Chunk) -> tuple[tuple[int, int], ...]:
        """When service of a chunk may start, for each day of the trip; the clock leaves out breaks."""
        found, service = self.kinds[kind], chunk.service_s[kind]
        site = self.problem.site[chunk.site]
        if service is None:
            return ()
        first = found.without_pause(site.open_from)
        last = found.without_pause(site.open_until) - service
        if last < first:
            return ()
        return tuple((first + day * DAY_S, last + day * DAY_S) for day in range(found.days))


def state(problem: Problem, *, chunk: int, hubs: Mapping[str, str] | None = None, nights: int = 0) -> Statement:
    """The problem in chunks of ``chunk`` people.

    Parameters
    ----------
    problem
        What to state.
    chunk
        People invited together, at most.
    hubs
        Place of service by village, as of a plan; ``None``: the nearest hub for villages without signal.
    nights
        Nights of the trips by boat: 0 makes all trips end on their day.

    Raises
    ------
    ValueError
        Under the duty to give digital identities, or if visits are done or pinned: none of these is stated.
    """
    if problem.policy.mandatory_ikd or problem.done or problem.pins:
        raise ValueError("the duty, visits done and pins are not stated for other engines")
    origins = places_of_service(problem) if hubs is None else _given(problem, hubs)
    kinds: list[Kind] = []
    slots = []
    for team, days, with_kit in _team_days(problem, nights):
        calendar = problem.period.day(days[0])
        assert calendar is not None
        kind = Kind(
            base=team.base,
            like=_like(problem, team),
            hours=team_hours(problem.policy, team, calendar),
            school_open=calendar.school_open,
            with_kit=with_kit,
            days=len(days),
        )
        if kind not in kinds:
            kinds.append(kind)
        slots.append(Slot(team=team.id, days=days, kind=kinds.index(kind)))
    share = _card_share(problem, slots, kinds)
    chunks = [piece for site, names in origins.items() for piece in _chunks(problem, kinds, site, names, chunk, share)]
    return Statement(problem=problem, kinds=tuple(kinds), slots=tuple(slots), chunks=tuple(chunks), origins=origins)


# ------------------------------------------------------------------------------------------------------- who and when


def _given(problem: Problem, hubs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Origins by place, where a plan has told the place of some villages."""
    places = {site.id: hubs.get(site.id, site.id) for site in problem.sites if not site.excluded}
    found: dict[str, tuple[str, ...]] = {}
    for site in problem.sites:
        here = tuple(origin for origin, place in places.items() if place == site.id)
        if here:
            found[site.id] = here
    return found


def _like(problem: Problem, team: Team) -> str:
    """The first team that works like this one."""
    same = ("base", "stations", "printers", "vehicle_class", "shift_start", "shift_end", "crew")
    return next(other.id for other in problem.teams if all(getattr(other, n) == getattr(team, n) for n in same))


def _team_days(problem: Problem, nights: int) -> Iterator[tuple[Team, tuple[date, ...], bool]]:
    """Each team's best days within its limits, with kits for the first teams of a day."""
    kits_out: Counter[date] = Counter()
    owned = [item for item in problem.equipment if item.kind is EquipmentKind.SATELLITE_KIT]
    for number, team in enumerate(problem.teams):
        far = nights > 0 and team.vehicle_class == "boat"
        for days in _spans(problem, team, nights) if far else _single_days(problem, team, number):
            with_kit = all(sum(item.available(day) for item in owned) > kits_out[day] for day in days)
            kits_out.update(days if with_kit else ())
            yield team, days, with_kit


def _open_days(problem: Problem, team: Team) -> list[CalendarDay]:
    noticed = first_noticed_day(problem)
    return [day for day in problem.period.days if team_works(team, day) and day.day >= noticed]


def _single_days(problem: Problem, team: Team, number: int) -> list[tuple[date]]:
    """The days with most service first, schools open before closed, teams shifted against each other."""
    taken = {item.day for item in problem.history.team_days if item.who == team.id}

    def rank(day: CalendarDay) -> tuple[int, bool, int]:
        hours = team_hours(problem.policy, team, day)
        return (-hours.service_limit_s, not day.school_open, (day.day.toordinal() + number) % 5)

    chosen = []
    for day in sorted(_open_days(problem, team), key=rank):
        if within_limits(taken, day.day, team.days_per_week, team.days_per_month):
            taken.add(day.day)
            chosen.append((day.day,))
    return sorted(chosen)


def _spans(problem: Problem, team: Team, nights: int) -> list[tuple[date, ...]]:
    """Trips of several days within the team's limits, one after the other, a day of rest between them."""
    taken: set[date] = set()
    chosen: list[tuple[date, ...]] = []
    length = min(nights + 1, problem.policy.max_nights + 1, team.days_per_week)
    days = _open_days(problem, team)
    for at in range(len(days) - length + 1):
        span = tuple(day.day for day in days[at : at + length])
        follows = (span[-1] - span[0]).days == length - 1
        rested = not chosen or (span[0] - chosen[-1][-1]).days > 1
        if not follows or not rested:
            continue
        fits, trial = True, set(taken)
        for day in span:
            fits = fits and within_limits(trial, day, team.days_per_week, team.days_per_month)
            trial.add(day)
        if fits:
            taken, chosen = trial, [*chosen, span]
    return chosen


# ------------------------------------------------------------------------------------------------------------- people


def _card_share(problem: Problem, slots: list[Slot], kinds: list[Kind]) -> float:
    """Part of the cards that could be made which the stock of the whole period allows, by a rough sum."""
    allowed = list(allowed_field_use(problem).values())[-1] / MICRO / (1 + problem.policy.waste_permille / PERMILLE)
    backlog = sum(site.print_ready for site in problem.sites)
    served = sum(
        kinds[slot.kind].hours.service_limit_s * len(slot.days) * problem.team[slot.team].stations for slot in slots
    )
    fresh = served / problem.policy.record_s * problem.policy.same_day_ready_permille / PERMILLE
    wanted = fresh + backlog / 2
    return 1.0 if wanted <= 0 else min(1.0, allowed / wanted)


def _chunks(
    problem: Problem, kinds: list[Kind], place: str, names: tuple[str, ...], most: int, card_share: float
) -> Iterator[Chunk]:
    site = problem.site[place]
    for name in names:
        origin = problem.site[name]
        left = origin.recording_demand * problem.policy.rounds_per_period
        ready = origin.print_ready
        while left > 0:
            people = min(left, most)
            left -= people
            services = tuple(_service(problem, kind, origin, site, people) for kind in kinds)
            worth = _worth(problem, origin, site, people, ready, card_share)
            # Cards that are ready go with the first chunk, which is worth more and so comes first.
            ready = 0
            if worth > 0 and any(service is not None for service in services):
                yield Chunk(origin=name, site=place, people=people, worth=worth, service_s=services)


def _service(problem: Problem, kind: Kind, origin: Site, site: Site, people: int) -> int | None:
    policy = problem.policy
    if site.kind is SiteKind.SCHOOL and not kind.school_open:
        return None
    recorded = people * turnout_ppm(problem, origin, site)
    due = ikd_of_recorded(policy, origin, recorded)
    link = link_permille(policy, site, with_kit=kind.with_kit)
    return service_need(policy, problem.team[kind.like], recorded, due, link)


def _worth(problem: Problem, origin: Site, site: Site, people: int, ready: int, card_share: float) -> int:
    policy = problem.policy
    recorded = people * turnout_ppm(problem, origin, site)
    cards = same_day_ready(policy, origin, recorded) + ready * MICRO
    ikd = ikd_of_recorded(policy, origin, recorded)
    weights = policy.weights
    worth = recorded * weights.recording + cards * card_share * weights.card + ikd * weights.ikd
    return round(worth * origin.factor_permille * WORTH_SCALE / (MICRO * PERMILLE * PERMILLE))


def open_on(problem: Problem, site: Site, day: date) -> bool:
    """Whether a site receives visits on a day of the period."""
    calendar = problem.period.day(day)
    return calendar is not None and site_receives(problem.policy, site, calendar)
