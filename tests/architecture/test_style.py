"""How files look: told in a docstring, short, and free of what must not be in them."""

import ast
import re

import pytest

from tests.architecture.house import OWN, PACKAGES, ROOT, name_of, python_files, text_files, tree_of

LINES_MAX = 500
SIZE_MAX = 1_500_000

# The patterns are put together from pieces, so that this file does not hold what it looks for.
FORBIDDEN = {
    "a download address": re.compile(
        r"https?://\S+\.(?:wh" + r"l|tar\.gz|tgz)\b|--(?:extra-)?index-ur" + "l", re.IGNORECASE
    ),
    "the host of a registry": re.compile(
        r"\b(?:py" + r"pi\.org|python" + r"hosted|registry\.npm" + r"js)", re.IGNORECASE
    ),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|home/\w+|Us" + r"ers/\w+)/[\w.]"),
}
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|raise NotImplemented" + r"Error|for no" + r"w)\b")


def test_modules_say_what_they_are_and_files_stay_short() -> None:
    found = []
    tests = set(python_files("tests"))
    for path in python_files(*OWN):
        text = path.read_text(encoding="utf-8")
        if path not in tests and text.strip() and not ast.get_docstring(tree_of(path)):
            found.append(f"{name_of(path)}: no module docstring")
        if text.count("\n") > LINES_MAX:
            found.append(f"{name_of(path)}: {text.count(chr(10))} lines; would it be two rooms?")
    assert found == []


def test_no_file_carries_what_must_not_be_in_it() -> None:
    found = []
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        for what, pattern in FORBIDDEN.items():
            for match in pattern.finditer(text):
                found.append(f"{name_of(path)}:{text[: match.start()].count(chr(10)) + 1}: {what}: {match.group(0)}")
        if path.stat().st_size > SIZE_MAX:
            found.append(f"{name_of(path)}: {path.stat().st_size} bytes")
    assert found == []


def test_nothing_is_left_unfinished() -> None:
    matches = {
        name_of(path): UNFINISHED.search(path.read_text(encoding="utf-8"))
        for path in python_files(*PACKAGES, "benchmarks")
    }
    assert {name: match.group(0) for name, match in matches.items() if match} == {}


def test_no_module_is_named_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "manager", "common", "misc", "tools"}
    assert [name_of(path) for path in python_files(*PACKAGES) if vague & {path.stem, path.parent.name}] == []


def test_packages_have_their_init_file() -> None:
    folders = {path.parent for path in python_files(*OWN)}
    assert sorted(name_of(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_files_of_the_shared_folder_are_not_carried() -> None:
    shared = ROOT.parent / "shared" / "data"
    if not shared.is_dir():
        pytest.skip("no shared folder beside the project")
    theirs = {path.read_bytes() for path in shared.rglob("*") if path.is_file()}
    assert [name_of(path) for path in text_files() if path.read_bytes() in theirs] == []
