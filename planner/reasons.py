"""Sentences that tell why an origin is left out, in Indonesian and English, each with its numbers."""

import math
from datetime import timedelta

from planner.alone import Alone, Demand, Obstacle, Wanted, demand_of
from planner.crew import skill_counts, staff_free
from planner.domain.plan import Reason
from planner.domain.problem import Problem
from planner.domain.site import Site, SiteKind
from planner.domain.team import Skill, Team, VehicleClass
from planner.rules.wording import Pair, kilometres, number, skill_word, span, told, vehicle_word
from planner.service import HOSTING_KINDS, link_permille
from planner.team_days import first_noticed_day

EARTH_RADIUS_M = 6_371_008.8


def joined(*parts: Pair) -> Pair:
    """Sentences one after the other."""
    return " ".join(part[0] for part in parts), " ".join(part[1] for part in parts)


def invited_text(demand: Demand, invited: int) -> Pair:
    """How many of how many get what they wait for."""
    texts = {
        Wanted.RECORDING: ("{invited} dari {people} orang diundang.", "{invited} of {people} people are invited."),
        Wanted.CARDS: (
            "{invited} dari {people} kartu siap cetak diserahkan.",
            "{invited} of {people} cards that are ready to print are handed over.",
        ),
        Wanted.IKD: (
            "{invited} dari {people} orang diundang untuk IKD.",
            "{invited} of {people} people are invited for the digital identity.",
        ),
    }
    return told(*texts[demand.wanted], invited=invited, people=demand.people)


def no_demand_text(origin: Site) -> Pair:
    """Nobody is left to serve."""
    if origin.kind is SiteKind.VILLAGE:
        return told(
            "Tidak ada lagi yang perlu diundang: {recorded} dari {eligible} wajib KTP sudah merekam, "
            "{pupils} lainnya dilayani lewat sekolah.",
            "Nobody is left to invite: {recorded} of {eligible} eligible residents are recorded, "
            "{pupils} more are served at schools.",
            recorded=origin.recorded,
            eligible=origin.eligible,
            pupils=origin.pupils_17plus,
        )
    return told("Tidak ada lagi yang perlu diundang.", "Nobody is left to invite.")


def excluded_text() -> Pair:
    """Left out on the planner's word."""
    return told("Dikeluarkan dari rencana oleh perencana.", "Left out of the plan by the planner.")


def impossible_text(alone: Alone, origin: Site, obstacle: Obstacle) -> Pair:
    """Why the origin cannot be served even alone."""
    problem, site = alone.problem, obstacle.site
    first, last = problem.period.first, problem.period.last
    if obstacle.reason in (Reason.NO_SIGNAL_NO_KIT, Reason.NO_HUB_IN_REACH):
        return _no_signal_text(problem, origin, obstacle.reason)
    if obstacle.reason is Reason.VISITED_RECENTLY:
        return _visited_text(alone, site)
    if obstacle.reason is Reason.SKILL_MISSING:
        return _skill_text(problem, demand_of(problem, origin).wanted)
    if obstacle.reason in (Reason.UNREACHABLE, Reason.TRIP_TOO_LONG):
        return _way_text(alone, site, obstacle.reason)
    texts = {
        Reason.DATA_NOT_READY: (
            "Data {site} baru siap pada {ready}, padahal periode berakhir pada {last}.",
            "The data of {site} are ready on {ready} only; the period ends on {last}.",
        ),
        Reason.NOTICE_TOO_SHORT: (
            "Pemberitahuan perlu {notice} hari: {site} paling cepat dikunjungi {noticed}, "
            "dan sejak hari itu sampai {last} tidak ada hari yang cocok.",
            "Notice takes {notice} days: {site} can be visited from {noticed}, and from then to {last} no day fits.",
        ),
        Reason.NO_OPEN_DAY: (
            "{site} tutup pada semua hari yang tersisa antara {first} dan {last}: hari libur, hari tutup, "
            "sekolah tutup, hari pasar, di luar tanggal acara, atau jalan ke sana putus.",
            "{site} is closed on all days left from {first} to {last}: holidays, its own days off, "
            "school days off, market days, not the dates of the event, or the way there is cut.",
        ),
        Reason.EQUIPMENT_EXHAUSTED: (
            "Peralatan yang diperlukan untuk {site} (perangkat satelit, alat rekam, printer atau kendaraan) tidak ada "
            "pada hari bukanya.",
            "The equipment that {site} needs (satellite kit, recording sets, printers or vehicle) is not there on the "
            "days when it is open.",
        ),
        Reason.TEAM_DAYS_EXHAUSTED: (
            "Tidak satu pun dari {teams} tim boleh turun pada hari {site} dapat dikunjungi: "
            "hari libur tim atau batas hari lapangan.",
            "None of the {teams} teams may go out on the days when {site} can be visited: "
            "days off of the team or limits of field days.",
        ),
    }
    ready = max((day for day in (origin.data_ready, site.data_ready) if day is not None), default=first)
    return told(
        *texts[obstacle.reason],
        site=site.name,
        ready=ready,
        first=first,
        last=last,
        notice=problem.policy.notice_days,
        noticed=first_noticed_day(problem),
        teams=len(problem.teams),
    )


