"""Write the client anew from the contract: ``python clients/python/generate.py``; ``make docs`` does it too.

Types and methods are made from ``docs/openapi.json``; what they stand on, ``transport.py``, is written by hand.
"""

import json
import keyword
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CONTRACT = HERE.parents[1] / "docs" / "openapi.json"
PACKAGE = HERE / "jemput_client"
JSON = "application/json"
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
MADE = "Made from docs/openapi.json by generate.py."
# What the transport sends by itself.
HEADERS = frozenset({"accept-language", "idempotency-key"})


def class_name(schema: str) -> str:
    """``Page_VisitTold_`` as ``PageVisitTold``."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"\W|_", schema) if part)


def type_of(schema: dict[str, Any]) -> str:
    """The Python type of a schema."""
    if "$ref" in schema:
        return class_name(schema["$ref"].rpartition("/")[2])
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "enum" in schema:
        return f"Literal[{', '.join(map(repr, schema['enum']))}]"
    for name in ("anyOf", "oneOf"):
        if name in schema:
            return " | ".join(dict.fromkeys(type_of(part) for part in schema[name]))
    kind = schema.get("type")
    if kind == "array":
        return f"list[{type_of(schema.get('items', {}))}]"
    if kind == "object" and not schema.get("properties"):
        inner = schema.get("additionalProperties", True)
        return f"dict[str, {type_of(inner) if isinstance(inner, dict) else 'Any'}]"
    return PLAIN.get(str(kind), "Any")


def types(contract: dict[str, Any]) -> str:
    """Every schema as a typed dictionary or an alias."""
    lines = [
        f'"""What the service takes and gives. {MADE}"""',
        "",
        "from typing import Any, Literal, NotRequired, TypeAlias, TypedDict",
        "",
    ]
    for name, schema in sorted(contract["components"]["schemas"].items()):
        if schema.get("properties") is None or schema.get("type") != "object":
            lines += ["", f'{class_name(name)}: TypeAlias = "{type_of(schema)}"', ""]
            continue
        required = set(schema.get("required", ()))
        # Written as a call, for some names are no words of Python ("from", "with").
        lines += ["", f"{class_name(name)} = TypedDict(", f'    "{class_name(name)}",', "    {"]
        for field, part in schema["properties"].items():
            told = f'"{type_of(part)}"'
            lines.append(f'        "{field}": {told if field in required else f"NotRequired[{told}]"},')
        lines += ["    },", ")", ""]
    return "\n".join(lines)


def parameters(item: dict[str, Any], kind: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(name in Python, name on the wire, parameter) of one kind."""
    for parameter in item.get("parameters", ()):
        if parameter["in"] == kind and parameter["name"].casefold() not in HEADERS:
            own = re.sub(r"\W", "_", parameter["name"]).casefold()
            yield (f"{own}_" if keyword.iskeyword(own) else own), parameter["name"], parameter


def method(address: str, verb: str, item: dict[str, Any]) -> list[str]:
    """One operation as a method."""
    path, query = list(parameters(item, "path")), list(parameters(item, "query"))
    headers = [(own, wire) for own, wire, _ in parameters(item, "header")]
    body = item.get("requestBody", {}).get("content", {})
    words = [f"{own}: {_typed(type_of(part['schema']))}" for own, _, part in path]
    if body:
        words.append(f"body: {_body(body)}")
    optional = [_optional(own, part) for own, _, part in query]
    optional += [f"{own}: str | None = None" for own, _ in headers]
    if verb != "get" and not any(own == "if_match" for own, _ in headers):
        optional.append("if_match: str | None = None")
    if optional:
        words += ["*", *optional]
    told, call = _answer(item)
    place = 'f"' + re.sub(r"{(\w+)}", lambda found: "{part(" + found.group(1) + ")}", address) + '"'
    given = [f'"{verb.upper()}"', place if path else f'"{address}"']
    if query:
        given.append("query={" + ", ".join(f'"{wire}": {own}' for own, wire, _ in query) + "}")
    if body:
        given.append("body=body")
    if verb != "get" or headers:
        sent = [f'"{wire}": {own}' for own, wire in headers]
        if verb != "get" and not any(own == "if_match" for own, _ in headers):
            sent.append('"If-Match": if_match')
        given.append("headers={" + ", ".join(sent) + "}")
    if verb == "post" and not any(part["name"].casefold() == "idempotency-key" for part in item.get("parameters", ())):
        given.append("again=False")
    about = item["summary"].rstrip(".").replace('"', "'")
    return [
        f"    def {item['operationId']}({', '.join(['self', *words])}) -> {told}:",
        f'        """{about}."""',
        f"        return self._{call}({', '.join(given)})",
        "",
    ]


def _body(body: dict[str, Any]) -> str:
    schema = body.get(JSON, {}).get("schema", {})
    return _typed(type_of(schema)) if list(body) == [JSON] and "$ref" in schema else "bytes | dict[str, Any]"


def _optional(own: str, part: dict[str, Any]) -> str:
    told = _typed(type_of(part["schema"]))
    if part.get("required"):
        return f"{own}: {told}"
    return f"{own}: {told if 'None' in told.split(' | ') else f'{told} | None'} = None"


def _typed(told: str) -> str:
    """Names of our own types, as the module of methods calls them."""
    return re.sub(r"(?<![\w'.])(?!Any\b|Literal\b|None\b)([A-Z]\w+)", r"types.\1", told)


def _answer(item: dict[str, Any]) -> tuple[str, str]:
    good = next(answer for status, answer in item["responses"].items() if status != "default")
    content = good.get("content", {})
    if list(content) == [JSON] and content[JSON].get("schema"):
        return f"Answer[{_typed(type_of(content[JSON]['schema']))}]", "json"
    return ("Answer[None]", "nothing") if not content else ("Answer[bytes]", "bytes")


def methods(contract: dict[str, Any]) -> str:
    """Every operation as a method of one class."""
    lines = [
        f'"""Every operation of the service as a method. {MADE}"""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Any, Literal",
        "",
        "from jemput_client import types",
        "from jemput_client.transport import Answer, Transport, part",
        "",
        '__all__ = ["Client"]',
        "",
        "",
        "class Client(Transport):",
        '    """The service of an office; see :class:`jemput_client.transport.Transport` for how it is opened."""',
        "",
    ]
    for address, verbs in contract["paths"].items():
        for verb, item in verbs.items():
            if "text/event-stream" not in next(iter(item["responses"].values())).get("content", {}):
                lines += method(address, verb, item)
    text = "\n".join(lines)
    return text if "Literal[" in text else text.replace("import Any, Literal", "import Any")


def made() -> dict[Path, str]:
    """The files of the client that are made."""
    contract = json.loads(CONTRACT.read_text(encoding="utf-8"))
    return {PACKAGE / "types.py": types(contract), PACKAGE / "client.py": methods(contract)}


def main() -> None:
    """Write them."""
    for path, text in made().items():
        path.write_text(text.rstrip() + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
