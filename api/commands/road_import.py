"""``jemput roads import``: roads out of an extract or a layer, put beside the sheets of an office."""

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from api import wiring_roads
from api.arguments import Typed
from api.commands.office import Desk
from api.commands.roads import named, unclassed
from api.errors import ExitCode, refuse
from api.language import Language
from planner.units import METRES_PER_KM

MOST_MARGIN_KM = 200


def import_roads(
    desk: Desk, *, file: str, source: str, margin: str | None, layer: str | None, crs: str | None
) -> ExitCode:
    """Read roads around the places of an office and put them beside its sheets."""
    typed = Typed()
    margin_km = typed.whole("--margin-km", margin, 15, 1, MOST_MARGIN_KM)
    typed.raise_if_any()
    folder = Path(source)
    if not folder.exists():
        raise refuse("SOURCE_NOT_FOUND", "FOLDER", source, "folder perencanaan", "a planning folder")
    with _Reading(desk.err, desk.language) as bar:
        stored, path, kept, lost = wiring_roads.import_network(
            Path(file), folder, margin_km=margin_km, layer=layer, crs=crs, report=bar.report
        )
    language, segments = desk.language, stored.segments
    desk.out.print(
        escape(
            language.say(
                "{file} is written: {segments} segments, {junctions} junctions, {km} km.",
                file=path,
                segments=language.number(len(segments)),
                junctions=language.number(segments.nodes),
                km=language.number(float(segments.length_m.sum()) / METRES_PER_KM),
            )
        ),
        soft_wrap=True,
    )
    if stored.unclassed:
        desk.out.print(escape(unclassed(language, stored.unclassed)), style="yellow", soft_wrap=True)
    if stored.unread:
        words = language.listed(f"{word} ({language.number(count)})" for word, count in stored.unread.items())
        told = language.say("Left out, their class of road is not known: {classes}.", classes=words)
        desk.out.print(escape(told), style="yellow", soft_wrap=True)
    if kept is not None:
        told = language.say("The network before is kept in {file}; what was drawn in it is not in this one.", file=kept)
        desk.out.print(escape(told), soft_wrap=True)
    if lost:
        rows = [f"{fault.where}: {fault.found}" for fault in lost]
        told = language.say_count(
            "{n} row of the sheets does not fit this network; every command stops there until it is changed: {rows}",
            "{n} rows of the sheets do not fit this network; every command stops there until they are changed: {rows}",
            len(lost),
            rows=named(language, rows),
        )
        desk.out.print(f"[yellow]![/] {escape(told)}", soft_wrap=True)
    desk.out.print(escape(language.say("See what is missing or cut off:")))
    desk.out.print(escape(f"  jemput roads report {source}"), soft_wrap=True)
    return ExitCode.GOOD


class _Reading:
    """A bar while a large file is read; silent where there is no terminal."""

    def __init__(self, console: Console, language: Language) -> None:
        self._bar = Progress(
            TextColumn(escape(language.say("reading roads")), style="bold"),
            BarColumn(bar_width=28),
            TextColumn("{task.fields[done]}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._language = language
        self._task = self._bar.add_task("", total=None, done="")

    def __enter__(self) -> "_Reading":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def report(self, done: int, total: int) -> None:
        """How far the passes over the file are; a total of 0 is not known, and things are counted that were read."""
        number = self._language.number
        told = f"{number(min(100, 100 * done // total))} %" if total else number(done)
        self._bar.update(self._task, completed=done, total=total or None, done=told)
