"""Between a study and the queue: each run is one job whoever wants it, and outlives whoever asked for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.auth.tenants import add_office
from api.db import blobs
from api.db.engine import Database
from api.db.scope import OfficeRows, OpenRows
from api.db.tables import jobs
from api.studies.conductor import Conductor, SolvedCells
from api.work import queue
from api.work.queue import Claim
from api.work.solving import Said
from api.work.states import STUDY, STUDY_CELL, STUDY_LANE, WORK_LANE, JobState

NOW = datetime(2027, 1, 1, tzinfo=UTC)


class Heard:
    """A child that only listens."""

    def __init__(self) -> None:
        self.answers: list[tuple[dict[str, Any], bytes]] = []

    def answer(self, content: bytes = b"", **facts: Any) -> None:
        self.answers.append((facts, content))


class Desk:
    """Two offices, and studies of them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.moment = NOW
        with database.writing() as connection:
            for number, id in enumerate(("a", "b")):
                add_office(OpenRows(connection), id=id, code=f"17.0{number}", name=id, time_zone="WIB")

    def study(self, id: str, office: str = "a") -> tuple[Conductor, Heard]:
        with self.database.writing() as connection:
            rows = OfficeRows(connection, office)
            order = {"study_id": f"study_{id}", "problem_sha256": blobs.put(rows, b"x"), "options": {}}
            queue.add_job(rows, id=id, kind=STUDY, input=order, priority=0, by="x", now=NOW)
        return self.again(id, office)

    def again(self, id: str, office: str = "a") -> tuple[Conductor, Heard]:
        """Another process for the same study."""
        child = Heard()
        claim = Claim(job_id=id, office_id=office, attempt=1, worker="w", kind=STUDY)
        return Conductor(self.database, claim, child), child  # type: ignore[arg-type]

    def cells(self, office: str = "a") -> list[Any]:
        with self.database.reading() as connection:
            rows = OfficeRows(connection, office)
            return list(rows.all(rows.select(jobs).where(jobs.c.kind == STUDY_CELL).order_by(jobs.c.id)))

    def claimed(self) -> Claim | None:
        with self.database.writing() as connection:
            return queue.claim_next(OpenRows(connection), "w", NOW)

    def ends(self, claim: Claim, state: JobState, document: bytes | None, office: str = "a") -> None:
        """What staff does at the end of a job."""
        with self.database.writing() as connection:
            rows = OfficeRows(connection, office)
            job = queue.job_of(rows, claim.job_id)
            assert queue.release(rows.open, claim)
            if document is not None:
                SolvedCells().keep(rows, job, document, None, NOW)  # type: ignore[arg-type]
            queue.change_job(rows, claim.job_id, state=state)

    def look(self, *conductors: Conductor) -> None:
        self.moment += timedelta(seconds=5)
        for conductor in conductors:
            conductor.look(self.moment)


def want(conductor: Conductor, key: str) -> None:
    facts = {"key": key, "options": {"work": 1}, "problem_bytes": 7}
    assert conductor.heard(Said(kind="want", facts=facts, content=b"problem" + b"start"), NOW)


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def test_studies_wait_in_a_lane_that_no_solving_hand_draws_from(desk: Desk) -> None:
    desk.study("job_1")
    assert desk.claimed() is None
    with desk.database.reading() as connection:
        rows = OpenRows(connection)
        assert [queue.somebody_waits(rows, lane) for lane in (WORK_LANE, STUDY_LANE)] == [False, True]


def test_a_run_is_one_job_whoever_wants_it_and_its_result_is_told_to_all(desk: Desk) -> None:
    (one, first), (two, second) = desk.study("job_1"), desk.study("job_2")
    for conductor in (one, two, one):
        want(conductor, "k")
    (cell,) = desk.cells()
    assert (cell.input["key"], cell.input["options"]) == ("k", {"work": 1, "bare": True})
    claim = desk.claimed()
    assert claim is not None
    desk.ends(claim, JobState.DONE, b"solved")
    desk.look(one, two)
    assert [facts["of"] for facts, content in (first.answers[-1], second.answers[-1])] == ["want", "want"]
    assert first.answers[-1][1] == second.answers[-1][1] == b"solved"
    # Whoever comes later finds it.
    later, child = desk.again("job_1")
    later.heard(Said(kind="ask", facts={"key": "k"}), NOW)
    assert child.answers == [({"of": "ask", "key": "k"}, b"solved")]


def test_a_study_whose_process_died_finds_what_is_under_way(desk: Desk) -> None:
    one, _ = desk.study("job_1")
    want(one, "k")
    anew, child = desk.again("job_1")
    anew.heard(Said(kind="ask", facts={"key": "k"}), NOW)
    want(anew, "k")
    assert len(desk.cells()) == 1
    claim = desk.claimed()
    assert claim is not None
    desk.ends(claim, JobState.DONE, b"solved")
    desk.look(anew)
    assert [content for _, content in child.answers] == [b"", b"solved"]


def test_what_a_stopped_run_had_so_far_is_not_its_result(desk: Desk) -> None:
    (one, _), (two, child) = desk.study("job_1"), desk.study("job_2")
    want(one, "k")
    want(two, "k")
    claim = desk.claimed()
    assert claim is not None
    one.stop(NOW)
    assert desk.cells()[0].state == JobState.STOPPING
    desk.ends(claim, JobState.CANCELLED, b"so far")
    # The other study still wants it: it is begun anew.
    desk.look(two)
    assert [cell.state for cell in desk.cells()] == [JobState.CANCELLED, JobState.WAITING]
    again = desk.claimed()
    assert again is not None
    desk.ends(again, JobState.DONE, b"solved")
    desk.look(two)
    assert child.answers[-1][1] == b"solved"


def test_stopping_a_study_takes_its_waiting_cells_back(desk: Desk) -> None:
    one, _ = desk.study("job_1")
    want(one, "k")
    want(one, "l")
    one.stop(NOW)
    assert {cell.state for cell in desk.cells()} == {JobState.CANCELLED}
    assert desk.claimed() is None


def test_why_a_run_failed_is_told_to_the_study(desk: Desk) -> None:
    one, child = desk.study("job_1")
    want(one, "k")
    claim = desk.claimed()
    assert claim is not None
    with desk.database.writing() as connection:
        queue.change_job(OfficeRows(connection, "a"), claim.job_id, error={"code": "SOLVER_DIED"})
    desk.ends(claim, JobState.FAILED, None)
    desk.look(one)
    assert child.answers[-1][0]["error"] == {"code": "SOLVER_DIED"}


def test_offices_share_no_runs(desk: Desk) -> None:
    (one, _), (other, child) = desk.study("job_1"), desk.study("job_2", "b")
    want(one, "k")
    claim = desk.claimed()
    assert claim is not None
    desk.ends(claim, JobState.DONE, b"ours")
    other.heard(Said(kind="ask", facts={"key": "k"}), NOW)
    assert child.answers == [({"of": "ask", "key": "k"}, b"")]
    want(other, "k")
    assert [len(desk.cells(office)) for office in ("a", "b")] == [1, 1]
