"""Who may import whom, and what pure rooms do without."""

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.house import OWN, PACKAGES, ROOT, dotted, imports_of, name_of, python_files, tree_of

# Rooms without files, clock and processes; import contracts do not see single modules of the standard library.
WORLD = frozenset(
    {
        "asyncio",
        "glob",
        "http",
        "io",
        "locale",
        "logging",
        "multiprocessing",
        "os",
        "pathlib",
        "shutil",
        "signal",
        "socket",
        "sqlite3",
        "subprocess",
        "tempfile",
        "threading",
        "time",
        "urllib",
    }
)
CLOCK_AND_FILES = frozenset(
    (
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "datetime.datetime.now",
        "datetime.date.today",
        "open",
        "print",
        "input",
    )
)
POSIX_ONLY_MODULES = frozenset(
    {
        "crypt",
        "curses",
        "fcntl",
        "grp",
        "nis",
        "posix",
        "posixpath",
        "pty",
        "pwd",
        "readline",
        "resource",
        "spwd",
        "syslog",
        "termios",
        "tty",
    }
)
POSIX_ONLY_NAMES = frozenset(
    (
        *(
            f"os.{name}"
            for name in (
                "fork",
                "forkpty",
                "getuid",
                "geteuid",
                "getgid",
                "getpgid",
                "killpg",
                "nice",
                "setsid",
                "setpgrp",
                "mkfifo",
            )
        ),
        *(f"os.{name}" for name in ("sched_getaffinity", "uname", "statvfs", "wait3", "wait4", "getloadavg", "chown")),
        *(
            f"signal.{name}"
            for name in ("SIGALRM", "SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGCHLD", "alarm", "setitimer", "pause")
        ),
    )
)

# Libraries that another one imports by a name that this file hands over: distribution -> (file, name).
NAMED_TO_ANOTHER = {
    "psycopg": ("api/settings.py", "postgresql+psycopg:"),
    "httptools": ("api/commands/serving.py", 'http="httptools"'),
    "uvloop": ("api/commands/serving.py", "run by uvloop"),
}

POSIX_ONLY_PATHS = tuple(f"/{folder}/" for folder in ("tmp", "dev", "proc", "etc", "usr", "var"))


def test_import_contracts_hold() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports" + (".exe" if os.name == "nt" else "")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_core_and_engine_do_without_files_clock_and_processes() -> None:
    found = []
    for path in python_files("planner", "solver"):
        where = name_of(path)
        found += [f"{where}:{line}: {module}" for line, module in imports_of(path) if module.split(".")[0] in WORLD]
        found += [
            f"{where}:{node.lineno}: {dotted(node.func)}()"
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.Call) and dotted(node.func) in CLOCK_AND_FILES
        ]
    assert found == []


def test_the_product_runs_on_windows() -> None:
    found = []
    for path in python_files(*PACKAGES):
        where = name_of(path)
        found += [f"{where}:{line}: {module}" for line, module in imports_of(path) if module in POSIX_ONLY_MODULES]
        found += [f"{where}:{line}: {what}" for line, what in _not_portable(path)]
    assert found == []


def _not_portable(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute) and dotted(node) in POSIX_ONLY_NAMES:
            yield node.lineno, dotted(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value.startswith(POSIX_ONLY_PATHS):
                yield node.lineno, f"a path that Windows has not: {node.value!r}"
            if any(f"%-{letter}" in node.value for letter in "dmyHIMSj"):
                yield node.lineno, f"strftime without padding is not portable: {node.value!r}"
        elif isinstance(node, ast.Call) and _reads_text_without_encoding(node):
            yield node.lineno, "text without encoding (Windows would take its code page)"


def _reads_text_without_encoding(call: ast.Call) -> bool:
    if any(keyword.arg == "encoding" for keyword in call.keywords):
        return False
    if isinstance(call.func, ast.Attribute) and call.func.attr == "read_text":
        return not call.args
    if isinstance(call.func, ast.Attribute) and call.func.attr == "write_text":
        return len(call.args) < 2
    if dotted(call.func) != "open":
        return False
    values = [*call.args[1:], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return not any(isinstance(value, ast.Constant) and "b" in str(value.value) for value in values)


def test_third_party_imports_are_declared_and_what_is_declared_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_plain(item) for item in project["dependencies"]}
    # pyvroom is not installed where nothing is measured.
    parts = {"pydantic-core": "pydantic", "vroom": "pyvroom"}
    distributions = packages_distributions()

    def needed_by(*folders: str) -> set[str]:
        names = {module.split(".")[0] for path in python_files(*folders) for _, module in imports_of(path)}
        third_party = {name for name in names if name not in sys.stdlib_module_names and name not in OWN}
        found = {_plain(distributions[name][0]) if name in distributions else name for name in third_party}
        return {parts.get(name, name) for name in found}

    by_name = {name for name, (file, text) in NAMED_TO_ANOTHER.items() if text in (ROOT / file).read_text("utf-8")}
    assert by_name | needed_by(*PACKAGES) == declared
    tools = {_plain(item) for extra in project["optional-dependencies"].values() for item in extra}
    assert needed_by("tests", "benchmarks") - declared - tools == set()


def _plain(requirement: str) -> str:
    name = requirement
    for mark in "[<>=!~; ":
        name = name.split(mark)[0]
    return name.lower().replace("_", "-").replace(".", "-")
