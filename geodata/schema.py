"""The JSON Schemas of problem and plan, made from the dataclasses of the core.

``python -m geodata.schema DIRECTORY`` writes them; ``docs/schema/`` holds them for readers and other programs.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from planner.domain.plan import PLAN_SCHEMA, PlanDocument
from planner.domain.problem import PROBLEM_SCHEMA, Problem

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Strict(GenerateJsonSchema):
    """Nothing beyond the fields, and no field left to guessing."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        return {**super().dataclass_schema(schema), "additionalProperties": False}


def schemas() -> dict[str, dict[str, Any]]:
    """The schemas by file name, such as ``problem-1.json``."""
    return {
        _file_name(PROBLEM_SCHEMA): _schema(Problem, PROBLEM_SCHEMA),
        _file_name(PLAN_SCHEMA): _schema(PlanDocument, PLAN_SCHEMA),
    }


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as it stands in its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _file_name(name: str) -> str:
    _, kind, version = name.split("/")
    return f"{kind}-{version}.json"


def _schema(kind: type, name: str) -> dict[str, Any]:
    made = TypeAdapter(kind).json_schema(schema_generator=_Strict)
    # The version is the contract: a file of another version is another file.
    made["properties"]["schema"] = {"const": name, "default": name, "type": "string"}
    return {"$schema": DIALECT, "$id": name, **made}


def write_schemas(directory: Path) -> None:
    """Write all schemas into ``directory``."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (directory / name).write_text(schema_text(schema), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schema"))
