"""Sentences that tell what is used up beside a plan, in Indonesian and English.

They claim no more than is known: that nothing is left of something, or that others were chosen.
"""

from collections.abc import Sequence

from planner.domain.problem import Problem
from planner.rules.wording import Pair, rupiah, told


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
