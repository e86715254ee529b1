"""JSON to frozen dataclasses and back: strict types, no unknown members, all faults at once as JSON pointers."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from geodata.contracts.column import BothLanguages
from geodata.privacy import MASK, NO_NUMBER_IN_TEXT, looks_like_resident_number, masked
from geodata.read.files import bytes_of
from geodata.read.raw_table import FileError, Limits, file_error
from planner.causes import found_of, kind_of
from planner.errors import Fault, InputFaults, PartsDoNotFit

T = TypeVar("T")

CONFIG = ConfigDict(extra="forbid", allow_inf_nan=False)
"""Settings of every adapter. They reach dataclasses only through an outermost type that carries none of its own;
hence adapters of a tuple of one."""
JSON_FILE = ("berkas JSON UTF-8 yang utuh", "an intact JSON file in UTF-8")
_CODES: dict[str, tuple[str, BothLanguages]] = {
    "missing": ("JSON_MISSING_MEMBER", ("anggota ini wajib ada", "this member is needed")),
    "missing_argument": ("JSON_MISSING_MEMBER", ("anggota ini wajib ada", "this member is needed")),
    "unexpected_keyword_argument": ("JSON_UNKNOWN_MEMBER", ("hanya anggota yang dikenal skema", "known members only")),
    "extra_forbidden": ("JSON_UNKNOWN_MEMBER", ("hanya anggota yang dikenal skema", "known members only")),
    "value_error": ("JSON_VALUE", ("nilai yang cocok satu sama lain", "values that fit together")),
    "json_invalid": ("JSON_BROKEN", JSON_FILE),
    "enum": ("JSON_VALUE", ("salah satu kata yang dikenal skema", "a word that the schema knows")),
}
_KINDS: dict[str, BothLanguages] = {
    "int": ("bilangan bulat", "a whole number"),
    "float": ("bilangan", "a number"),
    "finite": ("bilangan", "a number"),
    "string": ("teks", "text"),
    "bool": ("true atau false", "true or false"),
    "date": ("tanggal ISO", "an ISO date"),
    "tuple": ("larik", "an array"),
    "list": ("larik", "an array"),
    "dataclass": ("objek", "an object"),
    "none": ("null", "null"),
}


def read_json(path: Path, adapter: "TypeAdapter[tuple[T]]", schema: str, limits: Limits) -> T:
    """The value that a file holds.

    Raises
    ------
    InputFaults
        With all faults, each at its JSON pointer.
    """
    try:
        content = bytes_of(path, limits)
    except FileError as error:
        raise InputFaults((error.fault,)) from error
    return parse_json(path.name, content, adapter, schema)


def parse_json(name: str, content: bytes, adapter: "TypeAdapter[tuple[T]]", schema: str) -> T:
    """The value that ``content`` holds; see :func:`read_json`."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    _check_schema(name, content, schema)
    try:
        return adapter.validate_json(b"[" + content + b"]", strict=True)[0]
    except ValidationError as error:
        raise InputFaults(tuple(_faults(error))) from error


def plain(value: T, adapter: "TypeAdapter[tuple[T]]") -> dict[str, Any]:
    """The value as objects, arrays and plain values of JSON."""
    (held,) = adapter.dump_python((value,), mode="json")
    return dict(held)


def canonical_text(held: dict[str, Any]) -> bytes:
    """Sorted keys, no blanks, UTF-8."""
    return json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _check_schema(name: str, content: bytes, schema: str) -> None:
    """Whether it is JSON at all, an object, and of the schema that is read here."""
    try:
        held = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputFaults((file_error("JSON_BROKEN", name, found_of(error), JSON_FILE).fault,)) from error
    if not isinstance(held, dict):
        whole = ("satu objek JSON", "one JSON object")
        raise InputFaults((file_error("JSON_BROKEN", name, kind_of(held), whole).fault,))
    stated = held.get("schema", schema)
    if stated != schema:
        fault = Fault(
            code="JSON_SCHEMA",
            where="/schema",
            found=masked(stated),
            expected=(f"skema {schema}", f"schema {schema}"),
        )
        raise InputFaults((fault,))


def ensure_no_resident_numbers(content: bytes) -> None:
    """Refuse JSON whose texts hold what looks like the number of a resident, all of them at once."""
    personal = tuple(
        Fault(code="PERSONAL_DATA_VALUE", where=where, found=MASK, expected=NO_NUMBER_IN_TEXT)
        for where in _resident_numbers(json.loads(content), ())
    )
    if personal:
        raise InputFaults(personal)


def _resident_numbers(held: object, path: tuple[Any, ...]) -> Iterator[str]:
    """Where texts hold what looks like the number of a resident; sums of contents are no texts of people."""
    if isinstance(held, dict):
        for name, part in held.items():
            if not name.endswith("hash"):
                yield from _resident_numbers(part, (*path, name))
    elif isinstance(held, list):
        for number, part in enumerate(held):
            yield from _resident_numbers(part, (*path, number))
    elif isinstance(held, str) and looks_like_resident_number(held):
        yield pointer(path)


def _faults(error: ValidationError) -> Iterator[Fault]:
    for item in error.errors(include_url=False):
        reason = item.get("ctx", {}).get("error")
        if not isinstance(reason, PartsDoNotFit):
            yield _fault(item)
            continue
        above = pointer(item["loc"][1:]).rstrip("/")
        for fault in reason.faults:
            yield replace(fault, where=above + fault.where, found=masked(fault.found))


def _fault(item: Any) -> Fault:
    kind = str(item["type"])
    code, expected = _CODES.get(kind, ("JSON_TYPE", _KINDS.get(kind.split("_")[0], ("nilai lain", "another value"))))
    found = item.get("input")
    if kind == "value_error":
        found = item["ctx"]["error"]
    shown = "" if code == "JSON_MISSING_MEMBER" or isinstance(found, dict | list) else masked(found)
    return Fault(code=code, where=pointer(item["loc"][1:]), found=shown, expected=expected)


def pointer(path: tuple[Any, ...]) -> str:
    """A JSON pointer (RFC 6901); 16-digit numbers in it are masked."""
    return "".join("/" + masked(str(part).replace("~", "~0").replace("/", "~1")) for part in path) or "/"
