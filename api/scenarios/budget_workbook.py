"""The cost of a scenario as a budget (RAB): formulas with their values, equal to the plan to the rupiah."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from api.documents.words import cost_item_word, unit_word
from api.language import Language
from api.scenarios.results import totals
from planner.rules.wording import Pair
from planner.scenarios.answers import Answer
from planner.scenarios.budgeting import MonthBudget
from planner.scenarios.scenario import month_text

RAB, DRIVES = "RAB", "BBM"
HEADS: tuple[Pair, ...] = (
    ("No", "No"), ("Uraian", "Description"), ("Orang", "People"), ("Hari", "Days"), ("Kali", "Trips"),
    ("Volume", "Quantity"), ("Satuan", "Unit"), ("Harga satuan (Rp)", "Unit price (Rp)"),
    ("Jumlah (Rp)", "Amount (Rp)"),
)  # fmt: skip
DRIVE_HEADS: tuple[Pair, ...] = (
    ("Bulan", "Month"), ("Tanggal", "Day"), ("Tim", "Team"), ("Jarak (m)", "Distance (m)"),
    ("Harga per km (Rp)", "Price per km (Rp)"), ("Jumlah (Rp)", "Amount (Rp)"),
)  # fmt: skip


def budget_workbook(language: Language, office: str, answer: Answer, budgets: Sequence[MonthBudget]) -> bytes:
    """Sheets ``RAB`` and ``BBM``; the total is the sum of both and is held against the cost of the scenario."""
    pick = language.pick
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    style = _Style(book)
    sheet, drives = book.add_worksheet(RAB), book.add_worksheet(DRIVES)
    spans = _drives_sheet(language, drives, budgets, style)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate((5, 34, 8, 7, 7, 10, 14, 17, 18)):
        sheet.set_column(column, column, width)
    title = (f"RENCANA ANGGARAN BIAYA: pelayanan keliling, {office}", f"COST ESTIMATE: mobile outreach, {office}")
    sheet.write(0, 0, pick(title), style.title)
    sheet.write(1, 0, pick((f"Skenario: {answer.name}", f"Scenario: {answer.name}")))
    sheet.write_row(3, 0, [pick(head) for head in HEADS], style.head)
    line, sums = 4, []
    for budget, span in zip(budgets, spans, strict=True):
        sheet.merge_range(line, 0, line, 8, pick(month_text(budget.first)), style.month)
        first = line = line + 1
        for number, item in enumerate(budget.lines, start=1):
            row = line + 1
            sheet.write_number(line, 0, number, style.middle)
            sheet.write(line, 1, cost_item_word(language, item.item), style.cell)
            sheet.write_row(line, 2, [item.people, item.days, item.trips], style.cell_whole)
            sheet.write_formula(line, 5, f"=C{row}*D{row}*E{row}", style.cell_whole, item.quantity)
            sheet.write(line, 6, unit_word(language, item.unit), style.cell)
            sheet.write_number(line, 7, item.price_rupiah, style.cell_whole)
            sheet.write_formula(line, 8, f"=F{row}*H{row}", style.cell_whole, item.amount_rupiah)
            line += 1
        if budget.drives:
            metres = sum(drive.metres for drive in budget.drives)
            amount = sum(drive.amount_rupiah for drive in budget.drives)
            sheet.write_number(line, 0, len(budget.lines) + 1, style.middle)
            sheet.write(line, 1, cost_item_word(language, "per_km"), style.cell)
            sheet.write_row(line, 2, [1, 1, len(budget.drives)], style.cell_whole)
            sheet.write_formula(line, 5, f"=SUM({DRIVES}!D{span[0]}:D{span[1]})/1000", style.tenth, metres / 1000)
            sheet.write(line, 6, unit_word(language, "metre"), style.cell)
            sheet.write_number(line, 7, budget.drives[0].price_rupiah, style.cell_whole)
            sheet.write_formula(line, 8, f"=SUM({DRIVES}!F{span[0]}:F{span[1]})", style.cell_whole, amount)
            line += 1
        sheet.write(line, 1, pick(("Jumlah bulan ini", "Total of this month")), style.bold)
        formula = f"=SUM(I{first + 1}:I{line})" if line > first else "=0"
        sheet.write_formula(line, 8, formula, style.total, budget.total_rupiah)
        sums.append(f"I{line + 1}")
        line += 1
    _ends(language, sheet, style, answer, line, sums)
    book.close()
    return stream.getvalue()


def _ends(language: Language, sheet: Any, style: "_Style", answer: Answer, line: int, sums: list[str]) -> None:
    """The total, the cost of the scenario beside it, and their difference, which is 0."""
    pick = language.pick
    cost = totals(answer)["cost_rupiah"]
    sheet.write(line + 1, 1, pick(("JUMLAH", "TOTAL")), style.bold)
    sheet.write_formula(line + 1, 8, "=" + "+".join(sums), style.total, cost)
    sheet.write(line + 2, 1, pick(("Biaya menurut skenario", "Cost by the scenario")))
    sheet.write_number(line + 2, 8, cost, style.whole)
    sheet.write(line + 3, 1, pick(("Selisih", "Difference")))
    sheet.write_formula(line + 3, 8, f"=I{line + 2}-I{line + 3}", style.whole, 0)
    note = (
        "BBM dihitung tiap perjalanan: meter x harga per km, dibulatkan ke bawah ke rupiah (lembar BBM).",
        "Fuel is counted for each trip: metres x price per km, rounded down to the rupiah (sheet BBM).",
    )
    sheet.write(line + 5, 1, pick(note))
    left_out = (
        "Tidak termasuk: gaji, honor tetap, pembelian alat dan kendaraan.",
        "Not in it: salaries, and the purchase of equipment and vehicles.",
    )
    sheet.write(line + 6, 1, pick(left_out))


def _drives_sheet(
    language: Language, sheet: Any, budgets: Sequence[MonthBudget], style: "_Style"
) -> list[tuple[int, int]]:
    """The drives of all months; first and last row of each month as spreadsheets count them."""
    sheet.set_column(0, 5, 18)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.write_row(0, 0, [language.pick(head) for head in DRIVE_HEADS], style.head)
    line, spans = 1, []
    for budget in budgets:
        first = line + 1
        for drive in budget.drives:
            row = line + 1
            sheet.write(line, 0, f"{budget.first:%Y-%m}")
            sheet.write(line, 1, drive.day.isoformat())
            sheet.write(line, 2, drive.team)
            sheet.write_number(line, 3, drive.metres, style.whole)
            sheet.write_number(line, 4, drive.price_rupiah, style.whole)
            sheet.write_formula(line, 5, f"=INT(D{row}*E{row}/1000)", style.whole, drive.amount_rupiah)
            line += 1
        spans.append((first, line))
    return spans


class _Style:
    """Formats of the workbook."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
        self.month = book.add_format({"bold": True, "bg_color": "#e8eef5"})
        self.cell = book.add_format({"border": 1, "indent": 1})
        self.middle = book.add_format({"border": 1, "align": "center"})
        self.cell_whole = book.add_format({"num_format": "#,##0", "border": 1})
        self.whole = book.add_format({"num_format": "#,##0"})
        self.tenth = book.add_format({"num_format": "#,##0.0", "border": 1})
        self.total = book.add_format({"num_format": "#,##0", "bold": True, "top": 1})
