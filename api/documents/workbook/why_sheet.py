"""The sheet that tells on one page why the plan is as it is."""

from api.documents.causes import cause_lines, cause_note
from api.documents.facts import PlanFacts
from api.documents.summary import gap_sentence
from api.documents.workbook.letters import lines_needed
from api.documents.workbook.paper import LEFT_OUT, LINE_PT, Column, Paper


def write_why(paper: Paper, facts: PlanFacts) -> None:
    """What binds this month: team-days, staff, stock, signal, roads."""
    language = paper.language
    columns = [
        Column(heading=language.say("What"), width=18, style="strong"),
        Column(heading=language.say("Binds?"), width=16, style="centre"),
        Column(heading=language.say("Explanation"), width=88),
    ]
    sheet = paper.sheet(language.say("Why this plan"), portrait=True)
    lines = [gap_sentence(language, facts)]
    row = paper.head(sheet, language.say("WHY THIS PLAN"), lines, len(columns) - 1)
    row = paper.table(sheet, row, columns)
    for line in cause_lines(language, facts):
        sheet.write_string(row, 0, line.subject, paper.style("strong"))
        marked = {"bold": True, "font_color": LEFT_OUT} if line.binds else {}
        sheet.write_string(row, 1, line.verdict, paper.style("centre", **marked))
        sheet.write_string(row, 2, line.sentence, paper.style("text"))
        sheet.set_row(row, LINE_PT * lines_needed(line.sentence, 88) + 5)
        row += 1
    note = cause_note(language)
    sheet.merge_range(row + 1, 0, row + 1, 2, note, paper.style("text", border=0))
    sheet.set_row(row + 1, LINE_PT * lines_needed(note, 120) + 4)
