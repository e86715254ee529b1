"""A private PostgreSQL for the tests of one worker: own folder, own socket, no port, gone at the end."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Debian keeps the server's programs out of the path.
SERVER_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
FAST = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "32MB",
}


def missing() -> str | None:
    """Why there can be no PostgreSQL here, if so."""
    if _program("initdb") is None:
        return "PostgreSQL's server is not installed (apt-get install postgresql)"
    if os.geteuid() == 0 and _user() is None:
        return "PostgreSQL refuses to run as root, and there is no user postgres to run it as"
    return None


class Server:
    """One server; it can be killed as a power cut would, and started again."""

    def __init__(self, folder: Path, options: dict[str, str]) -> None:
        self.folder, self.data = folder, folder / "data"
        self.address = f"postgresql+psycopg://jemput@/{{name}}?host={folder}"
        self._options = " ".join(f"-c {name}={value}" for name, value in options.items())

    def make(self) -> None:
        _run("initdb", "-D", str(self.data), "-U", "jemput", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")

    def start(self) -> None:
        options = f"-k {self.folder} {self._options}"
        _run("pg_ctl", "-D", str(self.data), "-w", "-t", "240", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        _run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill the postmaster and every process that it started."""
        postmaster = int((self.data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        every = [postmaster, *_children_of(postmaster)]
        for number in every:
            os.kill(number, signal.SIGKILL)
        while any(Path(f"/proc/{number}/stat").exists() and not _is_dead(number) for number in every):
            time.sleep(0.01)
        # Where nobody takes notice of dead processes, their numbers look taken, and a new server would not start.
        for lock in (self.data / "postmaster.pid", *self.folder.glob(".s.PGSQL.*.lock")):
            lock.unlink(missing_ok=True)


@contextmanager
def running() -> Iterator[str]:
    """The address of a fresh server, to which ``/name`` of a database is added."""
    with server(FAST) as made:
        yield made.address


@contextmanager
def server(options: dict[str, str] | None = None) -> Iterator[Server]:
    """A fresh server; careful with what it writes unless told otherwise."""
    folder = Path(tempfile.mkdtemp(prefix="jemput-pg-"))
    user = _user() if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    made = Server(folder, {"listen_addresses": "''", "max_connections": "200"} if options is None else options)
    try:
        made.make()
        made.start()
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _children_of(number: int) -> list[int]:
    told = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="utf-8")
    return [int(child) for child in told.split()]


def _is_dead(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def _user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


def _program(name: str) -> str | None:
    for folder in SERVER_FOLDERS:
        if (folder / name).exists():
            return str(folder / name)
    return shutil.which(name)


def _run(name: str, *arguments: str) -> None:
    program = _program(name)
    assert program is not None
    user = _user() if os.geteuid() == 0 else None
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    done = subprocess.run(
        [program, *arguments],
        user=None if user is None else user.pw_uid,
        group=None if user is None else user.pw_gid,
        extra_groups=[] if user is not None else None,
        env=environment,
        cwd="/",
        # A server that starts keeps its streams open; files, not pipes, so that nobody waits for their end.
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{name} ended with {done.returncode}"
