"""``service_capacity``: the minutes of service, the hall, the printers or the cap of IKD activations are exceeded.

Minutes are counted at full speed of the link here; what is too fast for a weak one breaks ``connectivity``. The
printers' cap counts cards that must have been printed on the spot: cards of print-ready people may come from
the office as far as there are such people. A hall counts heads: everybody of whom the visit has something to do,
once (:func:`planner.score.persons`).
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from planner.domain.plan import Plan, Trip, Visit
from planner.domain.policy import IkdCapScope
from planner.domain.problem import Problem
from planner.rules.reading import link_of, place_text, service_time, visit_place, visits_of
from planner.rules.violation import Violation
from planner.rules.wording import exactly, people, people_apart, spans, told
from planner.score import persons
from planner.service import same_day_ready, service_need
from planner.units import MICRO, PERMILLE

RULE = "service_capacity"
TITLE = (
    "Waktu pelayanan, balai, printer dan batas aktivasi IKD sehari mencukupi",
    "Minutes of service, the hall, printers and the daily cap of IKD activations suffice",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Visits with too few minutes, halls with too many people, team-days with too many prints or activations."""
    for trip, visit in visits_of(plan):
        yield from _minutes(problem, trip, visit)
    yield from _halls(problem, plan)
    yield from _printers(problem, plan)
    yield from _ikd_cap(problem, plan)


def _minutes(problem: Problem, trip: Trip, visit: Visit) -> Iterator[Violation]:
    team = problem.team[trip.team]
    recorded = sum(row.recorded for row in visit.people)
    ikd = sum(row.ikd for row in visit.people)
    given = service_time(trip, visit)
    needed = service_need(problem.policy, team, recorded, ikd, max(PERMILLE, link_of(problem, trip, visit)))
    if needed is None:
        yield Violation(
            rule=RULE,
            where=visit_place(trip, visit),
            found="0",
            allowed="1",
            amount=1,
            sentence=told(
                "Tim {team} tidak mempunyai petugas IKD, tetapi {ikd} aktivasi dijadwalkan di {site} pada {day}.",
                "Team {team} has nobody for IKD, but {ikd} activations are planned at {site} on {day}.",
                team=trip.team,
                ikd=people(ikd),
                site=problem.site[visit.site].name,
                day=visit.day,
            ),
        )
    elif needed > given:
        needs, has = spans(needed, max(0, given))
        yield Violation(
            rule=RULE,
            where=visit_place(trip, visit),
            found=f"{given} s",
            allowed=f"{needed} s",
            amount=needed - given,
            sentence=told(
                "Tim {team} perlu {needed} di {site} pada {day} untuk {recorded} perekaman dan {ikd} IKD; "
                "tersedia {given}.",
                "Team {team} needs {needed} at {site} on {day} for {recorded} recordings and {ikd} IKD; "
                "it has {given}.",
                team=trip.team,
                needed=needs,
                site=problem.site[visit.site].name,
                day=visit.day,
                recorded=people(recorded),
                ikd=people(ikd),
                given=has,
            ),
        )


def _halls(problem: Problem, plan: Plan) -> Iterator[Violation]:
    heads: dict[tuple[str, date], int] = defaultdict(int)
    for _, visit in visits_of(plan):
        if problem.site[visit.site].hall_people is not None:
            heads[visit.site, visit.day] += sum(persons(problem, row) for row in visit.people)
    for (name, day), count in sorted(heads.items()):
        site = problem.site[name]
        room = (site.hall_people or 0) * MICRO
        if count > room:
            room_told, count_told = people_apart(room, count)
            yield Violation(
                rule=RULE,
                where=place_text(name, day, "hall"),
                found=exactly(count),
                allowed=exactly(room),
                amount=-(-(count - room) // MICRO),
                sentence=told(
                    "Balai {site} menampung {room} orang sehari; pada {day} diperkirakan dilayani {count}.",
                    "The hall of {site} receives {room} people a day; {count} are expected there on {day}.",
                    site=site.name,
                    room=room_told,
                    day=day,
                    count=count_told,
                ),
            )


def _printers(problem: Problem, plan: Plan) -> Iterator[Violation]:
    same_day: dict[tuple[str, date], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    unused = {site.id: site.print_ready * MICRO for site in problem.sites}
    for trip, visit in visits_of(plan):
        for row in visit.people:
            ready = same_day_ready(problem.policy, problem.site[row.origin], row.recorded)
            same_day[trip.team, visit.day][row.origin] += min(row.cards, ready)
            unused[row.origin] -= max(0, row.cards - ready)
    for (team, day), by_origin in sorted(same_day.items()):
        cap = problem.team[team].printers * problem.policy.prints_per_printer_day * MICRO
        printed = sum(by_origin.values())
        for origin, cards in by_origin.items():
            # Some of these may be cards of print-ready people that nothing else has used up.
            brought = max(0, min(cards, unused[origin], printed - cap))
            printed -= brought
            unused[origin] -= brought
        if printed > cap:
            printed_told, cap_told = people_apart(printed, cap)
            yield Violation(
                rule=RULE,
                where=place_text(team, day, "cards"),
                found=exactly(printed),
                allowed=exactly(cap),
                amount=-(-(printed - cap) // MICRO),
                sentence=told(
                    "Tim {team} mencetak {printed} keping pada {day}; printernya mampu {cap}.",
                    "Team {team} prints {printed} cards on {day}; its printers can do {cap}.",
                    team=team,
                    printed=printed_told,
                    day=day,
                    cap=cap_told,
                ),
            )


def _ikd_cap(problem: Problem, plan: Plan) -> Iterator[Violation]:
    by_team = problem.policy.ikd_cap_scope is IkdCapScope.TEAM
    cap = problem.policy.ikd_cap_per_day * MICRO
    sums: dict[tuple[str, date], int] = defaultdict(int)
    for trip, visit in visits_of(plan):
        sums[trip.team if by_team else "office", visit.day] += sum(row.ikd for row in visit.people)
    for (who, day), count in sums.items():
        if count > cap:
            count_told, cap_told = people_apart(count, cap)
            name = (f"Tim {who}", f"Team {who}") if by_team else ("Kantor", "The office")
            yield Violation(
                rule=RULE,
                where=place_text(who, day, "ikd"),
                found=exactly(count),
                allowed=exactly(cap),
                amount=-(-(count - cap) // MICRO),
                sentence=told(
                    "{name} mengaktifkan {count} IKD pada {day}; paling banyak {cap}.",
                    "{name} activates {count} IKD on {day}; {cap} at most.",
                    name=name,
                    count=count_told,
                    day=day,
                    cap=cap_told,
                ),
            )
