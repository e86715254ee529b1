"""Reads named changes as they are typed or listed in a file: ``road-cut sites=a,b first=2027-01-12 last=2027-01-16``.

Names and keys are Indonesian or English; a place is called by its code or by a name that only one place bears.
"""

import json
import shlex
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from api.arguments import Typed
from api.changes_parts import KEYS, PLACES, ReadChange, read_parts
from api.resident_numbers import refuse_numbers
from planner.causes import found_of
from planner.changes import CHANGES, AnyChange
from planner.domain.problem import Problem


def changes_of(typed: Typed, texts: Sequence[str], problem: Problem) -> tuple[ReadChange, ...]:
    """The changes of a command line, of files (``@file.json``) too; what cannot be read goes into ``typed``."""
    read: list[ReadChange] = []
    for number, text in enumerate(texts):
        where = f"--change[{number}]"
        if text.startswith("@"):
            read += _from_file(typed, where, Path(text[1:]), problem)
        else:
            read.append(_typed_change(typed, where, text, problem))
    return tuple(read)


def make_changes(typed: Typed, read: Sequence[ReadChange], problem: Problem) -> Problem:
    """The problem with all changes made, in order; a later one sees what the earlier ones did.

    What does not fit goes into ``typed``, in the words that were typed. A place that no one knows is passed over where
    a change that cannot be read names it too: it may be the one that adds it.
    """
    unread = [item for item in read if item.change is None]
    for item in read:
        change = item.change or item.guess
        if change is None:
            continue
        wrong = list(change.wrong(problem))
        for one in wrong:
            word = one.found.casefold()
            others = (other for other in unread if other is not item)
            if item.change is None and one.field not in item.fit:
                continue
            if one.field in PLACES and any(other.words is None or word in other.words for other in others):
                continue
            where = f"{item.where} {item.said.get(one.field, one.field)}"
            typed.wrong("CHANGE_DOES_NOT_FIT", where, one.found, *one.expected)
        if item.change is not None and not wrong:
            problem = item.change.made(problem)
    return problem


def change_of(typed: Typed, where: str, entry: Mapping[str, Any], problem: Problem) -> AnyChange | None:
    """The change of a file's entry: its ``kind`` by the name in files or on the command line, and its parts."""
    return _entry(typed, where, entry, problem).change


def _entry(typed: Typed, where: str, entry: Mapping[str, Any], problem: Problem) -> ReadChange:
    name = str(entry.get("kind", ""))
    parts = [(key, value) for key, value in entry.items() if key != "kind"]
    kind = next((one for one in CHANGES if name.casefold() in (*one.names, _kind_of(one))), None)
    if kind is None:
        return _unknown(typed, where, name, [str(value) for _, value in parts])
    return read_parts(typed, where, name, kind, parts, problem)


def _kind_of(change: type[AnyChange]) -> str:
    return str(next(field.default for field in fields(change) if field.name == "kind"))


def _unknown(typed: Typed, where: str, found: str, words: Sequence[str]) -> ReadChange:
    """A change that there is not; any of its words may be a place that it adds."""
    both = [", ".join(one.names[language] for one in CHANGES) for language in (0, 1)]
    typed.wrong("CHANGE_UNKNOWN", where, found, f"salah satu perubahan: {both[0]}", f"one of the changes: {both[1]}")
    return ReadChange(where, {}, None, None, frozenset(), frozenset(word.casefold() for word in words))


def _nothing(where: str) -> ReadChange:
    """What cannot be read at all; it may add any place."""
    return ReadChange(where, {}, None, None, frozenset(), None)


def _typed_change(typed: Typed, where: str, text: str, problem: Problem) -> ReadChange:
    """A change such as ``jalan-putus lokasi=Air Duku mulai=2027-01-12``.

    A word without ``=`` goes on with the part before it.
    """
    try:
        name, *rest = shlex.split(text) or [""]
    except ValueError:
        both = ("tanda kutip berpasangan; apostrof di dalam nama diapit tanda kutip ganda", "quotes in pairs")
        typed.wrong("CHANGE_PART", where, text, *both)
        return _nothing(where)
    kind = next((kind for kind in CHANGES if name.casefold() in kind.names), None)
    if kind is None:
        return _unknown(typed, where, text, [part.partition("=")[2] for part in rest])
    given: list[tuple[str, str]] = []
    stray = False
    keys = {field.name for field in fields(kind)} | KEYS.keys()
    for part in rest:
        key, equals, value = part.partition("=")
        if equals:
            given.append((key.casefold(), value))
        elif given and part.casefold() not in keys:
            given[-1] = (given[-1][0], f"{given[-1][1]} {part}")
        else:
            stray = True
            typed.wrong(
                "CHANGE_PART",
                f"{where} {name}",
                part,
                "bagian seperti mulai=2027-01-12 atau lokasi=Air Duku",
                "a part such as first=2027-01-12 or sites=Air Duku",
            )
    read = read_parts(typed, where, name, kind, given, problem)
    return replace(read, change=None, guess=read.change or read.guess) if stray else read


def _from_file(typed: Typed, where: str, path: Path, problem: Problem) -> list[ReadChange]:
    """The changes of a file: a JSON list of objects with their ``kind``, or the ``[[changes]]`` of a study in TOML."""
    wanted = (
        "berkas JSON: daftar objek dengan kind, atau berkas TOML: tabel [[perubahan]] dengan jenis",
        "a JSON file: a list of objects with a kind, or a TOML file: tables [[changes]] with a kind",
    )
    is_toml, text = path.suffix.casefold() == ".toml", ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        read = tomllib.loads(text) if is_toml else json.loads(text)
    except (OSError, ValueError) as error:
        typed.wrong("CHANGE_FILE", where, f"{path.name}: {found_of(error)}", *wanted)
        refuse_numbers(typed, path.name, None, text if is_toml else "")
        return [_nothing(where)]
    if refuse_numbers(typed, path.name, read, text if is_toml else ""):
        return [_nothing(where)]
    held = _tables(read) if is_toml else read
    if not isinstance(held, list) or not all(isinstance(entry, dict) for entry in held):
        typed.wrong("CHANGE_FILE", where, path.name, *wanted)
        return [_nothing(where)]
    found = []
    for number, entry in enumerate(held):
        named = {("kind" if key == "jenis" and "kind" not in entry else key): part for key, part in entry.items()}
        found.append(_entry(typed, f"{where}/{number}", named, problem))
    return found


def _tables(held: Mapping[str, Any]) -> Any:
    """The changes of a study, and of a file that holds nothing else."""
    given = [key for key in ("changes", "perubahan") if key in held]
    return held[given[0]] if len(given) == len(held) == 1 else None