def _visited_text(alone: Alone, site: Site) -> Pair:
    policy = alone.problem.policy
    visited = alone.last_visit(site) or alone.problem.period.first
    return told(
        "{site} terakhir dikunjungi {visited}; kunjungan berikutnya paling cepat {gap} hari kemudian, {next}, "
        "dan sesudah itu tidak ada hari lagi sampai {last}.",
        "{site} was last visited on {visited}; the next visit is possible {gap} days later, on {next}, "
        "and no day is left after that until {last}.",
        site=site.name,
        visited=visited,
        gap=policy.min_gap_days,
        next=visited + timedelta(days=policy.min_gap_days),
        last=alone.problem.period.last,
    )


def _no_signal_text(problem: Problem, origin: Site, reason: Reason) -> Pair:
    if reason is Reason.NO_SIGNAL_NO_KIT:
        in_reach = sum(village == origin.id for village, _ in problem.reach_of)
        return told(
            "{name} tanpa sinyal dan tidak ada perangkat satelit; dari {count} tempat dalam jangkauan "
            "tidak ada yang dapat menjadi titik kumpul bersinyal.",
            "{name} has no signal and there is no satellite kit; of {count} places in reach "
            "none can be a hub with signal.",
            name=origin.name,
            count=in_reach,
        )
    limits: dict[str, Pair | str] = {
        "name": origin.name,
        "km": kilometres(problem.policy.hub_max_m),
        "time": span(problem.policy.hub_max_s),
    }
    nearest = nearest_hub(problem, origin)
    if nearest is None:
        return told(
            "{name} tanpa sinyal, tidak ada perangkat satelit, dan tidak ada titik kumpul bersinyal sama sekali "
            "(batas {km} dan {time}).",
            "{name} has no signal, there is no satellite kit, and no hub with signal at all (limit {km} and {time}).",
            **limits,
        )
    hub, distance_m, duration_s = nearest
    way = kilometres(round(distance_m, -2))
    by_road = told(
        "{way} dan {duration} lewat jalan", "{way} and {duration} by road", way=way, duration=span(duration_s or 0)
    )
    straight = told("{way} garis lurus", "{way} as the crow flies", way=way)
    return told(
        "{name} tanpa sinyal dan tidak ada perangkat satelit. Titik kumpul bersinyal terdekat, {hub}, "
        "berjarak {how}; batasnya {km} dan {time} lewat jalan.",
        "{name} has no signal and there is no satellite kit. The nearest hub with signal, {hub}, is {how} away; "
        "the limits are {km} and {time} by road.",
        hub=hub.name,
        how=straight if duration_s is None else by_road,
        **limits,
    )


