"""Jobs: claimed once, written once, stopped with the best plan, tried again; the same on both databases."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, text

from api.auth.tenants import add_office
from api.db import blobs
from api.db.engine import Database
from api.db.scope import OfficeRows, OpenRows
from api.http.metrics import Metrics
from api.work import queue
from api.work.foreman import Foreman, Patience
from api.work.queue import Claim
from api.work.solving import Child
from api.work.states import JobState

FAKE = Path(__file__).with_name("fake_child.py")
QUICK = Patience(poll=0.05, listen=0.02, beat=0.1, silence=30, stop=5, progress=0.01)
SOON_S = 20.0


def command(how: str) -> tuple[str, ...]:
    return (sys.executable, "-S", str(FAKE), how)


class Kept:
    """What was handed over to be kept."""

    def __init__(self) -> None:
        self.documents: list[bytes] = []

    def prepared(self, _rows: OfficeRows, _job: Row[Any], document: bytes) -> str:
        return f"plan_{document.decode()[-3:]}"

    def keep(self, _rows: OfficeRows, _job: Row[Any], document: bytes, whole: str, _now: datetime) -> str:
        self.documents.append(document)
        return whole


class Hall:
    """A store with an office, and foremen over it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.kept = Kept()
        with database.writing() as connection:
            add_office(OpenRows(connection), id="a", code="17.02", name="a", time_zone="WIB")

    def add(self, id: str, priority: int = 0) -> None:
        with self.database.writing() as connection:
            rows = OfficeRows(connection, "a")
            order: dict[str, Any] = {
                "problem_sha256": blobs.put(rows, id.encode()),
                "start_sha256": None,
                "options": {},
            }
            queue.add_job(rows, id=id, kind="plan", input=order, priority=priority, by="x", now=datetime.now(UTC))

    def foreman(self, how: str, patience: Patience = QUICK, hands: int = 1, **options: Any) -> Foreman:
        return Foreman(
            self.database,
            keep=self.kept,
            clock=options.get("clock", lambda: datetime.now(UTC)),
            metrics=Metrics(),
            hands=hands,
            patience=patience,
            command=command(how),
        )

    @contextmanager
    def working(self, how: str, patience: Patience = QUICK, hands: int = 1) -> Iterator[Foreman]:
        foreman = self.foreman(how, patience, hands)
        foreman.start()
        try:
            yield foreman
        finally:
            foreman.close()

    def job(self, id: str) -> Row[Any]:
        with self.database.reading() as connection:
            found = queue.job_of(OfficeRows(connection, "a"), id)
        assert found is not None
        return found

    def events(self, id: str) -> list[tuple[int, str, Any]]:
        with self.database.reading() as connection:
            rows = queue.events_after(OfficeRows(connection, "a"), [id], 0, 100)
        return [(row.number, row.kind, row.data) for row in rows]

    def until(self, id: str, *states: JobState) -> Row[Any]:
        found: Row[Any] = until(lambda: self.job(id), lambda row: row.state in states)
        return found

    def ask_to_stop(self, id: str) -> bool:
        with self.database.writing() as connection:
            rows = OfficeRows(connection, "a")
            queue.change_job(rows, id, state=JobState.STOPPING)
            return queue.ask_to_stop(rows.open, id)


def until(look: Callable[[], Any], good: Callable[[Any], bool]) -> Any:
    end = time.monotonic() + SOON_S
    while time.monotonic() < end:
        found = look()
        if good(found):
            return found
        time.sleep(0.02)
    raise AssertionError(f"still {look()}")


@pytest.fixture
def hall(database: Database) -> Hall:
    return Hall(database)


def claimed(hall: Hall, worker: str, now: datetime | None = None) -> Claim | None:
    with hall.database.writing() as connection:
        return queue.claim_next(OpenRows(connection), worker, now or datetime.now(UTC))


def test_jobs_are_claimed_by_priority_then_age_and_by_one_worker_each(hall: Hall) -> None:
    for id, priority in (("job_1", 0), ("job_2", 5), ("job_3", 0)):
        hall.add(id, priority)
    with hall.database.reading() as connection:
        rows = OpenRows(connection)
        assert [queue.waiting_before(rows, f"job_{n}", p) for n, p in ((1, 0), (2, 5), (3, 0))] == [1, 0, 2]
    claims = [claimed(hall, f"w{number}") for number in range(4)]
    assert [claim and claim.job_id for claim in claims] == ["job_2", "job_1", "job_3", None]


