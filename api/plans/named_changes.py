"""What happens in the middle of a month, on the wire: somebody is away, a road is cut, a delivery is late.

The kinds are those of :mod:`planner.changes`, which the command line and studies take as well; each is told as an
object with its ``kind`` and its parts. They are made of the core's own classes, so that there is one list of them.
"""

import inspect
from collections.abc import Mapping
from dataclasses import MISSING, fields
from types import GenericAlias, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, create_model, field_validator
from pydantic_core import PydanticCustomError

from api import wiring
from api.http.texts import NO_NUMBER
from api.http.validation import refused
from planner.changes import CHANGES, AnyChange, PolicyChanged
from planner.changes.base import Wrong

MOST_PARTS = 2_000
LONGEST = 200
LARGEST = 10**13


class _Named(BaseModel):
    """Nothing beyond the parts."""

    model_config = ConfigDict(extra="forbid")


POLICY_NUMBER = "policy_number"
"""Kind of a fault of a name or a value of the policy; its context says what was expected in both languages."""
Given = (
    Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
    | Annotated[float, Field(allow_inf_nan=False)]
    | bool
    | Annotated[str, Field(max_length=LONGEST), NO_NUMBER]
)


class _PolicyNumber(_Named):
    """Another value of one number of the policy.

    `field` is its name on the sheet `kebijakan` (in either language) with a `value` in the unit of that name
    (`menit_persiapan`, 45; `kehadiran_desa`, "60%"), or the path of the field with a value in the unit of the field
    (`setup_s`, 2700). `/v1/reference/parameters` lists both.
    """

    field: Annotated[str, Field(max_length=LONGEST, examples=["menit_persiapan", "setup_s"]), NO_NUMBER]
    value: Annotated[Given, Field(examples=[45, "60%"])]

    @field_validator("field")
    @classmethod
    def _is_known(cls, field: str) -> str:
        found = wiring.policy_number(field, "")
        if isinstance(found, Wrong) and found.field == "field":
            raise _refused(found)
        return field

    @field_validator("value")
    @classmethod
    def _fits(cls, value: Given, info: ValidationInfo) -> Given:
        if "field" in info.data:
            found = wiring.policy_number(info.data["field"], value)
            if isinstance(found, Wrong):
                raise _refused(found)
        return value


def _refused(wrong: Wrong) -> PydanticCustomError:
    return refused(POLICY_NUMBER, wrong.expected)


def _bounded(hint: Any) -> Any:
    """The type of a part, with the sizes that a request may have."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return Annotated[GenericAlias(tuple, (_bounded(inner[0]), ...)), Field(max_length=MOST_PARTS)]
    if origin in (Union, UnionType):
        return Union[tuple(_bounded(item) for item in inner)]  # noqa: UP007  # made while running
    if hint is str:
        return Annotated[str, Field(max_length=LONGEST), NO_NUMBER]
    if hint is int:
        return Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
    return hint


def _model(change: type[AnyChange]) -> type[_Named]:
    hints = get_type_hints(change)
    parts: dict[str, Any] = {
        item.name: (
            hints[item.name] if item.name == "kind" else _bounded(hints[item.name]),
            # The kind tells them apart, so it is never left out.
            ... if item.default is MISSING or item.name == "kind" else item.default,
        )
        for item in fields(change)
    }
    if change is PolicyChanged:
        own = {"kind": parts["kind"]}
        return create_model(change.__name__, __base__=_PolicyNumber, __doc__=inspect.getdoc(_PolicyNumber), **own)
    about = (inspect.getdoc(change) or "").partition("\n\n")[0].replace("``", "`").replace("\n", " ")
    return create_model(change.__name__, __base__=_Named, __doc__=about, **parts)


_MODELS: Mapping[type[_Named], type[AnyChange]] = {_model(change): change for change in CHANGES}

if TYPE_CHECKING:
    NamedChange = _Named
else:
    NamedChange = Annotated[Union[tuple(_MODELS)], Field(discriminator="kind")]  # noqa: UP007  # made while running


def change_of(told: NamedChange) -> AnyChange:
    """The change that was told."""
    kind: Any = _MODELS[type(told)]
    parts = {name: getattr(told, name) for name in type(told).model_fields}
    if kind is PolicyChanged:
        found = wiring.policy_number(parts["field"], parts["value"])
        if isinstance(found, Wrong):
            raise TypeError(f"not looked at before: {found}")
        parts["field"], parts["value"] = found
    made: AnyChange = kind(**parts)
    return made
