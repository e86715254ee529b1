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


IN_MID_RUN = frozenset({"DISK_FULL", "SOLVER_DIED", "RUN_FAILED"})
"""Faults that come while something is done."""


def show_faults(console: Console, language: Language, faults: Sequence[Fault]) -> None:
    """All faults at once: a table on a terminal, lines elsewhere."""
    if any(item.code in IN_MID_RUN for item in faults):
        head = language.pick(
            ("Terhenti di tengah jalan; yang sudah selesai tersimpan.", "Broken off midway; what was done is kept.")
        )
    else:
        head = language.say_count(
            "{n} thing to put right. Nothing was done.", "{n} things to put right. Nothing was done.", len(faults)
        )
    listed = _Listing(console, language, head)
    if console.is_terminal:
        listed.headings(language.say("Place"), language.say("Found"), language.say("What was expected"), wide=28)
    for item in faults:
        line = f"{item.where}: {item.code}: {_quoted(item.found)} -> "
        listed.add(line, f"{escape(item.where)}\n[dim]{escape(item.code)}[/]", escape(item.found), item.expected)
    listed.show()


def show_violations(console: Console, language: Language, found: Sequence[Violation]) -> None:
    """Every breach with its rule, place, amount and sentence."""
    head = language.say_count(
        "The plan breaks a rule in {n} place.", "The plan breaks rules in {n} places.", len(found)
    )
    listed = _Listing(console, language, head)
    if console.is_terminal:
        listed.headings(language.say("Rule"), language.say("Place"), language.say("What is wrong"), wide=32)
    for item in found:
        listed.add(f"{item.rule}: {item.where}: ", escape(item.rule), escape(item.where), item.sentence)
    listed.show()


class _Listing:
    """A list of things that are wrong, each in both languages: a table on a terminal, two lines each elsewhere."""

    def __init__(self, console: Console, language: Language, head: str) -> None:
        self.console, self.language = console, language
        self.table = Table(show_lines=True, header_style="bold")
        console.print(f"[bold red]{escape(head)}[/]")

    def headings(self, first: str, second: str, third: str, *, wide: int) -> None:
        self.table.add_column(first, no_wrap=True)
        self.table.add_column(second, overflow="fold", max_width=wide)
        self.table.add_column(third, overflow="fold")

    def add(self, line: str, first: str, second: str, told: tuple[str, str]) -> None:
        """One thing: its ``line``, or its first cells as markup; then what is told of it."""
        here, other = self.language.pick(told), self.language.other(told)
        if self.console.is_terminal:
            self.table.add_row(first, second, f"{escape(here)}\n[dim]{escape(other)}[/]")
        else:
            _line(self.console, f"{line}{here}")
            _line(self.console, f"    {other}")

    def show(self) -> None:
        if self.console.is_terminal:
            self.console.print(self.table)


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
