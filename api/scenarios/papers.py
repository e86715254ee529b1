"""The answers of a study as a workbook and as a page."""

import io
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import xlsxwriter

from api.documents.charts import Line, bar_chart, curve_chart, tornado_chart
from api.language import Language
from api.scenarios.results import VERDICT_SIGNS, VERDICT_WORDS
from api.scenarios.tables import Row, legend, limits_told, side_by_side
from planner.units import MICRO, PERMILLE

MILLION = 1_000_000
Result = Mapping[str, Any]


def comparison_workbook(language: Language, results: Result, names: Sequence[str] = ()) -> bytes:
    """Sheets: side by side, changes, subdistricts, months, curve, tornado."""
    pick = language.pick
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    chosen, rows = side_by_side(language, results, names)
    sheet = book.add_worksheet(pick(("Banding", "Compare")))
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 2 * len(chosen), 15)
    sheet.freeze_panes(1, 1)
    sheet.write_row(0, 0, [results["study"]], bold)
    for number, item in enumerate(chosen):
        sheet.write(0, 1 + number, item["name"], bold)
    for line, row in enumerate(rows, start=1):
        _write_row(book, sheet, language, line, row)
    note = len(rows) + 2
    for offset, text in enumerate([legend(language), *limits_told(language, results)]):
        sheet.write(note + offset, 0, text)
    _changes_sheet(book, language, chosen, bold, wrap)
    _coverage_sheet(book, language, chosen, bold)
    _months_sheet(book, language, chosen, bold)
    if results["curves"]:
        _curve_sheet(book, language, results, bold)
    if results["tornado"]:
        _tornado_sheet(book, language, results, bold)
    for made in book.worksheets():
        made.set_paper(9)
        made.set_landscape()
        made.fit_to_pages(1, 0)
        made.repeat_rows(0)
    book.close()
    return stream.getvalue()


def _write_row(book: Any, sheet: Any, language: Language, line: int, row: Row) -> None:
    sheet.write(line, 0, language.pick(row.name))
    for column, cell in enumerate(row.cells, start=1):
        if cell.number is None:
            sheet.write(line, column, cell.text, book.add_format({"align": "right"}))
            continue
        # Signs are part of the number's format: the cell stays a number.
        lead, tail = '"± "' if cell.is_estimate else "", f' "{cell.sign}"' if cell.sign else ""
        sheet.write_number(line, column, cell.number, book.add_format({"num_format": lead + row.format + tail}))


def _changes_sheet(book: Any, language: Language, chosen: Sequence[Result], bold: Any, wrap: Any) -> None:
    sheet = book.add_worksheet(language.pick(("Perubahan", "Changes")))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 2, 60)
    sheet.write_row(0, 0, [language.pick(pair) for pair in _CHANGE_HEADS], bold)
    line = 1
    for item in chosen:
        told = [change[language.code] for change in item["changes"]] or [
            language.pick(("Tanpa perubahan.", "Nothing is changed."))
        ]
        for sentence in told:
            sheet.write_row(line, 0, [item["name"], item["title"], sentence], wrap)
            line += 1


_CHANGE_HEADS = (("Skenario", "Scenario"), ("Pertanyaan", "Question"), ("Yang berubah", "What is changed"))


def _coverage_sheet(book: Any, language: Language, chosen: Sequence[Result], bold: Any) -> None:
    sheet = book.add_worksheet(language.pick(("Kecamatan", "Subdistricts")))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(chosen) + 1, 16)
    percent = book.add_format({"num_format": "0.00"})
    head = (
        ("Kecamatan (terekam, % wajib KTP)", "Subdistrict (recorded, % of the eligible)"),
        ("Wajib KTP", "Eligible"),
    )
    sheet.write_row(0, 0, [*(language.pick(pair) for pair in head), *(item["name"] for item in chosen)], bold)
    for line, first in enumerate(chosen[0]["months"][-1]["coverage"], start=1):
        sheet.write(line, 0, first["subdistrict"])
        sheet.write_number(line, 1, first["eligible"])
        for column, item in enumerate(chosen, start=2):
            shares = {one["subdistrict"]: one["ppm"] for one in item["months"][-1]["coverage"]}
            if first["subdistrict"] in shares:
                sheet.write_number(line, column, shares[first["subdistrict"]] * 100 / MICRO, percent)


