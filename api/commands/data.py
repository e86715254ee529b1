"""``jemput check-data``, ``template``, ``datasets``: the office's own data before any planning."""

from collections import Counter
from datetime import date
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api import wiring
from api.arguments import Typed, span_of
from api.commands.office import Desk
from api.documents.files import write_one
from api.documents.words import kind_word
from api.errors import ExitCode, refuse
from planner.cautions import data_warnings


def check_data(
    desk: Desk, *, source: str | None, month: str | None, first: str | None, last: str | None, as_of: str | None
) -> ExitCode:
    """Read the data as planning would, tell what they hold and what is worth knowing."""
    typed = Typed()
    span = span_of(typed, date.today(), month=month, first=first, last=last, as_of=as_of)
    typed.raise_if_any()
    problem = wiring.problem_from(source, span)
    language, period = desk.language, problem.period
    table = Table(show_header=False, title_justify="left", title_style="bold", pad_edge=False, box=None)
    table.title = escape(f"{problem.name} · {language.period(period.first, period.last)}")
    table.add_column()
    table.add_column(justify="right", style="bold")
    for kind, count in sorted(Counter(site.kind for site in problem.sites).items()):
        table.add_row(escape(kind_word(language, kind)), language.number(count))
    eligible = sum(site.eligible for site in problem.sites)
    unrecorded = sum(site.unrecorded for site in problem.sites)
    rows = (
        (language.say("eligible residents"), eligible),
        (language.say("not yet recorded"), unrecorded),
        (
            language.say("people who may be invited for recording, pupils included"),
            sum(s.recording_demand for s in problem.sites),
        ),
        (language.say("cards ready to print"), sum(site.print_ready for site in problem.sites)),
        (language.say("teams"), len(problem.teams)),
        (language.say("staff"), len(problem.staff)),
        (language.say("working days"), sum(day.working for day in period.days)),
        (language.say("blank cards at the start"), problem.stock.opening),
    )
    for label, count in rows:
        table.add_row(escape(label), language.number(count))
    desk.out.print(table)
    for warning in data_warnings(problem):
        desk.out.print(f"[yellow]![/] {escape(language.pick(warning.sentence))}")
    desk.out.print(f"[bold green]{escape(language.say('The data are sound and can be planned with.'))}[/]")
    return ExitCode.GOOD


def template(desk: Desk, *, file: str) -> ExitCode:
    """Write the workbook to fill in; never over a file that is there."""
    path = Path(file)
    if path.suffix.lower() != ".xlsx":
        raise refuse("NOT_XLSX", "FILE", file, "nama berkas .xlsx", "a file name ending in .xlsx")
    if path.exists():
        raise refuse("FILE_EXISTS", "FILE", file, "nama berkas yang belum ada", "a file name that is not taken")
    if not path.parent.is_dir():
        raise refuse("FOLDER_NOT_FOUND", "FILE", path.parent, "folder yang ada", "a folder that exists")
    content = wiring.template_bytes(desk.language.code)
    try:
        write_one(path, content)
    except OSError as error:
        raise refuse(
            "OUT_NOT_WRITABLE", "FILE", file, "folder yang boleh ditulisi", "a folder that may be written to"
        ) from error
    desk.out.print(escape(desk.language.say("{file} is written. Fill it in, then run:", file=path)), soft_wrap=True)
    desk.out.print(escape(f"  jemput check-data {path}"), soft_wrap=True)
    return ExitCode.GOOD


def datasets(desk: Desk) -> ExitCode:
    """List the embedded data."""
    for name, office in wiring.datasets():
        desk.out.print(f"[bold]{escape(name)}[/]  {escape(office)}", soft_wrap=True)
    return ExitCode.GOOD
