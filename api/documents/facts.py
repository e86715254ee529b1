"""A plan as documents tell it: visits in order with their places, joined villages and marks; who is left out."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from api.documents.held import HeldVisit, held_visits
from api.language import Language
from planner.domain.plan import PlanDocument, Service, Trip, Unserved, Visit, VisitPeople
from planner.domain.problem import Problem
from planner.domain.site import Base, Connectivity, Site, SiteKind
from planner.domain.team import EquipmentKind
from planner.route import TripDay
from planner.service import planned_connectivity
from planner.units import MicroPeople


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMark:
    """How a team is drawn: letter, colour, colour of the letter on it, dashes of its line."""

    team: str
    letter: str
    colour: str
    ink: str
    dashes: str


# Eight colours told apart in normal and all colour-deficient sight; the letter is always there too.
_WHITE, _INK = "#FFFFFF", "#14202B"
_COLOURS = (
    ("#181E81", _WHITE, ""),
    ("#C17429", _INK, ""),
    ("#14A38B", _INK, ""),
    ("#6F0F07", _WHITE, ""),
    ("#38687A", _WHITE, "10 4"),
    ("#BA63DD", _INK, "2 4"),
    ("#885F4D", _WHITE, "10 4 2 4"),
    ("#4A2430", _WHITE, "14 6"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginFacts:
    """People of one origin at a visit; ``distance_m`` is 0 at home and ``None`` where it is not known."""

    origin: Site
    people: VisitPeople
    distance_m: int | None
    duration_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """One visit with all that is told of it. ``stop`` counts the visits of the team on the day from 1."""

    number: int
    trip: Trip
    visit: Visit
    stop: int
    site: Site
    subdistrict: str
    mark: TeamMark
    origins: tuple[OriginFacts, ...]

    @property
    def joined(self) -> tuple[OriginFacts, ...]:
        """Villages that come from elsewhere."""
        return tuple(item for item in self.origins if item.origin.id != self.site.id)

    @property
    def is_hub(self) -> bool:
        return bool(self.joined)

    @property
    def has_kit(self) -> bool:
        return self.trip.carries(EquipmentKind.SATELLITE_KIT) > 0

    @property
    def recorded(self) -> MicroPeople:
        return sum(item.people.recorded for item in self.origins)

    @property
    def cards(self) -> MicroPeople:
        return sum(item.people.cards for item in self.origins)

    @property
    def ikd(self) -> MicroPeople:
        return sum(item.people.ikd for item in self.origins)

    @property
    def invited(self) -> int:
        return sum(item.people.invited + item.people.invited_ikd for item in self.origins)

    @property
    def ikd_only(self) -> bool:
        return self.visit.service is Service.IKD_ONLY


class PlanFacts:
    """A plan and its problem, looked up once for all documents."""

    def __init__(self, problem: Problem, document: PlanDocument) -> None:
        self.problem = problem
        self.document = document

    @cached_property
    def marks(self) -> dict[str, TeamMark]:
        """Mark of each team; a team called by one letter keeps it."""
        teams = [team.id for team in self.problem.teams]
        own = all(len(team) == 1 and team.isalpha() for team in teams)
        found = {}
        for number, team in enumerate(teams):
            colour, ink, dashes = _COLOURS[number % len(_COLOURS)]
            letter = team.upper() if own else _letter(number)
            found[team] = TeamMark(team=team, letter=letter, colour=colour, ink=ink, dashes=dashes)
        return found

    def mark_of(self, team: str) -> TeamMark:
        """Mark of a team; of one that is no longer there, its own name in grey."""
        return self.marks.get(team) or TeamMark(team=team, letter=team, colour="#4A5663", ink=_WHITE, dashes="")

    def team_label(self, language: Language, team: str) -> str:
        """Team A, or with its own name beside the letter: Team A (tim-1)."""
        letter = self.mark_of(team).letter
        label = language.say("Team {team}", team=letter)
        return label if team.upper() == letter else f"{label} ({team})"

    @cached_property
    def visits(self) -> tuple[VisitFacts, ...]:
        """Visits by day, team and time."""
        stops: dict[tuple[str, date], int] = {}
        pairs = [(trip, visit) for trip in self.document.trips for visit in trip.visits]
        pairs.sort(key=lambda pair: (pair[1].day, pair[0].team, pair[1].start, pair[1].site))
        found = []
        for number, (trip, visit) in enumerate(pairs, start=1):
            stop = stops[trip.team, visit.day] = stops.get((trip.team, visit.day), 0) + 1
            site = self.problem.site[visit.site]
            origins = tuple(self._origin(site, people) for people in visit.people)
            found.append(
                VisitFacts(
                    number=number,
                    trip=trip,
                    visit=visit,
                    stop=stop,
                    site=site,
                    subdistrict=site.subdistrict,
                    mark=self.marks[trip.team],
                    origins=tuple(sorted(origins, key=lambda item: (item.origin.id != site.id, item.origin.name))),
                )
            )
        return tuple(found)

    @cached_property
    def held(self) -> tuple[HeldVisit, ...]:
        """Visits of the period that are over, by day, team and place."""
        return held_visits(self.problem)

    def held_on(self, day: date) -> tuple[HeldVisit, ...]:
        """Visits of one day that are over."""
        return tuple(item for item in self.held if item.day == day)

    def _origin(self, site: Site, people: VisitPeople) -> OriginFacts:
        origin = self.problem.site[people.origin]
        if origin.id == site.id:
            return OriginFacts(origin=origin, people=people, distance_m=0, duration_s=0)
        pair = self.problem.reach_of.get((origin.id, site.id))
        return OriginFacts(
            origin=origin,
            people=people,
            distance_m=None if pair is None else pair.distance_m,
            duration_s=None if pair is None else pair.duration_s,
        )

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Days on which somebody is served."""
        return tuple(sorted({item.visit.day for item in self.visits}))

    def on(self, day: date) -> tuple[VisitFacts, ...]:
        """Visits of one day."""
        return tuple(item for item in self.visits if item.visit.day == day)

    def of_team(self, team: str) -> tuple[VisitFacts, ...]:
        """Visits of one team."""
        return tuple(item for item in self.visits if item.trip.team == team)

    @cached_property
    def unserved(self) -> dict[str, Unserved]:
        """Left out or cut short, by origin."""
        return {item.origin: item for item in self.document.unserved}

    @cached_property
    def served(self) -> dict[str, tuple[VisitFacts, ...]]:
        """Visits at which an origin is served, by origin."""
        found: dict[str, list[VisitFacts]] = {}
        for item in self.visits:
            for origin in item.origins:
                found.setdefault(origin.origin.id, []).append(item)
        return {origin: tuple(items) for origin, items in found.items()}

    def villages_at(self, visits: tuple[VisitFacts, ...]) -> int:
        """Villages served at these visits, each counted once."""
        kinds = {item.origin.id for visit in visits for item in visit.origins if item.origin.kind is SiteKind.VILLAGE}
        return len(kinds)

    def base_of(self, team: str) -> Base:
        """Base of a team."""
        return self.problem.base[self.problem.team[team].base]

    def stations(self, day: TripDay) -> tuple[Site | Base, ...]:
        """Places of one day of a trip in order, where it starts and ends included."""
        return tuple(self.place(id) for id in (day.legs[0].start, *(leg.end for leg in day.legs)))

    def place(self, id: str) -> Site | Base:
        """A site or base."""
        return self.problem.base[id] if id in self.problem.base else self.problem.site[id]

    @cached_property
    def repeated_names(self) -> frozenset[str]:
        """Names that more than one site bears: these are told with their subdistrict."""
        seen: set[str] = set()
        twice: set[str] = set()
        for site in self.problem.sites:
            (twice if site.name in seen else seen).add(site.name)
        return frozenset(twice)

    def name(self, site: Site) -> str:
        """Name of a site, with its subdistrict where the name repeats."""
        return f"{site.name} ({site.subdistrict})" if site.name in self.repeated_names else site.name

    def is_without_signal(self, site: Site) -> bool:
        """Whether a site is planned as without signal."""
        return planned_connectivity(self.problem.policy, site) is Connectivity.NONE

    @cached_property
    def demand(self) -> int:
        """People who may be invited for recording, all origins."""
        return sum(site.recording_demand for site in self.problem.sites if not site.excluded)


def _letter(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
