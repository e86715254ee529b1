"""``jemput scenario national`` on the command line; what it does lies in :mod:`api.commands.national`."""

from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand

from api.commands.office import Desk


def add_national(
    scenario: typer.Typer, desk: Desk, common: Any, known: Callable[[str | None], None], command: type[TyperCommand]
) -> None:
    """Add the command to those of scenarios."""
    pick = desk.language.pick

    def option(name: str, metavar: str, indonesian: str, english: str, default: Any = None) -> Any:
        return typer.Option(default, name, metavar=metavar, help=pick((indonesian, english)))

    points: Any = option(
        "--points", pick(("BERKAS", "FILE")), "Lembar desa se-Indonesia (titik, penduduk); tanpa itu dibangkitkan.",
        "A sheet of the country's villages with points and people; generated without it.",
    )  # fmt: skip
    month: Any = option("--month", "2027-01", "Bulan.", "The month.", ...)
    codes: Any = option("--regency", "17.02", "Kabupaten ini saja; boleh berkali-kali.", "These only; repeatable.", [])
    sample: Any = option(
        "--sample", "N", "N kabupaten contoh, satu dari tiap lapis menurut banyaknya desa.",
        "N regencies as a sample, one of each stratum by number of villages.",
    )  # fmt: skip
    cards: Any = option("--cards", "N", "Blangko yang dibagi.", "Blank cards to share.")
    share: Any = option(
        "--share", pick(("PERSEN", "PERCENT")), "Bagian dari yang paling banyak terpakai; 50.",
        "Share of what all could use at most; 50.",
    )  # fmt: skip
    work: Any = option("--work", "N", "Usaha hitungan tiap bulan, paling banyak; 130.", "Work of a month at most; 130.")
    processes: Any = option("--processes", "N", "Proses serentak; 2.", "Processes at a time; 2.")
    out: Any = option(
        "--out", "FOLDER", "Folder hasil; yang sudah dihitung di sana tidak dihitung lagi.",
        "Folder of results; what was solved there is not solved again.",
    )  # fmt: skip
    yes: Any = typer.Option(
        False, "--yes", help=pick(("Mulai studi besar tanpa bertanya.", "Begin a large study without asking."))
    )

    @scenario.command(
        "national",
        cls=command,
        help=pick(
            (
                "Bagi blangko yang langka antar 514 kabupaten/kota menurut kurva nilainya.",
                "Share scarce blank cards between all 514 regencies by their value curves.",
            )
        ),
    )
    def national(
        month_text: str = month,
        points_file: str | None = points,
        regency: list[str] = codes,
        sample_count: str | None = sample,
        card_count: str | None = cards,
        card_share: str | None = share,
        work_count: str | None = work,
        process_count: str | None = processes,
        out_folder: str | None = out,
        agreed: bool = yes,
        as_json: bool = common.json,
        lang: str | None = common.lang,
    ) -> int:
        from api.commands import national as commands

        known(lang)
        asked = commands.Asked(
            points=points_file,
            month=month_text,
            codes=regency,
            sample=sample_count,
            cards=card_count,
            share=card_share,
            work=work_count,
            processes=process_count,
            out=out_folder,
            yes=agreed,
            as_json=as_json,
        )
        return commands.run(desk, asked)
