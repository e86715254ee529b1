"""The files of the house, as its tests walk them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("planner", "solver", "geodata", "api")
OWN = (*PACKAGES, "tests", "benchmarks")
TEXT = frozenset(
    {".py", ".md", ".toml", ".lock", ".csv", ".json", ".html", ".js", ".css", ".po", ".pot", ".yml", ".txt", ".cfg", ""}
)


def _ignored_names() -> frozenset[str]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return frozenset(line.rstrip("/") for line in lines) | {".git"}


def files(*folders: str) -> Iterator[Path]:
    """Files of the project below ``folders`` (all of it if none is named), without what git ignores by name."""
    ignored = _ignored_names()
    built = tuple(f"{name}/" for name in ignored if "/" in name)
    for folder in folders or (".",):
        for path in sorted((ROOT / folder).rglob("*")):
            parts = path.relative_to(ROOT).parts
            hidden = ignored.intersection(parts) or name_of(path).startswith(built)
            if path.is_file() and not hidden and path.suffix != ".pyc" and not _egg(parts):
                yield path


def _egg(parts: tuple[str, ...]) -> bool:
    return any(part.endswith(".egg-info") for part in parts)


def python_files(*folders: str) -> list[Path]:
    """Python files below ``folders``."""
    return [path for path in files(*folders) if path.suffix == ".py"]


def text_files() -> list[Path]:
    """Files that people or programs read as text."""
    return [path for path in files() if path.suffix in TEXT]


def name_of(path: Path) -> str:
    """The path from the root of the project, with slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=name_of(path))


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of every absolute import, also those inside functions."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            yield node.lineno, node.module


def dotted(node: ast.expr) -> str:
    """``a.b.c`` of an attribute chain, or an empty text."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
