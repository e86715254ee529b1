"""What whoever runs the service sees of it: figures, what goes over the line, causes in the log."""

import re

import pytest
import structlog
from fastapi.testclient import TestClient

from api.app import create_app
from api.db.engine import Database
from api.settings import Settings


@pytest.fixture
def client(sqlite_address: str, settings: Settings) -> TestClient:
    return TestClient(create_app(settings, database=Database(sqlite_address)), raise_server_exceptions=False)


def figure(client: TestClient, name: str) -> float:
    """One figure; 0 while there is none."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_figures_count_answers_by_route_and_status(client: TestClient) -> None:
    read = 'jemput_requests_total{method="GET",route="/v1/datasets/{id}",status="404"}'
    assert figure(client, read) == 0
    for number in range(3):
        client.get(f"/v1/datasets/{number}")
    assert figure(client, read) == 3
    assert figure(client, 'jemput_request_seconds_count{route="/v1/datasets/{id}"}') == 3
    # What is asked at addresses that are none makes no figures of its own.
    client.get("/tidak/ada/1")
    assert "tidak" not in client.get("/metrics").text


def test_long_answers_are_packed_for_who_takes_them_so(client: TestClient) -> None:
    packed = client.get("/v1/reference/rules", headers={"accept-encoding": "gzip"})
    plain = client.get("/v1/reference/rules", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < len(plain.content) / 2
    assert "Accept-Encoding" in packed.headers["vary"]


@pytest.mark.parametrize(
    ("content", "found", "cause"),
    [
        (b'{"villages": [}', "baris 1 kolom 15", "JSONDecodeError"),
        (b"PK\x03\x04broken", "terpotong atau rusak", "BadZipFile"),
        (b'{"villages": "\xff"}', "bukan UTF-8", "UnicodeDecodeError"),
    ],
)
def test_the_cause_of_an_unreadable_file_is_in_the_log_and_words_are_in_the_answer(
    client: TestClient, content: bytes, found: str, cause: str
) -> None:
    processors = [structlog.contextvars.merge_contextvars]
    with structlog.testing.capture_logs(processors=processors) as lines:
        answer = client.post("/v1/check/data", content=content, headers={"x-request-id": "rapat-0001"})
    (fault,) = answer.json()["errors"]
    assert answer.status_code == 422
    assert found in fault["found"]
    assert " / " in fault["found"]
    assert cause not in answer.text
    (line,) = [line for line in lines if line["event"] == "unreadable"]
    assert (line["error"], line["codes"], line["request_id"]) == (cause, [fault["code"]], "rapat-0001")
