"""Options that commands share, with their help in one language."""

from typing import Any

import typer

from api.errors import fault
from api.language import CODES, Language
from planner.errors import InputFaults


class Options:
    """Options that commands share, with help in one language. Values stay text: our own reader tells all faults."""

    def __init__(self, chosen: Language) -> None:
        say = chosen.say
        self.lang: Any = typer.Option(None, "--lang", metavar="id|en", help=say("Language: id or en."))
        self.month: Any = typer.Option(
            None, "--month", metavar="2027-01", help=say("Month to plan; next month if not given.")
        )
        self.first: Any = typer.Option(None, "--from", metavar="2027-01-12", help=say("First day, instead of a month."))
        self.last: Any = typer.Option(None, "--to", metavar="2027-02-12", help=say("Last day, with --from."))
        self.as_of: Any = typer.Option(
            None,
            "--as-of",
            metavar="2026-12-18",
            help=say("Day the plan is seen from; first day less notice if not given."),
        )
        self.source: Any = typer.Argument(
            None,
            metavar=say("[FOLDER|FILE|NAME]"),
            help=say("Planning folder, workbook, problem.json or embedded data; rejang-lebong if not given."),
        )
        self.plan: Any = typer.Argument(..., metavar=say("PLAN"), help=say("plan.json or jadwal.xlsx."))
        self.problem: Any = typer.Option(
            None, "--problem", metavar=say("FILE"), help=say("The problem.json that the plan belongs to.")
        )
        self.json: Any = typer.Option(False, "--json", help=say("Tell the result as JSON, for programs."))


def known_language(code: str | None) -> None:
    if code is not None and code not in CODES:
        raise InputFaults((fault("UNKNOWN_LANGUAGE", "--lang", code, "id atau en", "id or en"),))