def nearest_hub(problem: Problem, village: Site) -> tuple[Site, int, int | None] | None:
    """Nearest other site that can be a hub without a kit: (site, metres, seconds).

    By road for the people's own vehicle where its travel table is known, else straight and without a time.
    """
    table = problem.travel_of.get(VehicleClass.MOTORCYCLE)
    found: list[tuple[int, str, int | None]] = []
    for site in problem.sites:
        may_host = site.kind in HOSTING_KINDS and not site.excluded
        if site.id == village.id or not may_host or not link_permille(problem.policy, site, with_kit=False):
            continue
        leg = None if table is None else table.leg(village.id, site.id)
        if leg is not None:
            found.append((leg[1], site.id, leg[0]))
        elif table is None:
            found.append((straight_m(village, site), site.id, None))
    if not found:
        return None
    metres, name, seconds = min(found, key=lambda item: item[:2])
    return problem.site[name], metres, seconds


def straight_m(start: Site, end: Site) -> int:
    """Metres along the great circle."""
    up, down = math.radians(start.lat), math.radians(end.lat)
    across = math.sin(math.radians(end.lon - start.lon) / 2) ** 2 * math.cos(up) * math.cos(down)
    return round(2 * EARTH_RADIUS_M * math.asin(math.sqrt(math.sin((down - up) / 2) ** 2 + across)))


def _skill_text(problem: Problem, wanted: Wanted) -> Pair:
    """What the least demanding team needs, and the most that is there on any working day."""
    if wanted is Wanted.IKD and not any(team.ikd_officers for team in problem.teams):
        return told("Tidak ada tim dengan petugas IKD.", "No team has an IKD officer.")
    team = min(problem.teams, key=lambda item: (item.crew_size, item.id))
    days = [day.day for day in problem.period.days if day.working]
    counts = [skill_counts(staff_free(problem, team, day)) for day in days]
    best = {skill: max((count.get(skill, 0) for count in counts), default=0) for skill in Skill}
    return told(
        "Tidak ada regu lengkap pada hari yang mungkin: tim {team} memerlukan {needs}; petugas yang tersedia paling "
        "banyak {best}, dan {stay} perekam tetap di kantor.",
        "No complete crew on any day that is possible: team {team} needs {needs}; at most {best} are there, "
        "and {stay} who record stay at the office.",
        team=team.id,
        needs=_skills(team, {need.skill: need.count for need in team.crew}),
        best=_skills(team, best),
        stay=problem.policy.office_minimum_record,
    )


def _skills(team: Team, counts: dict[Skill, int]) -> Pair:
    """``("perekaman 2, aktivasi IKD 1", "recording 2, IKD activation 1")`` for the skills of a team's crew."""
    parts = [(skill_word(need.skill), number(counts.get(need.skill, 0))) for need in team.crew]
    return ", ".join(f"{word[0]} {count[0]}" for word, count in parts), ", ".join(
        f"{word[1]} {count[1]}" for word, count in parts
    )


def _way_text(alone: Alone, site: Site, reason: Reason) -> Pair:
    """The team for which the way is shortest."""
    problem = alone.problem
    if reason is Reason.UNREACHABLE:
        classes = sorted({vehicle_word(team.vehicle_class) for team in problem.teams})
        return told(
            "Tidak ada jalan yang diketahui dari basis tim ke {site} dan kembali untuk {vehicles}.",
            "There is no known way from the bases of the teams to {site} and back by {vehicles}.",
            site=site.name,
            vehicles=(", ".join(word[0] for word in classes), ", ".join(word[1] for word in classes)),
        )
    ways = [(sum(legs), team.id, legs) for team in problem.teams if (legs := alone.best_legs(team, site)) is not None]
    _, name, (there, back) = min(ways)
    policy = problem.policy
    return told(
        "{site} terlalu jauh untuk satu hari: tim {team} berkendara {there} pergi dan {back} pulang "
        "(batas {leg} sekali jalan, {day} sehari), ditambah {fixed} persiapan dan pengemasan, istirahat, "
        "dan jam layanan tempat itu.",
        "{site} is too far for one day: team {team} drives {there} there and {back} back (limits {leg} a leg, "
        "{day} a day), besides {fixed} of setting up and packing, the break, and the hours of the place.",
        site=site.name,
        team=name,
        there=span(there),
        back=span(back),
        leg=span(policy.driving_leg_max_s),
        day=span(policy.driving_day_max_s),
        fixed=span(policy.setup_s + policy.pack_s),
    )