def test_a_job_is_carried_out_and_told(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("plan"):
        row = hall.until("job_1", JobState.DONE)
    assert (row.plan_id, row.attempt, row.error) == ("plan_b_1", 1, None)
    assert hall.kept.documents == [b"plan of job_1"]
    events = hall.events("job_1")
    assert [number for number, _, _ in events] == list(range(1, len(events) + 1))
    assert [data["state"] for _, kind, data in events if kind == "state"] == ["waiting", "running", "done"]
    assert ("progress", 500) in [(kind, data.get("done_permille")) for _, kind, data in events]
    with hall.database.reading() as connection:
        assert queue.queued(OpenRows(connection), "job_1") is None


def test_a_job_that_is_stopped_keeps_its_best_plan(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("wait"):
        hall.until("job_1", JobState.RUNNING)
        assert hall.ask_to_stop("job_1")
        row = hall.until("job_1", JobState.CANCELLED)
    assert row.plan_id is not None
    assert len(hall.kept.documents) == 1


def test_a_child_that_does_not_listen_is_ended_by_force(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("deaf", Patience(poll=0.05, listen=0.02, beat=0.1, stop=0.2)):
        hall.until("job_1", JobState.RUNNING)
        hall.ask_to_stop("job_1")
        row = hall.until("job_1", JobState.CANCELLED)
    assert (row.plan_id, hall.kept.documents) == (None, [])


def test_a_child_that_dies_is_tried_again_three_times_at_most(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("die"):
        row = hall.until("job_1", JobState.FAILED)
    assert (row.attempt, row.error) == (3, {"code": "SOLVER_DIED"})


def test_faults_are_told_and_not_tried_again(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("faults"):
        row = hall.until("job_1", JobState.FAILED)
    assert (row.attempt, row.error["code"], len(row.error["faults"])) == (1, "PIN_CONFLICT", 1)


def test_jobs_of_a_silent_worker_are_taken_back_and_its_late_result_is_dropped(hall: Hall) -> None:
    hall.add("job_1")
    long_ago = datetime.now(UTC) - timedelta(hours=1)
    lost = claimed(hall, "dead", long_ago)
    assert lost is not None
    with hall.working("plan") as foreman:
        row = hall.until("job_1", JobState.DONE)
        foreman.finish(lost, b"late", None)
    assert (row.attempt, hall.kept.documents) == (2, [b"plan of job_1"])
    assert hall.job("job_1").state == JobState.DONE


def test_a_worker_that_lost_its_claim_ends_its_child(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("wait") as foreman:
        hall.until("job_1", JobState.RUNNING)
        with hall.database.writing() as connection:
            connection.execute(text("UPDATE job_queue SET worker = 'other', attempt = 7"))
        until(lambda: foreman.metrics.solving._value.get(), lambda running: running == 0)
    assert hall.kept.documents == []
    with hall.database.reading() as connection:
        found = queue.queued(OpenRows(connection), "job_1")
    assert found is not None
    assert (found.worker, found.attempt) == ("other", 7)


def test_a_worker_that_closes_hands_its_job_back(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("wait"):
        hall.until("job_1", JobState.RUNNING)
    row = hall.job("job_1")
    assert (row.state, row.attempt) == (JobState.WAITING, 0)
    with hall.working("plan"):
        assert hall.until("job_1", JobState.DONE).attempt == 1


def test_many_hands_do_every_job_once(hall: Hall) -> None:
    ids = [f"job_{number:02d}" for number in range(5)]
    for id in ids:
        hall.add(id)
    with hall.working("plan"), hall.working("plan"):
        for id in ids:
            hall.until(id, JobState.DONE)
    assert sorted(hall.kept.documents) == [f"plan of {id}".encode() for id in ids]


def test_a_child_ends_when_nobody_listens_any_more() -> None:
    child = Child(command("wait"))
    child.order({}, b"x", b"")
    assert child.next(SOON_S) is not None
    stream = child._process.stdin
    assert stream is not None
    stream.close()
    assert child._process.wait(timeout=SOON_S) == 3
    child.end()
