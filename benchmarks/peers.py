"""Jemput beside the hand rule and other engines: ``python -m benchmarks.peers --instances regency-3-teams``.

Every run is a process of its own, one after the other. Ours runs once for each seed; each engine gets ``--factor``
times our seconds in all (the same seconds on plain prize-collecting), shared out over the sizes of chunks, and its best
plan counts. Engines plan the whole problem with the nearest hubs, the same with the hubs of our own plan, and the
problem without stock with those hubs. Every plan is judged by ``planner.check``. Runs are kept in a file of JSON
lines: a second call makes only those that are missing, so that a long comparison may be interrupted.
"""

import argparse
import json
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.instances import INSTANCES
from benchmarks.machine import RESULTS, ROOT, machine_facts
from benchmarks.peer_page import page
from benchmarks.peer_run import COMMON, ENGINES, FULL, HAND, JEMPUT, OWN_HUBS, VARIANTS, Asked, PeerRun, read_run

RESTS_ON = ("planner", "solver", "geodata", "benchmarks/*.py", "benchmarks/engines")
PAGE, RAW = RESULTS / "peers.md", RESULTS / "peers.jsonl"
CHUNKS = (30, 90)
PLAIN_CHUNK = (1,)
EXTRA_S = 900.0
"""A process that takes so much longer than it was given, with all that is not counted, is ended and told."""


def measure(asked: Asked, kept: dict[str, PeerRun], raw: Path) -> PeerRun | None:
    """The run, made now unless it is kept already; ``None`` if the process failed."""
    if asked.key in kept:
        return kept[asked.key]
    print(f"{asked.key} ...", file=sys.stderr, flush=True)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.peer_run", json.dumps(asdict(asked))],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            timeout=asked.seconds + EXTRA_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        print(f"{asked.key}: ended after {asked.seconds + EXTRA_S:g} s", file=sys.stderr, flush=True)
        return None
    if done.returncode != 0 or not done.stdout.strip():
        print(f"{asked.key}: failed with {done.returncode}", file=sys.stderr, flush=True)
        return None
    found = read_run(done.stdout.splitlines()[-1])
    kept[asked.key] = found
    with raw.open("a", encoding="utf-8", newline="\n") as lines:
        lines.write(json.dumps(asdict(found)) + "\n")
    return found


def compare(name: str, asked: argparse.Namespace, kept: dict[str, PeerRun]) -> Iterator[PeerRun]:
    """All runs of one instance."""
    instance = INSTANCES[name]
    variants = [FULL] if instance.plain else asked.variants
    factor = 1.0 if instance.plain else asked.factor
    chunks = PLAIN_CHUNK if instance.plain else tuple(asked.chunks)

    def one(planner: str, variant: str, seed: int, seconds: float, chunk: int = 0, hubs: PeerRun | None = None):  # type: ignore[no-untyped-def]
        wanted = Asked(
            instance=name,
            instance_seed=asked.instance_seed,
            planner=planner,
            variant=variant,
            seed=seed,
            seconds=seconds,
            chunk=chunk,
            workers=asked.workers,
            hubs=None if hubs is None else hubs.hubs,
        )
        return measure(wanted, kept, asked.raw)

    ours: dict[str, list[PeerRun]] = {}
    for variant in (FULL, COMMON):
        if variant in variants or (variant == FULL and OWN_HUBS in variants):
            runs = [one(JEMPUT, variant, seed, asked.seconds) for seed in asked.seeds]
            ours[variant] = [run for run in runs if run is not None]
            yield from ours[variant]
            hand = one(HAND, variant, 1, 0.0)
            yield from () if hand is None else (hand,)
    for variant in variants:
        mine = sorted(ours[FULL if variant == OWN_HUBS else variant], key=lambda run: run.value)
        hubs = mine[len(mine) // 2] if variant != FULL and mine else None
        for engine in asked.engines:
            for chunk in chunks:
                found = one(engine, variant, 1, asked.seconds * factor / len(chunks), chunk, hubs)
                yield from () if found is None else (found,)


def main(words: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for and write the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("--instances", nargs="+", choices=list(INSTANCES), default=list(INSTANCES), help="all")
    parser.add_argument("--instance-seed", type=int, default=1, help="dice of the instances (1)")
    parser.add_argument("--seconds", type=float, default=60.0, help="ceiling of each run of ours (60)")
    parser.add_argument("--factor", type=float, default=10.0, help="times our seconds for each engine (10)")
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(1, 11)), help="a run of ours for each")
    parser.add_argument("--engines", nargs="*", choices=ENGINES, default=list(ENGINES), help="all")
    parser.add_argument("--variants", nargs="+", choices=VARIANTS, default=list(VARIANTS), help="all")
    parser.add_argument("--chunks", type=int, nargs="+", default=list(CHUNKS), help="people invited together")
    parser.add_argument("--workers", type=int, default=2, help="threads of those that can use several (2)")
    parser.add_argument("--raw", type=Path, default=RAW, help="where runs are kept")
    parser.add_argument("--out", type=Path, default=PAGE, help="where to write the page")
    asked = parser.parse_args(words)
    command = shlex.join(["python", "-m", "benchmarks.peers", *(sys.argv[1:] if words is None else words)])
    facts = machine_facts(RESTS_ON)
    kept = {run.key: run for run in _kept(asked.raw)}
    runs = [run for name in asked.instances for run in compare(name, asked, kept)]
    told = page(runs, seconds=asked.seconds, factor=asked.factor, facts=facts, command=command)
    asked.out.write_text(told, encoding="utf-8", newline="\n")
    print(told)


def _kept(raw: Path) -> Iterator[PeerRun]:
    if raw.is_file():
        yield from (read_run(line) for line in raw.read_text(encoding="utf-8").splitlines() if line)


if __name__ == "__main__":
    main()
