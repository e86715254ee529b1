"""An installation whose parts are killed at random moments while many short jobs go through it.

The parts are real processes: the service, two workers, and on PostgreSQL the database. Killed means SIGKILL; whoever
was killed is started again at once. In the end every job that was asked for is done, and has one plan.
"""

import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import func, select

from api.db.engine import Database
from api.db.tables import job_queue, jobs, plans
from api.db.upgrade import upgrade
from tests.api.service import postgres
from tests.api.service.sheets import as_json

ROOT = Path(__file__).resolve().parents[3]
READY_S = 600.0


@dataclass(slots=True)
class Outcome:
    """What came of it."""

    store: str
    jobs: int = 0
    done: int = 0
    plans: int = 0
    twice: int = 0
    left: int = 0
    kills: dict[str, int] = field(default_factory=dict)
    retries: int = 0
    ready_s: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        return self.done == self.plans == self.jobs and self.twice == self.left == 0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


class Installation:
    """The processes of one installation; each can be killed and started again."""

    def __init__(self, url: str, folder: Path, plan: Path, *, job_s: float, server: "postgres.Server | None") -> None:
        self.url, self.folder, self.plan, self.job_s, self.server = url, folder, plan, job_s, server
        self.port = free_port()
        self.parts: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def names(self) -> list[str]:
        return [*self.parts, *(["database"] if self.server is not None else [])]

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=10)

    def start(self, name: str) -> None:
        what = "api" if name == "api" else "worker"
        # Embedded, the service carries jobs out itself as well.
        hands = "1" if what == "worker" or self.server is None else "0"
        words = [what, self.url, str(self.folder), str(self.port), hands, str(self.plan), str(self.job_s)]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.parts[name] = subprocess.Popen(
                [sys.executable, "-m", "tests.api.service.part", *words], cwd=ROOT, stdout=log, stderr=log
            )

    def kill(self, name: str) -> None:
        """Kill a part at once, and start it again."""
        if name == "database":
            assert self.server is not None
            self.server.kill()
            self.server.start()
            return
        part = self.parts[name]
        part.send_signal(signal.SIGKILL)
        part.wait()
        self.start(name)

    def ready(self, client: httpx.Client) -> float:
        """Seconds until the service says that it can work."""
        began = time.monotonic()
        while time.monotonic() - began < READY_S:
            try:
                if client.get("/health/ready").status_code == 200:
                    return time.monotonic() - began
            except httpx.HTTPError:
                # Not there yet: that is what is waited for.
                pass
            time.sleep(0.02)
        raise AssertionError("the service does not come back")

    def close(self) -> None:
        for part in self.parts.values():
            part.kill()
            part.wait()


