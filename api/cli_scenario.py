"""The commands ``jemput scenario ...`` on the command line; what they do lies in :mod:`api.commands.scenario`."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from api.cli_national import add_national
from api.commands.office import Desk


def add_scenario(
    app: typer.Typer,
    desk: Desk,
    common: Any,
    known: Callable[[str | None], None],
    command: type[TyperCommand],
    group: type[TyperGroup],
) -> None:
    """Add the commands; ``common`` are the options that commands share, ``known`` checks the language."""
    pick = desk.language.pick
    scenario = typer.Typer(
        cls=group,
        help=pick(
            (
                "Studi skenario: apa yang didapat dengan satu tim lagi, 4.000 kartu lagi, anggaran separuh.",
                "Studies of scenarios: what one more team, 4,000 more cards or half the budget would bring.",
            )
        ),
        rich_markup_mode=None,
    )
    app.add_typer(scenario, name="scenario")
    study: Any = typer.Argument(
        ..., metavar=pick(("STUDI.toml", "STUDY.toml")), help=pick(("Berkas studi.", "The study file."))
    )
    folder: Any = typer.Argument(
        ..., metavar="FOLDER", help=pick(("Folder studi yang sudah dijawab.", "Folder of an answered study."))
    )
    out: Any = typer.Option(
        None,
        "--out",
        metavar="FOLDER",
        help=pick(
            (
                "Folder hasil; yang sudah dihitung di sana tidak dihitung lagi.",
                "Folder of results; what was solved there is not solved again.",
            )
        ),
    )
    processes: Any = typer.Option(
        None, "--processes", metavar="N", help=pick(("Proses serentak; 2.", "Processes at a time; 2."))
    )
    yes: Any = typer.Option(
        False, "--yes", help=pick(("Mulai studi besar tanpa bertanya.", "Begin a large study without asking."))
    )
    names: Any = typer.Option(
        [],
        "--scenario",
        metavar=pick(("NAMA", "NAME")),
        help=pick(("Skenario ini saja; yang pertama menjadi ukuran.", "These only; the first is the measure.")),
    )

    @scenario.command("show", cls=command, help=pick(("Ceritakan studi dengan kalimat.", "Tell a study in words.")))
    def show(study_file: str = study, lang: str | None = common.lang) -> int:
        from api.commands import scenario as commands

        known(lang)
        return commands.show(desk, study_file=study_file)

    @scenario.command("run", cls=command, help=pick(("Jawab sebuah studi.", "Answer a study.")))
    def run(
        study_file: str = study,
        out_folder: str | None = out,
        process_count: str | None = processes,
        agreed: bool = yes,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        from api.commands import scenario as commands

        known(lang)
        return commands.run(
            desk, study_file=study_file, out=out_folder, processes=process_count, yes=agreed, as_json=as_json
        )

    @scenario.command(
        "compare", cls=command, help=pick(("Banding skenario berdampingan.", "Set scenarios side by side."))
    )
    def compare(
        study_folder: str = folder,
        chosen: list[str] = names,
        out_folder: str | None = out,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        from api.commands import scenario as commands

        known(lang)
        return commands.compare(desk, folder=study_folder, names=chosen, out=out_folder, as_json=as_json)

    runs_option: Any = typer.Option(
        None, "--runs", metavar="N", help=pick(("Banyaknya bulan yang dimainkan; 1000.", "Months to play; 1000."))
    )
    seed_option: Any = typer.Option(None, "--seed", metavar="N", help=pick(("Benih acak.", "Seed of the draws.")))
    chance_option: Any = typer.Option(
        [],
        "--set",
        metavar="rain=200",
        help=pick(("Ketidakpastian lain, permil; boleh berkali-kali.", "Another uncertainty, permille; repeatable.")),
    )

    @scenario.command(
        "risk", cls=command, help=pick(("Mainkan rencana berkali-kali.", "Play a plan through many times."))
    )
    def risk(
        plan: str = common.plan,
        problem: str | None = common.problem,
        runs: str | None = runs_option,
        seed: str | None = seed_option,
        chance: list[str] = chance_option,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        from api.commands import risk as commands

        known(lang)
        return commands.risk(
            desk, plan_file=plan, problem_file=problem, runs=runs, seed=seed, chances=chance, as_json=as_json
        )

    proposed: Any = typer.Option(
        ..., "--scenario", metavar=pick(("NAMA", "NAME")), help=pick(("Skenario yang diusulkan.", "The one proposed."))
    )
    beside: Any = typer.Option(
        [],
        "--option",
        metavar=pick(("NAMA", "NAME")),
        help=pick(("Pilihan lain dalam nota; boleh berkali-kali.", "Another option in the memo; repeatable.")),
    )

    @scenario.command(
        "budget",
        cls=command,
        help=pick(("RAB, nota dinas dan permohonan blangko.", "Budget, memo and request for blank cards.")),
    )
    def budget(
        study_folder: str = folder,
        name: str = proposed,
        option: list[str] = beside,
        out_folder: str | None = out,
        lang: str | None = common.lang,
    ) -> int:
        from api.commands import budget as commands

        known(lang)
        return commands.budget(desk, folder=study_folder, scenario=name, options=option, out=out_folder)

    @scenario.command(
        "seek",
        cls=command,
        help=pick(
            (
                "Uang paling sedikit untuk mencapai sasaran, atau bukti bahwa tidak terjangkau.",
                "The least money that reaches a target, or the proof that it is out of reach.",
            )
        ),
    )
    def seek(
        study_file: str = study,
        out_folder: str | None = out,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        from api.commands import seek as commands

        known(lang)
        return commands.seek(desk, study_file=study_file, out=out_folder, as_json=as_json)

    @scenario.command(
        "stories",
        cls=command,
        help=pick(
            (
                "Satu awal bulan untuk semua cerita kiriman, dan lanjutan masing-masing.",
                "One beginning of the month for all stories of deliveries, and how each goes on.",
            )
        ),
    )
    def stories(
        study_file: str = study,
        out_folder: str | None = out,
        lang: str | None = common.lang,
    ) -> int:
        from api.commands import stories as commands

        known(lang)
        return commands.stories(desk, study_file=study_file, out=out_folder)

    add_national(scenario, desk, common, known, command)
