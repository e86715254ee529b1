"""Bring the catalogues up to date: ``python -m api.catalogues``.

Collects every message of ``api``, keeps what is translated, fills English with the message itself, writes the
``.po`` files and compiles them. ``--check`` changes nothing and fails when a catalogue is behind or incomplete.
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from api.language import CODES, DOMAIN

_ROOT = Path(__file__).parent
# Dates would make every run of this tool a change.
_UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
_ONE, _TWO = frozenset({"say", "message"}), frozenset({"say_count"})


def template() -> Catalog:
    """Every message that the code says."""
    found = Catalog(domain=DOMAIN, fuzzy=False)
    for path in sorted(_ROOT.rglob("*.py")):
        for text in messages(ast.parse(path.read_text(encoding="utf-8"))):
            # Without line numbers: a moved line is no change of the catalogue.
            found.add(text, None, [(path.relative_to(_ROOT.parent).as_posix(), 0)])
    return found


def messages(tree: ast.AST) -> Iterator[str | tuple[str, str]]:
    """Messages in a syntax tree; the tree also holds those inside f-strings, which a tokenizer would miss."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [item.value for item in node.args if isinstance(item, ast.Constant) and isinstance(item.value, str)]
        if name in _ONE and texts:
            yield texts[0]
        elif name in _TWO and len(texts) >= 2:
            yield texts[0], texts[1]


def catalogue_path(code: str, suffix: str) -> Path:
    """Where the catalogue of a language lies."""
    return _ROOT / "locale" / code / "LC_MESSAGES" / f"{DOMAIN}.{suffix}"


def updated(code: str) -> Catalog:
    """The catalogue of ``code`` with the messages of the code and nothing else."""
    path = catalogue_path(code, "po")
    catalogue = Catalog(locale=code, domain=DOMAIN, fuzzy=False)
    if path.exists():
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=code, domain=DOMAIN)
    catalogue.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    catalogue.project, catalogue.version = "jemput", "1"
    catalogue.header_comment = f"# Messages of Jemput ({code})."
    if code == "en":
        for entry in _entries(catalogue):
            entry.string = entry.id
    return catalogue


def missing(catalogue: Catalog) -> list[str]:
    """Messages without a translation."""
    return [
        str(entry.id)
        for entry in _entries(catalogue)
        if not entry.string or (isinstance(entry.string, tuple | list) and not all(entry.string))
    ]


def po_bytes(catalogue: Catalog) -> bytes:
    """The ``.po`` file, in a fixed order and without dates, so that it changes only with its messages."""
    stream = io.BytesIO()
    write_po(stream, catalogue, sort_output=True, width=120, omit_header=False, include_lineno=False)
    lines = [line for line in stream.getvalue().splitlines(keepends=True) if not _is_dated(line)]
    return b"".join(lines)


def mo_bytes(catalogue: Catalog) -> bytes:
    """The compiled catalogue."""
    stream = io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = _UNDATED
    write_mo(stream, catalogue)
    return stream.getvalue()


def _is_dated(line: bytes) -> bool:
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator', b'"Language-Team')
    return line.startswith(dated)


def _entries(catalogue: Catalog) -> list[Message]:
    return [entry for entry in catalogue if entry.id]


def compiled(code: str) -> bytes:
    """The catalogue as written, compiled."""
    with catalogue_path(code, "po").open("rb") as stream:
        return mo_bytes(read_po(stream, locale=code, domain=DOMAIN))


def faults() -> list[str]:
    """What is behind or incomplete in the catalogues as they lie."""
    found: list[str] = []
    for code in CODES:
        fresh = updated(code)
        found += [f"{code}: no translation of {text!r}" for text in missing(fresh)]
        if po_bytes(fresh) != catalogue_path(code, "po").read_bytes():
            found.append(f"{code}: the catalogue is behind the code")
        if compiled(code) != catalogue_path(code, "mo").read_bytes():
            found.append(f"{code}: the compiled catalogue is behind the catalogue")
    return found


def main(arguments: list[str]) -> int:
    """Update, or check with ``--check``."""
    if "--check" in arguments:
        found = faults()
        sys.stderr.writelines(f"{line}\n" for line in found)
        return 1 if found else 0
    for code in CODES:
        catalogue_path(code, "po").write_bytes(po_bytes(updated(code)))
        catalogue_path(code, "mo").write_bytes(compiled(code))
        sys.stderr.writelines(f"{code}: no translation of {text!r}\n" for text in missing(updated(code)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
