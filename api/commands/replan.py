"""``jemput replan``: plan the rest of a month anew, and tell what moved and who must be told."""

import csv
import io
import json
import platform
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api import wiring
from api.arguments import Typed, options_of
from api.changes_parts import place_of
from api.changes_typed import changes_of, make_changes
from api.commands.baseline import judged, plan_beside
from api.commands.office import Desk, existing
from api.commands.planning import run_files
from api.commands.repair import loaded
from api.counts_typed import counts_of
from api.documents.csv_cells import plain_cells
from api.documents.facts import PlanFacts
from api.documents.files import prepare, write_all
from api.documents.held import held_visits
from api.documents.moves import moves_told
from api.documents.summary import baseline_lines
from api.documents.words import reason_word
from api.errors import ExitCode
from api.language import Language, language
from api.product import product_version
from api.progress import RunControl, run_watched
from planner.baseline import baseline_of, with_figures_of
from planner.calm import still_to_come
from planner.changes import AnyChange
from planner.differences import (
    Difference,
    VisitDifference,
    origin_differences,
    slots_of,
    staff_differences,
    visit_differences,
)
from planner.domain.evidence import Baseline
from planner.domain.plan import Plan, PlanDocument, Reason, StoppedBy
from planner.domain.problem import Problem
from planner.errors import Fault, PlanFault
from planner.replan import WORK, Held, rest_of
from planner.units import weighted_people

FILE = "perubahan.csv"
AGREE = (
    "Bila tempat itu sendiri yang meminta atau menyetujui harinya, tambahkan setuju=ya pada perubahan itu: warganya "
    "sendiri lalu tidak perlu masa pemberitahuan.",
    "If the place itself asked for the day or agreed to it, add agreed=true to that change: its own people then need "
    "no further notice.",
)
"""What to do about a place that asks for a day within the notice."""
_KINDS: dict[Difference, tuple[str, str]] = {
    Difference.DROPPED: ("batal", "dropped"),
    Difference.MOVED: ("pindah hari", "moved"),
    Difference.RETIMED: ("pindah jam", "other hour"),
    Difference.OTHER_TEAM: ("tim lain", "other team"),
    Difference.ADDED: ("baru", "new"),
}


def replan(
    desk: Desk,
    *,
    plan_file: str,
    problem_file: str | None,
    as_of: str,
    changes: Sequence[str],
    announced: Sequence[str],
    cancelled: Sequence[str],
    counted: Sequence[str] = (),
    baseline: str | None = None,
    out: str | None,
    work: str | None,
    seconds: str | None,
    seed: str | None,
    workers: str | None,
    as_json: bool,
) -> ExitCode:
    """Replan and write; see the exit codes."""
    path = existing(plan_file, "PLAN")
    problem, before = loaded(path, problem_file)
    typed = Typed()
    day = typed.day("--as-of", as_of)
    options = options_of(typed, work=work or str(WORK), seconds=seconds, seed=seed, workers=workers)
    read = changes_of(typed, changes, problem)
    told = [_visit(typed, "--announced", text, problem) for text in announced]
    gone = [_visit(typed, "--cancelled", text, problem) for text in cancelled]
    counts = counts_of(typed, counted, problem, before)
    planned = {(visit.site, visit.day) for trip in before.trips for visit in trip.visits}
    for text, held in zip(announced, told, strict=True):
        if held is not None and held not in planned:
            typed.wrong("VISIT_UNKNOWN", "--announced", text, "kunjungan yang ada dalam rencana", "a visit of the plan")
    rest, start = problem, before
    if day is not None:
        before_faults = len(typed.faults)
        with typed.collecting():
            rest, start = rest_of(
                problem,
                before,
                day,
                announced=_those(told) if announced else None,
                cancelled=_those(gone),
                counted=counts,
            )
        typed.faults[before_faults:] = [_as_typed(item) for item in typed.faults[before_faults:]]
    rest = make_changes(typed, read, rest)
    typed.raise_if_any()
    made = [item.change for item in read if item.change is not None]
    beside = _beside(problem, rest, start, path.name, baseline)
    folder = Path(out or f"{path.resolve().parent.name}-{rest.period.as_of:%m-%d}")
    prepare(folder)
    document = run_watched(
        lambda ear: wiring.plan(
            rest,
            options,
            ear,
            started=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
            machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
            version=product_version(),
            start=start,
        ),
        RunControl(),
        desk.err,
        desk.language,
        quiet=as_json,
    )
    document = replace(document, baseline=beside)
    files = {FILE: changes_csv(desk.language, rest, start, document), **run_files(desk.language, rest, document)}
    places = write_all(folder, files)
    if as_json:
        desk.out.print(_json(rest, start, document, places), markup=False, soft_wrap=True)
    else:
        for line in _still_out(desk.language, rest):
            desk.out.print(escape(line), soft_wrap=True)
        _tell(desk, problem, made, rest, start, document, places)
    return ExitCode.INTERRUPTED if document.summary.stopped_by is StoppedBy.USER else ExitCode.GOOD


