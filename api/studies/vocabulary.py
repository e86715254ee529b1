"""The kinds of changes that a scenario may hold, told for whoever builds a form: read off the changes themselves."""

import inspect
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from api.changes_parts import KEYS
from api.http.languages import sentence
from api.studies.schemas import ChangeKind, ChangePart
from planner.changes import CHANGES, AnyChange

_INDONESIAN: Mapping[str, str] = {english: indonesian for indonesian, english in KEYS.items()}


def change_kinds() -> list[ChangeKind]:
    """Every kind with its parts, places first."""
    return [_kind(kind) for kind in CHANGES]


def _kind(change: type[AnyChange]) -> ChangeKind:
    hints = get_type_hints(change)
    found = [item for item in fields(change) if item.name != "kind"]
    about = (inspect.getdoc(change) or "").partition("\n\n")[0].replace("``", "").replace("\n", " ")
    return ChangeKind(
        kind=str(next(item.default for item in fields(change) if item.name == "kind")),
        names=sentence(change.names),
        about=about,
        parts=[
            _part(item.name, hints[item.name], item.default is MISSING and item.default_factory is MISSING)
            for item in found
        ],
    )


def _part(name: str, hint: Any, needed: bool) -> ChangePart:
    type_, choices = _type(hint)
    names = sentence((_INDONESIAN.get(name, name), name))
    return ChangePart(name=name, names=names, type=type_, choices=choices, needed=needed)


def _type(hint: Any) -> tuple[Any, list[str]]:
    """What a form asks for, and between what."""
    origin = get_origin(hint)
    if origin is tuple:
        inner, choices = _type(get_args(hint)[0])
        return {"date": "dates", "text": "texts", "choice": "choices"}.get(inner, "texts"), choices
    if origin is Literal:
        return "choice", [str(item) for item in get_args(hint)]
    if origin is Union or str(origin) == "<class 'types.UnionType'>":
        return _type(next(item for item in get_args(hint) if item is not type(None)))
    if isinstance(hint, type):
        if issubclass(hint, Enum):
            return "choice", [str(item.value) for item in hint]
        if issubclass(hint, bool):
            return "yes-no", []
        if issubclass(hint, int):
            return "number", []
        if issubclass(hint, date):
            return "date", []
    return "text", []
