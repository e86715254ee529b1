"""What differs from one plan to another: sums, visits, and who gets more or less."""

from dataclasses import replace

from api.documents.facts import PlanFacts
from api.http.languages import sentence
from api.overview.schemas import ComparedPlan, Comparison, PlaceCompared, VisitCompared
from api.plans.seen import Seen
from api.plans.telling import summary_of
from planner.apply import outcomes_of
from planner.differences import Difference, visit_differences
from planner.domain.history import PublishedVisit
from planner.domain.problem import Problem
from planner.units import rounded_people


def compared(before: Seen, after: Seen, announced: set[tuple[str, object]]) -> Comparison:
    """From the first to the second; places that get the same are left out."""
    one, two = summary_of(before.facts), summary_of(after.facts)
    visits = _visits(before.facts, after.facts, announced)
    same = before.problem_sha256 == after.problem_sha256
    return Comparison(
        before=_plan(before),
        after=_plan(after),
        same_data=same,
        undecided=_overlap((one.value, one.bound), (two.value, two.bound)),
        recording=two.people.recording - one.people.recording,
        cards=two.people.cards - one.people.cards,
        ikd=two.people.ikd - one.people.ikd,
        cost_rupiah=two.cost_rupiah - one.cost_rupiah,
        villages_served=two.villages_served - one.villages_served,
        visits_moved=sum(item.kind in (Difference.MOVED, Difference.DROPPED) for item in visits),
        visits=visits,
        places=_places(before.facts, after.facts),
    )


def _plan(seen: Seen) -> ComparedPlan:
    return ComparedPlan(id=seen.row.id, name=seen.row.name, revision=seen.revision, summary=summary_of(seen.facts))


def _overlap(one: tuple[float, float | None], two: tuple[float, float | None]) -> bool:
    """Whether value to bound of both have something in common; without a bound the range is open above."""
    low, high = sorted((one, two), key=lambda item: item[0])
    return low[1] is None or low[1] >= high[0]


def _visits(before: PlanFacts, after: PlanFacts, announced: set[tuple[str, object]]) -> list[VisitCompared]:
    seen_from_the_start = replace(
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
        ),
        period=replace(after.problem.period, as_of=min(before.problem.period.first, after.problem.period.first)),
    )
    return [
        VisitCompared(
            kind=item.kind.value,
            site=item.site,
            name=after.name(seen_from_the_start.site[item.site]),
            sentence=sentence(item.sentence),
            announced=item.announced,
        )
        for item in visit_differences(seen_from_the_start, after.document.plan)
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
