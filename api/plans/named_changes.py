"""What happens in the middle of a month, on the wire: somebody is away, a road is cut, a delivery is late.

The kinds are those of :mod:`planner.changes`, which the command line and studies take as well; each is told as an
object with its ``kind`` and its parts. They are made of the core's own classes, so that there is one list of them.
"""

import inspect
from collections.abc import Mapping
from dataclasses import MISSING, fields
from types import GenericAlias, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from api.http.texts import NO_NUMBER
from planner.changes import CHANGES, AnyChange

MOST_PARTS = 2_000
LONGEST = 200
LARGEST = 10**13


class _Named(BaseModel):
    """Nothing beyond the parts."""

    model_config = ConfigDict(extra="forbid")


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
    made: AnyChange = kind(**parts)
    return made
