"""Travel tables: estimates, the office's matrix, known trips."""

from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.travel import KnownTrip, MatrixEntry, Place, travel_table
from planner.domain.site import Terrain
from planner.domain.team import VehicleClass
from planner.domain.travel import UNREACHABLE, TravelTable

CAR = VehicleClass.CAR
# A tenth of a degree of longitude on the equator is 11,119.5 m of a round earth of 6,371,008.8 m.
A = Place(id="a", lon=100.0, lat=0.0)
B = Place(id="b", lon=100.1, lat=0.0)
C = Place(id="c", lon=100.2, lat=0.0, terrain=Terrain.TRACK)


def table(*known: KnownTrip, matrix: tuple[MatrixEntry, ...] = (), vehicle: VehicleClass = CAR) -> TravelTable:
    return travel_table(vehicle, (A, B, C), detour_permille=1400, matrix=matrix, known=known)


def test_an_estimate_is_great_circle_times_detour_at_the_speed_of_the_class() -> None:
    # 11,119.5 m x 1.4 = 15,567 m; at 35 km/h 1601.2 s, rounded up.
    assert table().leg("a", "b") == (1602, 15567)
    assert table(vehicle=VehicleClass.MOTORCYCLE).leg("a", "b") == (1869, 15567)
    assert table(vehicle=VehicleClass.BOAT).leg("a", "b") == (2803, 15567)
    assert table().source == "estimate"


def test_the_worse_terrain_of_both_ends_sets_the_speed() -> None:
    # The same length to the track as to the good road, at 15 km/h: 15,567 m take 3736.1 s.
    assert table().leg("b", "c") == (3737, 15567)
    assert table().leg("c", "b") == (3737, 15567)


def test_different_places_on_one_spot_are_a_minute_and_a_metre_apart() -> None:
    twin = Place(id="twin", lon=A.lon, lat=A.lat)
    found = travel_table(CAR, (A, twin), detour_permille=1400)
    assert found.leg("a", "twin") == (60, 1)
    assert found.leg("a", "a") == (0, 0)


def test_a_matrix_replaces_the_estimate() -> None:
    found = table(matrix=(MatrixEntry(start="a", end="b", seconds=900, metres=12_000),))
    assert found.leg("a", "b") == (900, 12_000)
    assert found.leg("b", "a") == (1602, 15567)
    assert found.source == "mixed"
    full = tuple(
        MatrixEntry(start=one, end=two, seconds=600, metres=9_000) for one in "abc" for two in "abc" if one != two
    )
    assert table(matrix=full).source == "matrix"


def test_fixed_beats_matrix_and_observed_beats_estimate_alone() -> None:
    matrix = (MatrixEntry(start="a", end="b", seconds=900, metres=12_000),)
    observed = KnownTrip(start="a", end="b", seconds=1_200, metres=13_000, both_ways=True, fixed=False)
    fixed = KnownTrip(start="a", end="b", seconds=3_000, metres=14_000, both_ways=False)
    assert table(observed).leg("a", "b") == (1_200, 13_000)
    assert table(observed, matrix=matrix).leg("a", "b") == (900, 12_000)
    assert table(observed, matrix=matrix).leg("b", "a") == (1_200, 13_000)
    both = table(fixed, observed, matrix=matrix)
    assert both.leg("a", "b") == (3_000, 14_000)
    assert both.leg("b", "a") == (1_200, 13_000)


def test_a_way_back_known_by_itself_beats_both_ways() -> None:
    there = KnownTrip(start="a", end="b", seconds=1_000)
    back = KnownTrip(start="b", end="a", seconds=2_000, both_ways=False)
    for order in ((there, back), (back, there)):
        assert table(*order).leg("a", "b") == (1_000, 15567)
        assert table(*order).leg("b", "a") == (2_000, 15567)


def test_a_closed_way_is_named_and_never_zero() -> None:
    found = table(KnownTrip(start="a", end="b", seconds=UNREACHABLE))
    assert found.leg("a", "b") is None
    assert found.seconds[0][1] == found.metres[0][1] == UNREACHABLE
    closed = (MatrixEntry(start="a", end="b", seconds=UNREACHABLE),)
    assert table(matrix=closed).leg("a", "b") is None
    opened = table(KnownTrip(start="a", end="b", seconds=700), matrix=closed)
    assert opened.leg("a", "b") == (700, 15567)


def test_a_trip_of_another_class_or_to_nowhere_changes_nothing() -> None:
    other = KnownTrip(start="a", end="b", vehicle_class=VehicleClass.BOAT, seconds=5)
    nowhere = KnownTrip(start="a", end="z", seconds=5)
    assert table(other, nowhere) == table()


def test_a_known_time_below_a_minute_becomes_a_minute() -> None:
    assert table(KnownTrip(start="a", end="b", seconds=0, metres=0)).leg("a", "b") == (60, 1)


coordinates = st.tuples(st.floats(95, 141), st.floats(-11, 6), st.sampled_from(list(Terrain)))


@settings(max_examples=40, deadline=None)
@given(st.lists(coordinates, min_size=1, max_size=8), st.sampled_from(list(VehicleClass)))
def test_estimates_are_symmetric_and_positive(spots: list[tuple[float, float, Terrain]], vehicle: VehicleClass) -> None:
    places = [Place(id=f"{n:02d}", lon=lon, lat=lat, terrain=way) for n, (lon, lat, way) in enumerate(spots)]
    found = travel_table(vehicle, places, detour_permille=1400)
    for row in range(len(places)):
        for column in range(len(places)):
            assert found.seconds[row][column] == found.seconds[column][row]
            assert found.metres[row][column] == found.metres[column][row]
            assert (found.seconds[row][column] >= 60) == (row != column)
            assert (found.metres[row][column] > 0) == (row != column)


def test_a_province_of_places_is_no_trouble() -> None:
    places = [Place(id=f"{n:04d}", lon=100 + n % 42 / 20, lat=-n // 42 / 20) for n in range(1_760)]
    found = travel_table(CAR, places, detour_permille=1400)
    assert len(found.seconds) == 1_760
    assert found.leg("0000", "1759") == found.leg("1759", "0000")