def _beside(problem: Problem, rest: Problem, start: Plan, name: str, baseline: str | None) -> Baseline | None:
    """What to compare with: of the schedule named, else of the one published, the visits still to come.

    A published schedule that names what is no longer there, such as a team that was taken away, cannot be compared.
    """
    if baseline is not None:
        path = existing(baseline, "--baseline")
        plan = plan_beside(path, problem)
        coming = tuple(trip for trip in plan.trips if trip.days[0] >= rest.period.as_of)
        return judged(rest, with_figures_of(rest, replace(plan, trips=coming)), path.name)
    try:
        return baseline_of(rest, with_figures_of(rest, start), name)
    except PlanFault:
        return None


def _visit(typed: Typed, option: str, text: str, problem: Problem) -> Held | None:
    """A visit such as ``17.02.07.2012@2027-01-12``."""
    named, _, day_text = text.rpartition("@")
    site, day = place_of(problem, named.strip()), typed.day(option, day_text)
    if site not in problem.site:
        typed.wrong(
            "SITE_NOT_FOUND",
            option,
            text,
            "kode atau nama tempat dalam rencana, lalu @tanggal",
            "code or name of a place of the plan, then @date",
        )
        return None
    return None if day is None else (site, day)


def _as_typed(item: Fault) -> Fault:
    """A fault at ``/cancelled/0`` stands at ``--cancelled`` here: what is found names the visit."""
    return replace(item, where=f"--{item.where.split('/')[1].replace('_', '-')}")


def _those(visits: Sequence[Held | None]) -> list[Held]:
    return [held for held in visits if held is not None]


# --- telling -----------------------------------------------------------------------------------------------


def _tell(
    desk: Desk,
    problem: Problem,
    made: Sequence[AnyChange],
    rest: Problem,
    start: Plan,
    document: PlanDocument,
    places: Sequence[Path],
) -> None:
    pick, language = desk.language.pick, desk.language
    known = problem
    for change in made:
        desk.out.print(f"- {escape(pick(change.told(known)))}", soft_wrap=True)
        known = change.made(known)
    visits = visit_differences(rest, document.plan)
    moved = sum(item.kind in (Difference.DROPPED, Difference.MOVED) for item in visits)
    coming = len(still_to_come(rest))
    value = language.number(weighted_people(document.summary.value))
    head = (
        f"{moved} dari {coming} kunjungan yang tersisa pindah hari atau batal; nilai layanan sisa periode {value}.",
        f"{moved} of {coming} visits to come move to another day or are dropped; value of the rest {value}.",
    )
    desk.out.print(f"[bold]{escape(pick(head))}[/]", soft_wrap=True)
    for told in _asked(language, rest, document, made):
        desk.out.print(escape(told), soft_wrap=True)
    for line in baseline_lines(language, PlanFacts(rest, document)):
        desk.out.print(escape(f"{line.label}: {line.value}. {line.note}"), soft_wrap=True)
    for warning in document.warnings:
        desk.out.print(f"[yellow]![/] {escape(pick(warning.sentence))}", soft_wrap=True)
    sentences = [pick(_with_reason(document, item)) for item in visits]
    if visits:
        table = Table(header_style="bold")
        for heading in (("Perubahan", "Change"), ("Kunjungan", "Visit"), ("Sudah diberitahukan", "Announced")):
            table.add_column(pick(heading), overflow="fold")
        for item, sentence in zip(visits, sentences, strict=True):
            yes = pick(("ya", "yes")) if item.announced else ""
            table.add_row(escape(pick(_KINDS[item.kind])), escape(sentence), yes)
        desk.out.print(table)
    origins = origin_differences(rest, start, document.plan)
    if origins:
        desk.out.print(f"[bold]{escape(pick(('Yang harus diberi tahu:', 'Who must be told:')))}[/]")
        for origin in origins:
            mark = pick((" (surat sudah dikirim)", " (was announced)")) if origin.announced else ""
            desk.out.print(f"  {escape(pick(origin.sentence) + mark)}", soft_wrap=True)
    for staff in staff_differences(start, document.plan):
        desk.out.print(f"  {escape(_staff_told(language, staff.member, staff.lost, staff.new))}", soft_wrap=True)
    desk.out.print(escape(pick((f"Berkas di {places[0].parent}:", f"Files in {places[0].parent}:"))), soft_wrap=True)
    desk.out.print("  " + escape(", ".join(place.name for place in places)), soft_wrap=True)


def _still_out(language: Language, rest: Problem) -> list[str]:
    """Outings that have begun: nothing that happens now changes them, but for visits that the office cancels."""
    lines = []
    visits = [item for item in held_visits(rest) if not item.over]
    for team in sorted({item.team for item in visits}):
        told = ", ".join(
            f"{item.site.name} {language.short_day(item.day)} ({item.site.id}@{item.day.isoformat()})"
            for item in visits
            if item.team == team
        )
        lines.append(
            language.pick(
                (
                    f"Tim {team} sedang menginap dan menyelesaikan perjalanannya seperti rencana: {told}. Yang batal "
                    "disebut dengan --cancelled.",
                    f"Team {team} is out for nights and finishes its trip as planned: {told}. Name what is called off "
                    "with --cancelled.",
                )
            )
        )
    return lines


