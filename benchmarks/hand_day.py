"""One team-day made by hand: stop after stop, as many people at each as the day still holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.domain.calendar import CalendarDay
from planner.domain.plan import Break, Visit, VisitPeople
from planner.domain.policy import IkdCapScope
from planner.domain.problem import Problem
from planner.domain.site import Site
from planner.domain.team import Team
from planner.domain.travel import TravelTable
from planner.hours import team_hours
from planner.service import ikd_of_recorded, link_permille, same_day_ready, service_need, turnout_ppm
from planner.timetable import DayTimes, Stop, timetable
from planner.units import MICRO, PERMILLE, MicroPeople


@dataclass(frozen=True, slots=True, kw_only=True)
class HandStop:
    """A stop as written down: who is invited to it, and the time it takes."""

    site: Site
    invited: tuple[tuple[str, int], ...]
    recorded: tuple[MicroPeople, ...]
    due_ikd: MicroPeople
    stop: Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay:
    """A day as it goes into the plan; ``brought`` are cards for print-ready people, pieces by origin."""

    visits: tuple[Visit, ...]
    pause: Break
    brought: Mapping[str, int]


@dataclass(slots=True, kw_only=True)
class HandDay:
    """A day of one team that is being filled.

    Attributes
    ----------
    with_kit
        The satellite kit goes along.
    ikd_room
        Activations that the day may still have, micro-people.
    stops
        In visiting order.
    """

    problem: Problem
    team: Team
    day: CalendarDay
    with_kit: bool
    ikd_room: MicroPeople
    stops: list[HandStop] = field(default_factory=list)

    @property
    def table(self) -> TravelTable:
        return self.problem.travel_of[self.team.vehicle_class]

    @property
    def here(self) -> str:
        """Where the team is after its last stop."""
        return self.stops[-1].site.id if self.stops else self.team.base

    def driving_to(self, site: str) -> int | None:
        """Seconds to ``site`` from here, if the team may drive there and home from there within the limits."""
        policy = self.problem.policy
        there, home = self.table.leg(self.here, site), self.table.leg(site, self.team.base)
        if there is None or home is None:
            return None
        driven = sum(stop.stop.travel_s for stop in self.stops) + there[0] + home[0]
        too_far = max(there[0], home[0]) > policy.driving_leg_max_s or driven > policy.driving_day_max_s
        return None if too_far else there[0]

    def stop_at(self, site: Site, waiting: Mapping[str, int]) -> HandStop | None:
        """The next stop at ``site`` with as many of those ``waiting`` there as the day still holds.

        People by origin are invited in the order given; ``None`` if not one person fits.
        """
        travel_s = self.driving_to(site.id)
        if travel_s is None:
            return None
        fewest, most = 0, sum(waiting.values())
        found: HandStop | None = None
        while fewest < most:
            middle = (fewest + most + 1) // 2
            tried = self._stop_with(site, _first(waiting, middle), travel_s)
            if tried is None:
                most = middle - 1
            else:
                fewest, found = middle, tried
        return found

    def _stop_with(self, site: Site, invited: tuple[tuple[str, int], ...], travel_s: int) -> HandStop | None:
        policy = self.problem.policy
        origins = [self.problem.site[origin] for origin, _ in invited]
        recorded = tuple(
            count * turnout_ppm(self.problem, origin, site) for origin, (_, count) in zip(origins, invited, strict=True)
        )
        due = 0
        if policy.mandatory_ikd:
            due = sum(ikd_of_recorded(policy, origin, count) for origin, count in zip(origins, recorded, strict=True))
        if due > self.ikd_room:
            return None
        link = link_permille(policy, site, with_kit=self.with_kit)
        service_s = service_need(policy, self.team, sum(recorded), due, link)
        if service_s is None:
            return None
        stop = Stop(
            travel_s=travel_s,
            setup_s=policy.setup_s,
            service_s=service_s,
            pack_s=policy.pack_s,
            open_from=site.open_from,
            open_until=site.open_until,
        )
        made = HandStop(site=site, invited=invited, recorded=recorded, due_ikd=due, stop=stop)
        return None if self._times([*self.stops, made]) is None else made

    def _times(self, stops: Sequence[HandStop]) -> DayTimes | None:
        home = self.table.leg(stops[-1].site.id, self.team.base)
        hours = team_hours(self.problem.policy, self.team, self.day)
        return None if home is None else timetable(hours, [item.stop for item in stops], home[0])

    def add(self, stop: HandStop) -> None:
        """Write ``stop`` down as the last one."""
        self.stops.append(stop)
        self.ikd_room -= stop.due_ikd

    def written_out(self, ready: Mapping[str, int], card_room: MicroPeople) -> WrittenDay:
        """The visits of the day with cards and activations, and its break.

        Cards are printed first come first served: those of people recorded on the spot as far as the printers go,
        then the ``ready`` ones of each origin brought along, until ``card_room`` is used up.
        """
        times = self._times(self.stops)
        if times is None:
            raise ValueError(f"no timetable for team {self.team.id} on {self.day.day}")
        printer_room = self.team.printers * self.problem.policy.prints_per_printer_day * MICRO
        visits: list[Visit] = []
        brought: dict[str, int] = {}
        for stop, at in zip(self.stops, times.stops, strict=True):
            people: list[VisitPeople] = []
            ikd_time = self._ikd_in(stop)
            for (name, invited), recorded in zip(stop.invited, stop.recorded, strict=True):
                origin = self.problem.site[name]
                printed = min(same_day_ready(self.problem.policy, origin, recorded), printer_room, card_room)
                brought[name] = min(ready[name], (card_room - printed) // MICRO)
                cards = printed + brought[name] * MICRO
                ikd = ikd_of_recorded(self.problem.policy, origin, recorded)
                if not self.problem.policy.mandatory_ikd:
                    ikd = min(ikd, ikd_time, self.ikd_room)
                    ikd_time -= ikd
                    self.ikd_room -= ikd
                printer_room -= printed
                card_room -= cards
                people.append(VisitPeople(origin=name, invited=invited, recorded=recorded, cards=cards, ikd=ikd))
            visits.append(
                Visit(
                    site=stop.site.id,
                    day=self.day.day,
                    arrive=at.arrive,
                    set_up=at.set_up,
                    start=at.start,
                    end=at.end,
                    depart=at.depart,
                    people=tuple(sorted(people, key=lambda row: row.origin)),
                )
            )
        pause = Break(day=self.day.day, start=times.break_start, end=times.break_end)
        return WrittenDay(visits=tuple(visits), pause=pause, brought=brought)

    def _ikd_in(self, stop: HandStop) -> MicroPeople:
        """Activations that the officers can do while the others record, micro-people."""
        policy = self.problem.policy
        link = link_permille(policy, stop.site, with_kit=self.with_kit)
        return stop.stop.service_s * link * self.team.ikd_officers * MICRO // (policy.ikd_s * PERMILLE)


def _first(waiting: Mapping[str, int], count: int) -> tuple[tuple[str, int], ...]:
    """The first ``count`` of those waiting, by origin."""
    taken: list[tuple[str, int]] = []
    for origin, there in waiting.items():
        here = min(there, count)
        if here:
            taken.append((origin, here))
        count -= here
    return tuple(taken)


def ikd_cap_left(problem: Problem, today: Sequence[Visit]) -> MicroPeople:
    """Activations that one more team may have beside the visits of ``today``, micro-people."""
    cap = problem.policy.ikd_cap_per_day * MICRO
    if problem.policy.ikd_cap_scope is IkdCapScope.TEAM:
        return cap
    return max(0, cap - sum(row.ikd for visit in today for row in visit.people))
