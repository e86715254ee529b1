"""The command ``jemput replan`` on the command line; what it does lies in :mod:`api.commands.replan`."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand

from api.cli_options import Options
from api.commands.office import Desk
from planner.changes import CHANGES


def add_replan(
    app: typer.Typer, desk: Desk, common: Options, known: Callable[[str | None], None], command: type[TyperCommand]
) -> None:
    """Add the command; ``common`` are the options that commands share, ``known`` checks the language."""
    pick = desk.language.pick
    names = ", ".join(pick(kind.names) for kind in CHANGES)
    as_of_option: Any = typer.Option(
        ...,
        "--as-of",
        metavar="2027-01-11",
        help=pick(("Hari pertama yang masih boleh diubah.", "First day that may still be changed.")),
    )
    change_option: Any = typer.Option(
        [],
        "--change",
        metavar=pick(("TEKS|@BERKAS", "TEXT|@FILE")),
        help=pick(
            (
                f"Apa yang terjadi; boleh berkali-kali. Nama: {names}. Contoh: "
                '"jalan-putus lokasi=Air Duku mulai=2027-01-12 sampai=2027-01-16".',
                f"What happens; may be repeated. Names: {names}. Example: "
                '"road-cut sites=Air Duku first=2027-01-12 last=2027-01-16".',
            )
        ),
    )
    announced_option: Any = typer.Option(
        [],
        "--announced",
        metavar=pick(("KODE@TANGGAL", "CODE@DATE")),
        help=pick(
            (
                "Kunjungan yang sudah diberitahukan; bila tidak disebut, yang masa pemberitahuannya sudah jatuh.",
                "A visit that was announced; if none is named, those whose notice was due.",
            )
        ),
    )
    cancelled_option: Any = typer.Option(
        [],
        "--cancelled",
        metavar=pick(("KODE@TANGGAL", "CODE@DATE")),
        help=pick(("Kunjungan yang tidak jadi dilaksanakan.", "A past visit that did not take place.")),
    )
    counted_option: Any = typer.Option(
        [],
        "--counted",
        metavar=pick(("TEKS|@BERKAS.csv", "TEXT|@FILE.csv")),
        help=pick(
            (
                'Hasil nyata kunjungan yang sudah lewat; boleh berkali-kali. Contoh: "17.02.07.2012@2027-01-05 '
                'direkam=96 kartu=80 ikd=30"; tamu titik kumpul dengan asal=KODE. Yang tidak disebut dianggap '
                "seperti perkiraan.",
                'What was counted at a past visit; may be repeated. Example: "17.02.07.2012@2027-01-05 recorded=96 '
                'cards=80 ikd=30"; guests of a hub with origin=CODE. All others went as expected.',
            )
        ),
    )
    baseline_option: Any = typer.Option(
        None,
        "--baseline",
        metavar=pick(("BERKAS", "FILE")),
        help=pick(
            (
                "Jadwal kantor untuk dibandingkan; bila tidak disebut, sisa jadwal yang terbit.",
                "A schedule to compare with; if none is named, the rest of the published one.",
            )
        ),
    )
    out_option: Any = typer.Option(
        None, "--out", metavar="DIR", help=pick(("Folder untuk berkas.", "Folder for the files."))
    )
    work_option: Any = typer.Option(
        None, "--work", metavar="N", help=pick(("Banyaknya pencarian.", "How much to search."))
    )
    seconds_option: Any = typer.Option(
        None, "--seconds", metavar="N", help=pick(("Berhenti setelah detik ini.", "Stop after this many seconds."))
    )
    seed_option: Any = typer.Option(None, "--seed", metavar="N", help=pick(("Benih pencarian.", "Seed of the search.")))
    workers_option: Any = typer.Option(None, "--workers", metavar="N", help=pick(("Pekerja paralel.", "Workers.")))
    told = pick(
        (
            "Susun ulang sisa bulan: yang sudah dilaksanakan tetap, yang sudah diberitahukan sedapatnya tetap.",
            "Plan the rest of a month anew: what is done stays, what was announced stays if it can.",
        )
    )

    @app.command("replan", cls=command, help=told)
    def replan(
        plan: str = common.plan,
        as_of: str = as_of_option,
        change: list[str] = change_option,
        announced: list[str] = announced_option,
        cancelled: list[str] = cancelled_option,
        counted: list[str] = counted_option,
        problem: str | None = common.problem,
        baseline: str | None = baseline_option,
        out: str | None = out_option,
        work: str | None = work_option,
        seconds: str | None = seconds_option,
        seed: str | None = seed_option,
        workers: str | None = workers_option,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        from api.commands import replan as replanning

        known(lang)
        return replanning.replan(
            desk,
            plan_file=plan,
            problem_file=problem,
            as_of=as_of,
            changes=change,
            announced=announced,
            cancelled=cancelled,
            counted=counted,
            baseline=baseline,
            out=out,
            work=work,
            seconds=seconds,
            seed=seed,
            workers=workers,
            as_json=as_json,
        )
