"""``hub_assignment``: a village has two places of service, or a hub is out of reach (that day), chained or too full.

The place of service of a village is where the plan assigns it, where its people are invited, and where visits
already done served it: all one and the same site for the whole period.
"""

from collections import defaultdict
from collections.abc import Iterator

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.rules.reading import link_of, place_text, visit_place, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import Pair, kilometres, span, told
from planner.service import HOSTING_KINDS, may_join

RULE = "hub_assignment"
TITLE = (
    "Setiap desa dilayani di satu tempat saja: di desanya atau di satu titik kumpul yang terjangkau",
    "Every village is served at one place: its own site or one hub within reach",
)
Places = dict[str, set[str]]


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Villages with two places, guests who may not join or come, hubs chained, too full or without signal."""
    planned = _planned_places(plan)
    places = _with_done(problem, planned)
    yield from _two_places(problem, {origin: places[origin] for origin in planned})
    for origin, sites in planned.items():
        for site in sorted(sites):
            yield from _may_be_served(problem, problem.site[origin], problem.site[site])
    yield from _chains(problem, planned, places)
    yield from _full_hubs(problem, planned, places)
    yield from _hubs_without_signal(problem, plan)
    yield from _cut_off(problem, plan)


def _planned_places(plan: Plan) -> Places:
    places: Places = defaultdict(set)
    for item in plan.assignments:
        places[item.village].add(item.site)
    for _, visit in visits_of(plan):
        for row in visit.people:
            places[row.origin].add(visit.site)
    return dict(sorted(places.items()))


def _with_done(problem: Problem, planned: Places) -> Places:
    places = {origin: set(sites) for origin, sites in planned.items()}
    for visit in problem.done:
        if visit.origin in problem.site and visit.site in problem.site:
            places.setdefault(visit.origin, set()).add(visit.site)
    return dict(sorted(places.items()))


def _two_places(problem: Problem, places: Places) -> Iterator[Violation]:
    for origin, sites in places.items():
        if len(sites) > 1:
            yield Violation(
                rule=RULE,
                where=origin,
                found=str(len(sites)),
                allowed="1",
                amount=len(sites) - 1,
                sentence=told(
                    "Warga {origin} dilayani di {count} tempat ({sites}); hanya satu yang boleh dalam periode ini.",
                    "People of {origin} are served at {count} places ({sites}); one is allowed in the period.",
                    origin=problem.site[origin].name,
                    count=len(sites),
                    sites=", ".join(problem.site[site].name for site in sorted(sites)),
                ),
            )


def _may_be_served(problem: Problem, origin: Site, site: Site) -> Iterator[Violation]:
    reason = None if origin.id == site.id else _why_not(problem, origin, site)
    if reason is not None:
        yield Violation(
            rule=RULE,
            where=place_text(origin.id, site.id),
            found=site.id,
            allowed=origin.id,
            amount=1,
            sentence=told(
                "Warga {origin} tidak boleh dilayani di {site}: {reason}.",
                "People of {origin} may not be served at {site}: {reason}.",
                origin=origin.name,
                site=site.name,
                reason=reason,
            ),
        )


def _why_not(problem: Problem, origin: Site, site: Site) -> Pair | None:
    """Why people of ``origin`` may not join at ``site``, or ``None`` if they may."""
    policy = problem.policy
    if origin.excluded:
        return "perencana mengecualikannya", "the planner has excluded them"
    if origin.kind is not SiteKind.VILLAGE:
        return "hanya desa yang boleh bergabung ke tempat lain", "only villages may join another site"
    if site.kind not in HOSTING_KINDS:
        return "titik kumpul hanya desa atau balai", "a hub is a village or a hall"
    pair = problem.reach_of.get((origin.id, site.id))
    limits = told("{km} dan {time}", "{km} and {time}", km=kilometres(policy.hub_max_m), time=span(policy.hub_max_s))
    if pair is None or pair.distance_m > policy.hub_max_m or pair.duration_s > policy.hub_max_s:
        return told("jaraknya di luar batas {limits}", "it is beyond the limits of {limits}", limits=limits)
    if not may_join(problem, origin, site):
        return told(
            "desa itu bersinyal dan {count} warganya belum rekam, lebih dari {limit}",
            "the village has signal and {count} people not recorded, more than {limit}",
            count=origin.unrecorded,
            limit=policy.join_max_unrecorded,
        )
    return None


def _guests(planned: Places) -> Places:
    guests: Places = defaultdict(set)
    for origin, sites in planned.items():
        for site in sites - {origin}:
            guests[site].add(origin)
    return dict(sorted(guests.items()))


def _chains(problem: Problem, planned: Places, places: Places) -> Iterator[Violation]:
    for host, guests in _guests(places).items():
        # A chain of visits already done is no fault of the plan: it must add a guest or send the host away.
        added = any(host in planned.get(guest, ()) for guest in guests) or planned.get(host, set()) - {host}
        elsewhere = sorted(places.get(host, set()) - {host}) if added else []
        if elsewhere:
            yield Violation(
                rule=RULE,
                where=host,
                found=elsewhere[0],
                allowed=host,
                amount=len(guests),
                sentence=told(
                    "{host} menjadi titik kumpul, tetapi warganya sendiri dilayani di {site}.",
                    "{host} is a hub, but its own people are served at {site}.",
                    host=problem.site[host].name,
                    site=problem.site[elsewhere[0]].name,
                ),
            )


def _full_hubs(problem: Problem, planned: Places, places: Places) -> Iterator[Violation]:
    limit = problem.policy.hub_max_villages
    everybody = _guests(places)
    for hub in _guests(planned):
        # The village that hosts is one of them, whether or not its own people come; a hall is no village.
        villages = everybody[hub]
        if problem.site[hub].kind is SiteKind.VILLAGE:
            villages = villages | {hub}
        if len(villages) > limit:
            yield Violation(
                rule=RULE,
                where=hub,
                found=str(len(villages)),
                allowed=str(limit),
                amount=len(villages) - limit,
                sentence=told(
                    "Titik kumpul {hub} melayani {count} desa; paling banyak {limit}, tuan rumah termasuk.",
                    "The hub {hub} serves {count} villages; {limit} at most, the host included.",
                    hub=problem.site[hub].name,
                    count=len(villages),
                    limit=limit,
                ),
            )


def _hubs_without_signal(problem: Problem, plan: Plan) -> Iterator[Violation]:
    for trip, visit in visits_of(plan):
        guests = sorted(row.origin for row in visit.people if row.origin != visit.site)
        # With an online service this is rule connectivity; here it is a hub that only hands over cards.
        offline = all(row.recorded == 0 and row.ikd == 0 for row in visit.people)
        if guests and offline and link_of(problem, trip, visit) == 0:
            yield Violation(
                rule=RULE,
                where=visit_place(trip, visit),
                found="none",
                allowed="signal or satellite kit",
                amount=len(guests),
                sentence=told(
                    "{site} tidak bersinyal dan tanpa perangkat satelit pada {day}, jadi bukan titik kumpul "
                    "bagi {guests}.",
                    "{site} has neither signal nor satellite kit on {day}, so it is no hub for {guests}.",
                    site=problem.site[visit.site].name,
                    day=visit.day,
                    guests=", ".join(problem.site[guest].name for guest in guests),
                ),
            )


def _cut_off(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Guests invited on a day on which their way to the hub is cut."""
    for trip, visit in visits_of(plan):
        for row in visit.people:
            if problem.is_cut(row.origin, visit.site, visit.day):
                yield Violation(
                    rule=RULE,
                    where=place_text(visit_place(trip, visit), row.origin),
                    found=visit.day.isoformat(),
                    allowed=row.origin,
                    amount=1,
                    sentence=told(
                        "Warga {origin} tidak dapat datang ke {site} pada {day}: jalannya putus atau melewati batas "
                        "hari itu.",
                        "People of {origin} cannot come to {site} on {day}: their way is cut or beyond the limits on "
                        "that day.",
                        origin=problem.site[row.origin].name,
                        site=problem.site[visit.site].name,
                        day=visit.day,
                    ),
                )