def _asked(language: Language, rest: Problem, document: PlanDocument, made: Sequence[AnyChange]) -> list[str]:
    """What became of those who asked: when and where they are served, or why not."""
    asked = [change.id for change in made if change.kind == "new_request"]
    asked += [change.site for change in made if change.kind == "other_days"]
    slots, lines = slots_of(document.plan), []
    left = {one.origin: one for one in document.unserved}
    for site in dict.fromkeys(asked):
        given = [
            f"{language.short_day(slot.day)} {language.clock(slot.start)}, {rest.site[slot.site].name} ({slot.team})"
            for slot in slots.get(site, ())
        ]
        name = rest.site[site].name
        if given:
            lines.append(
                language.pick((f"{name} dilayani: {'; '.join(given)}.", f"{name} is served: {'; '.join(given)}."))
            )
        elif site in left:
            why = language.pick(left[site].sentence)
            if left[site].reason is Reason.NOTICE_TOO_SHORT:
                why = f"{why} {language.pick(AGREE)}"
            lines.append(language.pick((f"{name} belum terlayani: {why}", f"{name} is not served: {why}")))
    return lines


def _with_reason(document: PlanDocument, item: VisitDifference) -> tuple[str, str]:
    """What became of a visit; of one that is dropped also why its place now waits, where that is known."""
    left = next((one for one in document.unserved if one.origin == item.site), None)
    if item.kind is not Difference.DROPPED or left is None or left.invited:
        return item.sentence
    indonesian, english = (reason_word(language(code), left.reason) for code in ("id", "en"))
    return f"{item.sentence[0]} Sebab: {indonesian}.", f"{item.sentence[1]} Why: {english}."


def _staff_told(language: Language, member: str, lost: Sequence[date], new: Sequence[date]) -> str:
    parts = []
    if lost:
        days = ", ".join(language.short_day(day) for day in lost)
        parts.append(language.pick((f"tidak lagi {days}", f"no longer {days}")))
    if new:
        days = ", ".join(language.short_day(day) for day in new)
        parts.append(language.pick((f"turun {days}", f"out on {days}")))
    return f"{member}: " + "; ".join(parts)


def changes_csv(language: Language, rest: Problem, start: Plan, document: PlanDocument) -> bytes:
    """What differs, one row each, for a spreadsheet."""
    pick, plan = language.pick, document.plan
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    headings = (("jenis", "kind"), ("kode", "code"), ("nama", "name"), ("diberitahukan", "announced"), ("isi", "text"))
    writer.writerow([pick(heading) for heading in headings])
    yes = pick(("ya", "yes"))
    for item in visit_differences(rest, plan):
        name = rest.site[item.site].name
        told = yes if item.announced else ""
        text = pick(_with_reason(document, item))
        writer.writerow(plain_cells([pick(_KINDS[item.kind]), item.site, name, told, text]))
    for origin in origin_differences(rest, start, plan):
        name = rest.site[origin.origin].name
        kind = pick(("beri tahu", "tell"))
        told = yes if origin.announced else ""
        writer.writerow(plain_cells([kind, origin.origin, name, told, pick(origin.sentence)]))
    for staff in staff_differences(start, plan):
        text = _staff_told(language, staff.member, staff.lost, staff.new)
        writer.writerow(plain_cells([pick(("petugas", "staff")), staff.member, staff.member, "", text]))
    return ("\ufeff" + lines.getvalue()).encode()


def _json(rest: Problem, start: Plan, document: PlanDocument, places: Sequence[Path]) -> str:
    whole = json.loads(wiring.plan_json(document))

    def both(sentence: tuple[str, str]) -> dict[str, str]:
        return {"id": sentence[0], "en": sentence[1]}

    told = {
        "problem_hash": whole["problem_hash"],
        "summary": whole["summary"],
        "coming": len(still_to_come(rest)),
        "under_way": [
            {"team": item.team, "site": item.site.id, "day": item.day.isoformat()}
            for item in held_visits(rest)
            if not item.over
        ],
        "moves": moves_told(document.moves),
        "visits": [
            {
                "kind": item.kind.value,
                "site": item.site,
                "announced": item.announced,
                "sentence": both(_with_reason(document, item)),
            }
            for item in visit_differences(rest, document.plan)
        ],
        "tell": [
            {"origin": item.origin, "announced": item.announced, "sentence": both(item.sentence)}
            for item in origin_differences(rest, start, document.plan)
        ],
        "staff": [
            {
                "member": item.member,
                "lost": [day.isoformat() for day in item.lost],
                "new": [day.isoformat() for day in item.new],
            }
            for item in staff_differences(start, document.plan)
        ],
        "files": {place.name: str(place) for place in places},
    }
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
