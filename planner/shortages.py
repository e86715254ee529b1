"""Sentences that tell what is used up beside a plan, in Indonesian and English.

They claim no more than is known: that nothing is left of something, or that others were chosen.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.domain.team import Team
from planner.rules.wording import Pair, rupiah, told
from planner.team_days import Busy, why_busy

FEW_DAYS = 3
"""So many days and teams are told one by one; beyond that their names help nobody."""


def dropped_text() -> Pair:
    """The solver could not man it."""
    return told(
        "Kunjungannya dilepas ketika petugas dan perangkat dibagi: tidak ada regu atau perangkat yang masih bebas.",
        "Its visit was dropped when staff and kits were assigned: no crew or kit was free.",
    )


def crew_text(free: int) -> Pair:
    """Team-days are left, people are not."""
    return told(
        "Masih ada {free} hari tim yang mungkin, tetapi petugas yang tersisa tidak cukup untuk satu regu.",
        "{free} team-days are still possible, but the staff left do not make a crew.",
        free=free,
    )


def team_days_text(used: int, available: int, free: int) -> Pair:
    """No team may go out any more, at least on the days that are possible here."""
    if free == 0:
        return told(
            "Tidak ada hari tim tersisa: {used} terpakai dari {available} yang diizinkan batas seminggu dan sebulan.",
            "No team-day is left: {used} are used of {available} that the limits of week and month allow.",
            used=used,
            available=available,
        )
    return told(
        "Pada hari tempat ini dapat dilayani tidak ada hari tim tersisa ({used} terpakai, {free} masih bebas pada "
        "hari lain).",
        "On the days when this place can be served no team-day is left ({used} are used, {free} are free on other "
        "days).",
        used=used,
        free=free,
    )


def busy_teams_text(
    problem: Problem, plan: Plan, wanted: Iterable[tuple[str, date]], free: Iterable[tuple[str, date]]
) -> Pair | None:
    """What keeps each team from the days that are possible here, when teams are free, and what would change it.

    Parameters
    ----------
    wanted
        The teams and days that could serve the place; none of them is free.
    free
        Teams and days that are free beside the plan.

    Returns
    -------
    Nothing where the days or the teams are many: then the month is full as a whole.
    """
    pairs = sorted(set(wanted), key=lambda pair: (pair[1], pair[0]))
    days, teams = sorted({day for _, day in pairs}), {team for team, _ in pairs}
    if not pairs or len(days) > FEW_DAYS or len(teams) > FEW_DAYS:
        return None
    parts: list[Pair] = []
    limited = False
    for name, day in pairs:
        busy = why_busy(problem, plan, problem.team[name], day)
        if busy is not None:
            limited = limited or busy[0] in (Busy.WEEK, Busy.MONTH)
            parts.append(_busy_text(problem.team[name], day, *busy))
    near = sorted(
        (pair for pair in free if pair[0] in teams), key=lambda pair: (abs((pair[1] - days[0]).days), pair[1], pair[0])
    )
    by_day: dict[date, list[str]] = defaultdict(list)
    for name, day in near:
        if len(by_day) < FEW_DAYS or day in by_day:
            by_day[day].append(name)
    if by_day:
        parts.append(_free_text(by_day))
    parts.append(_lever_text(limited=limited, other_days=bool(by_day)))
    return " ".join(part[0] for part in parts), " ".join(part[1] for part in parts)


def _busy_text(team: Team, day: date, busy: Busy, taken: Sequence[date]) -> Pair:
    texts: dict[Busy, Pair] = {
        Busy.OUT: ("Tim {team} sudah turun di tempat lain pada {day}.", "Team {team} is out elsewhere on {day}."),
        Busy.OFF: ("Tim {team} tidak boleh turun pada {day}.", "Team {team} may not go out on {day}."),
        Busy.WEEK: (
            "Untuk {day}, tim {team} sudah memakai semua {limit} hari lapangannya minggu itu ({taken}).",
            "For {day}, team {team} has used all {limit} field days of that week ({taken}).",
        ),
        Busy.MONTH: (
            "Untuk {day}, tim {team} sudah memakai semua {limit} hari lapangannya bulan itu.",
            "For {day}, team {team} has used all {limit} field days of that month.",
        ),
    }
    limit = team.days_per_month if busy is Busy.MONTH else team.days_per_week
    return told(*texts[busy], team=team.id, day=day, limit=limit, taken=_days_text(taken))


def _days_text(days: Iterable[date]) -> Pair:
    each = [told("{day}", "{day}", day=day) for day in days]
    return ", ".join(text[0] for text in each), ", ".join(text[1] for text in each)


def _free_text(by_day: dict[date, list[str]]) -> Pair:
    each = [
        told("{day} (tim {teams})", "{day} (team {teams})", day=day, teams=", ".join(sorted(names)))
        for day, names in sorted(by_day.items())
    ]
    return told(
        "Tim masih bebas pada {days}.",
        "Teams are still free on {days}.",
        days=(", ".join(text[0] for text in each), ", ".join(text[1] for text in each)),
    )


def _lever_text(*, limited: bool, other_days: bool) -> Pair:
    """What the office can change."""
    levers: list[Pair] = []
    if other_days:
        levers.append(("sepakati hari itu dengan tempat ini", "agree with the place on such a day"))
    levers.append(
        (
            "lepas atau pindahkan satu kunjungan dari hari tim yang terpakai itu",
            "drop or move one visit of the days that are used",
        )
    )
    if limited:
        levers.append(("naikkan batas hari lapangan tim", "raise the limit of field days of the team"))
    indonesian, english = zip(*levers, strict=True)
    return f"Agar terlayani: {', atau '.join(indonesian)}.", f"To serve it: {', or '.join(english)}."


def hubs_full_text(problem: Problem, hubs: Sequence[str]) -> Pair:
    """Every hub that it could join has its villages."""
    return told(
        "Hanya dapat bergabung ke {hubs}, dan masing-masing sudah melayani {limit} desa, batas tertinggi.",
        "It can only join {hubs}, and each already serves {limit} villages, the most allowed.",
        hubs=", ".join(problem.site[hub].name for hub in hubs),
        limit=problem.policy.hub_max_villages,
    )


def hall_full_text(problem: Problem, halls: Sequence[str], days: int) -> Pair:
    """The halls that receive it are full on as many days as one invitation may be split into."""
    rooms = {problem.site[hall].hall_people for hall in halls}
    return told(
        "Balai {halls} menampung {room} orang sehari dan penuh pada {days} hari kunjungannya, batas satu undangan.",
        "The hall of {halls} receives {room} people a day and is full on {days} days of visits, the most for one "
        "invitation.",
        halls=", ".join(problem.site[hall].name for hall in halls),
        room=", ".join(str(room) for room in sorted(room for room in rooms if room is not None)),
        days=days,
    )


def kits_text(days: int) -> Pair:
    """Only a kit would do, and all are out."""
    return told(
        "Hanya dapat dilayani dengan perangkat satelit, dan semuanya terpakai pada {days} hari yang mungkin.",
        "It can be served with a satellite kit only, and all are out on the {days} days that are possible.",
        days=days,
    )


def pinned_text() -> Pair:
    """Its visit is locked."""
    return told(
        "Kunjungannya dikunci oleh perencana, sehingga tidak dapat dipindah ke waktu yang lebih longgar.",
        "Its visit is locked by the planner, so it cannot move to where there is more room.",
    )


def budget_text(left: int, price: int) -> Pair:
    """The money left does not pay a trip."""
    return told(
        "Sisa anggaran {left}; perjalanan sendiri ke sini paling sedikit {price}.",
        "{left} of the budget are left; a trip of its own costs at least {price}.",
        left=rupiah(left),
        price=rupiah(price),
    )


def stock_text(problem: Problem) -> Pair:
    """No blank is left above the reserve."""
    return told(
        "Blangko habis: tidak tersisa satu keping pun di atas cadangan {reserve} keping pada hari itu atau sesudahnya.",
        "Blank cards are used up: not one is left above the reserve of {reserve} on that day or later.",
        reserve=problem.stock.reserve,
    )


def printers_text(problem: Problem) -> Pair:
    """The printers of the day are busy."""
    return told(
        "Printer tim sudah mencetak {cap} kartu per printer pada hari itu, batas tertinggi.",
        "The printers of the team already print {cap} cards each on that day, the most they can.",
        cap=problem.policy.prints_per_printer_day,
    )


def short_text(why: Pair, cards: int) -> Pair:
    """So many cards stay unprinted."""
    first = told(
        "{cards} kartu mereka yang siap cetak tidak dicetak pada periode ini.",
        "{cards} of their cards that are ready to print are not printed in this period.",
        cards=cards,
    )
    return f"{first[0]} {why[0]}", f"{first[1]} {why[1]}"


def outranked_text(free: int) -> Pair:
    """Others were chosen; what a plan with this one in it is worth is told apart."""
    if free == 0:
        return told(
            "Dapat dilayani, tetapi pencarian ini memilih yang lain.",
            "It could be served, but this search chose others.",
        )
    return told(
        "Dapat dilayani, dan {free} hari tim masih bebas, tetapi pencarian ini memilih yang lain.",
        "It could be served, and {free} team-days are free, but this search chose others.",
        free=free,
    )
