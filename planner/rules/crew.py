"""``crew``: a trip lacks a skill, a person is booked twice, away or of another team, or the office falls too low.

Each person fills one skill; driving is doubled by anybody on the trip who can. Where the office lists no staff
at all and the plan names none, nobody can be checked and nothing is broken. A fixed team goes with its members only.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from planner.domain.plan import Plan, Trip
from planner.domain.problem import Problem
from planner.domain.team import Skill, StaffMember, Team
from planner.rules.reading import place_text, trips_on
from planner.rules.violation import Violation
from planner.rules.wording import skill_word, told

RULE = "crew"
TITLE = (
    "Setiap perjalanan lengkap awaknya, tidak ada petugas bertugas ganda, dan loket tetap terisi",
    "Every trip has its skills, nobody is booked twice or away, and the counter stays manned",
)


def check(problem: Problem, plan: Plan) -> Iterator[Violation]:
    """Skills missing on trips, staff away, of other teams or booked twice, days with too few left at the office."""
    if not problem.staff:
        return
    for trip in plan.trips:
        yield from _skills(problem, trip)
        yield from _strangers(problem, trip)
        yield from _absences(problem, trip)
    for day, trips in trips_on(plan).items():
        yield from _booked_twice(day, trips)
        yield from _office(problem, day, trips)


def missing_skills(team: Team, crew: Sequence[StaffMember]) -> Counter[Skill]:
    """Skills of the team's need that ``crew`` cannot fill: an exact matching of people to places."""
    places = [need.skill for need in team.crew if need.skill is not Skill.DRIVE for _ in range(need.count)]
    place_of: dict[int, int] = {}  # person -> place

    def fill(place: int, tried: set[int]) -> bool:
        for person, member in enumerate(crew):
            if places[place] not in member.skills or person in tried:
                continue
            tried.add(person)
            if person not in place_of or fill(place_of[person], tried):
                place_of[person] = place
                return True
        return False

    missing: Counter[Skill] = Counter(skill for place, skill in enumerate(places) if not fill(place, set()))
    drivers = sum(Skill.DRIVE in member.skills for member in crew)
    if drivers < team.need(Skill.DRIVE):
        missing[Skill.DRIVE] = team.need(Skill.DRIVE) - drivers
    return missing


def _skills(problem: Problem, trip: Trip) -> Iterator[Violation]:
    team = problem.team[trip.team]
    crew = [problem.member[name] for name in sorted(set(trip.staff))]
    for skill, count in missing_skills(team, crew).items():
        need = team.need(skill)
        yield Violation(
            rule=RULE,
            where=place_text(trip.id, skill.value),
            found=str(need - count),
            allowed=str(need),
            amount=count,
            sentence=told(
                "Tim {team} pada {day} kekurangan {count} petugas {skill} (perlu {need}).",
                "Team {team} on {day} lacks {count} of its staff for {skill} (it needs {need}).",
                team=trip.team,
                day=trip.days[0],
                count=count,
                skill=skill_word(skill),
                need=need,
            ),
        )


def _strangers(problem: Problem, trip: Trip) -> Iterator[Violation]:
    """Somebody who does not belong to a fixed team, or belongs to another."""
    team = problem.team[trip.team]
    own = {member.id for member in problem.staff_of(team)}
    for name in sorted(set(trip.staff) - own):
        others = [other.id for other in problem.teams if name in other.members]
        if others:
            sentence = told(
                "Petugas {name} anggota tetap tim {others}, tetapi ditugaskan ke tim {team}.",
                "Staff member {name} belongs to team {others}, but is sent with team {team}.",
                name=name,
                others=", ".join(others),
                team=trip.team,
            )
        else:
            sentence = told(
                "Petugas {name} bukan anggota tim tetap {team}.",
                "Staff member {name} is no member of the fixed team {team}.",
                name=name,
                team=trip.team,
            )
        yield Violation(
            rule=RULE,
            where=place_text(trip.id, name),
            found=name,
            allowed=", ".join(sorted(own)),
            amount=1,
            sentence=sentence,
        )


def _absences(problem: Problem, trip: Trip) -> Iterator[Violation]:
    for name in sorted(set(trip.staff)):
        for day in trip.days:
            if problem.member[name].is_away(day):
                yield Violation(
                    rule=RULE,
                    where=place_text(trip.id, day, name),
                    found="away",
                    allowed="present",
                    amount=1,
                    sentence=told(
                        "Petugas {name} tidak tersedia pada {day}, tetapi ditugaskan ke tim {team}.",
                        "Staff member {name} is away on {day}, but is sent with team {team}.",
                        name=name,
                        day=day,
                        team=trip.team,
                    ),
                )


def _booked_twice(day: date, trips: Sequence[Trip]) -> Iterator[Violation]:
    for name, count in sorted(Counter(name for trip in trips for name in trip.staff).items()):
        if count > 1:
            yield Violation(
                rule=RULE,
                where=place_text(name, day),
                found=str(count),
                allowed="1",
                amount=count - 1,
                sentence=told(
                    "Petugas {name} ditugaskan {count} kali pada {day}; hanya sekali yang mungkin.",
                    "Staff member {name} is booked {count} times on {day}; once is possible.",
                    name=name,
                    count=count,
                    day=day,
                ),
            )


def _office(problem: Problem, day: date, trips: Sequence[Trip]) -> Iterator[Violation]:
    present = {item.id for item in problem.staff if Skill.RECORD in item.skills and not item.is_away(day)}
    out = {name for trip in trips for name in trip.staff} & present
    # Where absences alone go below the minimum, nobody who records may leave; that nobody is left is no breach.
    may_leave = max(0, len(present) - problem.policy.office_minimum_record)
    if len(out) > may_leave:
        yield Violation(
            rule=RULE,
            where=place_text("office", day),
            found=str(len(present) - len(out)),
            allowed=str(problem.policy.office_minimum_record),
            amount=len(out) - may_leave,
            sentence=told(
                "Pada {day} hanya {left} petugas perekaman tinggal di kantor; paling sedikit {least}.",
                "On {day} only {left} of the recording staff stay at the office; at least {least} must.",
                day=day,
                left=len(present) - len(out),
                least=problem.policy.office_minimum_record,
            ),
        )
