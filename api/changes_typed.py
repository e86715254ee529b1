"""Reads named changes as they are typed or listed in a file: ``road-cut sites=a,b first=2027-01-12 last=2027-01-16``.

Names and keys are Indonesian or English; a place is called by its code or by a name that only one place bears.
"""

import json
import shlex
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from api import wiring
from api.arguments import Typed
from api.resident_numbers import refuse_numbers
from planner.causes import found_of
from planner.changes import CHANGES, AnyChange, NewRequest, PolicyChanged, changed
from planner.changes.base import Wrong
from planner.domain.problem import Problem
from planner.errors import InputFaults

KEYS: Mapping[str, str] = {
    "tempat": "site",
    "lokasi": "sites",
    "mulai": "first",
    "sampai": "last",
    "dari": "start",
    "ke": "end",
    "sinyal": "connectivity",
    "hari": "days",
    "tanggal": "day",
    "perekaman": "recording",
    "siap_cetak": "print_ready",
    "nama": "name",
    "desa": "village",
    "jenis": "site_kind",
    "petugas": "member",
    "keterampilan": "skills",
    "jumlah": "count",
    "tim": "team",
    "seperti": "like",
    "per_minggu": "per_week",
    "per_bulan": "per_month",
    "petugas_per_minggu": "staff_per_week",
    "petugas_per_bulan": "staff_per_month",
    "jatuh_tempo": "due",
    "blangko": "quantity",
    "selisih": "difference",
    "alat": "equipment",
    "buah": "pieces",
    "rupiah": "amount",
    "tarif": "rate",
    "bidang": "field",
    "nilai": "value",
    "jarak_m": "distance_m",
    "desa_maks": "villages",
    "belum_rekam_maks": "join_unrecorded",
    "peluang_permil": "probability_permille",
    "berlaku": "on",
    "setuju": "agreed",
    "libur": "off",
}
"""Indonesian keys, and the fields that they are."""
_PLACES = ("site", "sites", "village", "start", "end")
_YES_NO = {"ya": "true", "tidak": "false"}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "agreed": _YES_NO,
    "on": _YES_NO,
    "off": _YES_NO,
    "connectivity": {"baik": "good", "lemah": "weak", "tidak_ada": "none"},
    "equipment": {"satelit": "satellite_kit", "alat_rekam": "recording_set", "kendaraan": "vehicle"},
    "skills": {"rekam": "record", "cetak": "print", "sopir": "drive"},
    "site_kind": {
        "desa": "village",
        "sekolah": "school",
        "kantor": "office",
        "pasar": "market",
        "mal": "mall",
        "acara": "event",
        "balai": "hall",
        "kunjungan_rumah": "home_visits",
    },
}
"""Words of the sheets, by the field that they are values of."""


def changes_of(typed: Typed, texts: Sequence[str], problem: Problem) -> tuple[AnyChange, ...]:
    """The changes of a command line, ``@file.json`` or ``.toml`` among them; everything wrong goes into ``typed``.

    Those that can be read are also looked at, each in its place, where another cannot; unless that other may be what
    adds the place that they name.
    """
    read: list[AnyChange | None] = []
    before = len(typed.faults)
    for number, text in enumerate(texts):
        where = f"--change[{number}]"
        if text.startswith("@"):
            read += _from_file(typed, where, Path(text[1:]), problem)
        else:
            read.append(_typed_change(typed, where, text, problem))
    found = tuple(change for change in read if change is not None)
    unread = typed.faults[before:]
    if unread and not any(fault.code != "CHANGE_PART" or NewRequest.names[0] in fault.where for fault in unread):
        places = [number for number, change in enumerate(read) if change is not None]
        try:
            changed(problem, found)
        except InputFaults as error:
            for fault in error.faults:
                _, _, place, *rest = fault.where.split("/")
                typed.faults.append(replace(fault, where="/".join(("/changes", str(places[int(place)]), *rest))))
    return found


def change_of(typed: Typed, where: str, entry: Mapping[str, Any], problem: Problem) -> AnyChange | None:
    """The change of a file's entry: its ``kind`` by the name in files or on the command line, and its parts."""
    name = str(entry.get("kind", ""))
    kind = next((one for one in CHANGES if name.casefold() in (*one.names, _kind_of(one))), None)
    if kind is None:
        both = [", ".join(one.names[language] for one in CHANGES) for language in (0, 1)]
        typed.wrong("CHANGE_UNKNOWN", where, name, f"salah satu perubahan: {both[0]}", f"one of the changes: {both[1]}")
        return None
    parts = {key: value for key, value in entry.items() if key != "kind"}
    for key, value in parts.items():
        if isinstance(value, list) and KEYS.get(key, key) in _PLACES:
            parts[key] = [_word(problem, KEYS.get(key, key), str(item)) for item in value]
    return _made(typed, where, kind, parts, problem)


def _kind_of(change: type[AnyChange]) -> str:
    return str(next(field.default for field in fields(change) if field.name == "kind"))


