"""Load on a running service: ``python -m benchmarks.load`` writes its section of ``benchmarks/results/service.md``.

It starts the service as an office would, over a fresh store with a plan, and is its client on the same machine: reads,
durable writes, both while two plans are computed, many listeners, and, with ``--soak`` minutes, the growth of memory.

``--store`` takes the address of a PostgreSQL database, or ``postgresql`` for a private one that writes as carefully as
it does by default; the embedded store if there is none.
``--only`` runs some of the parts.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.machine import ROOT
from benchmarks.service_page import load_before, write_section
from tests.api.service import postgres
from tests.api.service.faults import free_port

CONNECTIONS = 16
PRIVATE = "postgresql"
PARTS = ("reads", "writes", "solving", "streams", "soak")


@dataclass(slots=True)
class Tally:
    """Milliseconds of each answer, and how often what status came."""

    ms: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, status: int, seconds: float) -> None:
        self.ms.append(seconds * 1000)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def share(self, permille: int) -> float:
        ordered = sorted(self.ms)
        return ordered[min(len(ordered) - 1, len(ordered) * permille // 1000)]

    def row(self, what: str, wanted: str) -> str:
        """A line of the table."""
        bad = sum(number for status, number in self.statuses.items() if status >= 500)
        rate, count = len(self.ms) / self.seconds, len(self.ms)
        middle, late = self.share(500), self.share(990)
        return f"| {what} | {rate:,.0f} | {middle:.1f} | {late:.1f} | {bad} of {count:,} | {wanted} |"


class Wire:
    """One kept connection, spoken to without a library: the client shall not be what is measured."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def call(self, method: str, address: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """Status and body of an answer."""
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        lines = [f"{method} {address} HTTP/1.1", f"host: 127.0.0.1:{self._port}", f"content-length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        told = {name.casefold(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        return int(head[0].split()[1]), await reader.readexactly(int(told.get("content-length", "0")))

    async def listen(self, address: str, seconds: float) -> int:
        """How many bytes a stream sent in so long; it must stay open."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(f"GET {address} HTTP/1.1\r\nhost: 127.0.0.1:{self._port}\r\n\r\n".encode())
        await writer.drain()
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.split(b"\r\n")[0], head
        end, read = time.monotonic() + seconds, 0
        while (left := end - time.monotonic()) > 0:
            try:
                piece = await asyncio.wait_for(reader.read(65_536), left)
            except TimeoutError:
                break
            assert piece, "the stream was closed"
            read += len(piece)
        writer.close()
        return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """A running service and what it holds."""

    port: int
    process: subprocess.Popen[bytes]
    plan: str
    dataset: str

    @property
    def memory_mb(self) -> float:
        """Resident memory of the service alone, without the children that solve."""
        told = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(told.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def serving(store: str | None, solves: int, folder: Path) -> Iterator[Bed]:
    """``jemput serve`` with the demo month in its store."""
    port = free_port()
    environment = {**os.environ, **({"JEMPUT_DATABASE_URL": store} if store else {})}
    words = [
        sys.executable,
        "-m",
        "api",
        "serve",
        "--data",
        str(folder),
        "--port",
        str(port),
        "--solves",
        str(solves),
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120) as client:
            end = time.monotonic() + 3_600
            while time.monotonic() < end and not _is_ready(client):
                assert process.poll() is None, (folder / "log").read_text(encoding="utf-8")
                time.sleep(0.1)
            made = client.post("/v1/datasets", json={"name": "Rejang Lebong", "embedded": "rejang-lebong"})
            made.raise_for_status()
            kept = client.post("/v1/plans/imports", content=_plan())
            kept.raise_for_status()
            yield Bed(port=port, process=process, plan=kept.json()["id"], dataset=made.json()["id"])
    finally:
        process.terminate()
        process.wait(60)


def _is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/health/ready").status_code == 200
    except httpx.HTTPError:
        return False


def _plan() -> bytes:
    from tests.api.service.test_plans import PLAN

    return PLAN


async def pressed(port: int, make: Callable[[Wire, int], Awaitable[int]], *, seconds: float, rate: float = 0) -> Tally:
    """Calls from many connections for so long: as many as it takes, or ``rate`` a second at even steps."""
    tally, began, number = Tally(), time.perf_counter(), iter(range(1_000_000_000))

    async def one() -> None:
        wire = Wire(port)
        while time.perf_counter() - began < seconds:
            mine = next(number)
            due = began + mine / rate if rate else time.perf_counter()
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            # A call that had to wait for a free connection waited: it counts from when it was due.
            status = await make(wire, mine)
            tally.add(status, time.perf_counter() - due)

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    tally.seconds = time.perf_counter() - began
    return tally


def reader(bed: Bed) -> Callable[[Wire, int], Awaitable[int]]:
    """What the pages ask for, in turn."""
    addresses = (
        "/v1/plans?limit=20",
        f"/v1/plans/{bed.plan}",
        "/v1/jobs?limit=20",
        f"/v1/plans/{bed.plan}/visits?limit=50",
        "/v1/datasets",
        f"/v1/datasets/{bed.dataset}",
        f"/v1/plans/{bed.plan}/stock",
        "/v1/office",
    )

    async def call(wire: Wire, number: int) -> int:
        return (await wire.call("GET", addresses[number % len(addresses)], accept_encoding="identity"))[0]

    return call


def writer() -> Callable[[Wire, int], Awaitable[int]]:
    """A new dataset each: kept with its line of the audit log and its key before it is answered."""
    mark = f"{time.time_ns()}"

    async def call(wire: Wire, number: int) -> int:
        body = json.dumps({"name": f"Beban {number}"}).encode()
        key = f"{mark}-{number}"
        return (await wire.call("POST", "/v1/datasets", body, content_type="application/json", idempotency_key=key))[0]

    return call


def both(bed: Bed) -> Callable[[Wire, int], Awaitable[int]]:
    """Four reads, one write."""
    read, write = reader(bed), writer()

    async def call(wire: Wire, number: int) -> int:
        return await (write if number % 5 == 4 else read)(wire, number)

    return call


async def order(bed: Bed, name: str, seconds: int) -> str:
    """A long job; its address."""
    wish = {
        "dataset_id": bed.dataset,
        "first": "2027-01-04",
        "last": "2027-01-30",
        "as_of": "2026-12-01",
        "name": name,
        "options": {"work": 1_000, "seconds": seconds},
    }
    wire = Wire(bed.port)
    status, body = await wire.call("POST", "/v1/plans", json.dumps(wish).encode(), content_type="application/json")
    assert status == 202, body
    return f"/v1/jobs/{json.loads(body)['id']}"


async def cancelled(bed: Bed, address: str) -> float:
    """Seconds until a running job has stopped with its best plan."""
    wire, began = Wire(bed.port), time.perf_counter()
    status, body = await wire.call("POST", f"{address}/cancel")
    assert status == 202, body
    while time.perf_counter() - began < 120:
        job = json.loads((await wire.call("GET", address))[1])
        if job["state"] == "cancelled":
            assert job["plan_id"] is not None, job
            return time.perf_counter() - began
        await asyncio.sleep(0.02)
    raise AssertionError(f"{address} does not stop")


async def running(bed: Bed, addresses: list[str]) -> None:
    """Wait until all of them run."""
    wire, end = Wire(bed.port), time.monotonic() + 240
    while time.monotonic() < end:
        states = [json.loads((await wire.call("GET", address))[1])["state"] for address in addresses]
        if all(state == "running" for state in states):
            return
        await asyncio.sleep(0.2)
    raise AssertionError(f"jobs are {states}")


async def streams(bed: Bed, seconds: float, number: int = 200) -> tuple[list[int], Tally]:
    """So many listeners to a running job, and reads beside them."""
    address = await order(bed, "dengar", 600)
    await running(bed, [address])
    listening = asyncio.gather(*(Wire(bed.port).listen(f"{address}/events", seconds) for _ in range(number)))
    await asyncio.sleep(1)
    tally = await pressed(bed.port, reader(bed), seconds=seconds - 2, rate=50)
    read = await listening
    await Wire(bed.port).call("POST", f"{address}/cancel")
    return read, tally


async def soaked(bed: Bed, minutes: float) -> tuple[float, float]:
    """Memory after a tenth of the time, and at the end; reads and writes at 50 a second all along."""
    await pressed(bed.port, both(bed), seconds=minutes * 6, rate=50)
    early = bed.memory_mb
    await pressed(bed.port, both(bed), seconds=minutes * 54, rate=50)
    return early, bed.memory_mb


class Told(list[str]):
    """Lines of the page, printed as they come: a run that is broken off has told what it knew."""

    def append(self, line: str) -> None:
        print(line, flush=True)
        super().append(line)


async def measured(wish: Any, parts: list[str]) -> list[str]:
    """Every part that was asked for, as lines of the page."""
    rows, words = Told(), Told()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="jemput-load-"))
        store = wish.store
        if store == PRIVATE:
            store = stack.enter_context(postgres.server()).address.format(name="postgres")
        bed = stack.enter_context(serving(store, 2, Path(folder)))
        await pressed(bed.port, reader(bed), seconds=2)
        if "reads" in parts:
            tally = await pressed(bed.port, reader(bed), seconds=wish.seconds)
            rows.append(tally.row("reads", "500 a second, 99 % < 150 ms"))
        if "writes" in parts:
            tally = await pressed(bed.port, writer(), seconds=wish.seconds)
            rows.append(tally.row("durable writes", "300 a second, 99 % < 250 ms"))
        if "solving" in parts:
            jobs = [await order(bed, f"hitung {number}", 900) for number in range(2)]
            await running(bed, jobs)
            tally = await pressed(bed.port, both(bed), seconds=wish.seconds, rate=50)
            rows.append(tally.row("50 a second while two plans are computed", "99 % < 500 ms, no 5xx"))
            stops = [await cancelled(bed, address) for address in jobs]
            words.append(
                f"The two running plans were cancelled in {min(stops):.2f} and {max(stops):.2f} s, each with its best "
                "plan kept (wanted: below 2 s)."
            )
        if "streams" in parts:
            read, tally = await streams(bed, wish.seconds)
            told = f"{len(read)} streams open for {wish.seconds:.0f} s, each read {min(read):,} to {max(read):,} bytes"
            rows.append(tally.row("50 reads a second beside 200 open streams", "all open"))
            words.append(f"Streams of events: {told}.")
        if "soak" in parts and wish.soak:
            early, late = await soaked(bed, wish.soak)
            growth = (late / early - 1) * 100
            words.append(
                f"Soak: {wish.soak:g} minutes at 50 a second (four reads, one write); memory {early:.0f} MB after "
                f"a tenth of the time, {late:.0f} MB at the end: {growth:+.1f} % (wanted: below 5 %)."
            )
    head = ["| what | a second | median (ms) | 99 % (ms) | 5xx | wanted |", "| --- | ---: | ---: | ---: | ---: | --- |"]
    return [*(head if rows else []), *rows, *([""] if words else []), *words]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", help="address of a PostgreSQL database, or postgresql for a private one")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--soak", type=float, default=0.0, metavar="MINUTES")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    wish = parser.parse_args()
    load = load_before()
    lines = asyncio.run(measured(wish, wish.only))
    kind = "PostgreSQL" if wish.store else "the embedded store"
    client = f"`jemput serve` over {kind}, {CONNECTIONS} connections, client on the same machine."
    title = f"Load on {kind}" + ("" if wish.only == list(PARTS) else f": {', '.join(wish.only)}")
    command = f"python -m benchmarks.load --seconds {wish.seconds:g}"
    command += f" --soak {wish.soak:g}" if wish.soak else ""
    command += f" --only {' '.join(wish.only)}" if wish.only != list(PARTS) else ""
    command += f" --store {wish.store if wish.store == PRIVATE else '...'}" if wish.store else ""
    write_section(title, [client, "", *lines], command=command, load=load, rests_on=("api", "planner"))


if __name__ == "__main__":
    main()
