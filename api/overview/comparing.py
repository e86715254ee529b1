"""What differs from one plan to another: sums, visits, and who gets more or less."""

from dataclasses import replace

from api.documents.facts import PlanFacts
from api.http.languages import sentence
from api.overview.schemas import (
    ComparedPlan,
    Comparison,
    OriginCompared,
    PlaceCompared,
    StaffCompared,
    VisitCompared,
)
from api.plans.seen import Seen
from api.plans.telling import summary_of
from planner.apply import outcomes_of
from planner.differences import Difference, origin_differences, staff_differences, visit_differences
from planner.domain.history import PublishedVisit
from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.domain.site import SiteKind
from planner.ledger import lines_total, trip_cost
from planner.units import rounded_people


def compared(before: Seen, after: Seen, announced: set[tuple[str, object]]) -> Comparison:
    """From the first to the second; places that get the same are left out.

    Where the second is the rest of the first, planned anew when part of it was over, what is over counts in neither.
    """
    one, two = summary_of(before.facts), summary_of(after.facts)
    over = _over(before.facts, after.facts)
    gone = [item for item in before.facts.visits if item.trip in over]
    published = _published(before.facts, after.facts, over, announced)
    visits = _visits(published, after.facts)
    coming = Plan(trips=tuple(trip for trip in before.facts.document.trips if trip not in over), assignments=())
    return Comparison(
        before=_plan(before),
        after=_plan(after),
        same_data=before.problem_sha256 == after.problem_sha256,
        undecided=_overlap((one.value, one.bound), (two.value, two.bound)),
        recording=two.people.recording - one.people.recording + rounded_people(sum(item.recorded for item in gone)),
        cards=two.people.cards - one.people.cards + rounded_people(sum(item.cards for item in gone)),
        ikd=two.people.ikd - one.people.ikd + rounded_people(sum(item.ikd for item in gone)),
        cost_rupiah=two.cost_rupiah
        - one.cost_rupiah
        + sum(lines_total(trip_cost(before.facts.problem, trip)) for trip in over),
        villages_served=two.villages_served - one.villages_served + _villages_only_in(before.facts, over),
        visits_moved=sum(item.kind in (Difference.MOVED, Difference.DROPPED) for item in visits),
        visits=visits,
        places=_places(before.facts, after.facts),
        origins=[
            OriginCompared(
                site=item.origin,
                name=after.facts.name(published.site[item.origin]),
                announced=item.announced,
                sentence=sentence(item.sentence),
            )
            for item in origin_differences(published, coming, after.facts.document.plan)
        ],
        staff=[
            StaffCompared(member=item.member, lost=list(item.lost), new=list(item.new))
            for item in staff_differences(coming, after.facts.document.plan)
        ],
        done_visits=len(gone),
    )


def _over(before: PlanFacts, after: PlanFacts) -> tuple[Trip, ...]:
    """Trips of the first plan that the second one's problem calls done."""
    done = {(item.site, item.day) for item in after.problem.done} - {
        (item.site, item.day) for item in before.problem.done
    }
    return tuple(
        trip for trip in before.document.trips if any((visit.site, visit.day) in done for visit in trip.visits)
    )


def _villages_only_in(facts: PlanFacts, over: tuple[Trip, ...]) -> int:
    """Villages that are served by trips that are over, and by none to come."""
    served: dict[bool, set[str]] = {True: set(), False: set()}
    for item in facts.visits:
        for origin in item.origins:
            if origin.origin.kind is SiteKind.VILLAGE and origin.people.recorded > 0:
                served[item.trip in over].add(origin.origin.id)
    return len(served[True] - served[False])


def _plan(seen: Seen) -> ComparedPlan:
    return ComparedPlan(id=seen.row.id, name=seen.row.name, revision=seen.revision, summary=summary_of(seen.facts))


def _overlap(one: tuple[float, float | None], two: tuple[float, float | None]) -> bool:
    """Whether value to bound of both have something in common; without a bound the range is open above."""
    low, high = sorted((one, two), key=lambda item: item[0])
    return low[1] is None or low[1] >= high[0]


def _published(
    before: PlanFacts, after: PlanFacts, over: tuple[Trip, ...], announced: set[tuple[str, object]]
) -> Problem:
    """The second problem with what was to come of the first plan as published, and nothing over yet."""
    return replace(
        _with_sites(after.problem, before.problem),
        published=tuple(
            PublishedVisit(
                site=item.visit.site,
                day=item.visit.day,
                team=item.trip.team,
                start=item.visit.start,
                announced=(item.visit.site, item.visit.day) in announced,
                origins=tuple(sorted({origin.origin.id for origin in item.joined})),
            )
            for item in before.visits
            if item.trip not in over
        ),
        period=replace(after.problem.period, as_of=min(before.problem.period.first, after.problem.period.first)),
    )


def _visits(published: Problem, after: PlanFacts) -> list[VisitCompared]:
    return [
        VisitCompared(
            kind=item.kind.value,
            site=item.site,
            name=after.name(published.site[item.site]),
            sentence=sentence(item.sentence),
            announced=item.announced,
        )
        for item in visit_differences(published, after.document.plan)
    ]


def _with_sites(problem: Problem, other: Problem) -> Problem:
    """The problem with the places of the other as well: a plan may be of data that have fewer."""
    missing = [site for site in other.sites if site.id not in problem.site]
    if not missing:
        return problem
    # Only names are looked up: ways to these places are not known here and not asked for.
    bare = replace(problem, travel=(), teams=(), dated_travel=(), pins=(), reach=())
    return replace(bare, sites=tuple(sorted((*problem.sites, *missing), key=lambda site: site.id)))


def _places(before: PlanFacts, after: PlanFacts) -> list[PlaceCompared]:
    was, now = (outcomes_of(facts.problem, facts.document.plan) for facts in (before, after))
    found = []
    for id in sorted(was.keys() | now.keys()):
        one = rounded_people(was[id].recorded) if id in was else 0
        two = rounded_people(now[id].recorded) if id in now else 0
        if one == two:
            continue
        facts = after if id in after.problem.site else before
        site = facts.problem.site[id]
        found.append(
            PlaceCompared(
                site=id,
                name=facts.name(site),
                subdistrict=site.subdistrict,
                kind=site.kind.value,
                lat=site.lat,
                lon=site.lon,
                recording_before=one,
                recording_after=two,
                change=two - one,
            )
        )
    return sorted(found, key=lambda item: (item.change, item.site))
