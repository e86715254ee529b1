"""``jemput scenario national``: a month of every regency at several stocks, and scarce cards shared between them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from api.arguments import Typed
from api.commands.office import Desk, existing
from api.commands.scenario import deaths_told
from api.errors import ExitCode, refuse
from api.progress import RunControl, run_watched
from api.scenarios import national
from api.scenarios.asking import months_from
from api.scenarios.national import Division, RegencyAnswer
from api.scenarios.pool import Stopped
from api.scenarios.running import seconds_for
from api.scenarios.sizing import ASK_ABOVE, duration_told
from api.scenarios.store import StudyFolder
from api.wiring_ground import Span
from api.wiring_nation import Office, given_villages, offices
from planner.ports import Control, Progress
from planner.scenarios.study import Effort
from planner.units import PERMILLE

RESULT = "nasional.json"
MOST_CARDS = 1_000_000_000
SHOWN = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Options of the command as they were typed."""

    points: str | None
    month: str
    codes: Sequence[str]
    sample: str | None
    cards: str | None
    share: str | None
    work: str | None
    processes: str | None
    out: str | None
    yes: bool
    as_json: bool


def run(desk: Desk, asked: Asked) -> ExitCode:
    """Answer the chosen regencies and share the cards; see the exit codes."""
    typed = Typed()
    first = typed.month("--month", asked.month)
    count = typed.whole("--sample", asked.sample, 0, 1, 514)
    cards = typed.whole("--cards", asked.cards, -1, 0, MOST_CARDS)
    share = typed.whole("--share", asked.share, 50, 0, 100)
    work = typed.whole("--work", asked.work, 130, 1, 100_000)
    processes = typed.whole("--processes", asked.processes, 2, 1, 64)
    typed.raise_if_any()
    assert first is not None  # noqa: S101  # a month is always typed
    given = {} if asked.points is None else given_villages(existing(asked.points, "FILE"))
    chosen = _chosen(offices(given), asked.codes, count)
    effort = Effort(work=(work,), gap_basis_points=200)
    runs = len(chosen) * len(national.STEPS)
    took = duration_told(seconds_for(effort, runs, processes, None))
    told = (
        f"{len(chosen)} kabupaten/kota x {len(national.STEPS)} stok = {runs} hitungan, kira-kira {took[0]}.",
        f"{len(chosen)} regencies x {len(national.STEPS)} stocks = {runs} runs, about {took[1]}.",
    )
    if runs > ASK_ABOVE and not asked.yes:
        raise refuse("STUDY_SIZE_NOT_AGREED", "--yes", f"{told[0]} / {told[1]}", "--yes bila memang dimaksud",
                     "--yes if that is what you mean")  # fmt: skip
    if not asked.as_json:
        desk.err.print(escape(desk.language.pick(told)), soft_wrap=True)
    span = Span(first=first, last=months_from(first, 1)[0][1])
    folder = StudyFolder(Path(asked.out or "nasional-hasil"))
    found: list[RegencyAnswer] = []

    def answer_all(control: Control) -> list[RegencyAnswer]:
        for number, office in enumerate(chosen):
            heed = control.should_stop
            found.append(national.answer(office, given, span, folder, effort, processes, heed, deaths_told(desk)))
            stage = f"{number + 1} / {len(chosen)} {office.name}"
            control.report(Progress(stage=stage, done_permille=(number + 1) * PERMILLE // len(chosen)))
        return found

    with folder.held():
        try:
            run_watched(answer_all, RunControl(), desk.err, desk.language, quiet=asked.as_json)
        except Stopped:
            text = (
                f"Dihentikan: {len(found)} dari {len(chosen)} selesai. Jalankan perintah yang sama untuk melanjutkan.",
                f"Stopped: {len(found)} of {len(chosen)} are done. Run the same command to go on.",
            )
            desk.err.print(escape(desk.language.pick(text)), style="yellow", soft_wrap=True)
            return ExitCode.INTERRUPTED
        division = national.divided(found, None if cards < 0 else cards, share * PERMILLE // 100)
        content = json.dumps(national.values(found, division), ensure_ascii=False, sort_keys=True, indent=1)
        folder.write(folder.path / RESULT, content.encode() + b"\n")
    if asked.as_json:
        desk.out.print(content, markup=False, soft_wrap=True)
    else:
        _tell(desk, found, division)
    return ExitCode.GOOD


def _chosen(every: Sequence[Office], codes: Sequence[str], count: int) -> tuple[Office, ...]:
    known = national.by_code(every)
    strange = [code for code in codes if code not in known]
    if strange:
        raise refuse(
            "REGENCY_UNKNOWN", "--regency", ", ".join(strange), "kode kabupaten/kota seperti 17.02",
            "the code of a regency such as 17.02",
        )  # fmt: skip
    if codes:
        return tuple(known[code] for code in dict.fromkeys(codes))
    return tuple(office for office, _ in national.sample(every, count)) if count else tuple(every)


def _tell(desk: Desk, found: Sequence[RegencyAnswer], division: Division) -> None:
    language, pick = desk.language, desk.language.pick
    table = Table(header_style="bold")
    heads = (
        ("Kabupaten/kota", "Regency"), ("Desa", "Villages"), ("Paling banyak", "At most"), ("Diberi", "Given"),
        ("Menurut penduduk", "By people"), ("Jarak, %", "Gap, %"),
    )  # fmt: skip
    for number, head in enumerate(heads):
        table.add_column(pick(head), justify="right" if number else "left")
    changed = sorted(
        found,
        key=lambda item: -abs(division.best.cards[item.office.code] - division.by_people.cards[item.office.code]),
    )
    for item in changed[:SHOWN]:
        code = item.office.code
        table.add_row(
            escape(f"{code} {item.office.name}"),
            language.number(item.office.villages),
            language.number(item.most),
            language.number(division.best.cards[code]),
            language.number(division.by_people.cards[code]),
            "-" if item.worst_gap is None else language.number(item.worst_gap / 100, 2),
        )
    desk.out.print(table)
    best, usual, gain = (
        language.number(amount / PERMILLE)
        for amount in (division.best.bound, division.by_people_on_hulls, division.gain)
    )
    cards = language.number(division.total)
    generated = sum(item.office.is_generated for item in found)
    sentences = (
        (
            f"{cards} blangko: nilai layanan {best} bila dibagi menurut kurva nilai, {usual} bila dibagi menurut "
            f"penduduk; bedanya {gain}.",
            f"{cards} blank cards: a service value of {best} when shared by the value curves, {usual} when split by "
            f"people; the difference is {gain}.",
        ),
        (
            f"{generated} dari {len(found)} kabupaten/kota memakai titik dan penduduk yang DIBANGKITKAN dari kode "
            "desa, bukan data.",
            f"{generated} of {len(found)} regencies have points and people that are GENERATED from village codes, not "
            "data.",
        ),
    )
    for sentence in sentences:
        desk.out.print(escape(pick(sentence)), soft_wrap=True)