_MONTH_HEADS = (
    ("Skenario", "Scenario"), ("Bulan", "Month"), ("Direkam", "Recorded"), ("Kartu", "Cards"), ("IKD", "IKD"),
    ("Biaya, Rp", "Cost, Rp"), ("Terekam, %", "Recorded, %"), ("Menunggu cetak", "Waiting"),
    ("Blangko sisa", "Blanks left"), ("Di bawah cadangan mulai", "Below reserve from"), ("Jarak terbukti, %", "Gap, %"),
)  # fmt: skip


def _months_sheet(book: Any, language: Language, chosen: Sequence[Result], bold: Any) -> None:
    sheet = book.add_worksheet(language.pick(("Bulan", "Months")))
    sheet.set_column(0, len(_MONTH_HEADS), 15)
    sheet.write_row(0, 0, [language.pick(pair) for pair in _MONTH_HEADS], bold)
    line = 1
    for item in chosen:
        for month in item["months"]:
            eligible = month["eligible"] or 1
            gap = month["gap_basis_points"]
            cells = [
                item["name"],
                month["first"][:7],
                round(month["recording_micro"] / MICRO, 1),
                round(month["cards_micro"] / MICRO, 1),
                round(month["ikd_micro"] / MICRO, 1),
                month["cost_rupiah"],
                round(month["recorded_micro"] / eligible * 100 / MICRO, 2),
                round(month["waiting_micro"] / MICRO, 1),
                round(month["cards_left_micro"] / MICRO, 1),
                month["below_reserve"] or "",
                "" if gap is None else gap / 100,
            ]
            sheet.write_row(line, 0, cells)
            line += 1


def _curve_sheet(book: Any, language: Language, results: Result, bold: Any) -> None:
    pick = language.pick
    sheet = book.add_worksheet(pick(("Kurva", "Curve")))
    sheet.set_column(0, 6, 20)
    heads = (("Kisi", "Grid"), ("Garis", "Line"), ("Sel", "Cell"), ("Biaya, Rp", "Cost, Rp"),
             ("Orang direkam", "People recorded"), ("Lekuk", "Knee"))  # fmt: skip
    sheet.write_row(0, 0, [pick(pair) for pair in heads], bold)
    chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    name = sheet.get_name()
    line = 1
    for curve in results["curves"]:
        first = line
        label = ", ".join(str(value) for value in curve["line"]) or curve["grid"]
        for point in curve["points"]:
            knee = pick(("ya", "yes")) if point["name"] == curve["knee"] else ""
            cells = [curve["grid"], label, point["name"], point["spent_rupiah"], point["recording_micro"] / MICRO, knee]
            sheet.write_row(line, 0, cells)
            line += 1
        chart.add_series(
            {"name": label, "categories": [name, first, 3, line - 1, 3], "values": [name, first, 4, line - 1, 4]}
        )
    chart.set_x_axis({"name": pick(heads[3])})
    chart.set_y_axis({"name": pick(heads[4])})
    sheet.insert_chart(1, 7, chart, {"x_scale": 1.6, "y_scale": 1.4})


def _tornado_sheet(book: Any, language: Language, results: Result, bold: Any) -> None:
    pick = language.pick
    sheet = book.add_worksheet(pick(("Pengaruh", "Tornado")))
    sheet.set_column(0, 4, 22)
    heads = (("Hal", "Thing"), ("Bila rendah", "When low"), ("", ""), ("Bila tinggi", "When high"), ("", ""))
    sheet.write_row(0, 0, [pick(pair) for pair in heads], bold)
    for line, item in enumerate(results["tornado"], start=1):
        words = [pick(VERDICT_WORDS[item[key]]) for key in ("low_verdict", "high_verdict")]
        cells = [item["name"], item["low_milli"] / PERMILLE, words[0], item["high_milli"] / PERMILLE, words[1]]
        sheet.write_row(line, 0, cells)


# --- the page ----------------------------------------------------------------------------------------------


