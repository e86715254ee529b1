"""What is known of the signal, and which evidence decided: told where there is more than the sheets' own cells."""

from api.documents.facts import PlanFacts
from api.documents.signal import source_counts, source_word
from api.documents.words import connectivity_word, kind_word
from api.documents.workbook.paper import Column, Paper
from planner.domain.signal import SignalSource


def write_signal(paper: Paper, facts: PlanFacts) -> None:
    """Every site with evidence, by subdistrict, the weaker evidence beside what decided."""
    problem, language = facts.problem, paper.language
    if all(finding.source is SignalSource.OFFICE and not finding.weaker for finding in problem.signal):
        return
    columns = [
        Column(heading=language.say("Place"), width=26, style="strong"),
        Column(heading=language.say("Subdistrict"), width=19),
        Column(heading=language.say("Kind"), width=12),
        Column(heading=language.say("Signal"), width=14),
        Column(heading=language.say("Decided by"), width=20),
        Column(heading=language.say("Evidence"), width=52),
        Column(heading=language.say("Other evidence"), width=60),
    ]
    counts = language.listed(f"{word} {language.number(count)}" for word, count in source_counts(language, problem))
    sheet = paper.sheet(language.say("Signal"))
    lines = [
        language.say("Signal decided by: {counts}", counts=counts),
        language.say("What was seen beats maps and ranges; measured beats told; fresh beats older than two years."),
    ]
    head = row = paper.head(sheet, language.say("SIGNAL AND ITS EVIDENCE"), lines, len(columns) - 1)
    row = paper.table(sheet, row, columns)
    findings = sorted(
        problem.signal,
        key=lambda finding: (problem.site[finding.site].subdistrict, problem.site[finding.site].name, finding.site),
    )
    for finding in findings:
        site = problem.site[finding.site]
        cells = (
            site.name,
            site.subdistrict,
            kind_word(language, site.kind),
            connectivity_word(language, finding.connectivity),
            source_word(language, finding.source),
            language.pick(finding.note),
            "; ".join(language.pick(note) for note in finding.weaker),
        )
        row = paper.row(sheet, row, columns, cells)
    sheet.autofilter(head, 0, row - 1, len(columns) - 1)
