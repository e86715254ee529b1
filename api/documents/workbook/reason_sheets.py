"""Who is left out and why; and what the plan as a whole is worth, with the source of its figures."""

from xlsxwriter.worksheet import Worksheet

from api.documents.facts import PlanFacts
from api.documents.summary import evidence_counts, gap_sentence, reasons_told, summary_lines
from api.documents.words import evidence_word, kind_word, reason_word
from api.documents.workbook.letters import lines_needed
from api.documents.workbook.paper import BRAND, LEFT_OUT, LINE_PT, MUTED, STRIPE, Column, Paper
from api.language import Language, message
from planner.domain.plan import Evidence

_STATUS = {
    "published": message("published"),
    "estimated": message("estimated"),
    "assumed": message("assumed"),
}


def write_left_out(paper: Paper, facts: PlanFacts) -> None:
    """Everybody left out or cut short, by subdistrict, with reason, evidence and sentence."""
    language = paper.language
    columns = [
        Column(heading=language.say("No."), width=5, style="centre"),
        Column(heading=language.say("Village or school"), width=26, style="strong"),
        Column(heading=language.say("Subdistrict"), width=19),
        Column(heading=language.say("Kind"), width=10),
        Column(heading=language.say("People to serve"), width=10, style="count"),
        Column(heading=language.say("Invited"), width=9, style="count"),
        Column(heading=language.say("Reason"), width=22),
        Column(heading=language.say("Evidence"), width=14),
        Column(heading=language.say("Explanation"), width=82),
    ]
    sheet = paper.sheet(language.say("Left out"), tab=LEFT_OUT)
    lines = [reasons_told(language, facts, most=6) or language.say("Nobody is left out.")]
    if facts.document.unserved:
        lines.append(language.say("How sure: {counts}", counts=evidence_counts(language, facts)))
        lines.append(
            language.say(
                "Impossible = not even alone. Proven = every plan with it is worse. Compared = none better was found."
            )
        )
    row = paper.head(sheet, language.say("LEFT OUT OR CUT SHORT, AND WHY"), lines, len(columns) - 1)
    head = row
    row = paper.table(sheet, row, columns)
    if not facts.document.unserved:
        paper.empty(sheet, row, len(columns) - 1, language.say("Nobody is left out."))
        return
    rows = sorted(
        facts.document.unserved,
        key=lambda item: (
            facts.problem.site[item.origin].subdistrict,
            facts.problem.site[item.origin].name,
            item.origin,
        ),
    )
    for number, item in enumerate(rows, start=1):
        site = facts.problem.site[item.origin]
        cells = (
            number,
            site.name,
            site.subdistrict,
            kind_word(language, site.kind),
            item.demand,
            item.invited,
            reason_word(language, item.reason),
            evidence_word(language, item.evidence),
            language.pick(item.sentence),
        )
        unsure = item.evidence is Evidence.UNDECIDED
        own = {7: paper.style("text", italic=True, font_color=MUTED)} if unsure else {}
        row = paper.row(sheet, row, columns, cells, own=own)
    sheet.autofilter(head, 0, row - 1, len(columns) - 1)


def write_notes(paper: Paper, facts: PlanFacts) -> None:
    """The plan in figures, how good it is, where the figures come from, how to read the rest."""
    language = paper.language
    sheet = paper.sheet(language.say("About this plan"), portrait=True)
    columns = _note_columns()
    paper.widths(sheet, columns)
    period = facts.problem.period
    lines = [
        language.say("{office} · seen from {day}", office=facts.problem.name, day=language.day(period.as_of)),
        language.period(period.first, period.last),
    ]
    row = paper.head(sheet, language.say("ABOUT THIS PLAN"), lines, 2)
    sheet.merge_range(
        row, 0, row, 2, gap_sentence(language, facts), paper.format(bold=True, font_size=12, bg_color=STRIPE, indent=1)
    )
    sheet.set_row(row, 24)
    row += 1
    for item in summary_lines(language, facts):
        own = {1: paper.style("strong", align="right"), 2: paper.style("text", font_color=MUTED)}
        row = paper.row(sheet, row, columns, (item.label, item.value, item.note), own=own)
    row = _warnings(paper, sheet, facts, row + 1)
    row = _figures(paper, sheet, facts, row)
    _reading(paper, sheet, facts, row)


def _note_columns() -> tuple[Column, Column, Column]:
    """Name, amount, note."""
    return (
        Column(heading="", width=34),
        Column(heading="", width=18, style="strong"),
        Column(heading="", width=70),
    )


def _line(paper: Paper, sheet: Worksheet, row: int, text: str) -> int:
    """One text over the whole width."""
    sheet.merge_range(row, 0, row, 2, text, paper.style("text"))
    sheet.set_row(row, LINE_PT * lines_needed(text, sum(column.width for column in _note_columns())) + 3)
    return row + 1


def _section(paper: Paper, sheet: Worksheet, row: int, text: str) -> int:
    sheet.merge_range(
        row, 0, row, 2, text, paper.format(bold=True, font_size=12, font_color=BRAND, bottom=2, bottom_color=BRAND)
    )
    return row + 1


def _warnings(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int) -> int:
    if not facts.document.warnings:
        return row
    row = _section(paper, sheet, row, paper.language.say("To be noted"))
    for item in facts.document.warnings:
        row = _line(paper, sheet, row, paper.language.pick(item.sentence))
    return row + 1


def _figures(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int) -> int:
    if not facts.problem.figures:
        return row
    language = paper.language
    row = _section(paper, sheet, row, language.say("Where the figures come from"))
    for figure in facts.problem.figures:
        status = language.say(_STATUS[figure.status]) if figure.status in _STATUS else figure.status
        cells = (language.pick(figure.name), status, language.pick(figure.note))
        row = paper.row(sheet, row, _note_columns(), cells)
    return row + 1


def _reading(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int) -> None:
    language = paper.language
    row = _section(paper, sheet, row, language.say("How to read and change this file"))
    for text in reading_lines(language, facts):
        row = _line(paper, sheet, row, text)


def reading_lines(language: Language, facts: PlanFacts) -> tuple[str, ...]:
    """Notes for the reader."""
    return (
        language.say(
            "People are expected numbers: invited times the turnout that the office assumes. Letters use the invited."
        ),
        language.say(
            "The sheet jadwal holds the plan; change it and run: jemput check jadwal.xlsx --problem problem.json"
        ),
        language.say("All other sheets are for reading; changes there are not read back."),
        language.say("No data of residents are in this file; staff appear by their id only."),
        language.say(
            "Made by Jemput {version}; problem {hash}",
            version=facts.document.run.version,
            hash=facts.document.problem_hash[:16],
        ),
    )
