"""Cuts on all people of a visit: no whole number of visits within their hours breaks them."""

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from solver.master.pools import LEAST_VIOLATION, Member, Pool, Visits, cut, most_violated

STOP = frozenset({4})
JOINERS = 2
MOST = 60


def member(
    link: int, people: int, weight: int, *, place: float = 1.0, taken: float = 0.0, host: bool = False
) -> Member:
    """People at a site; those of a host have no choice of place."""
    return Member(
        weights={link: weight},
        whole=people * weight,
        pair=None if host else 10 + link,
        joins=not host,
        place=place,
        taken=taken,
    )


def broken(pool: Pool, chosen: set[int], visits: list[tuple[int, dict[int, float]]]) -> float:
    """By how much visits (cell, people by link), with some places of service chosen, break a cut; units."""
    load = sum(pool.coefficient(cell, (4, 5), people) for cell, people in visits)
    credit = sum(gain for pair, gain in pool.gains if pair in chosen)
    return load - (credit + pool.limit) / pool.unit


@settings(max_examples=300, deadline=None)
@given(
    some.lists(some.tuples(some.integers(1, 20), some.integers(1, 5), some.booleans()), min_size=1, max_size=4),
    some.integers(1, 45),
    some.integers(1, 80),
    some.integers(20, MOST),
    some.booleans(),
    some.data(),
)
def test_no_visits_within_their_hours_break_a_cut(
    villages: list[tuple[int, int, bool]], host: int, divisor: int, most: int, near_one: bool, data: some.DataObject
) -> None:
    members = [member(0, host, 1, host=True)]
    members += [member(number + 1, people, weight) for number, (people, weight, _) in enumerate(villages)]
    inside = [members[0]] if data.draw(some.booleans()) else []
    beside = [members[0]] if not inside and data.draw(some.booleans()) else []
    for one, (_, _, complemented) in zip(members[1:], villages, strict=True):
        (inside if complemented else beside).append(one)
    # The second cell holds more than the cut was made for.
    tops = (most, MOST)
    found = cut(
        inside, beside, Visits(stops=STOP, count=0.5 if near_one else 1.5, most=tops, joiners=JOINERS), most, divisor
    )
    assume(found is not None)
    assert found is not None
    pool = found[1]
    assert all(gain >= 0 for _, gain in pool.gains)
    joining = [members[number] for number in data.draw(some.sets(some.integers(1, len(members) - 1), max_size=JOINERS))]
    weights = {one.name: one.weights[one.name] for one in members}
    left = {one.name: one.whole // weights[one.name] for one in (members[0], *joining)}
    visits = []
    for cell in data.draw(some.lists(some.integers(0, 1), max_size=3)):
        room, people = tops[cell], {}
        for link in data.draw(some.permutations(sorted(left))):
            count = min(left[link], room // weights[link], data.draw(some.integers(0, 50)))
            people[link] = float(count)
            left[link] -= count
            room -= count * weights[link]
        visits.append((cell, people))
    assert broken(pool, {10 + one.name for one in joining}, visits) <= 1e-9


def test_one_and_a_half_villages_do_not_join_by_halves() -> None:
    # A visit holds 45; the host takes 30, so half of the second village of 10 fits. Three join by halves.
    members = [
        member(0, 30, 1, taken=30.0, host=True),
        *(member(number, 10, 1, place=0.5, taken=5.0) for number in (1, 2, 3)),
    ]
    visits = Visits(stops=STOP, count=1.0, most=(45,), joiners=3)
    found = most_violated(members, visits, [45])
    assert found is not None
    violation, pool = found
    assert violation > LEAST_VIOLATION
    assert broken(pool, {11, 12}, [(0, {0: 30.0, 1: 10.0, 2: 5.0})]) <= 1e-9
    assert broken(pool, {11}, [(0, {0: 30.0, 1: 10.0})]) <= 1e-9
    assert broken(pool, {11, 12, 13}, [(0, {0: 30.0, 1: 10.0}), (0, {2: 10.0, 3: 10.0})]) <= 1e-9


def test_whole_villages_are_not_cut() -> None:
    members = [member(0, 30, 1, taken=30.0, host=True), member(1, 10, 1, taken=10.0), member(2, 10, 1, taken=5.0)]
    assert most_violated(members, Visits(stops=STOP, count=1.0, most=(45,), joiners=3), [45]) is None


def test_nobody_at_the_site_is_no_part_of_it() -> None:
    found = cut(
        [member(0, 30, 1, host=True), member(1, 20, 1)],
        [],
        Visits(stops=STOP, count=1.0, most=(45,), joiners=3),
        45,
        45,
    )
    assert found is not None
    assert found[1].coefficient(0, (3, 7), {0: 20.0}) == 0.0
