"""What the goals beside the value reached and what they took, in words."""

from planner.calm import moved_visits, still_to_come
from planner.coverage import Coverage, coverages, shortfalls
from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.rules.wording import Pair, decimal, kilometres, number, rupiah, told
from planner.score import Score
from planner.units import MICRO, VALUE_UNITS_PER_PERSON, ValueUnits, rounded_people


def floors_told(problem: Problem, plan: Plan, before: Score, after: Score, bound: ValueUnits | None) -> Pair:
    """Which promised floors are reached, which are not and by how much, and what they took."""
    missing = shortfalls(problem, coverages(problem, plan))
    parts = []
    for name, short in sorted(missing.items()):
        if short.people:
            parts.append(
                told("{name} kurang {n} orang", "{name} {n} people short", name=name, n=-(-short.people // MICRO))
            )
        if short.visits:
            parts.append(told("{name} kurang {n} kunjungan", "{name} {n} visits short", name=name, n=short.visits))
    if parts:
        reached = told(
            "Janji per kecamatan belum terpenuhi semua: {parts}.",
            "Not all promises to subdistricts are kept: {parts}.",
            parts=("; ".join(pair[0] for pair in parts), "; ".join(pair[1] for pair in parts)),
        )
    else:
        reached = told(
            "Semua janji per kecamatan ({n}) terpenuhi.",
            "All promises to subdistricts ({n}) are kept.",
            n=len(missing),
        )
    return _both(reached, price_told(before, after, bound))


def equity_told(
    problem: Problem, plan: Plan, without: Plan, before: Score, after: Score, bound: ValueUnits | None
) -> Pair:
    """How far apart the subdistricts are, how far without equity, and what it took."""
    now, was = _ends(coverages(problem, plan)), _ends(coverages(problem, without))
    reached = told(
        "Cakupan terendah {low}, tertinggi {high} (tanpa pemerataan: terendah {was}).",
        "Lowest coverage {low}, highest {high} (without equity: lowest {was}).",
        low=now[0],
        high=now[1],
        was=was[0],
    )
    return _both(reached, price_told(before, after, bound))


def spread_told(found: tuple[Coverage, ...]) -> Pair:
    """How far apart the subdistricts are under a plan."""
    low, high = _ends(found)
    return told(
        "Cakupan terendah {low}, tertinggi {high}.", "Lowest coverage {low}, highest {high}.", low=low, high=high
    )


def calm_told(problem: Problem, plan: Plan, before: Score, after: Score, bound: ValueUnits | None) -> Pair:
    """How many published visits still to come lose their day, and what keeping the others took."""
    kept = told(
        "{lost} dari {all} kunjungan terbit yang tersisa pindah hari atau batal.",
        "{lost} of {all} published visits to come move to another day or are dropped.",
        lost=len(moved_visits(problem, plan)),
        all=len(still_to_come(problem)),
    )
    return _both(kept, price_told(before, after, bound))


def moves_told(problem: Problem, moved: int, forced: int, fewer: tuple[int, Score, Score] | None = None) -> Pair:
    """That more visits move than should, and what moving fewer would have cost, as far as was found.

    Parameters
    ----------
    moved, forced
        Published visits that move, and those of them that could not stand as they were published.
    fewer
        How many may move, the score of this plan, and that of the best plan found in which no more do, which is worth
        more only where goals before calm chose this plan; ``None`` where no plan found moves fewer.
    """
    first = told(
        "{moved} dari {all} kunjungan terbit yang tersisa pindah hari atau batal, {forced} di antaranya karena tidak "
        "dapat dilaksanakan seperti yang terbit.",
        "{moved} of {all} published visits to come move to another day or are dropped, {forced} of them because they "
        "cannot be held as published.",
        moved=moved,
        all=len(still_to_come(problem)),
        forced=forced,
    )
    if fewer is None:
        none = ("Tidak ditemukan rencana yang memindahkan lebih sedikit.", "No plan was found that moves fewer.")
        return _both(first, none)
    most, before, after = fewer
    people = rounded_people(before.people.persons - after.people.persons)
    value = decimal(before.value - after.value, VALUE_UNITS_PER_PERSON, 1)
    if after.value >= before.value:
        second = told(
            "Rencana terbaik yang ditemukan dengan paling banyak {most} yang pindah bernilai {value} orang berbobot "
            "lebih tinggi; rencana ini dipilih menurut cakupan minimum atau pemerataan, yang didahulukan.",
            "The best plan found with at most {most} of them moved is worth {value} weighted people more; this plan "
            "was chosen by floors or equity, which come first.",
            most=most,
            value=decimal(after.value - before.value, VALUE_UNITS_PER_PERSON, 1),
        )
    elif people > 0:
        second = told(
            "Bila paling banyak {most} yang pindah, {people} orang lagi tidak terlayani (nilai layanan turun {value} "
            "orang berbobot) menurut rencana terbaik yang ditemukan.",
            "With at most {most} of them moved, {people} more people are not served (the value of service falls by "
            "{value} weighted people) in the best plan found.",
            most=most,
            people=people,
            value=value,
        )
    else:
        second = told(
            "Bila paling banyak {most} yang pindah, nilai layanan turun {value} orang berbobot menurut rencana terbaik "
            "yang ditemukan, dengan jumlah orang yang tidak berkurang.",
            "With at most {most} of them moved, the value of service falls by {value} weighted people in the best plan "
            "found, with no fewer people.",
            most=most,
            value=value,
        )
    return _both(first, second)


def money_told(before: Score, after: Score) -> Pair:
    """What was saved, and what that took of the value."""
    saved = told(
        "Dihemat {money} dan {way}.",
        "Saved: {money} and {way}.",
        money=rupiah(before.cost_rupiah - after.cost_rupiah),
        way=kilometres(before.distance_m - after.distance_m),
    )
    if after.value >= before.value:
        return _both(saved, ("Nilai layanan tetap.", "The value of service is the same."))
    return _both(saved, price_told(before, after, None))


def price_told(before: Score, after: Score, bound: ValueUnits | None) -> Pair:
    """What a goal took of the value, and of people, against the best plan found without it."""
    lost = before.value - after.value
    people = rounded_people(before.people.persons - after.people.persons)
    if lost <= 0:
        return ("Tidak mengurangi nilai layanan.", "It takes nothing of the value of service.")
    fewer: Pair = (
        (f"{number(people)[0]} orang lebih sedikit", f"{number(people)[1]} people fewer")
        if people > 0
        else ("jumlah orang tidak berkurang", "no fewer people")
    )
    sentence = told(
        "Harganya {lost} orang berbobot dari {most} ({fewer}), dibanding rencana terbaik yang ditemukan tanpa itu",
        "It costs {lost} weighted people of {most} ({fewer}), against the best plan found without it",
        lost=decimal(lost, VALUE_UNITS_PER_PERSON, 1),
        most=decimal(before.value, VALUE_UNITS_PER_PERSON, 1),
        fewer=fewer,
    )
    if bound is None:
        return sentence[0] + ".", sentence[1] + "."
    top = decimal(bound - after.value, VALUE_UNITS_PER_PERSON, 1)
    return f"{sentence[0]}; paling banyak {top[0]} (terbukti).", f"{sentence[1]}; {top[1]} at most (proven)."


def _ends(found: tuple[Coverage, ...]) -> tuple[Pair, Pair]:
    """The lowest and the highest coverage with their subdistricts."""
    ordered = sorted(found, key=lambda item: (item.permille, item.subdistrict))
    return _share(ordered[0]), _share(ordered[-1])


def _share(item: Coverage) -> Pair:
    share = decimal(item.permille, 10, 1)
    return f"{item.subdistrict} {share[0]} %", f"{item.subdistrict} {share[1]} %"


def _both(first: Pair, second: Pair) -> Pair:
    return f"{first[0]} {second[0]}", f"{first[1]} {second[1]}"