@contextmanager
def installation(store: str, plan: bytes, *, job_s: float = 0.2) -> Iterator[Installation]:
    """A running service with two workers over a fresh store."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jemput-faults-")))
        server = None
        url = f"sqlite:///{folder / 'jemput.sqlite3'}"
        if store == "postgresql":
            server = stack.enter_context(postgres.server())
            url = server.address.format(name="postgres")
        database = Database(url)
        upgrade(database)
        database.close()
        (folder / "plan.json").write_bytes(plan)
        made = Installation(url, folder, folder / "plan.json", job_s=job_s, server=server)
        stack.callback(made.close)
        for name in ("api", "worker-1", "worker-2"):
            made.start(name)
        yield made


def told(client: httpx.Client, method: str, address: str, **options: Any) -> tuple[httpx.Response, int]:
    """The answer, asked for again and again under one key until there is one; and how often it was asked again."""
    end, again = time.monotonic() + READY_S, 0
    while time.monotonic() < end:
        try:
            answer = client.request(method, address, **options)
            if answer.status_code < 500:
                return answer, again
        except httpx.HTTPError:
            # The service was killed under the call: whether it was heard, the key will tell.
            pass
        again += 1
        time.sleep(0.05)
    raise AssertionError(f"no answer to {method} {address}")


def killed_at_random(
    store: str, plan: bytes, *, number: int, every_s: tuple[float, float], dice: int, least: int = 1
) -> Outcome:
    """Put so many jobs through an installation whose parts die all the while, ``least`` times at any rate.

    On a slow machine they die less often: a part that is killed before it has started would prove nothing.
    """
    outcome, chance = Outcome(store=store), random.Random(dice)
    with (
        installation(store, plan) as made,
        httpx.Client(base_url=f"http://127.0.0.1:{made.port}", timeout=10) as client,
    ):
        slow = 1.5 * made.ready(client)
        data, _ = told(client, "POST", "/v1/datasets", json={"name": "Uji"}, headers={"idempotency-key": "data"})
        headers = {"idempotency-key": "version", "if-match": data.headers["etag"]}
        told(client, "POST", f"{data.headers['location']}/versions", content=as_json(), headers=headers)
        order = {"dataset_id": data.json()["id"], "first": "2027-01-04", "last": "2027-01-09", "as_of": "2026-12-01"}
        asked: list[str] = []
        began = time.monotonic()
        next_kill = began + chance.uniform(*every_s)
        kills = 0
        while len(asked) < number or kills < least or _open(client, asked):
            if len(asked) < number:
                wish = {**order, "name": f"job {len(asked)}"}
                answer, again = told(
                    client, "POST", "/v1/plans", json=wish, headers={"idempotency-key": f"job-{len(asked)}"}
                )
                assert answer.status_code == 202, answer.text
                asked.append(answer.json()["id"])
                outcome.retries += again
            else:
                time.sleep(0.1)
            if time.monotonic() >= next_kill and time.monotonic() - began < 3_000:
                name = chance.choice(made.names)
                outcome.kills[name] = outcome.kills.get(name, 0) + 1
                made.kill(name)
                kills += 1
                # Something to do for who is there again.
                number = max(number, len(asked) + 1) if kills <= least else number
                if name in ("api", "database"):
                    outcome.ready_s.append(made.ready(client))
                next_kill = time.monotonic() + max(slow, chance.uniform(*every_s))
        outcome.seconds = time.monotonic() - began
        _count(made.url, outcome, asked)
    return outcome


def _open(client: httpx.Client, asked: list[str]) -> bool:
    answer, _ = told(client, "GET", "/v1/jobs", params={"state": ["waiting", "running", "stopping"], "limit": 1})
    return bool(answer.json()["items"]) and bool(asked)


def _count(url: str, outcome: Outcome, asked: list[str]) -> None:
    """What the store itself says."""
    database = Database(url)
    with database.reading() as connection:
        outcome.jobs = len(set(asked))
        states = dict(connection.execute(select(jobs.c.id, jobs.c.state)).tuples().all())
        made = connection.execute(select(plans.c.job_id, func.count()).group_by(plans.c.job_id)).tuples().all()
        outcome.left = connection.execute(select(func.count()).select_from(job_queue)).scalar_one()
        assert set(states) == set(asked), "a key was answered by two jobs"
    database.close()
    outcome.done = sum(state == "done" for state in states.values())
    outcome.plans = sum(1 for job_id, _ in made if job_id in states)
    outcome.twice = sum(number > 1 for _, number in made)


def cancelled_in(store: str, plan: bytes, *, times: int) -> list[float]:
    """Seconds from the wish to stop a running job until it has stopped with its plan."""
    found = []
    with installation(store, plan, job_s=600) as made, made.client() as client:
        made.ready(client)
        data, _ = told(client, "POST", "/v1/datasets", json={"name": "Uji"})
        told(
            client,
            "POST",
            f"{data.headers['location']}/versions",
            content=as_json(),
            headers={"if-match": data.headers["etag"]},
        )
        order = {"dataset_id": data.json()["id"], "first": "2027-01-04", "last": "2027-01-09", "as_of": "2026-12-01"}
        for _ in range(times):
            address = told(client, "POST", "/v1/plans", json=order)[0].headers["location"]
            _until(client, address, "running")
            began = time.monotonic()
            assert told(client, "POST", f"{address}/cancel")[0].status_code == 202
            job = _until(client, address, "cancelled")
            found.append(time.monotonic() - began)
            assert job["plan_id"] is not None
    return found


def _until(client: httpx.Client, address: str, state: str) -> Any:
    end = time.monotonic() + READY_S
    while time.monotonic() < end:
        job = told(client, "GET", address)[0].json()
        if job["state"] == state:
            return job
        time.sleep(0.02)
    raise AssertionError(f"{address} is {job['state']}")
