"""The files of a run are put in place whole, or the old ones stay."""

import os
from pathlib import Path

import pytest

from api.documents.files import prepare, write_all
from planner.errors import InputFaults


def code_of(folder: Path) -> str:
    with pytest.raises(InputFaults) as caught:
        prepare(folder)
    return caught.value.faults[0].code


def test_old_files_are_replaced_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("stays")
    write_all(tmp_path, {"a.json": b"old", "plan.json": b"old"})
    write_all(tmp_path, {"a.json": b"new", "plan.json": b"new"})

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a.json": "new",
        "plan.json": "new",
        "mine.txt": "stays",
    }


def test_a_failure_before_the_end_leaves_the_old_files(tmp_path: Path) -> None:
    write_all(tmp_path, {"a.json": b"old", "plan.json": b"old"})

    with pytest.raises(TypeError):
        write_all(tmp_path, {"a.json": b"new", "plan.json": None})  # type: ignore[dict-item]

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.json": "old", "plan.json": "old"}


def test_files_of_somebody_else_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "jadwal.xlsx").write_bytes(b"made by hand")

    assert code_of(tmp_path) == "OUT_NOT_OURS"
    (tmp_path / "plan.json").write_bytes(b"{}")
    prepare(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")

    assert code_of(tmp_path / "x") == "OUT_IS_FILE"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="SKIPPED, ROOT MAY WRITE ANYWHERE")
def test_a_folder_that_is_locked_is_named_before_planning(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert code_of(tmp_path) == "OUT_NOT_WRITABLE"
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")

    assert code_of(tmp_path / "x" / "y") == "OUT_NOT_WRITABLE"
