"""Sheets of a tiny office, as people send them."""

import io
import json
import zipfile
from typing import Any

import xlsxwriter

SHEETS: dict[str, list[dict[str, Any]]] = {
    "villages": [
        {
            "code": f"17.02.01.200{number}",
            "name": f"Desa {number}",
            "subdistrict": "Curup",
            "lat": -3.46 - number / 100,
            "lon": 102.52,
            "eligible": 1_000,
            "recorded": 1_000 - 30 * number,
            "connectivity": "baik",
        }
        for number in range(1, 5)
    ],
    "teams": [
        {
            "id": "T1",
            "base": "-3.46, 102.52",
            "stations": 2,
            "printers": 1,
            "vehicle_class": "mobil",
            "days_per_week": 3,
            "days_per_month": 10,
        }
    ],
    "stock": [{"opening": 500, "reserve": 50, "counter_per_day": 5}],
}


def as_json(sheets: dict[str, list[dict[str, Any]]] | None = None) -> bytes:
    return json.dumps(SHEETS if sheets is None else sheets).encode()


def as_zip(sheets: dict[str, list[dict[str, Any]]] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, rows in (SHEETS if sheets is None else sheets).items():
            lines = [";".join(rows[0]), *(";".join(str(value) for value in row.values()) for row in rows)]
            archive.writestr(f"data/{name}.csv", "\n".join(lines))
    return stream.getvalue()


def as_workbook(sheets: dict[str, list[dict[str, Any]]] | None = None) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for name, rows in (SHEETS if sheets is None else sheets).items():
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, list(rows[0]))
        for number, row in enumerate(rows, 1):
            sheet.write_row(number, 0, list(row.values()))
    book.close()
    return stream.getvalue()
