"""Jobs: claimed once, written once, stopped with the best plan, tried again.

One suite for both kinds of staff: the foreman of the embedded store, hosts on PostgreSQL.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import Row, text

from api.auth.tenants import add_office
from api.db import blobs
from api.db.backup import back_up, restore
from api.db.engine import Database
from api.db.scope import OfficeRows, OpenRows
from api.http.metrics import Metrics
from api.work import bests, queue
from api.work.crew import crew
from api.work.kinds import Kind
from api.work.patience import Patience
from api.work.queue import Claim
from api.work.solving import Child
from api.work.staff import Staff
from api.work.states import JobState
from tests.api.service.conftest import fresh

FAKE = Path(__file__).with_name("fake_child.py")
QUICK = Patience(poll=0.05, listen=0.02, beat=0.1, silence=30, stop=5, progress=0.01)
REAPING = Patience(poll=0.05, listen=0.02, beat=0.1, silence=1, stop=5, progress=0.01)
SOON_S = 20.0


def command(how: str) -> tuple[str, ...]:
    return (sys.executable, "-S", str(FAKE), how)


STUDY = (*command("plan"), "study")


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

    def __init__(self, database: Database, *, is_new: bool = True) -> None:
        self.database = database
        self.kept = Kept()
        if not is_new:
            return
        with database.writing() as connection:
            add_office(OpenRows(connection), id="a", code="17.02", name="a", time_zone="WIB")

    def add(self, id: str, priority: int = 0, kind: str = "plan") -> None:
        with self.database.writing() as connection:
            rows = OfficeRows(connection, "a")
            order: dict[str, Any] = {
                "problem_sha256": blobs.put(rows, id.encode()),
                "start_sha256": None,
                "options": {},
            }
            queue.add_job(rows, id=id, kind=kind, input=order, priority=priority, by="x", now=datetime.now(UTC))

    def foreman(self, how: str, patience: Patience = QUICK, hands: int = 1, **options: Any) -> Staff:
        return crew(
            self.database,
            kinds={"plan": Kind(keep=self.kept, command=command(how)), "study": Kind(keep=self.kept, command=STUDY)},
            clock=options.get("clock", lambda: datetime.now(UTC)),
            metrics=Metrics(),
            hands=hands,
            patience=patience,
        )

    @contextmanager
    def working(self, how: str, patience: Patience = QUICK, hands: int = 1) -> Iterator[Staff]:
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
            is_asked = queue.ask_to_stop(rows.open, id)
            if is_asked:
                queue.change_job(rows, id, state=JobState.STOPPING)
            return is_asked


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


def test_the_embedded_queue_hands_a_job_to_one_worker_alone(hall: Hall) -> None:
    for id, priority in (("job_1", 0), ("job_2", 5), ("job_3", 0)):
        hall.add(id, priority)
    claims = [claimed(hall, f"w{number}") for number in range(4)]
    assert [claim and claim.job_id for claim in claims] == ["job_2", "job_1", "job_3", None]


def test_jobs_go_by_priority_then_age_and_a_priority_can_change(hall: Hall) -> None:
    for id, priority in (("job_1", 0), ("job_2", 5), ("job_3", 0), ("job_4", 0)):
        hall.add(id, priority)
    with hall.database.writing() as connection:
        rows = OpenRows(connection)
        assert [queue.waiting_before(rows, f"job_{n}", p) for n, p in ((1, 0), (2, 5), (3, 0))] == [1, 0, 2]
        assert queue.raise_waiting(rows, "job_4", 9)
        assert queue.drop_waiting(rows, "job_3")
        assert not queue.drop_waiting(rows, "job_3")
    with hall.working("plan"):
        hall.until("job_1", JobState.DONE)
    assert hall.kept.documents == [f"plan of job_{n}".encode() for n in (4, 2, 1)]
    assert hall.job("job_3").state == JobState.WAITING


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


def test_a_kind_of_its_own_is_carried_out_by_its_own_process(hall: Hall) -> None:
    hall.add("job_1", kind="study")
    hall.add("job_2")
    with hall.working("die"):
        assert hall.until("job_1", JobState.DONE).plan_id is not None
        assert hall.until("job_2", JobState.FAILED).attempt == 3


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


@pytest.mark.parametrize(
    ("how", "patience"),
    [
        ("deaf", {"stop": 600.0, "stop_without_plan": 0.1}),
        # One that has found a plan is given the other time, to tell it.
        ("found", {"stop": 0.1, "stop_without_plan": 600.0}),
    ],
)
def test_who_cancels_before_there_is_any_plan_waits_for_none(hall: Hall, how: str, patience: dict[str, float]) -> None:
    hall.add("job_1")
    with hall.working(how, Patience(poll=0.05, listen=0.02, beat=0.1, progress=0.01, **patience)):
        until(lambda: hall.job("job_1").progress.get("stage"), lambda stage: stage == "search")
        hall.ask_to_stop("job_1")
        row = hall.until("job_1", JobState.CANCELLED)
    assert row.plan_id is None


def test_the_best_plan_so_far_is_there_while_the_job_runs_and_kept_when_it_is_cancelled(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("best", Patience(poll=0.05, listen=0.02, beat=0.1, progress=0.01, stop_with_best=0.1)):
        until(lambda: best(hall, "job_1"), lambda kept: kept == (2, b"second of job_1"))
        until(lambda: hall.job("job_1").progress.get("best"), lambda number: number == 2)
        hall.ask_to_stop("job_1")
        row = hall.until("job_1", JobState.CANCELLED)
    assert row.plan_id is not None
    assert hall.kept.documents == [b"second of job_1"]
    assert best(hall, "job_1") is None


def test_a_job_that_fails_for_good_keeps_the_best_plan_so_far(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("best-dies"):
        row = hall.until("job_1", JobState.FAILED)
    assert (row.attempt, row.error, row.plan_id) == (3, {"code": "SOLVER_DIED"}, "plan_b_1")
    assert hall.kept.documents == [b"second of job_1"]


def test_a_worse_plan_of_a_later_attempt_does_not_replace_the_best(hall: Hall) -> None:
    hall.add("job_1")
    with hall.database.writing() as connection:
        rows = OfficeRows(connection, "a")
        numbers = [bests.keep(rows, "job_1", value, bytes([value]), datetime.now(UTC)) for value in (5, 3, 5, 9)]
    assert numbers == [1, 1, 2, 3]
    assert best(hall, "job_1") == (3, bytes([9]))


def best(hall: Hall, id: str) -> tuple[int, bytes] | None:
    with hall.database.reading() as connection:
        rows = OfficeRows(connection, "a")
        head, content = bests.head_of(rows, id), bests.content_of(rows, id)
    return None if head is None or content is None else (head.number, content)


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


def go_silent(hall: Hall, id: str) -> Claim:
    """A worker claims the job, and is never heard of again."""
    with hall.database.writing() as connection:
        rows = OpenRows(connection)
        claim, _ = queue.claim_job(rows, id, "dead", datetime.now(UTC) - timedelta(hours=1))
        if not hall.database.is_sqlite:
            schema = "SET LOCAL search_path TO procrastinate, public"
            heart = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
            connection.execute(text(schema))
            worker = connection.execute(text(heart)).scalar_one()
            taken = "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :worker WHERE args->>'job_id' = :id"
            assert connection.execute(text(taken), {"worker": worker, "id": id}).rowcount == 1
    assert claim is not None
    return claim


def test_jobs_of_a_silent_worker_are_taken_back_and_its_late_result_is_dropped(hall: Hall) -> None:
    hall.add("job_1")
    lost = go_silent(hall, "job_1")
    with hall.working("plan", REAPING) as staff:
        row = hall.until("job_1", JobState.DONE)
        staff.finish(lost, b"late", None)
    assert (row.attempt, hall.kept.documents) == (2, [b"plan of job_1"])
    assert hall.job("job_1").state == JobState.DONE


def test_a_job_that_silences_every_worker_is_given_up(hall: Hall) -> None:
    hall.add("job_1")
    go_silent(hall, "job_1")
    with hall.database.writing() as connection:
        connection.execute(text("UPDATE job_queue SET attempt = 3"))
        connection.execute(text("UPDATE jobs SET attempt = 3, state = 'running'"))
    with hall.working("plan", REAPING):
        row = hall.until("job_1", JobState.FAILED)
    assert (row.error, hall.kept.documents) == ({"code": "WORKER_LOST"}, [])


def test_a_job_that_should_stop_when_its_worker_closed_is_not_begun_anew(hall: Hall) -> None:
    hall.add("job_1")
    with hall.working("deaf"):
        hall.until("job_1", JobState.RUNNING)
        hall.ask_to_stop("job_1")
    assert hall.job("job_1").state == JobState.CANCELLED


def test_a_mistake_of_ours_ends_the_job_and_not_the_worker(hall: Hall) -> None:
    def broken(_rows: OfficeRows, _job: Row[Any], document: bytes) -> str:
        raise LookupError(document)

    hall.add("job_1")
    whole, hall.kept.prepared = hall.kept.prepared, broken  # type: ignore[method-assign]
    with hall.working("plan"):
        row = hall.until("job_1", JobState.FAILED)
        assert (row.attempt, row.error) == (3, {"code": "INTERNAL"})
        hall.kept.prepared = whole  # type: ignore[method-assign]
        hall.add("job_2")
        hall.until("job_2", JobState.DONE)


def test_a_job_of_a_restored_store_is_carried_out(
    request: pytest.FixtureRequest, sqlite_address: str, tmp_path: Path
) -> None:
    # The store was embedded and is restored into PostgreSQL: the job has no ticket there.
    embedded = Hall(Database(sqlite_address))
    embedded.add("job_1")
    back_up(embedded.database, tmp_path / "x.zip")
    server = Database(fresh(request, "postgresql", tmp_path, with_tables=False))
    restore(tmp_path / "x.zip", server)
    hall = Hall(server, is_new=False)
    with hall.working("plan", REAPING):
        hall.until("job_1", JobState.DONE)
    again = back_up(server, tmp_path / "y.zip")
    assert not [name for name in again if "procrastinate" in name]
    server.close()


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


@pytest.mark.skipif(sys.platform == "win32", reason="priorities have other names there")
def test_a_child_stands_behind_the_service_however_low_that_stands() -> None:
    child = Child(command("wait"))
    mine = os.getpriority(os.PRIO_PROCESS, 0)
    beside = Child(command("wait"), lower_by=0)
    assert os.getpriority(os.PRIO_PROCESS, child.pid) == min(19, mine + 9)
    # One that a command waits for stands where the command does.
    assert os.getpriority(os.PRIO_PROCESS, beside.pid) == mine
    child.end()
    beside.end()


def test_a_child_ends_when_nobody_listens_any_more() -> None:
    child = Child(command("wait"))
    child.order({}, b"x", b"")
    assert child.next(SOON_S) is not None
    stream = child._process.stdin
    assert stream is not None
    stream.close()
    assert child._process.wait(timeout=SOON_S) == 3
    child.end()


def test_a_child_that_starts_slowly_keeps_nobody_from_beating() -> None:
    """An order larger than a pipe holds waits for its reader; who gives it goes on with signs of life."""
    answer = json.dumps({"kind": "stopped", "size": 0})
    reads_late = f"import sys, time; time.sleep(1.5); sys.stdin.buffer.read(2_000_000); print({answer!r}, flush=True)"
    child = Child((sys.executable, "-S", "-c", reads_late))
    try:
        begun = time.monotonic()
        child.order({}, b"p" * 1_000_000, b"s" * 1_000_000)
        child.stop()
        assert time.monotonic() - begun < 1, "the order waited for the child"
        said = child.next(SOON_S)
        assert said is not None
        assert said.kind == "stopped", "all of the order arrived, in the end"
    finally:
        child.end()


def test_what_a_child_said_before_it_died_is_kept_for_the_log_without_folders_and_numbers_of_residents() -> None:
    words = "import os, sys\n" + "\n".join(
        [
            "sys.stderr.write('x' * 300_000 + chr(10))",
            "[print('line', n, file=sys.stderr) for n in range(40)]",
            "print('File \"/home/Budi Santoso/jemput/solver/cuts.py\", line 7', file=sys.stderr)",
            "print(r'C:\\Users\\Siti\\plan.json 3201015006900012', file=sys.stderr)",
            "print('MemoryError: 1/2 of it', file=sys.stderr, flush=True)",
            "os._exit(9)",
        ]
    )
    child = Child((sys.executable, "-S", "-c", words))
    try:
        said = child.next(SOON_S)
        assert said is not None
        assert said.kind == "gone", "nor did it wait for somebody to read"
        code, lines = child.last_words()
    finally:
        child.end()
    assert code == 9
    assert len(lines) == 20
    assert lines[-4:] == (
        "line 39",
        'File "cuts.py", line 7',
        f"plan.json {'*' * 16}",
        "MemoryError: 1/2 of it",
    )


def test_the_log_tells_why_a_child_died(hall: Hall) -> None:
    hall.add("job_1")
    with structlog.testing.capture_logs() as told, hall.working("die"):
        hall.until("job_1", JobState.FAILED)
    died = [line for line in told if line["event"] == "child died"]
    assert [(line["job"], line["attempt"], line["exit_code"]) for line in died] == [("job_1", n, 9) for n in (1, 2, 3)]
    assert all(line["last_lines"] == ("no memory left",) for line in died)