def _typed_change(typed: Typed, where: str, text: str, problem: Problem) -> AnyChange | None:
    try:
        name, *rest = shlex.split(text)
    except ValueError:
        name, rest = "", []
    kind = next((kind for kind in CHANGES if name.casefold() in kind.names), None)
    if kind is None:
        both = [", ".join(one.names[language] for one in CHANGES) for language in (0, 1)]
        typed.wrong("CHANGE_UNKNOWN", where, text, f"salah satu perubahan: {both[0]}", f"one of the changes: {both[1]}")
        return None
    given: dict[str, str] = {}
    for part in rest:
        key, equals, value = part.partition("=")
        if not equals:
            typed.wrong(
                "CHANGE_PART",
                where,
                part,
                "bagian seperti mulai=2027-01-12; yang memuat spasi diapit tanda kutip: 'lokasi=Air Duku'",
                "a part such as first=2027-01-12; one with a space between quotes: 'sites=Air Duku'",
            )
            return None
        given[key.casefold()] = value
    return _made(typed, where, kind, given, problem)


def _made(
    typed: Typed, where: str, kind: type[AnyChange], given: Mapping[str, Any], problem: Problem
) -> AnyChange | None:
    """The change with these parts."""
    known = {field.name: field for field in fields(kind)}
    values: dict[str, Any] = {}
    said: dict[str, str] = {}  # a fault names a part as it was typed
    for key, value in given.items():
        name = key if key in known else KEYS.get(key, key)
        values[name], said[name] = value, key
        if name in known and isinstance(value, str):
            listed = str(known[name].type).startswith("tuple")
            words = [_word(problem, name, word) for word in (value.split(",") if listed else [value])]
            values[name] = words if listed else words[0]
    if kind is PolicyChanged and not _in_field_units(typed, where, values, said):
        return None
    strange = [said[name] for name in values if name not in known]
    for name in strange:
        indonesian, english = _own_parts(known)
        typed.wrong(
            "CHANGE_PART",
            f"{where} {kind.names[0]}",
            name,
            f"bagian yang dikenal: {indonesian or 'tidak ada'}",
            f"a part that is known: {english or 'none'}",
        )
    try:
        made: AnyChange = _adapter(CHANGES.index(kind)).validate_python(values)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            place = "/".join(said.get(str(part), str(part)) for part in item["loc"])
            missing = item["type"] in ("missing", "missing_argument")
            found = "" if missing else str(item.get("input"))
            own, parts = _own_parts(known)
            typed.wrong(
                "CHANGE_PART",
                f"{where} {kind.names[0]} {place}",
                found,
                f"nilai yang cocok; bagiannya: {own}",
                f"a value that fits; its parts are: {parts}",
            )
        return None
    return None if strange else made


@cache
def _adapter(number: int) -> TypeAdapter[AnyChange]:
    """Reads the parts of a change; a study may ask for very many of one kind."""
    return TypeAdapter(CHANGES[number])


def _in_field_units(typed: Typed, where: str, values: dict[str, Any], said: Mapping[str, str]) -> bool:
    """A name of the sheet of the policy becomes its field, and the value is put into the unit of that field."""
    if not {"field", "value"} <= values.keys():
        return True
    found = wiring.policy_number(str(values["field"]), values["value"])
    if isinstance(found, Wrong):
        place = f"{where} {PolicyChanged.names[0]} {said[found.field]}"
        typed.wrong("CHANGE_PART", place, found.found, *found.expected)
        return False
    values["field"], values["value"] = found
    return True


def _own_parts(known: Mapping[str, Any]) -> tuple[str, str]:
    """The parts of a change as they may be typed: Indonesian, English."""
    names = [name for name in known if name != "kind"]
    spoken = {field: key for key, field in KEYS.items()}
    return ", ".join(spoken.get(name, name) for name in names), ", ".join(names)


def _word(problem: Problem, field: str, word: str) -> str:
    """A word of a part; the name of a place becomes its code."""
    word = word.strip()
    if field in _PLACES:
        known = problem.site.keys() | problem.base.keys()
        named = [site.id for site in problem.sites if site.name.casefold() == word.casefold()]
        return named[0] if word not in known and len(named) == 1 else word
    if field == "rate":
        return wiring.rate_of(word)
    return _WORDS.get(field, {}).get(word.casefold(), word)


def _from_file(typed: Typed, where: str, path: Path, problem: Problem) -> list[AnyChange | None]:
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
        return []
    if refuse_numbers(typed, path.name, read, text if is_toml else ""):
        return []
    held = _tables(read) if is_toml else read
    if not isinstance(held, list) or not all(isinstance(entry, dict) for entry in held):
        typed.wrong("CHANGE_FILE", where, path.name, *wanted)
        return []
    found = []
    for number, entry in enumerate(held):
        named = {("kind" if key == "jenis" and "kind" not in entry else key): part for key, part in entry.items()}
        found.append(change_of(typed, f"{where}/{number}", named, problem))
    return found


def _tables(held: Mapping[str, Any]) -> Any:
    """The changes of a study, and of a file that holds nothing else."""
    given = [key for key in ("changes", "perubahan") if key in held]
    return held[given[0]] if len(given) == len(held) == 1 else None
