"""Rows of datasets and their versions."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from api.db import blobs
from api.db.scope import OfficeRows
from api.db.tables import dataset_versions, datasets


def dataset_of(rows: OfficeRows, id: str) -> Row[Any] | None:
    return rows.one(rows.select(datasets).where(datasets.c.id == id))


def add_dataset(rows: OfficeRows, *, id: str, name: str, now: datetime) -> None:
    rows.insert(datasets, id=id, name=name, version=0, revision=1, created_at=now, changed_at=now)


def change_dataset(rows: OfficeRows, id: str, revision: int, now: datetime, **values: Any) -> bool:
    """Change a dataset that still stands at ``revision``; whether it did."""
    held = (datasets.c.id == id, datasets.c.revision == revision)
    return rows.update(datasets, *held, **values, revision=revision + 1, changed_at=now) == 1


def version_of(rows: OfficeRows, dataset_id: str, number: int) -> Row[Any] | None:
    mine = (dataset_versions.c.dataset_id == dataset_id, dataset_versions.c.number == number)
    return rows.one(rows.select(dataset_versions).where(*mine))


def add_version(
    rows: OfficeRows,
    *,
    dataset_id: str,
    number: int,
    now: datetime,
    by: str,
    source: str,
    why: str | None,
    embedded: str | None,
    tables: Sequence[tuple[str | None, int, Mapping[str, Any]]],
    faults: int,
    report: Mapping[str, Any],
    layers: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Keep a version: each sheet by its content, so that an edit of one sheet costs that sheet alone."""
    kept = [{"sheet": name, "rows": count, "sha256": blobs.put(rows, _packed(table))} for name, count, table in tables]
    rows.insert(
        dataset_versions,
        dataset_id=dataset_id,
        number=number,
        created_at=now,
        created_by=by,
        source=source[:200],
        why=why,
        sheets={"embedded": embedded, "tables": kept, "layers": list(layers)},
        faults=faults,
        report_sha256=blobs.put(rows, _packed(report)),
    )


def tables_of(rows: OfficeRows, version: Row[Any], sheet: str | None = None) -> list[dict[str, Any]]:
    """The sheets of a version as they were kept; one of them if it is named."""
    kept = version.sheets["tables"]
    return [json.loads(blobs.get(rows, item["sha256"])) for item in kept if sheet is None or item["sheet"] == sheet]


def report_of(rows: OfficeRows, version: Row[Any]) -> dict[str, Any]:
    """What was found wrong when the version was made."""
    found: dict[str, Any] = json.loads(blobs.get(rows, version.report_sha256))
    return found


def _packed(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
