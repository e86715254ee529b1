"""Every operation of the contract has examples: those that a service gave, each of its own schema."""

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from api.app import contract
from tests.api.service.examples import FILE, made, written


def json_contents() -> list[tuple[str, str, dict[str, Any]]]:
    """Operation, ``request`` or ``response``, and what is said of its JSON."""
    found = []
    for operations in contract()["paths"].values():
        for operation in operations.values():
            name = operation["operationId"]
            body = operation.get("requestBody", {}).get("content", {})
            found += [(name, "request", content) for kind, content in body.items() if "json" in kind]
            for status, answer in operation["responses"].items():
                if status.startswith("2"):
                    contents = answer.get("content", {}).items()
                    found += [(name, "response", content) for kind, content in contents if "json" in kind]
    return found


def test_every_body_and_answer_in_json_has_an_example() -> None:
    contents = json_contents()
    assert len(contents) > 110
    assert [(name, part) for name, part, content in contents if "example" not in content] == []


def test_every_example_is_of_its_schema() -> None:
    components = contract()["components"]
    wrong = []
    for name, part, content in json_contents():
        schema = {**content["schema"], "components": components}
        for error in Draft202012Validator(schema).iter_errors(content.get("example")):
            wrong.append((name, part, error.json_path, error.message[:200]))
    assert wrong == []


def test_examples_are_what_a_service_gives_and_hold_no_secret(tmp_path: Path) -> None:
    # `make docs` writes them anew.
    text = FILE.read_text(encoding="utf-8")
    assert text == written(made(tmp_path))
    assert "kuda putih" not in text
    assert len(text) < 400_000
    assert json.loads(text).keys() <= {name for name, _, _ in json_contents()} | silent()


def silent() -> set[str]:
    """Operations that speak no JSON in either direction."""
    spoken = {name for name, _, _ in json_contents()}
    all_names = {
        operation["operationId"] for operations in contract()["paths"].values() for operation in operations.values()
    }
    return all_names - spoken
