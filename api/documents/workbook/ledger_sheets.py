"""Blank cards day by day, money trip by trip."""

from collections import defaultdict
from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from api.documents.facts import PlanFacts
from api.documents.words import cost_item_word, unit_word
from api.documents.workbook.letters import LETTER, column_pixels, lines_needed
from api.documents.workbook.paper import (
    AROUND_PT,
    BRAND,
    INK,
    LEFT_OUT,
    LINE_PT,
    STRIPE,
    WARNING_GROUND,
    WARNING_INK,
    Column,
    Paper,
)
from api.language import Language
from planner.domain.plan import CostLine, StockDay
from planner.ledger import delivery_counts
from planner.units import METRES_PER_KM, MICRO, PERMILLE


def write_stock(paper: Paper, facts: PlanFacts) -> None:
    """The card ledger with its curve."""
    language = paper.language
    columns = [
        Column(heading=language.say("Day, date"), width=14, style="day"),
        Column(heading=language.say("Opening"), width=11, style="count"),
        Column(heading=language.say("Received"), width=11, style="count"),
        Column(heading=language.say("Counter"), width=11, style="count"),
        Column(heading=language.say("Field"), width=11, style="count"),
        Column(heading=language.say("Spoilt"), width=11, style="count"),
        Column(heading=language.say("Closing"), width=11, style="count"),
        Column(heading=language.say("Above the reserve"), width=12, style="count"),
        Column(heading=language.say("Notes"), width=52),
    ]
    sheet = paper.sheet(language.say("Card stock"), portrait=True)
    stock = facts.problem.stock
    lines = [
        language.say(
            "Opening {opening} · reserve {reserve} · counter {counter} each working day · field: estimate",
            opening=language.number(stock.opening),
            reserve=language.number(stock.reserve),
            counter=language.number(stock.counter_per_day),
        ),
        language.say("Each day: opening + received - counter - field - spoilt = closing."),
    ]
    row = paper.head(sheet, language.say("BLANK CARDS DAY BY DAY"), lines, len(columns) - 1)
    row = first = paper.table(sheet, row, columns)
    for day in facts.document.stock:
        _stock_row(paper, sheet, facts, row, columns, day)
        row += 1
    if facts.document.stock:
        _stock_chart(paper, sheet, facts, columns, first, row - 1)


def _stock_row(
    paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int, columns: Sequence[Column], day: StockDay
) -> None:
    calendar = facts.problem.period.day(day.day)
    off = calendar is not None and not calendar.working
    ground = {"bg_color": STRIPE} if off else {}
    low = day.closing < facts.problem.stock.reserve * MICRO
    sheet.write_datetime(row, 0, day.day, paper.style("day", **ground))
    above = day.closing - facts.problem.stock.reserve * MICRO
    amounts = (day.opening, day.received, day.counter, day.field, day.waste, day.closing, above)
    for column, micro in enumerate(amounts, start=1):
        mark = {"bg_color": WARNING_GROUND, "font_color": WARNING_INK, "bold": True} if low and column > 5 else ground
        if micro == 0 and 1 < column < 6:
            sheet.write_blank(row, column, None, paper.style("count", **mark))
        else:
            # Millionths stay in the cell; the format shows whole cards, so that sums of the column hold.
            sheet.write_number(row, column, micro / MICRO, paper.style("count", **mark))
    notes = stock_notes(paper.language, facts, day)
    sheet.write_string(row, 8, "; ".join(notes), paper.style("text", **ground))
    sheet.set_row(row, LINE_PT * lines_needed("; ".join(notes), columns[8].width) + AROUND_PT)


def stock_notes(language: Language, facts: PlanFacts, day: StockDay) -> list[str]:
    """Deliveries, holidays and days below the reserve."""
    found = []
    for delivery in facts.problem.stock.deliveries:
        if delivery.day != day.day:
            continue
        quantity = language.number(delivery.quantity)
        chance = language.percent(delivery.probability_permille * 100 / PERMILLE, 0)
        if delivery_counts(facts.problem.policy, delivery):
            found.append(
                language.say("delivery of {quantity} cards (chance {chance})", quantity=quantity, chance=chance)
            )
        else:
            found.append(
                language.say(
                    "delivery of {quantity} cards not counted (chance {chance})", quantity=quantity, chance=chance
                )
            )
    calendar = facts.problem.period.day(day.day)
    if calendar is not None and calendar.note:
        found.append(calendar.note)
    short = facts.problem.stock.reserve * MICRO - day.closing
    if short > 0:
        found.append(language.say("below the reserve by {n}", n=language.cards(short)))
    return found


