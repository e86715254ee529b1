"""A private PostgreSQL for the tests of one worker: own folder, own socket, no port, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
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


@contextmanager
def running() -> Iterator[str]:
    """The address of a fresh server, to which ``/name`` of a database is added."""
    folder = Path(tempfile.mkdtemp(prefix="jemput-pg-"))
    user = _user() if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    data = folder / "data"
    options = " ".join(f"-c {name}={value}" for name, value in FAST.items())
    try:
        _run("initdb", "-D", str(data), "-U", "jemput", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
        _run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", f"-k {folder} {options}", "start")
        try:
            yield f"postgresql+psycopg://jemput@/{{name}}?host={folder}"
        finally:
            _run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, f"{name} ended with {done.returncode}"
