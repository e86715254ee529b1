"""The locks fit pyproject.toml and each other, carry hashes and no address."""

import re
import tomllib
from typing import Any

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.architecture.house import ROOT

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+?)(?: ; (?P<marker>.+?))? \\$")


def project() -> Any:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def lines_of(lock: str) -> list[str]:
    return (ROOT / lock).read_text(encoding="utf-8").splitlines()


def pins_of(lock: str) -> set[tuple[str, str, str]]:
    """(name, version, marker) of each pin."""
    matches = [PIN.match(line) for line in lines_of(lock)]
    return {(canonicalize_name(m["name"]), m["version"], m["marker"] or "") for m in matches if m is not None}


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock", "requirements-web.lock"]
)
def test_every_pin_has_hashes_and_nothing_else_stands_there(lock: str) -> None:
    current = None
    hashes: dict[str, int] = {}
    for line in lines_of(lock):
        if not line or line.lstrip().startswith("#"):
            continue
        if line.startswith("    --hash=sha256:"):
            assert current is not None
            hashes[current] += 1
        else:
            assert PIN.match(line), line
            current = line
            hashes[line] = 0
    assert min(hashes.values()) > 0


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ["build"]),
        ("requirements-dev.lock", ["build", "dev"]),
        ("requirements-bench.lock", ["bench"]),
    ],
)
def test_what_the_project_asks_for_is_pinned_within_its_limits(lock: str, extras: list[str]) -> None:
    asked = project()["dependencies"] + [item for extra in extras for item in project()["optional-dependencies"][extra]]
    pins = pins_of(lock)
    for requirement in map(Requirement, asked):
        if requirement.name == project()["name"]:
            continue
        versions = [version for name, version, _ in pins if name == canonicalize_name(requirement.name)]
        assert versions, f"{requirement} is not in {lock}: make lock"
        assert all(Version(version) in requirement.specifier for version in versions), f"{requirement}: make lock"


def test_the_tools_come_on_top_of_the_same_versions() -> None:
    assert pins_of("requirements.lock") <= pins_of("requirements-dev.lock")


def test_what_is_measured_stands_on_the_versions_that_are_used() -> None:
    own = {name: version for name, version, _ in pins_of("requirements-dev.lock")}
    shared = {name: version for name, version, _ in pins_of("requirements-bench.lock") if name in own}
    assert shared == {name: own[name] for name in shared}


@pytest.mark.parametrize("lock", ["requirements-dev.lock", "requirements-bench.lock"])
def test_markers_are_sound(lock: str) -> None:
    for _, _, marker in pins_of(lock):
        if marker:
            Marker(marker)


def test_the_build_backend_is_the_locked_one() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    backend = Requirement(build["requires"][0])
    assert [version for name, version, _ in pins_of("requirements.lock") if name == backend.name] == [
        next(iter(backend.specifier)).version
    ]
