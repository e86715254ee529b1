"""The parts of a named change: the words they are typed in, the values they take, and what is wrong with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from api import wiring
from api.arguments import Typed
from planner.changes import CHANGES, AnyChange, NewRequest, PolicyChanged
from planner.changes.base import Wrong
from planner.changes.places import REQUEST_KINDS
from planner.domain.problem import Problem

Pair = tuple[str, str]
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
PLACES = ("site", "sites", "village", "start", "end")
_YES_NO = {"ya": "true", "tidak": "false"}
WORDS: Mapping[str, Mapping[str, str]] = {
    "agreed": _YES_NO,
    "on": _YES_NO,
    "off": _YES_NO,
    "connectivity": {"baik": "good", "lemah": "weak", "tidak_ada": "none", "tidak_diketahui": "unknown"},
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
_CALLED: Mapping[str, Pair] = {
    "site": ("kode atau nama tempat", "code or name of a place"),
    "sites": ("kode atau nama tempat, lebih dari satu dengan koma", "codes or names of places, with commas"),
    "village": ("kode atau nama desa", "code or name of a village"),
    "start": ("kode atau nama tempat atau basis", "code or name of a place or a base"),
    "end": ("kode atau nama tempat atau basis", "code or name of a place or a base"),
    "member": ("kode petugas", "code of one of the staff"),
    "team": ("kode tim", "code of a team"),
    "like": ("kode tim", "code of a team"),
    "id": ("kode baru", "a new code"),
    "name": ("nama", "a name"),
    "rate": ("nama tarif di lembar biaya", "a name of the sheet biaya"),
    "field": ("nama di lembar kebijakan", "a name of the sheet kebijakan"),
    "value": ("nilai dalam satuan lembar kebijakan, seperti 7, 60% atau ya", "a value such as 7, 60% or yes"),
    "ppm": ("bilangan 0 sampai 1000000", "a number from 0 to 1000000"),
}
"""What a part wants whose type does not tell it."""


@dataclass(frozen=True, slots=True)
class ReadChange:
    """A change as it was read.

    ``where`` it stands, ``said``: the word that each of its parts goes by; ``change``, or, where that could not be
    read, ``guess``: the same with something else for the parts that do not ``fit``. ``words`` are all values typed,
    ``None``: any.
    """

    where: str
    said: Mapping[str, str]
    change: AnyChange | None
    guess: AnyChange | None
    fit: frozenset[str]
    words: frozenset[str] | None


def read_parts(
    typed: Typed, where: str, called: str, kind: type[AnyChange], given: Iterable[tuple[str, Any]], problem: Problem
) -> ReadChange:
    """The change with these parts; ``called`` as it was typed. What cannot be read goes into ``typed``."""
    known = {field.name: field for field in fields(kind)}
    place = f"{where} {called}"
    values: dict[str, Any] = {}
    said = {name: spoken(kind, called, name) for name in known}  # a part that is missing, as it would be typed
    words: set[str] = set()
    whole = True
    own = _own_parts(known)
    for key, value in given:
        name = key if key in known else KEYS.get(key, key)
        words |= {str(item).strip().casefold() for item in (value if isinstance(value, list) else [value])}
        if name not in known or name == "kind":
            both = (f"bagian yang dikenal: {own[0] or 'tidak ada'}", f"a part that is known: {own[1] or 'none'}")
            typed.wrong("CHANGE_PART", place, key, *both)
            whole = False
            continue
        said[name] = key  # a fault names a part as it was typed
        if name in values:
            typed.wrong("CHANGE_PART", f"{place} {key}", value, "bagian ini sekali saja", "this part once only")
            whole = False
            continue
        listed = str(known[name].type).startswith("tuple")
        if isinstance(value, str):
            read = [_word(problem, name, word) for word in (value.split(",") if listed else [value])]
            values[name] = read if listed else read[0]
        elif isinstance(value, list) and name in PLACES:
            values[name] = [_word(problem, name, str(item)) for item in value]
        else:
            values[name] = value
    unfit = _unfit_units(typed, place, values, said) if kind is PolicyChanged else frozenset()
    good = {name: value for name, value in values.items() if name not in unfit}
    try:
        made: AnyChange = _adapter(CHANGES.index(kind)).validate_python(good)
    except ValidationError as error:
        told: set[str] = set(unfit)
        for item in error.errors(include_url=False):
            name = str(item["loc"][0])
            if name in told:
                continue
            told.add(name)
            missing = item["type"] in ("missing", "missing_argument")
            want = _wanted(kind, name)
            typed.wrong(
                "CHANGE_PART",
                f"{place} {said[name]}",
                "" if missing else str(item.get("input")),
                f"{want[0]}; bagian perubahan ini: {own[0]}",
                f"{want[1]}; the parts of this change: {own[1]}",
            )
        good = {name: value for name, value in good.items() if name not in told}
        guess = _adapter(CHANGES.index(kind)).validate_python({**_stand_ins(kind, good, problem), **good})
        fit = good.keys() - ({"field"} if kind is PolicyChanged else set())  # the name was looked at with its unit
        return ReadChange(place, said, None, guess, frozenset(fit), frozenset(words))
    return ReadChange(place, said, made if whole and not unfit else None, made, frozenset(good), frozenset(words))


def spoken(kind: type[AnyChange], called: str, field: str) -> str:
    """The word that a part of a change goes by, in the language in which the change was called."""
    words = {name: key for key, name in KEYS.items()}
    return words.get(field, field) if called.casefold() == kind.names[0] else field


def _stand_ins(kind: type[AnyChange], good: Mapping[str, Any], problem: Problem) -> dict[str, Any]:
    """Something for each part that could not be read, so that the others can be looked at."""
    days = [str(good[name]) for name in ("first", "last") if name in good]
    found: dict[str, Any] = {}
    for field in fields(kind):
        hint, listed = _type_of(kind, field.name)
        if field.name in good or field.name == "kind":
            continue
        if listed:
            found[field.name] = ()
        elif hint is date:
            found[field.name] = days[0] if days else problem.period.first
        elif issubclass(hint, Enum):
            found[field.name] = next(iter(hint))
        else:
            found[field.name] = hint()
    return found


def _type_of(kind: type[AnyChange], field: str) -> tuple[type[Any], bool]:
    """What a part holds, and whether it holds several."""
    hint = get_type_hints(kind)[field]
    if get_origin(hint) in (Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    listed = get_origin(hint) is tuple
    return (get_args(hint)[0] if listed else hint), listed


def _wanted(kind: type[AnyChange], field: str) -> Pair:
    """What a part takes, in words."""
    hint, listed = _type_of(kind, field)
    if field in _CALLED:
        return _CALLED[field]
    if hint is date:
        one: Pair = ("tanggal seperti 2027-01-12", "a date such as 2027-01-12")
    elif hint is bool:
        one = ("ya atau tidak", "true or false")
    elif issubclass(hint, Enum):
        members = REQUEST_KINDS if kind is NewRequest else tuple(hint)
        native = {value: word for word, value in WORDS.get(field, {}).items()}
        one = (
            "salah satu: " + ", ".join(native.get(item.value, item.value) for item in members),
            "one of: " + ", ".join(item.value for item in members),
        )
    else:
        one = ("bilangan bulat", "a whole number")
    return (f"{one[0]}, lebih dari satu dengan koma", f"{one[1]}, several with commas") if listed else one


@cache
def _adapter(number: int) -> TypeAdapter[AnyChange]:
    """Reads the parts of a change; a study may ask for very many of one kind."""
    return TypeAdapter(CHANGES[number])


def _unfit_units(typed: Typed, place: str, values: dict[str, Any], said: Mapping[str, str]) -> frozenset[str]:
    """Puts the value of a number of the policy into the unit of its field; the parts that do not fit, told.

    A name of the sheet becomes its field. The name is looked at even where there is no value.
    """
    if "field" not in values:
        return frozenset()
    found = wiring.policy_number(str(values["field"]), values.get("value", "0"))
    if isinstance(found, Wrong):
        if found.field == "value" and "value" not in values:
            return frozenset()
        typed.wrong("CHANGE_PART", f"{place} {said[found.field]}", found.found, *found.expected)
        # What a value may be depends on its name.
        return frozenset({found.field} | ({"value"} & values.keys()))
    values["field"] = found[0]
    if "value" in values:
        values["value"] = found[1]
    return frozenset()


def _own_parts(known: Mapping[str, Any]) -> tuple[str, str]:
    """The parts of a change as they may be typed: Indonesian, English."""
    names = [name for name in known if name != "kind"]
    spoken = {field: key for key, field in KEYS.items()}
    return ", ".join(spoken.get(name, name) for name in names), ", ".join(names)


def place_of(problem: Problem, word: str) -> str:
    """The code of a place; its name becomes that where no other place bears it."""
    known = problem.site.keys() | problem.base.keys()
    named = [site.id for site in problem.sites if site.name.casefold() == word.casefold()]
    return named[0] if word not in known and len(named) == 1 else word


def _word(problem: Problem, field: str, word: str) -> str:
    """A word of a part; the name of a place becomes its code."""
    word = word.strip()
    if field in PLACES:
        return place_of(problem, word)
    if field == "rate":
        return wiring.rate_of(word)
    return WORDS.get(field, {}).get(word.casefold(), word)
