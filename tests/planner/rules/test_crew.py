from tests.build import member, month, plan_of, team, trip, village, visit
from tests.planner.rules.spoiling import assert_legal, only, with_trip

CREW = [member("r1", "record drive"), member("r2", "record"), member("i1", "ikd")]


def test_a_skill_is_missing() -> None:
    # Needed: record 2, ikd 1, drive 1. Two who record and one for IKD do, since r1 drives as well.
    problem = month(village("a"), staff=[*CREW, member("d1", "drive")])
    plan = plan_of(problem, trip("t1", 1, visit("a", 20), staff=["i1", "r1", "r2"]))
    assert_legal(problem, plan)
    found = only("crew", problem, with_trip(problem, plan, staff=("d1", "r1", "r2")))
    assert (found.where, found.found, found.allowed) == ("2027-01-04-t1/ikd", "0", "1")
    assert found.sentence[0] == "Tim t1 pada 4 Januari 2027 kekurangan 1 petugas aktivasi IKD (perlu 1)."


def test_one_person_fills_one_skill() -> None:
    # b can record and activate, but only one of both: with r2 there are two people for three places.
    problem = month(village("a"), staff=[member("b", "record ikd drive"), *CREW])
    plan = plan_of(problem, trip("t1", 1, visit("a", 20), staff=["b", "i1", "r2"]))
    assert_legal(problem, plan)
    only("crew", problem, with_trip(problem, plan, staff=("b", "r2")))


def test_people_are_matched_to_skills_as_well_as_can_be() -> None:
    # Taken greedily, b (record, ikd) records first and nobody is left for IKD; matched, b does IKD.
    staff = [member("b", "record ikd drive"), member("r1", "record"), member("r2", "record")]
    problem = month(village("a"), staff=staff)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20), staff=["b", "r1", "r2"])))


def test_nobody_drives_unless_somebody_can() -> None:
    staff = [member("r1", "record"), member("r2", "record"), member("i1", "ikd"), member("d1", "drive")]
    problem = month(village("a"), staff=staff)
    plan = plan_of(problem, trip("t1", 1, visit("a", 20), staff=["d1", "i1", "r1", "r2"]))
    assert_legal(problem, plan)
    assert only("crew", problem, with_trip(problem, plan, staff=("i1", "r1", "r2"))).where == "2027-01-04-t1/drive"


def test_somebody_is_away() -> None:
    problem = month(village("a"), staff=[*CREW[:2], member("i1", "ikd", away=[2])])
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20))))
    late = plan_of(problem, trip("t1", 2, visit("a", 20), staff=["i1", "r1", "r2"]))
    assert only("crew", problem, late).where == "2027-01-05-t1/2027-01-05/i1"


def test_somebody_is_booked_twice() -> None:
    others = [member("r3", "record drive"), member("r4", "record"), member("i2", "ikd")]
    problem = month(village("a"), village("b"), teams=2, staff=[*CREW, *others])
    first = trip("t1", 1, visit("a", 20), staff=["i1", "r1", "r2"])
    assert_legal(problem, plan_of(problem, first, trip("t2", 1, visit("b", 20), staff=["i2", "r3", "r4"])))
    double = plan_of(problem, first, trip("t2", 1, visit("b", 20), staff=["i1", "r3", "r4"]))
    found = only("crew", problem, double)
    assert (found.where, found.found) == ("i1/2027-01-04", "2")


def test_the_office_keeps_its_minimum() -> None:
    # Four can record, two go out, two must stay; on day 2 one of them is away, so only one may go.
    staff = [*CREW, member("r3", "record"), member("r4", "record", away=[2])]
    problem = month(village("a"), staff=staff, office_minimum_record=2)
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20), staff=["i1", "r1", "r2"])))
    found = only("crew", problem, plan_of(problem, trip("t1", 2, visit("a", 20), staff=["i1", "r1", "r2"])))
    assert (found.where, found.found, found.allowed, found.amount) == ("office/2027-01-05", "1", "2", 1)


def test_a_trip_that_takes_nobody_from_the_counter() -> None:
    # One can record and two must stay: nobody who records may leave, but an IKD team may go.
    staff = [member("r1", "record"), member("i1", "ikd drive")]
    problem = month(
        village("a", ikd_demand=50),
        teams=[team(crew="ikd:1 drive:1")],
        staff=staff,
        office_minimum_record=2,
        ikd_only_visits=True,
    )
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", invited_ikd=50, ikd_only=True))))


def test_an_office_that_lists_no_staff() -> None:
    problem = month(village("a"), staff=[])
    assert_legal(problem, plan_of(problem, trip("t1", 1, visit("a", 20), staff=[])))


def test_a_fixed_team_goes_with_its_members_only() -> None:
    others = [member("r3", "record drive"), member("r4", "record"), member("i2", "ikd"), member("r5", "record")]
    fixed = team("t1", members=("i1", "r1", "r2"))
    problem = month(village("a"), village("b"), teams=[fixed, team("t2")], staff=[*CREW, *others])
    first = trip("t1", 1, visit("a", 20), staff=["i1", "r1", "r2"])
    second = trip("t2", 1, visit("b", 20), staff=["i2", "r3", "r4"])
    assert_legal(problem, plan_of(problem, first, second))
    lent = only("crew", problem, plan_of(problem, trip("t1", 1, visit("a", 20), staff=["i1", "r1", "r4"])))
    assert (lent.where, lent.sentence[0]) == ("2027-01-04-t1/r4", "Petugas r4 bukan anggota tim tetap t1.")
    taken = only("crew", problem, plan_of(problem, trip("t2", 1, visit("b", 20), staff=["i2", "r2", "r3"])))
    assert taken.sentence[1] == "Staff member r2 belongs to team t1, but is sent with team t2."
