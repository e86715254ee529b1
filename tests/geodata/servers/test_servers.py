"""Adapters against a real HTTP server that speaks the JSON of OSRM, Valhalla and openrouteservice."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from typing import Any

import pytest

from geodata.legs import entries_of
from geodata.servers import Connection, OpenRouteService, Osrm, Patience, RoutingServer, Valhalla, routing_server
from geodata.travel import UNKNOWN
from planner.domain.team import VehicleClass
from planner.errors import InputFaults
from tests.geodata.servers.local import Answer, Asked, always, serving

CAR = VehicleClass.CAR
A, B, C = (102.50, -3.40), (102.60, -3.40), (102.70, -3.45)
QUICK = Patience(connect_s=1, read_s=1, tries=3, pause_s=0.0)


def osrm(asked: Asked, number: int) -> Answer:
    """What `osrm-routed` answers: the last pair has no way, and the one before is on one spot."""
    return 200, {
        "code": "Ok",
        "durations": [[0, 610.2], [600, None]],
        "distances": [[0, 9_100.4], [9_000, None]],
        "sources": [{"distance": 12.5, "name": "", "location": [102.5, -3.4]}, {"distance": 3}],
        "destinations": [{"distance": 12.5}, {"distance": 8}],
    }


def valhalla_long(asked: Asked, number: int) -> Answer:
    cells = [[{"distance": 9.1004, "time": 610, "from_index": 0, "to_index": 0}, {"distance": None, "time": None}]]
    return 200, {"sources_to_targets": cells, "units": "kilometers"}


def valhalla_short(asked: Asked, number: int) -> Answer:
    tables = {"durations": [[610, None]], "distances": [[9.1004, None]]}
    return 200, {"sources_to_targets": tables, "units": "kilometers", "algorithm": "costmatrix"}


def ors(asked: Asked, number: int) -> Answer:
    return 200, {
        "durations": [[610.2, None]],
        "distances": [[9_100.4, None]],
        "sources": [{"location": [102.5, -3.4], "snapped_distance": 11.0}],
        "destinations": [{"location": [102.6, -3.4], "snapped_distance": 4.1}, None],
        "metadata": {"service": "matrix"},
    }


def faults(action: Callable[[], object]) -> list[str]:
    with pytest.raises(InputFaults) as caught:
        action()
    assert all(all(fault.expected) for fault in caught.value.faults)
    return [fault.code for fault in caught.value.faults]


def test_osrm_speaks_of_seconds_and_metres_and_leaves_null_unknown() -> None:
    with serving(osrm) as local:
        legs = routing_server(f"osrm={local.address}", patience=QUICK)([A, B], [A, B], CAR)

    assert legs.seconds.tolist() == [[0, 611], [600, UNKNOWN]]
    assert legs.metres.tolist() == [[0, 9_101], [9_000, UNKNOWN]]
    assert local.asked[0].path.startswith("/table/v1/driving/102.500000,-3.400000;102.600000,-3.400000;")
    assert "sources=0%3B1&destinations=2%3B3&annotations=duration%2Cdistance" in local.asked[0].path


@pytest.mark.parametrize("answer", [valhalla_long, valhalla_short])
def test_valhalla_long_and_short_answers_mean_the_same(answer: Callable[[Asked, int], Answer]) -> None:
    with serving(answer) as local:
        legs = routing_server(f"valhalla={local.address}", patience=QUICK)([A], [B, C], VehicleClass.MOTORCYCLE)

    assert legs.seconds.tolist() == [[610, UNKNOWN]]
    assert legs.metres.tolist() == [[9_101, UNKNOWN]]
    assert local.asked[0].body["costing"] == "motorcycle"
    assert local.asked[0].body["sources"] == [{"lon": 102.5, "lat": -3.4}]


def test_openrouteservice_is_sent_its_key_and_nobody_is_told_it() -> None:
    with serving(ors) as local:
        legs = routing_server(f"ors={local.address}", key="secret-key", patience=QUICK)([A], [B, C], CAR)
    with serving(always(403, {"error": "Access disallowed"})) as refusing:
        server = routing_server(f"ors={refusing.address}", key="secret-key", patience=QUICK)
        with pytest.raises(InputFaults) as caught:
            server([A], [B], CAR)

    assert legs.seconds.tolist() == [[611, UNKNOWN]]
    assert local.asked[0].headers["Authorization"] == "secret-key"
    assert local.asked[0].body["destinations"] == ["1", "2"]
    assert caught.value.faults[0].code == "SERVER_REFUSED"
    assert "secret" not in str(caught.value.faults)


def test_a_boat_is_unknown_to_road_servers_and_nobody_is_asked() -> None:
    with serving(osrm) as local:
        legs = routing_server(f"osrm={local.address}", patience=QUICK)([A, B], [C], VehicleClass.BOAT)

    assert (legs.seconds == UNKNOWN).all()
    assert local.asked == []


def test_two_places_on_one_spot_are_unknown_and_never_zero() -> None:
    def zero(asked: Asked, number: int) -> Answer:
        return 200, {"code": "Ok", "durations": [[0, 0]], "distances": [[0, 0]]}

    with serving(zero) as local:
        legs = routing_server(f"osrm={local.address}", patience=QUICK)([A], [A, B], CAR)

    assert legs.seconds.tolist() == [[0, UNKNOWN]]
    assert legs.metres.tolist() == [[0, UNKNOWN]]


def test_a_place_moved_far_to_a_road_is_unknown() -> None:
    def far(asked: Asked, number: int) -> Answer:
        held = {"code": "Ok", "durations": [[600, 700]], "distances": [[9_000, 9_500]]}
        return 200, {**held, "sources": [{"distance": 5}], "destinations": [{"distance": 4_200}, {"distance": 10}]}

    with serving(far) as local:
        legs = routing_server(f"osrm={local.address}", patience=QUICK)([A], [B, C], CAR)

    assert legs.seconds.tolist() == [[UNKNOWN, 700]]


def test_a_large_table_is_asked_in_blocks_and_put_together() -> None:
    def counted(asked: Asked, number: int) -> Answer:
        rows, columns = len(asked.body["sources"]), len(asked.body["targets"])
        first, last = asked.body["sources"][0]["lon"], asked.body["targets"][0]["lon"]
        cell = round(first * 1_000 + last)
        return 200, {
            "sources_to_targets": {"durations": [[cell] * columns] * rows, "distances": [[1] * columns] * rows},
            "units": "kilometers",
        }

    starts = [(100 + number / 100, -3.0) for number in range(60)]
    with serving(counted) as local:
        legs = routing_server(f"valhalla={local.address}", patience=QUICK)(starts, starts, CAR)

    assert [len(asked.body["targets"]) for asked in local.asked] == [50, 10, 50, 10]
    assert legs.seconds[0, 0] == 100_100
    assert legs.seconds[59, 0] == round(100.5 * 1_000 + 100)


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (Osrm, {"code": "NoSegment", "message": "Could not find a matching segment for coordinate 1"}),
        (Valhalla, {"error_code": 171, "error": "No suitable edges near location", "status_code": 400}),
        (OpenRouteService, {"error": {"code": 6010, "message": "Could not find routable point"}}),
    ],
)
def test_one_place_without_a_road_does_not_cost_the_others(
    make: Callable[[Connection], RoutingServer], refusal: dict[str, Any]
) -> None:
    lost = {"lon": B[0], "lat": B[1]}

    def picky(asked: Asked, number: int) -> Answer:
        if asked.method == "GET":
            places, query = asked.path.split("/")[-1].split("?")
            rows, columns = (len(part.split("%3B")) for part in query.split("&")[:2])
            off = any(place.startswith("102.600000") for place in places.split(";"))
        elif "costing" in asked.body:
            rows, columns = len(asked.body["sources"]), len(asked.body["targets"])
            off = lost in asked.body["sources"] + asked.body["targets"]
        else:
            rows, columns = len(asked.body["sources"]), len(asked.body["destinations"])
            off = list(B) in asked.body["locations"]
        if off:
            return 400, refusal
        tables = {"durations": [[60] * columns] * rows, "distances": [[1] * columns] * rows}
        return 200, {"code": "Ok", **tables, "sources_to_targets": tables, "units": "kilometers"}

    with serving(picky) as local:
        legs = make(Connection(local.address, patience=QUICK))([A, B, C], [A, B, C], CAR)

    assert legs.known.tolist() == [[True, False, True], [False, False, False], [True, False, True]]


def test_a_busy_server_is_asked_again_after_the_pause_it_names() -> None:
    pauses: list[float] = []

    def busy(asked: Asked, number: int) -> tuple[int, Any, dict[str, str]]:
        return (
            (200, osrm(asked, number)[1], {}) if number == 3 else (503, {}, {"Retry-After": "7"} if number == 2 else {})
        )

    with serving(busy) as local:
        connection = Connection(local.address, patience=Patience(tries=3, pause_s=0.25), pause=pauses.append)
        legs = Osrm(connection)([A, B], [A, B], CAR)

    assert legs.seconds[0, 1] == 611
    assert pauses == [0.25, 7.0]


def test_a_server_that_stays_busy_is_given_up_after_so_many_tries() -> None:
    with serving(always(429, {"message": "slow down"})) as local:
        server = Osrm(Connection(local.address, patience=QUICK, pause=lambda _: None))
        assert faults(lambda: server([A], [B], CAR)) == ["SERVER_REFUSED"]
    assert len(local.asked) == 3


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{held.getsockname()[1]}"
        server = routing_server(f"osrm={address}", patience=QUICK)
        assert faults(lambda: server([A], [B], CAR)) == ["SERVER_NOT_REACHED"]


def test_a_server_that_never_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        patience = Patience(connect_s=1, read_s=0.05, tries=2, pause_s=0.0)
        server = routing_server(f"osrm=http://127.0.0.1:{silent.getsockname()[1]}", patience=patience)
        assert faults(lambda: server([A], [B], CAR)) == ["SERVER_TOO_SLOW"]


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_server_that_sends_a_byte_now_and_then_is_given_up_as_well(head: bytes) -> None:
    over = threading.Event()

    def drip(listening: socket.socket) -> None:
        with listening.accept()[0] as client, contextlib.suppress(OSError):
            client.recv(65_536)
            client.sendall(head)
            while not over.wait(0.02):
                client.sendall(b" ")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        dripping = threading.Thread(target=drip, args=(listening,))
        dripping.start()
        patience = Patience(connect_s=1, read_s=5, whole_s=0.4, tries=3, pause_s=0.0)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = routing_server(f"osrm={address}", patience=patience)
        try:
            assert faults(lambda: server([A], [B], CAR)) == ["SERVER_TOO_SLOW"]
        finally:
            server.close()
            over.set()
            dripping.join()


BROKEN = [
    b"<html>nginx</html>",
    b"[1, 2]",
    {"code": "NoTable"},
    {"code": "Ok"},
    {"code": "Ok", "durations": []},
    {"code": "Ok", "durations": [[1, 2]]},
    {"code": "Ok", "durations": [["10"]]},
    {"code": "Ok", "durations": [[True]]},
    {"code": "Ok", "durations": [[-1]]},
    {"code": "Ok", "durations": [[1e300]]},
    b'{"code": "Ok", "durations": [[NaN]]}',
    {"code": "Ok", "durations": [[10]], "distances": "none"},
]


@pytest.mark.parametrize("content", BROKEN, ids=lambda content: json.dumps(content, default=repr)[:40])
def test_an_answer_of_another_kind_is_named_and_never_used(content: object) -> None:
    with serving(always(200, content)) as local:
        server = routing_server(f"osrm={local.address}", patience=QUICK)
        assert faults(lambda: server([A], [B], CAR)) == ["SERVER_ANSWER_UNREADABLE"]


@pytest.mark.parametrize("named", ["osrm", "google=http://localhost", "osrm=ftp://localhost", "osrm=file:///etc", ""])
def test_a_server_that_cannot_be_understood(named: str) -> None:
    assert faults(lambda: routing_server(named)) == ["SERVER_NOT_NAMED"]


@pytest.mark.parametrize("address", ["http://localhost:port", "http://", "http:///table"])
def test_an_address_that_is_none_is_named_as_such(address: str) -> None:
    assert faults(lambda: routing_server(f"osrm={address}")) == ["SERVER_NOT_NAMED"]


def test_what_a_server_knows_becomes_cells_of_a_matrix_and_the_rest_is_left_to_the_estimate() -> None:
    with serving(osrm) as local:
        legs = routing_server(f"osrm={local.address}", patience=QUICK)([A, B], [A, B], CAR)

    cells = list(entries_of(legs, ["a", "b"], ["a", "b"], CAR))
    assert [(cell.start, cell.end, cell.seconds, cell.metres) for cell in cells] == [
        ("a", "b", 611, 9_101),
        ("b", "a", 600, 9_000),
    ]
