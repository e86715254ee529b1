"""How faults and breaches are told on a terminal, and the exit codes."""

import hashlib
import tempfile
import traceback
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.language import Language
from planner.errors import Fault, InputFaults
from planner.rules.violation import Violation


class ExitCode(IntEnum):
    """What the process hands back; part of the contract with scripts."""

    GOOD = 0
    BREACH = 1
    BAD_INPUT = 2
    NOTHING_PLANNED = 3
    INTERNAL = 70
    INTERRUPTED = 130


def fault(code: str, where: str, found: object, indonesian: str, english: str) -> Fault:
    """A fault of the command line or of a file as a whole."""
    return Fault(code=code, where=where, found=str(found), expected=(indonesian, english))


def refuse(code: str, where: str, found: object, indonesian: str, english: str) -> InputFaults:
    """One such fault, to be raised."""
    return InputFaults((fault(code, where, found, indonesian, english),))


def show_faults(console: Console, language: Language, faults: Sequence[Fault]) -> None:
    """All faults at once: a table on a terminal, one line each elsewhere."""
    head = language.say_count(
        "{n} thing to put right. Nothing was done.", "{n} things to put right. Nothing was done.", len(faults)
    )
    console.print(f"[bold red]{escape(head)}[/]")
    if not console.is_terminal:
        for item in faults:
            _line(console, f"{item.where}: {item.code}: {_quoted(item.found)} -> {language.pick(item.expected)}")
            _line(console, f"    {language.other(item.expected)}")
        return
    table = Table(show_lines=True, header_style="bold")
    table.add_column(language.say("Place"), no_wrap=True)
    table.add_column(language.say("Found"), overflow="fold", max_width=28)
    table.add_column(language.say("What was expected"), overflow="fold")
    for item in faults:
        table.add_row(
            f"{escape(item.where)}\n[dim]{escape(item.code)}[/]",
            escape(item.found),
            f"{escape(language.pick(item.expected))}\n[dim]{escape(language.other(item.expected))}[/]",
        )
    console.print(table)


def show_violations(console: Console, language: Language, found: Sequence[Violation]) -> None:
    """Every breach with its rule, place, amount and sentence."""
    head = language.say_count(
        "The plan breaks a rule in {n} place.", "The plan breaks rules in {n} places.", len(found)
    )
    console.print(f"[bold red]{escape(head)}[/]")
    if not console.is_terminal:
        for item in found:
            _line(console, f"{item.rule}: {item.where}: {language.pick(item.sentence)}")
            _line(console, f"    {language.other(item.sentence)}")
        return
    table = Table(show_lines=True, header_style="bold")
    table.add_column(language.say("Rule"), no_wrap=True)
    table.add_column(language.say("Place"), overflow="fold", max_width=32)
    table.add_column(language.say("What is wrong"), overflow="fold")
    for item in found:
        table.add_row(
            escape(item.rule),
            escape(item.where),
            f"{escape(language.pick(item.sentence))}\n[dim]{escape(language.other(item.sentence))}[/]",
        )
    console.print(table)


def show_internal(console: Console, language: Language, error: BaseException) -> None:
    """One sentence with a code; the traceback goes to a file for those who repair it."""
    text = "".join(traceback.format_exception(error))
    code = hashlib.sha256(text.encode()).hexdigest()[:8].upper()
    path = Path(tempfile.gettempdir()) / f"jemput-{code}.log"
    sentence = language.say("Something went wrong inside Jemput (code {code}). Your files were not changed.", code=code)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError:
        console.print(escape(sentence), style="bold red")
        console.print(escape(f"{type(error).__name__}: {error}"))
        return
    hint = language.say("Please send {file} to whoever looks after Jemput.", file=path)
    console.print(escape(sentence), style="bold red")
    console.print(escape(hint), soft_wrap=True)


def _line(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def _quoted(found: str) -> str:
    return f'"{found}"' if found else "(kosong/empty)"
