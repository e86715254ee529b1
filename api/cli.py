"""The command ``jemput``: words and options; what each command does lies in :mod:`api.commands`.

No traceback reaches the user: faults are listed, anything unexpected becomes one sentence and a log file.
"""

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand
from typer.exceptions import TyperException

from api.cli_export import add_export
from api.cli_ground import add_hubs
from api.cli_options import Options, known_language
from api.cli_replan import add_replan
from api.cli_roads import add_roads
from api.cli_scenario import add_scenario
from api.cli_service import add_service
from api.commands import data, judging, planning
from api.commands import explain as explaining
from api.commands import repair as repairing
from api.commands import slots as requesting
from api.commands.office import Desk
from api.errors import ExitCode, fault, show_faults, show_internal
from api.language import CODES, DEFAULT, language
from api.product import product_version
from api.spoken_help import spoken
from planner.errors import InputFaults

LANGUAGE_VARIABLE = "JEMPUT_LANG"


def main() -> None:
    """Entry point of the installed command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line; hand back its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # The console of Windows may not know every letter of a name; it must not stop a run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    chosen = language(language_code(arguments))
    desk = Desk(chosen)
    try:
        command = typer.main.get_command(build_app(desk))
        result = command.main(args=list(arguments) or ["--help"], prog_name="jemput", standalone_mode=False)
    except InputFaults as error:
        show_faults(desk.err, chosen, error.faults)
        return ExitCode.BAD_INPUT
    except TyperException as error:
        show_faults(desk.err, chosen, (_usage_fault(error),))
        return ExitCode.BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        desk.err.print(chosen.say("Aborted. Nothing was written."), style="yellow")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; nothing is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.GOOD
    except Exception as error:
        show_internal(desk.err, chosen, error)
        return ExitCode.INTERNAL
    return int(result) if isinstance(result, int) else ExitCode.GOOD


def language_code(arguments: Sequence[str]) -> str:
    """The language asked for by ``--lang``, else by the environment, else Indonesian."""
    wanted = os.environ.get(LANGUAGE_VARIABLE, DEFAULT)
    for number, word in enumerate(arguments):
        if word == "--lang" and number + 1 < len(arguments):
            wanted = arguments[number + 1]
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return wanted if wanted in CODES else DEFAULT


def _usage_fault(error: TyperException) -> Any:
    """A command line that cannot be understood, in both languages."""
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    kind = type(error).__name__
    found = str(option or (parameter.name if parameter is not None else "") or error.format_message())
    if kind == "NoSuchOption":
        near = ", ".join(getattr(error, "possibilities", None) or ())
        hint = (f": {near}" if near else "", f": {near}" if near else "")
        return fault(
            "NO_SUCH_OPTION",
            "jemput",
            found,
            f"pilihan yang ada{hint[0]} (lihat --help)",
            f"a known option{hint[1]} (see --help)",
        )
    if kind == "MissingParameter":
        # An option is asked for by the word that is typed, an argument by the word of the help page.
        typed = [word for word in getattr(parameter, "opts", ()) if word.startswith("-")]
        missing = typed[0] if typed else found.upper()
        return fault(
            "MISSING_ARGUMENT",
            "jemput",
            "",
            f"{missing} harus ditulis (lihat --help)",
            f"{missing} must be given (see --help)",
        )
    return fault(
        "BAD_COMMAND_LINE",
        "jemput",
        error.format_message(),
        "perintah dan pilihan seperti pada --help",
        "commands and options as in --help",
    )


def build_app(desk: Desk) -> typer.Typer:
    """The commands, with their help in the language of the desk."""
    say = desk.language.say
    command, group = spoken(desk.language)
    app = typer.Typer(
        cls=group,
        help=say("Plans mobile outreach of a civil registry office: which team goes where on which day."),
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    common = Options(desk.language)

    def tell_version(asked: bool) -> None:
        # Told while options are read: afterwards a command would be missing.
        if asked:
            desk.out.print(f"jemput {product_version()}", highlight=False)
            raise typer.Exit

    @app.callback()
    def root(
        lang: str | None = common.lang,
        version: bool = typer.Option(  # noqa: ARG001 - its callback tells it
            False, "--version", help=say("Show the version."), is_eager=True, callback=tell_version
        ),
    ) -> None:
        known_language(lang)

    _add_planning(app, desk, common, command)
    add_replan(app, desk, common, known_language, command)
    _add_judging(app, desk, common, command)
    add_export(app, desk, common, known_language, command)
    _add_data(app, desk, common, command)
    add_hubs(app, desk, common, known_language, command)
    add_roads(app, desk, common, known_language, command, group)
    add_scenario(app, desk, common, known_language, command, group)
    add_service(app, desk, common.lang, known_language, command, group)
    return app


def _add_planning(app: typer.Typer, desk: Desk, common: Options, command: type[TyperCommand]) -> None:
    say = desk.language.say
    out_option: Any = typer.Option(
        None, "--out", metavar=say("FOLDER"), help=say("Folder for the files; jemput-<month> if not given.")
    )
    work_option: Any = typer.Option(
        None, "--work", metavar="N", help=say("How much to search; the same work gives the same plan.")
    )
    seconds_option: Any = typer.Option(
        None, "--seconds", metavar="N", help=say("Stop after this many seconds at the latest.")
    )
    seed_option: Any = typer.Option(None, "--seed", metavar="N", help=say("Seed of the search."))
    workers_option: Any = typer.Option(None, "--workers", metavar="N", help=say("Parallel workers."))
    begun = (
        "Rencana untuk diteruskan: plan.json atau jadwal.xlsx; hasilnya tidak lebih buruk dari bagiannya yang sah.",
        "A plan to go on from: plan.json or jadwal.xlsx; the result is no worse than what of it breaks no rule.",
    )
    start_option: Any = typer.Option(
        None, "--start", metavar=desk.language.pick(("RENCANA", "PLAN")), help=desk.language.pick(begun)
    )

    baseline_option: Any = typer.Option(
        None, "--baseline", metavar=say("FILE"), help=say("The office's present schedule, to be set beside the plan.")
    )

    before = (
        "Rencana bulan lalu (plan.json): hari lapangan, malam dan kunjungannya ikut dihitung.",
        "The plan of the month before (plan.json): its field days, nights and visits count.",
    )
    after_option: Any = typer.Option(
        None, "--after", metavar=desk.language.pick(("RENCANA", "PLAN")), help=desk.language.pick(before)
    )

    @app.command("plan", cls=command, help=say("Plan a month and write schedule, map and data files."))
    def plan(
        source: str | None = common.source,
        month: str | None = common.month,
        first: str | None = common.first,
        last: str | None = common.last,
        as_of: str | None = common.as_of,
        out: str | None = out_option,
        work: str | None = work_option,
        seconds: str | None = seconds_option,
        seed: str | None = seed_option,
        workers: str | None = workers_option,
        start: str | None = start_option,
        baseline: str | None = baseline_option,
        after: str | None = after_option,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        known_language(lang)
        return planning.plan(
            desk,
            source=source,
            month=month,
            first=first,
            last=last,
            as_of=as_of,
            out=out,
            work=work,
            seconds=seconds,
            seed=seed,
            workers=workers,
            start=start,
            baseline=baseline,
            after=after,
            as_json=as_json,
        )


def _add_judging(app: typer.Typer, desk: Desk, common: Options, command: type[TyperCommand]) -> None:
    say = desk.language.say
    site_option: Any = typer.Option(None, "--site", metavar=say("CODE|NAME"), help=say("Only this village or school."))

    @app.command("check", cls=command, help=say("Judge a plan by every rule."))
    def check(
        plan: str = common.plan,
        problem: str | None = common.problem,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        known_language(lang)
        return judging.check(desk, plan_file=plan, problem_file=problem, as_json=as_json)

    quick_option: Any = typer.Option(False, "--quick", help=say("Tell what the file says, weigh nothing."))
    out_option: Any = typer.Option(None, "--out", metavar=say("FOLDER"), help=say("Write all files with the reasons."))
    baseline_option: Any = typer.Option(
        None, "--baseline", metavar=say("FILE"), help=say("The office's present schedule, to be set beside the plan.")
    )
    full_option: Any = typer.Option(False, "--full", help=say("Tell of everybody left out, not of the largest only."))
    prices_option: Any = typer.Option(
        False,
        "--prices",
        help=desk.language.pick(
            (
                "Berapa orang harga pemerataan dan jadwal terbit yang dijaga; bulan ini disusun ulang untuk itu.",
                "What fairness and keeping a published schedule cost in people; the month is planned again for it.",
            )
        ),
    )
    asking_option: Any = typer.Option(..., "--site", metavar=say("CODE|NAME"), help=say("The place that asks."))

    @app.command("explain", cls=command, help=say("Tell why this plan, who is left out and why, or all of one place."))
    def explain(
        plan: str = common.plan,
        site: str | None = site_option,
        problem: str | None = common.problem,
        full: bool = full_option,
        prices: bool = prices_option,
        quick: bool = quick_option,
        out: str | None = out_option,
        baseline: str | None = baseline_option,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        known_language(lang)
        return explaining.explain(
            desk,
            plan_file=plan,
            site=site,
            problem_file=problem,
            quick=quick,
            out=out,
            as_json=as_json,
            baseline=baseline,
            full=full,
            prices=prices,
        )

    repaired_option: Any = typer.Option(None, "--out", metavar=say("FOLDER"), help=say("Folder for the repaired plan."))

    @app.command("repair", cls=command, help=say("Make a plan legal with as few visits moved or left out as can be."))
    def repair(
        plan: str = common.plan,
        problem: str | None = common.problem,
        out: str | None = repaired_option,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        known_language(lang)
        return repairing.repair(desk, plan_file=plan, problem_file=problem, out=out, as_json=as_json)

    @app.command("slots", cls=command, help=say("The best team-days for a village or school that asks."))
    def slots(
        plan: str = common.plan,
        site: str = asking_option,
        problem: str | None = common.problem,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        known_language(lang)
        return requesting.slots(desk, plan_file=plan, site=site, problem_file=problem, as_json=as_json)


def _add_data(app: typer.Typer, desk: Desk, common: Options, command: type[TyperCommand]) -> None:
    say = desk.language.say
    file_argument: Any = typer.Argument(..., metavar=say("FILE.xlsx"), help=say("Workbook to write."))

    @app.command("check-data", cls=command, help=say("Read the data, list every fault, plan nothing."))
    def check_data(
        source: str | None = common.source,
        month: str | None = common.month,
        first: str | None = common.first,
        last: str | None = common.last,
        as_of: str | None = common.as_of,
        lang: str | None = common.lang,
    ) -> int:
        known_language(lang)
        return data.check_data(desk, source=source, month=month, first=first, last=last, as_of=as_of)

    @app.command("template", cls=command, help=say("Write an empty workbook to fill in."))
    def template(file: str = file_argument, lang: str | None = common.lang) -> int:
        known_language(lang)
        return data.template(desk, file=file)

    @app.command("datasets", cls=command, help=say("List the embedded data."))
    def datasets(lang: str | None = common.lang) -> int:
        known_language(lang)
        return data.datasets(desk)
