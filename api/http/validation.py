"""What Pydantic finds wrong in a request, as faults with JSON pointers in both languages."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from api.http.problems import Both, Problem, fault_at, unprocessable
from api.http.texts import CODE
from api.wiring_privacy import MASK, NO_NUMBER_IN_TEXT, masked
from planner.causes import kind_of
from planner.errors import Fault

_KINDS: Mapping[str, Both] = {
    "missing": ("harus diisi", "needed"),
    "extra_forbidden": ("tidak dikenal; hapus", "unknown; leave it out"),
    "json_invalid": ("JSON yang utuh", "intact JSON"),
    "string_type": ("teks", "text"),
    "int_type": ("bilangan bulat", "a whole number"),
    "int_parsing": ("bilangan bulat", "a whole number"),
    "int_from_float": ("bilangan bulat", "a whole number"),
    "float_type": ("bilangan", "a number"),
    "float_parsing": ("bilangan", "a number"),
    "finite_number": ("bilangan yang berhingga", "a finite number"),
    "bool_type": ("true atau false", "true or false"),
    "bool_parsing": ("true atau false", "true or false"),
    "list_type": ("daftar", "a list"),
    "dict_type": ("objek", "an object"),
    "model_type": ("objek", "an object"),
    "model_attributes_type": ("objek", "an object"),
    "none_required": ("kosong", "nothing"),
    "date_type": ("tanggal seperti 2027-01-31", "a date such as 2027-01-31"),
    "date_parsing": ("tanggal seperti 2027-01-31", "a date such as 2027-01-31"),
    "date_from_datetime_parsing": ("tanggal seperti 2027-01-31", "a date such as 2027-01-31"),
    "date_from_datetime_inexact": (
        "tanggal seperti 2027-01-31, tanpa jam",
        "a date such as 2027-01-31, without a time",
    ),
    "datetime_type": ("waktu ISO 8601 dengan zona", "an ISO 8601 moment with its offset"),
    "datetime_parsing": ("waktu ISO 8601 dengan zona", "an ISO 8601 moment with its offset"),
    "timezone_aware": ("waktu dengan zona", "a moment with its offset"),
    "string_too_short": ("paling sedikit {min_length} huruf", "at least {min_length} letters"),
    "string_too_long": ("paling banyak {max_length} huruf", "at most {max_length} letters"),
    "too_short": ("paling sedikit {min_length} butir", "at least {min_length} items"),
    "too_long": ("paling banyak {max_length} butir", "at most {max_length} items"),
    "string_pattern_mismatch": ("teks berpola {pattern}", "text of the pattern {pattern}"),
    "greater_than_equal": ("paling sedikit {ge}", "at least {ge}"),
    "greater_than": ("lebih dari {gt}", "more than {gt}"),
    "less_than_equal": ("paling banyak {le}", "at most {le}"),
    "less_than": ("kurang dari {lt}", "less than {lt}"),
    "enum": ("salah satu dari {expected}", "one of {expected}"),
    "literal_error": ("salah satu dari {expected}", "one of {expected}"),
    "union_tag_invalid": ("salah satu dari {expected_tags}", "one of {expected_tags}"),
    "personal_data_value": NO_NUMBER_IN_TEXT,
    "period_ends_first": ("hari yang tidak sebelum first", "a day not before first"),
    "union_tag_not_found": ("penanda {discriminator}", "the mark {discriminator}"),
}
_NAME: Both = ("satu baris teks tanpa tanda kendali", "one line of text without control characters")
_MONTH: Both = ("bulan seperti 2027-01", "a month such as 2027-01")
PATTERNS: Mapping[str, Both] = {
    r"^[A-Za-z0-9][A-Za-z0-9._@-]*$": (
        "huruf, angka, titik, garis, garis bawah atau @, tanpa spasi, dimulai dengan huruf atau angka",
        "letters, digits, dots, hyphens, underscores or @, without blanks, beginning with a letter or digit",
    ),
    r"^[A-Za-z0-9.]+$": ("huruf, angka dan titik, seperti 17.02", "letters, digits and dots, such as 17.02"),
    r"^[^\x00-\x1f]+$": _NAME,
    r"^[^\W]([\w-]*)$": (
        "huruf, angka, garis atau garis bawah, tanpa spasi, seperti satu-tim-lagi",
        "letters, digits, hyphens or underscores, without blanks, such as satu-tim-lagi",
    ),
    r"^20\d{2}-(0[1-9]|1[0-2])$": _MONTH,
    r"^\d{4}-(0[1-9]|1[0-2])$": _MONTH,
    r"^[A-Za-z0-9_-]+$": ("huruf, angka, garis atau garis bawah", "letters, digits, hyphens or underscores"),
    r"^-?\d{1,3}(\.\d{1,9})?(,-?\d{1,3}(\.\d{1,9})?){3}$": (
        "empat bilangan: barat,selatan,timur,utara",
        "four numbers: west,south,east,north",
    ),
}
"""What people are told instead of a pattern that they cannot read."""
_OTHERWISE: Both = ("nilai yang sah", "a valid value")
_JSON_PLACE = "json_invalid"
_SAID = "expected_both"


def refused(kind: str, expected: Both) -> PydanticCustomError:
    """To be raised by a validator that knows itself what was expected."""
    return PydanticCustomError(kind, "{english}", {"english": expected[1], _SAID: expected})


def not_before_first(last: date, info: ValidationInfo) -> date:
    """The validator of a field ``last`` beside a field ``first``: of the field, so that all that is wrong is told."""
    first = info.data.get("first")
    if first is not None and last < first:
        raise PydanticCustomError("period_ends_first", "a day not before first")
    return last


def problem_of_validation(error: RequestValidationError) -> Problem:
    """All faults of a request."""
    if isinstance(error.body, bytes) and any(tuple(item["loc"]) == ("body",) for item in error.errors()):
        # The framework reads as JSON what is named so, and hands over the bytes of everything else.
        return json_needed()
    faults = [
        _broken(item, error.body)
        if item["type"] == _JSON_PLACE
        else fault_of({**item, "loc": _without_marks(item["loc"], error.body)})
        for item in error.errors()
    ]
    return unprocessable(faults, "REQUEST_INVALID")


def json_needed() -> Problem:
    """A body under another name than JSON: its fields were not looked at."""
    return Problem(
        415,
        "JSON_NEEDED",
        (
            "Isi permintaan ini harus JSON dan disebut demikian; kirim dengan kepala Content-Type: application/json, "
            "misalnya curl -H 'Content-Type: application/json' -d '{…}'",
            "The body here must be JSON and be named so; send it with the header Content-Type: application/json, "
            "such as curl -H 'Content-Type: application/json' -d '{…}'",
        ),
    )


def _broken(item: Mapping[str, Any], text: object) -> Fault:
    """JSON that breaks off: where it does, by line and column as an editor counts them."""
    before = text[: int(item["loc"][-1])] if isinstance(text, str) and isinstance(item["loc"][-1], int) else ""
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    found = f"{line}:{column}"
    intact, said = _KINDS[_JSON_PLACE]
    expected = (
        f"{intact}; terbaca sampai baris {line} kolom {column}",
        f"{said}; it can be read up to line {line}, column {column}",
    )
    return fault_at("", _JSON_PLACE.upper(), found, expected)


def fault_of(item: Mapping[str, Any], *, inside: str = "") -> Fault:
    """One fault; ``inside`` is the pointer of the value that was validated."""
    kind = str(item["type"])
    return fault_at(
        inside + place(tuple(item["loc"]), kind),
        kind.upper(),
        _shown(item.get("input"), kind, item.get("ctx") or {}),
        _expected(kind, item.get("ctx") or {}, str(item.get("msg", ""))),
    )


def place(loc: Sequence[str | int], kind: str) -> str:
    """JSON pointer in the body, ``?name`` of a parameter; what looks like the number of a resident is masked."""
    source, rest = (str(loc[0]), loc[1:]) if loc else ("body", ())
    if source != "body":
        return "?" + (str(rest[0]) if rest else source)
    if kind == _JSON_PLACE:
        return ""
    return "".join("/" + masked(part).replace("~", "~0").replace("/", "~1") for part in rest)


def _without_marks(loc: Sequence[str | int], body: object) -> tuple[str | int, ...]:
    """A place in the body as it was sent: the validator also names which kind of several it took a part for."""
    if not loc or loc[0] != "body":
        return tuple(loc)
    kept: list[str | int] = ["body"]
    here: Any = body
    is_new = True
    for number, part in enumerate(loc[1:], start=2):
        is_last = number == len(loc)
        if is_new and not is_last and isinstance(here, dict) and part in (here.get("op"), here.get("kind")):
            # The mark of a kind may be the name of a part as well.
            is_new = False
            continue
        is_there = (isinstance(here, dict) and part in here) or (isinstance(here, list) and isinstance(part, int))
        # A part that is missing has a name; below a plain value there is only the kind that it was taken for.
        if is_there or (is_last and isinstance(here, dict | list)):
            kept.append(part)
            here = here[part] if is_there else None
            is_new = True
    return tuple(kept)


def _shown(value: object, kind: str, context: Mapping[str, Any]) -> str:
    if kind == "missing":
        return ""
    if kind == CODE.casefold():
        return MASK
    if kind == "union_tag_invalid":
        # The mark alone is wrong, not the object that bears it.
        return str(context.get("tag", ""))
    return kind_of(value) if isinstance(value, dict | list) else masked(value)


def _expected(kind: str, context: Mapping[str, Any], message: str) -> Both:
    if _SAID in context:
        both: Both = context[_SAID]
        return both
    found = _KINDS.get(kind)
    if kind == "string_pattern_mismatch" and context.get("pattern") in PATTERNS:
        return PATTERNS[context["pattern"]]
    if found is None:
        return (_OTHERWISE[0], message or _OTHERWISE[1])
    try:
        # The validator joins its choices in English.
        local = {key: value.replace(" or ", " atau ") for key, value in context.items() if isinstance(value, str)}
        return (found[0].format(**{**context, **local}), found[1].format(**context))
    except KeyError:
        return _OTHERWISE
