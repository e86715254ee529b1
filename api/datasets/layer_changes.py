"""The next version of a dataset with another map layer, or without one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from api import wiring_layers
from api.calls.call import Call
from api.datasets import repository, service
from api.datasets.layers import KeptLayer, KeptLayers, kept_layers, layer_of
from api.datasets.service import Draft, drafted
from api.db.scope import OfficeRows
from api.http.problems import conflict


def draft_with(
    call: Call, rows: OfficeRows, id: str, revision: int, *, layer: str, source: str, crs: str | None
) -> Draft:
    """The newest version with the layer that was sent, in place of the one it had."""
    version = _newest(rows, id, revision)
    tables = repository.tables_of(rows, version)
    file = wiring_layers.taken(tables, layer, source, call.body, crs=crs)
    others = _others(kept_layers(rows, version), layer)
    return _drafted(version, tables, [*others, KeptLayer(file=file, source=source)], f"layer {layer}: {source}")


def draft_without(rows: OfficeRows, id: str, revision: int, layer: str) -> Draft:
    """The newest version without one of its layers."""
    version = _newest(rows, id, revision)
    layer_of(rows, version, layer)
    others = _others(kept_layers(rows, version), layer)
    return _drafted(version, repository.tables_of(rows, version), others, f"layer {layer}: -")


def _newest(rows: OfficeRows, id: str, revision: int) -> Row[Any]:
    found = service.unchanged(rows, id, revision)
    if found.version == 0:
        raise conflict("DATASET_EMPTY", ("Dataset ini belum berisi data", "This dataset holds no data yet"))
    return service.held_version(rows, id, found.version)


def _others(layers: KeptLayers, layer: str) -> Sequence[KeptLayer]:
    return [item for item in layers if item.file.layer != layer]


def _drafted(version: Row[Any], tables: service.Tables, layers: KeptLayers, source: str) -> Draft:
    ordered = sorted(layers, key=lambda item: wiring_layers.layer_names().index(item.file.layer))
    return drafted(tables, source, version.sheets["embedded"], ordered)
