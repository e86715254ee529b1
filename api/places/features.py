"""Features of one plan: what each place is, what it gets, and the lines between places."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

from api.auth.principal import Principal
from api.documents.facts import OriginFacts, PlanFacts, VisitFacts
from api.documents.lands import VillageLand
from api.places.geometry import Geometry, land, line, point
from api.plans.seen import may_see
from api.plans.telling import visit_id
from planner.domain.plan import Trip
from planner.domain.site import Site, SiteKind
from planner.route import trip_days
from planner.service import planned_connectivity
from planner.units import PERMILLE, clock_text, rounded_people

Feature: TypeAlias = dict[str, Any]


def feature(id: str, geometry: Geometry, properties: Mapping[str, Any]) -> Feature:
    """One GeoJSON feature."""
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": dict(properties)}


class Places:
    """The features of a plan that one caller may see."""

    def __init__(self, facts: PlanFacts, principal: Principal) -> None:
        self.facts, self.principal = facts, principal
        self._visits = [item for item in facts.visits if may_see(principal, item)]
        self._own = principal.sees_own_visits_only
        self._at: dict[str, list[tuple[VisitFacts, OriginFacts]]] = {}
        for item in self._visits:
            for origin in item.origins:
                self._at.setdefault(origin.origin.id, []).append((item, origin))
        self._cuts: dict[str, list[dict[str, str]]] = {}
        for cut in facts.problem.reach_cuts:
            told = {
                "site": cut.site,
                "name": facts.name(facts.problem.site[cut.site]),
                "first": cut.first.isoformat(),
                "last": cut.last.isoformat(),
            }
            self._cuts.setdefault(cut.village, []).append(told)

    def villages(self, lands: Mapping[str, VillageLand] | None = None) -> Iterator[Feature]:
        """Villages; with their land where ``lands`` holds it, else as points."""
        for site in self._seen_sites():
            if site.kind is SiteKind.VILLAGE:
                shape = None if lands is None else lands.get(site.id)
                about = {**self._about(site), **self._people(site), **self._state(site)}
                if shape is not None:
                    about["approximate"] = shape.approximate
                yield feature(site.id, point(site) if shape is None else land(shape), about)

    def sites(self) -> Iterator[Feature]:
        """Schools and all other places, and the bases of teams."""
        if not self._own:
            for base in self.facts.problem.bases:
                named = {"code": base.id, "name": base.name, "label": base.name, "kind": "base"}
                yield feature(base.id, point(base), named)
        for site in self._seen_sites():
            if site.kind is not SiteKind.VILLAGE:
                about = {**self._about(site), "demand": site.recording_demand, **self._state(site)}
                yield feature(site.id, point(site), about)

    def hubs(self) -> Iterator[Feature]:
        """Places where other villages join, with what their visits add up to."""
        held: dict[str, list[VisitFacts]] = {}
        for item in self._visits:
            if item.is_hub:
                held.setdefault(item.site.id, []).append(item)
        for id, visits in sorted(held.items()):
            site = visits[0].site
            joined = sorted({origin.origin.id for item in visits for origin in item.joined})
            about = {
                **self._about(site),
                "villages": joined,
                "village_names": [self.facts.name(self.facts.problem.site[name]) for name in joined],
                "visits": [visit_id(item.site.id, item.visit.day) for item in visits],
                "days": [item.visit.day.isoformat() for item in visits],
                "teams": sorted({item.trip.team for item in visits}),
                "colour": visits[0].mark.colour,
                "letter": visits[0].mark.letter,
                "recorded": rounded_people(sum(item.recorded for item in visits)),
                "satellite_kit": any(item.has_kit for item in visits),
            }
            yield feature(id, point(site), about)

    def joins(self) -> Iterator[Feature]:
        """A line from each village that joins to where its people go."""
        for item in self._visits:
            for origin in item.joined:
                about = {
                    "village": origin.origin.id,
                    "village_name": self.facts.name(origin.origin),
                    "hub": item.site.id,
                    "hub_name": self.facts.name(item.site),
                    "day": item.visit.day.isoformat(),
                    "team": item.trip.team,
                    "colour": item.mark.colour,
                    "letter": item.mark.letter,
                    "distance_m": origin.distance_m,
                    "duration_s": origin.duration_s,
                    "straight": True,
                    **_told(origin),
                }
                id = f"{origin.origin.id}~{visit_id(item.site.id, item.visit.day)}"
                yield feature(id, line([origin.origin, item.site]), about)

    def visits(self) -> Iterator[Feature]:
        """Every visit, where it is held."""
        for item in self._visits:
            visit = item.visit
            about = {
                **self._about(item.site),
                "day": visit.day.isoformat(),
                "team": item.trip.team,
                "colour": item.mark.colour,
                "letter": item.mark.letter,
                "trip": item.trip.id,
                "stop": item.stop,
                "start": clock_text(visit.start),
                "end": clock_text(visit.end),
                "service": visit.service.value,
                "is_hub": item.is_hub,
                "joined": [origin.origin.id for origin in item.joined],
                "joined_names": [self.facts.name(origin.origin) for origin in item.joined],
                "satellite_kit": item.has_kit,
                "overnight": len(item.trip.days) > 1,
                "invited": item.invited,
                "recorded": rounded_people(item.recorded),
                "cards": rounded_people(item.cards),
                "ikd": rounded_people(item.ikd),
            }
            yield feature(visit_id(visit.site, visit.day), point(item.site), about)

    def routes(self) -> Iterator[Feature]:
        """One line for each day of a trip, from where it starts through its stops to where it ends."""
        shown = {(item.trip.id, item.visit.day) for item in self._visits}
        for trip in self.facts.document.trips:
            for number, day in enumerate(trip_days(self.facts.problem, trip)):
                if (trip.id, day.day) not in shown:
                    continue
                stations = self.facts.stations(day)
                known = all(leg.metres is not None for leg in day.legs)
                about = {
                    "trip": trip.id,
                    "day": day.day.isoformat(),
                    "day_of_trip": number + 1,
                    "days": len(trip.days),
                    "lodging": None if day.last else stations[-1].name,
                    "team": trip.team,
                    "colour": self.facts.marks[trip.team].colour,
                    "letter": self.facts.marks[trip.team].letter,
                    "stops": [visit.site for visit in day.visits],
                    "stop_names": [self.facts.name(self.facts.problem.site[visit.site]) for visit in day.visits],
                    "distance_m": sum(leg.metres or 0 for leg in day.legs) if known else None,
                    "driving_s": sum(leg.seconds or 0 for leg in day.legs) if known else None,
                    "straight": True,
                    **self._sums(trip, day.day),
                }
                yield feature(f"{trip.id}~{day.day.isoformat()}", line(stations), about)

    # --- parts of features -----------------------------------------------------------------------------------

    def _seen_sites(self) -> Iterator[Site]:
        places = set(self.principal.sites)
        for site in self.facts.problem.sites:
            if not self._own or site.id in self._at or not places.isdisjoint({site.id, site.subdistrict}):
                yield site

    def _about(self, site: Site) -> dict[str, Any]:
        return {
            "code": site.id,
            "name": site.name,
            "label": self.facts.name(site),
            "kind": site.kind.value,
            "subdistrict": site.subdistrict,
            "closed": [day.isoformat() for day in site.closed_dates if self.facts.problem.period.day(day)],
        }

    def _people(self, site: Site) -> dict[str, Any]:
        signal = self.facts.problem.signal_of.get(site.id)
        return {
            "eligible": site.eligible,
            "recorded_before": site.recorded,
            "unrecorded": site.unrecorded,
            "unrecorded_permille": None if not site.eligible else site.unrecorded * PERMILLE // site.eligible,
            "ikd_active": site.ikd_active,
            "print_ready": site.print_ready,
            "demand": site.recording_demand,
            "signal": site.connectivity.value,
            "signal_planned_as": planned_connectivity(self.facts.problem.policy, site).value,
            "signal_source": None if signal is None else signal.source.value,
            "last_visit": None if site.last_visit is None else site.last_visit.isoformat(),
            "cuts": self._cuts.get(site.id, []),
            "data_ready": None if site.data_ready is None else site.data_ready.isoformat(),
        }

    def _state(self, site: Site) -> dict[str, Any]:
        """What the plan does for a place: at home, joined, left out, partly, or nothing to do."""
        served = self._at.get(site.id, [])
        left = self.facts.unserved.get(site.id)
        guests = any(item.site.id == site.id for item in self._visits)
        state = "none"
        if served:
            state = "joined" if all(item.site.id != site.id for item, _ in served) else "home"
            state = "partly" if left is not None and left.invited < left.demand else state
        elif left is not None:
            state = "left_out"
        elif guests:
            state = "home"
        where = served[0][0] if served else None
        return {
            "state": state,
            "place": None if where is None else where.site.id,
            "place_name": None if where is None else self.facts.name(where.site),
            "distance_m": None if where is None else served[0][1].distance_m,
            "days": [item.visit.day.isoformat() for item, _ in served],
            "teams": sorted({item.trip.team for item, _ in served}),
            "visits": [visit_id(item.site.id, item.visit.day) for item, _ in served],
            "colour": None if where is None else where.mark.colour,
            "letter": None if where is None else where.mark.letter,
            "invited": sum(origin.people.invited + origin.people.invited_ikd for _, origin in served),
            "recorded": rounded_people(sum(origin.people.recorded for _, origin in served)),
            "cards": rounded_people(sum(origin.people.cards for _, origin in served)),
            "ikd": rounded_people(sum(origin.people.ikd for _, origin in served)),
            "reason": None if left is None or self._own else left.reason.value,
            "evidence": None if left is None or self._own else left.evidence.value,
        }

    def _sums(self, trip: Trip, day: date) -> dict[str, Any]:
        there = [item for item in self._visits if item.trip.id == trip.id and item.visit.day == day]
        return {
            "visits": len(there),
            "villages": self.facts.villages_at(tuple(there)),
            "recorded": rounded_people(sum(item.recorded for item in there)),
        }


def _told(origin: OriginFacts) -> dict[str, Any]:
    people = origin.people
    return {
        "invited": people.invited + people.invited_ikd,
        "recorded": rounded_people(people.recorded),
        "cards": rounded_people(people.cards),
        "ikd": rounded_people(people.ikd),
    }