def _stock_chart(
    paper: Paper, sheet: Worksheet, facts: PlanFacts, columns: Sequence[Column], first: int, last: int
) -> None:
    """The curve below the table, as wide as it."""
    language = paper.language
    # Hidden column with the reserve, so that the chart shows the line that must not be crossed.
    for row in range(first, last + 1):
        sheet.write_number(row, 10, facts.problem.stock.reserve, paper.format(font_color="#FFFFFF"))
    sheet.set_column(10, 10, 2, None, {"hidden": True})
    sheet.print_area(0, 0, last + 22, 8)
    chart = paper.workbook.add_chart({"type": "line"})
    chart.show_hidden_data()
    categories = [sheet.get_name(), first, 0, last, 0]
    chart.add_series(
        {
            "name": language.say("cards in the evening"),
            "categories": categories,
            "values": [sheet.get_name(), first, 6, last, 6],
            "line": {"color": INK, "width": 2.25},
        }
    )
    chart.add_series(
        {
            "name": language.say("reserve {n}", n=language.number(facts.problem.stock.reserve)),
            "categories": categories,
            "values": [sheet.get_name(), first, 10, last, 10],
            "line": {"color": LEFT_OUT, "width": 1.5, "dash_type": "dash"},
        }
    )
    chart.set_title({"name": language.say("Cards left each evening"), "name_font": {"size": 12, "color": INK}})
    chart.set_y_axis(
        {"min": 0, "num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": "#D3DAE1"}}}
    )
    chart.set_x_axis({"num_format": "d", "date_axis": True, "major_unit": 2, "num_font": {"size": 8}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": sum(column_pixels(column.width) for column in columns), "height": 330})
    sheet.insert_chart(last + 2, 0, chart, {"object_position": 1})


def write_costs(paper: Paper, facts: PlanFacts) -> None:
    """Money: a recap by item as a budget has it, then each trip."""
    language = paper.language
    sheet = paper.sheet(language.say("Costs"))
    items = _items(facts)
    last = max(5, 5 + len(items))
    sheet.set_column(0, 0, 14 * LETTER)
    sheet.set_column(1, 1, 7 * LETTER)
    sheet.set_column(2, 2, 44 * LETTER)
    sheet.set_column(3, 3, 10 * LETTER)
    sheet.set_column(4, last, 15 * LETTER)
    budget = facts.problem.policy.budget_rupiah
    lines = [
        language.say("All amounts in rupiah. Distances are estimates until roads are known."),
        language.say("No budget cap is set.")
        if budget is None
        else language.say("Budget cap {total}.", total=language.rupiah(budget)),
    ]
    row = paper.head(sheet, language.say("COST OF THE PLAN"), lines, last)
    if not facts.document.costs:
        paper.empty(sheet, row, last, language.say("No trip, no cost."))
        return
    row = _recap(paper, sheet, facts, row, items)
    _trips(paper, sheet, facts, row + 2, items)


def _items(facts: PlanFacts) -> list[str]:
    seen: dict[str, None] = {}
    for line in facts.document.costs:
        seen.setdefault(line.item)
    return list(seen)


def _recap(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int, items: Sequence[str]) -> int:
    language = paper.language
    headings = [
        *(Column(heading=text, width=14) for text in (language.say("No."), "", language.say("Item"))),
        Column(heading=language.say("Quantity"), width=10),
        Column(heading=language.say("Unit"), width=14),
        Column(heading=language.say("Price (Rp)"), width=15),
        Column(heading=language.say("Amount (Rp)"), width=15),
    ]
    paper.headings(sheet, row, headings, height=20)
    sheet.merge_range(
        row,
        0,
        row,
        1,
        language.say("No."),
        paper.format(bold=True, font_color="#FFFFFF", bg_color=BRAND, align="center"),
    )
    first = row + 1
    for number, item in enumerate(items, start=1):
        row += 1
        lines = [line for line in facts.document.costs if line.item == item]
        sheet.merge_range(row, 0, row, 1, number, paper.style("centre"))
        sheet.write_string(row, 2, cost_item_word(language, item), paper.style("text"))
        quantity, style = _quantity(lines)
        sheet.write_number(row, 3, quantity, paper.style(style))
        sheet.write_string(row, 4, unit_word(language, lines[0].unit), paper.style("centre"))
        sheet.write_number(row, 5, lines[0].price_rupiah, paper.style("rupiah"))
        sheet.write_number(row, 6, sum(line.amount_rupiah for line in lines), paper.style("rupiah"))
    row += 1
    bold = paper.style("rupiah", bold=True, top=2, bg_color=STRIPE)
    for column in range(6):
        sheet.write_blank(row, column, None, bold)
    sheet.write_string(row, 2, language.say("Total"), paper.style("strong", top=2, bg_color=STRIPE))
    _sum(sheet, row, 6, first, row - 1, sum(line.amount_rupiah for line in facts.document.costs), bold)
    return row + 1


def _quantity(lines: Sequence[CostLine]) -> tuple[float, str]:
    total = sum(line.quantity for line in lines)
    return (total / METRES_PER_KM, "km") if lines[0].unit == "metre" else (total, "count")


def _trips(paper: Paper, sheet: Worksheet, facts: PlanFacts, row: int, items: Sequence[str]) -> None:
    language = paper.language
    amounts: dict[str, dict[str, int]] = defaultdict(dict)
    for line in facts.document.costs:
        amounts[line.trip][line.item] = amounts[line.trip].get(line.item, 0) + line.amount_rupiah
    texts = [language.say("Day, date"), language.say("Team"), language.say("Places"), language.say("km (estimate)")]
    texts += [cost_item_word(language, item) for item in items]
    texts.append(language.say("Total (Rp)"))
    paper.headings(sheet, row, [Column(heading=text, width=15) for text in texts], height=44)
    first = row + 1
    for trip in sorted(facts.document.trips, key=lambda item: (item.days, item.team)):
        row += 1
        places = " - ".join(facts.problem.site[visit.site].name for visit in trip.visits)
        sheet.write_datetime(row, 0, trip.days[0], paper.style("day"))
        mark = facts.marks[trip.team]
        sheet.write_string(row, 1, mark.letter, paper.team(mark))
        sheet.write_string(row, 2, places, paper.style("text"))
        sheet.write_number(row, 3, round(trip.distance_m / METRES_PER_KM, 1), paper.style("km"))
        for column, item in enumerate(items, start=4):
            sheet.write_number(row, column, amounts[trip.id].get(item, 0), paper.style("rupiah"))
        start, end = xl_rowcol_to_cell(row, 4), xl_rowcol_to_cell(row, 3 + len(items))
        total = sum(amounts[trip.id].values())
        sheet.write_formula(row, 4 + len(items), f"=SUM({start}:{end})", paper.style("rupiah", bold=True), total)
        sheet.set_row(row, LINE_PT * lines_needed(places, 44) + AROUND_PT)
    last = row
    bold = paper.style("rupiah", bold=True, top=2, bg_color=STRIPE)
    for column in range(3):
        sheet.write_blank(last + 1, column, None, bold)
    sheet.write_string(last + 1, 2, language.say("Total"), paper.style("strong", top=2, bg_color=STRIPE))
    metres = sum(round(trip.distance_m / METRES_PER_KM, 1) for trip in facts.document.trips)
    _sum(sheet, last + 1, 3, first, last, metres, paper.style("km", bold=True, top=2, bg_color=STRIPE))
    for column, item in enumerate(items, start=4):
        total = sum(line.amount_rupiah for line in facts.document.costs if line.item == item)
        _sum(sheet, last + 1, column, first, last, total, bold)
    _sum(sheet, last + 1, 4 + len(items), first, last, sum(line.amount_rupiah for line in facts.document.costs), bold)


def _sum(sheet: Worksheet, row: int, column: int, first: int, last: int, value: float, style: object) -> None:
    """A sum as a formula with its value, so that auditors can follow it and readers without formulas see it."""
    formula = f"=SUM({xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)})"
    sheet.write_formula(row, column, formula, style, value)
