"""Map layers of a version: boundaries, coverage and roads, each kept by its content beside the sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Row

from api.datasets.schemas import CellDifference, LayerTold, RowDifference
from api.db import blobs
from api.db.scope import OfficeRows
from api.http.problems import not_found
from api.language import Language, message
from api.wiring_layers import LayerFile

LAYER_WORDS = {
    "villages": message("village boundaries"),
    "subdistricts": message("subdistrict boundaries"),
    "coverage": message("signal coverage"),
    "roads": message("road network"),
}
"""Layers in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLayer:
    """A layer with where it is from.

    Attributes
    ----------
    source
        What it was called when it was sent.
    head
        What the version that holds it says of it; ``None`` for one that is new.
    """

    file: LayerFile
    source: str
    head: Mapping[str, Any] | None = None


KeptLayers: TypeAlias = Sequence[KeptLayer]


def layer_heads(version: Row[Any]) -> list[Mapping[str, Any]]:
    """What a version says of its layers; those of before there were layers have none."""
    return list(version.sheets.get("layers", []))


def kept_layers(rows: OfficeRows, version: Row[Any]) -> KeptLayers:
    """The layers of a version."""
    return tuple(_kept(rows, head) for head in layer_heads(version))


def layer_of(rows: OfficeRows, version: Row[Any], name: str) -> KeptLayer:
    """One layer of a version, or 404."""
    head = next((item for item in layer_heads(version) if item["layer"] == name), None)
    if head is None:
        raise not_found(("lapisan peta", "map layer"), name)
    return _kept(rows, head)


def keep_layer(rows: OfficeRows, item: KeptLayer, version: int) -> Mapping[str, Any]:
    """Keep a layer that is new; what a version says of it."""
    if item.head is not None:
        return item.head
    content = item.file.content
    return {
        "layer": item.file.layer,
        "file": item.file.name,
        "source": item.source[:200],
        "bytes": len(content),
        "sha256": blobs.put(rows, content),
        "since": version,
    }


def layer_told(head: Mapping[str, Any]) -> LayerTold:
    """A layer for the wire."""
    return LayerTold(**head)


def layer_differences(language: Language, before: Row[Any], after: Row[Any]) -> list[RowDifference]:
    """Layers that came, went, or have another content, in words, in place of a sheet's rows."""
    old, new = ({head["layer"]: head for head in layer_heads(version)} for version in (before, after))
    return [
        RowDifference(
            sheet=language.say("Map layers"),
            key=language.say(LAYER_WORDS[name]),
            kind=_kind(one, two),
            cells=_cells(language, one, two),
        )
        for name in dict.fromkeys([*new, *old])
        if (one := old.get(name, {})).get("sha256") != (two := new.get(name, {})).get("sha256")
    ]


def _kind(one: Mapping[str, Any], two: Mapping[str, Any]) -> str:
    if not one:
        return "added"
    return "changed" if two else "removed"


def _cells(language: Language, one: Mapping[str, Any], two: Mapping[str, Any]) -> list[CellDifference]:
    columns = {
        language.say("made of"): [head.get("source", "") for head in (one, two)],
        language.say("size, kB"): [_kilobytes(language, head) for head in (one, two)],
    }
    return [CellDifference(column=name, before=old, after=new) for name, (old, new) in columns.items() if old != new]


def _kilobytes(language: Language, head: Mapping[str, Any]) -> str:
    return language.number(-(-head["bytes"] // 1_000)) if head else ""


def _kept(rows: OfficeRows, head: Mapping[str, Any]) -> KeptLayer:
    content = blobs.get(rows, head["sha256"])
    return KeptLayer(
        file=LayerFile(layer=head["layer"], name=head["file"], content=content), source=head["source"], head=head
    )
