"""What the system stumbled over, in words."""

import errno
import json
import os
import tomllib
from pathlib import Path

import pytest

from planner.causes import found_of, kind_of


def raised(act: object) -> Exception:
    assert callable(act)
    with pytest.raises(Exception) as caught:  # noqa: PT011  # whatever the system raises
        act()
    assert isinstance(caught.value, Exception)
    return caught.value


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOENT, "not there"),
        (errno.EACCES, "no permission, or open in another program"),
        (errno.EROFS, "a disk that can only be read"),
        (errno.ENOSPC, "a full disk"),
        (errno.EISDIR, "a folder"),
        (errno.EPROTO, "cannot be read"),
    ],
)
def test_what_the_system_refuses_is_told_in_both_languages(number: int, told: str) -> None:
    indonesian, english = found_of(OSError(number, os.strerror(number))).split(" / ")
    assert english == told
    assert indonesian != english


def test_a_broken_file_is_told_by_its_place(tmp_path: Path) -> None:
    assert found_of(raised(lambda: json.loads('{"a":\n  x}'))).endswith("unreadable at line 2, column 3")
    assert found_of(raised(lambda: tomllib.loads("a = \n"))).endswith("unreadable at line 1, column 5")
    assert found_of(raised(lambda: json.loads("[" * 100_000))).endswith("nested too deeply")
    assert found_of(raised(lambda: b"\xff".decode())).endswith("text that is not UTF-8")
    assert found_of(raised((tmp_path / "tidak-ada.json").read_bytes)).startswith("tidak ada")


def test_kinds_of_json_have_names() -> None:
    values: tuple[object, ...] = (None, True, 1, 1.5, "x", [], {})
    told = [kind_of(value) for value in values]
    assert [item.partition(" / ")[0] for item in told] == [
        *("kosong", "true", "bilangan", "bilangan", "teks", "daftar", "objek"),
    ]
