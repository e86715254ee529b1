"""``jemput check-data``, ``template``, ``datasets``: the office's own data before any planning."""

from collections import Counter
from datetime import date
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api import wiring, wiring_ground
from api.arguments import Typed, span_of
from api.commands.office import Desk
from api.documents.files import write_one
from api.documents.signal import contradiction, disputed, source_counts
from api.documents.words import kind_word
from api.errors import ExitCode, refuse
from api.language import Language
from planner.cautions import data_warnings
from planner.domain.problem import Problem

MOST_TOLD = 5
"""Remarks of one kind that are listed; the rest is counted."""


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
    _tell_signal(desk, problem)
    _tell_ground(desk, source)
    for warning in data_warnings(problem):
        desk.out.print(f"[yellow]![/] {escape(language.pick(warning.sentence))}")
    desk.out.print(f"[bold green]{escape(language.say('The data are sound and can be planned with.'))}[/]")
    return ExitCode.GOOD


def _tell_signal(desk: Desk, problem: Problem) -> None:
    """What decided the signal of how many sites, and where evidence differs."""
    language = desk.language
    if not problem.signal:
        return
    counts = language.listed(f"{word} {language.number(count)}" for word, count in source_counts(language, problem))
    desk.out.print(escape(language.say("Signal decided by: {counts}", counts=counts)), soft_wrap=True)
    differing = disputed(problem)
    for finding in differing[:MOST_TOLD]:
        text = language.say(
            "Signal of {place}: {decided}; but {other}",
            place=problem.site[finding.site].name,
            decided=language.pick(finding.note),
            other=language.pick(contradiction(finding)),
        )
        desk.out.print(f"[yellow]![/] {escape(text)}", soft_wrap=True)
    _tell_more(desk, len(differing))


def _tell_ground(desk: Desk, source: str | None) -> None:
    """The map layers of the folder: what was matched, what was not, what to look at."""
    told = wiring_ground.ground_told(source)
    if told is None:
        return
    language = desk.language
    ground, remarks = told
    desk.out.print(escape(language.say("Map layers: {files}", files=language.listed(ground.files))), soft_wrap=True)
    for matched, count in (
        (ground.boundaries.villages, _villages_told),
        (ground.boundaries.subdistricts, _subdistricts_told),
    ):
        if matched is not None:
            _tell_matched(desk, matched, count(language, len(matched.lands)))
    for note in ground.notes:
        desk.out.print(f"[yellow]![/] {escape(language.pick(note))}", soft_wrap=True)
    for code, number in sorted(Counter(remark.code for remark in remarks).items()):
        for remark in [item for item in remarks if item.code == code][:MOST_TOLD]:
            desk.out.print(f"[yellow]![/] {escape(language.pick(remark.sentence))} [dim]{code}[/]", soft_wrap=True)
        _tell_more(desk, number)


def _villages_told(language: Language, count: int) -> str:
    return language.say_count("{n} village has its polygon", "{n} villages have their polygon", count)


def _subdistricts_told(language: Language, count: int) -> str:
    return language.say_count("{n} subdistrict has its polygon", "{n} subdistricts have their polygon", count)


def _tell_matched(desk: Desk, matched: "wiring_ground.Matched", line: str) -> None:
    """How many polygons were matched, who is left without one, which belong to nobody."""
    language = desk.language
    if matched.by_name:
        line += f" ({language.say('{n} of them by name', n=language.number(len(matched.by_name)))})"
    desk.out.print(escape(line), soft_wrap=True)
    for item in matched.unmatched[:MOST_TOLD]:
        text = language.say("No polygon for {name} ({code}).", name=item.name, code=item.id)
        if item.perhaps:
            text += " " + language.say("Perhaps {feature}?", feature=item.perhaps)
        desk.out.print(f"[yellow]![/] {escape(text)}", soft_wrap=True)
    _tell_more(desk, len(matched.unmatched))
    if matched.unused:
        told = language.say_count(
            "{n} polygon belongs to nobody on the sheets: {some}",
            "{n} polygons belong to nobody on the sheets: {some}",
            len(matched.unused),
            some="; ".join(matched.unused[:3]),
        )
        desk.out.print(f"[yellow]![/] {escape(told)}", soft_wrap=True)


def _tell_more(desk: Desk, count: int) -> None:
    if count > MOST_TOLD:
        text = desk.language.say_count("and {n} more like it", "and {n} more like these", count - MOST_TOLD)
        desk.out.print(f"  [dim]{escape(text)}[/]")


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
    offices = wiring.datasets()
    width = max(len(name) for name, _ in offices)
    about = {
        f"{wiring.DEFAULT_DATASET}-stok-tipis": desk.language.say("few blank cards, the delivery comes late"),
        f"{wiring.DEFAULT_DATASET}-ikd": desk.language.say("visits for IKD alone, and IKD as a duty"),
    }
    for name, office in offices:
        told = f"{office}: {about[name]}" if name in about else office
        desk.out.print(f"[bold]{escape(name.ljust(width))}[/]  {escape(told)}", soft_wrap=True)
    return ExitCode.GOOD
