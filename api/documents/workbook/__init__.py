"""``jadwal.xlsx``: the schedule as an office hangs it up, and a sheet that can be changed and read back."""

import io
from datetime import datetime

from xlsxwriter.workbook import Workbook

from api.documents.facts import PlanFacts
from api.documents.workbook.invitation_sheet import write_invitations
from api.documents.workbook.ledger_sheets import write_costs, write_stock
from api.documents.workbook.month_sheets import write_calendar, write_month
from api.documents.workbook.paper import FONT, Paper
from api.documents.workbook.plan_sheet import write_plan
from api.documents.workbook.reason_sheets import write_left_out, write_notes
from api.documents.workbook.signal_sheet import write_signal
from api.documents.workbook.team_sheets import write_hubs, write_team
from api.documents.workbook.why_sheet import write_why
from api.language import Language


def workbook_bytes(language: Language, facts: PlanFacts) -> bytes:
    """The workbook; the same plan gives the same bytes."""
    stream = io.BytesIO()
    # Names come from outside: nothing in them may become a formula or a link.
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # Widths of columns count digits of this font: the one that has twins of the same widths on every machine.
    workbook = Workbook(stream, {**safe, "default_format_properties": {"font_name": FONT, "font_size": 10}})
    period = facts.problem.period
    title = f"{facts.problem.name}, {language.period(period.first, period.last)}"
    # The date that the plan is seen from, so that two runs write the same file.
    seen = datetime.combine(period.as_of, datetime.min.time())
    workbook.set_properties(
        {"title": title, "subject": language.say("Outreach schedule"), "author": "Jemput", "created": seen}
    )
    seen_from = language.say("seen from {day}", day=language.day(period.as_of))
    footer = f"{title} · {seen_from} · {facts.document.problem_hash[:8]}"
    paper = Paper(workbook, language, footer)
    write_calendar(paper, facts)
    write_month(paper, facts)
    for team in facts.marks:
        write_team(paper, facts, team)
    write_hubs(paper, facts)
    write_invitations(paper, facts)
    write_stock(paper, facts)
    write_costs(paper, facts)
    write_left_out(paper, facts)
    write_why(paper, facts)
    write_signal(paper, facts)
    write_notes(paper, facts)
    write_plan(paper, facts)
    workbook.close()
    return stream.getvalue()