def comparison_page(language: Language, results: Result, names: Sequence[str] = ()) -> bytes:
    """One file to look at and to print, nothing fetched from anywhere."""
    pick = language.pick
    chosen, rows = side_by_side(language, results, names)
    head = "".join(f"<th scope='col'>{escape(item['name'])}</th>" for item in chosen)
    body = "".join(
        f"<tr><th scope='row'>{escape(pick(row.name))}</th>{''.join(_cell(language, cell) for cell in row.cells)}</tr>"
        for row in rows
    )
    changes = "".join(
        f"<h3>{escape(item['name'])}</h3><p>{escape(item['title'])}</p>"
        f"<ul>{''.join(f'<li>{escape(change[language.code])}</li>' for change in item['changes'])}</ul>"
        for item in chosen
    )
    title = escape(results["study"])
    count, office = results["months"], results["data"]["name"]
    months = pick((f"{count} bulan, {office}", f"{count} months, {office}"))
    changed = pick(("Yang berubah", "What is changed"))
    notes = "".join(f"<p>{escape(text)}</p>" for text in [legend(language), *limits_told(language, results)])
    charts = "".join(f"<figure>{chart}</figure>" for chart in charts_of(language, results, chosen))
    page = (
        f"<!doctype html><html lang='{language.code}'><meta charset='utf-8'>"
        f"<meta name='viewport' content='width=device-width'><title>{title}</title><style>{_STYLE}</style>"
        f"<h1>{title}</h1><p>{escape(months)}</p><div class='wide'><table><thead><tr><th></th>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>{notes}{charts}<h2>{changed}</h2>{changes}"
        "</html>\n"
    )
    return page.encode()


_STYLE = (
    "body{font:15px/1.45 'Liberation Sans',Arial,sans-serif;margin:24px auto;max-width:1100px;padding:0 16px}"
    "table{border-collapse:collapse}th,td{padding:4px 10px;border-bottom:1px solid #ccc;text-align:right}"
    "tbody th{text-align:left;font-weight:normal}.wide{overflow-x:auto}figure{margin:24px 0}h1{margin-bottom:0}"
    "svg{max-width:100%;height:auto}@media print{body{margin:0;max-width:none}}"
)


def _cell(language: Language, cell: Any) -> str:
    if cell.verdict is None:
        return f"<td>{escape(cell.text)}</td>"
    word = escape(language.pick(VERDICT_WORDS[cell.verdict]))
    return f"<td>{escape(cell.text)} <span title='{word}' aria-label='{word}'>{VERDICT_SIGNS[cell.verdict]}</span></td>"


def charts_of(language: Language, results: Result, chosen: Sequence[Result]) -> list[str]:
    """Bars of the scenarios, the curve of each grid with its knees, the tornado."""
    pick = language.pick
    people = pick(("Orang direkam", "People recorded"))
    bars = [
        (item["name"], item["total"]["recording_micro"] / MICRO, language.people(item["total"]["recording_micro"]))
        for item in chosen
    ]
    charts = [bar_chart(people, bars)]
    for grid in sorted({curve["grid"] for curve in results["curves"]}):
        lines = [_line(curve) for curve in results["curves"] if curve["grid"] == grid]
        charts.append(
            curve_chart(
                pick((f"{grid}: orang direkam menurut biaya", f"{grid}: people recorded by cost")),
                pick(("Biaya, juta rupiah", "Cost, million rupiah")),
                people,
                lines,
                marked_text=pick(("lekuk", "knee")),
            )
        )
    if results["tornado"]:
        sways = [
            (
                item["name"],
                item["low_milli"] / PERMILLE,
                item["high_milli"] / PERMILLE,
                _sway_text(language, item["low_milli"], item["low_verdict"]),
                _sway_text(language, item["high_milli"], item["high_verdict"]),
            )
            for item in results["tornado"]
        ]
        charts.append(tornado_chart(pick(("Pengaruh atas nilai layanan", "What sways the service value")), sways))
    return charts


def _sway_text(language: Language, milli: int, verdict: str) -> str:
    return f"{language.number(milli / PERMILLE, 1)} {VERDICT_SIGNS[verdict] if verdict == 'undecided' else ''}".strip()


def _line(curve: Result) -> Line:
    """One line of a grid by rising cost; its knee is marked."""
    points = [(point["spent_rupiah"] / MILLION, point["recording_micro"] / MICRO) for point in curve["points"]]
    knees = [
        (point["spent_rupiah"] / MILLION, point["recording_micro"] / MICRO)
        for point in curve["points"]
        if point["name"] == curve["knee"]
    ]
    name = ", ".join(str(value) for value in curve["line"]) or curve["grid"]
    return Line(name=name, points=tuple(points), marked=knees[0] if knees else None)
