"""The first sheet of the template: how to fill it in, every table, every parameter and price with its default."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from geodata.contracts import NEEDED_SHEETS, READ_ME, SHEETS
from geodata.contracts.column import Word
from geodata.contracts.words import CONNECTIVITY, TERRAIN, YES_NO
from geodata.read.policy_names import PARAMETERS, RATES, UNIT_TEXT, Parameter, Unit
from geodata.read.policy_sheet import EQUITY_PLACES, SCOPES, scale_of
from planner.domain.policy import Policy, Rates
from planner.units import clock_text

HOW_TO = (
    (
        "Isi lembar desa, tim, dan stok; lembar lain boleh kosong. Sel kosong = nilai bawaan atau tidak diketahui.",
        "Fill in villages, teams and stock; other sheets may stay empty. An empty cell = default or unknown.",
    ),
    (
        "Baris kuning adalah contoh: timpa atau hapus sebelum dipakai. Judul kolom biru tua wajib diisi.",
        "Yellow rows are examples: replace or delete them before use. Dark blue headings must be filled in.",
    ),
    (
        "Arahkan kursor ke judul kolom untuk penjelasan dan satuannya.",
        "Point at a heading to see what it means and its unit.",
    ),
    (
        "Tanggal: 2027-01-07, 7 Januari 2027, atau 07/01/2027 (hari di depan). Daftar: pisahkan dengan titik koma. "
        "Rentang: 2027-01-11..2027-01-15.",
        "Dates: 2027-01-07, 7 January 2027, or 07/01/2027 (day first). Lists: separate with semicolons. "
        "Ranges: 2027-01-11..2027-01-15.",
    ),
    (
        "Bilangan bulat boleh memakai titik ribuan (1.204). Bilangan desimal memakai koma atau titik (12,5 atau 12.5).",
        "Whole numbers may have a thousands dot (1.204). Decimals have a comma or a dot (12,5 or 12.5).",
    ),
    (
        "Jangan menggabungkan sel. Jangan menulis data penduduk: nomor induk, nama, tanggal lahir, telepon ditolak.",
        "Do not merge cells. Never write data of residents: id numbers, names, birth dates, phones are refused.",
    ),
    (
        "Setelah diisi: jemput check-data BERKAS.xlsx, lalu jemput plan BERKAS.xlsx --month 2027-01 --out hasil",
        "When it is filled in: jemput check-data FILE.xlsx, then jemput plan FILE.xlsx --month 2027-01 --out result",
    ),
    (
        "Janji bagi satu kecamatan di lembar kebijakan: cakupan_minimum:Nama Kecamatan (mis. 95%) atau "
        "kunjungan_minimum:Nama Kecamatan (mis. 2).",
        "A promise to one subdistrict on the sheet policy: floor_coverage:Name (such as 95%) or floor_visits:Name "
        "(such as 2).",
    ),
)
_WORDS: dict[Unit, tuple[Word, ...]] = {
    Unit.YES_NO: YES_NO,
    Unit.CONNECTIVITY: CONNECTIVITY,
    Unit.TERRAIN: TERRAIN,
    Unit.SCOPE: SCOPES,
    Unit.EQUITY: EQUITY_PLACES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Where the drop-down lists of names stand, as formulas."""

    parameters: str
    rates: str


def write_read_me(book: Any, formats: Any, language: int) -> Lists:
    """Write the sheet and tell where its lists of names are."""
    name = READ_ME[language]
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 44, formats["wrap"])
    sheet.set_column(1, 2, 26, formats["wrap"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(
        0, 0, ("Jemput: data untuk menyusun jadwal", "Jemput: data for a plan")[language], formats["title"]
    )
    line = 2
    for told in HOW_TO:
        sheet.merge_range(line, 0, line, 2, told[language], formats["wrap"])
        sheet.set_row(line, 32)
        line += 1
    line = _write_tables(sheet, formats, language, line + 1)
    parameters = [_parameter_line(parameter, language) for parameter in PARAMETERS]
    heads = (("parameter (lembar kebijakan)", "parameter (sheet policy)")[language], *_UNIT_AND_DEFAULT[language])
    first, line = _write_list(sheet, formats, heads, parameters, line + 1)
    rates = [
        (names[0] if language == 0 else field, "rupiah", str(getattr(Rates(), field))) for field, names in RATES.items()
    ]
    heads = (("kode (lembar biaya)", "code (sheet rates)")[language], *_UNIT_AND_DEFAULT[language])
    first_rate, line = _write_list(sheet, formats, heads, rates, line + 1)
    return Lists(
        parameters=f"='{name}'!$A${first + 1}:$A${first + len(parameters)}",
        rates=f"='{name}'!$A${first_rate + 1}:$A${first_rate + len(rates)}",
    )


_UNIT_AND_DEFAULT = (("satuan", "nilai bawaan"), ("unit", "default"))


def _write_tables(sheet: Any, formats: Any, language: int, line: int) -> int:
    for index, heading in enumerate((("lembar", "isi", ""), ("sheet", "holds", ""))[language]):
        sheet.write_string(line, index, heading, formats["bold"])
    for field, row in SHEETS.items():
        line += 1
        must = ("wajib", "needed")[language] if field in NEEDED_SHEETS else ""
        sheet.write_string(line, 0, f"{row.sheet[language]}{f' ({must})' if must else ''}")
        sheet.merge_range(line, 1, line, 2, row.about[language], formats["wrap"])
        sheet.set_row(line, 32)
    return line + 1


def _write_list(
    sheet: Any, formats: Any, heads: tuple[str, ...], lines: list[tuple[str, str, str]], line: int
) -> tuple[int, int]:
    """A list under its headings; (first row of the list, row after it), from 0."""
    for index, heading in enumerate(heads):
        sheet.write_string(line, index, heading, formats["bold"])
    for number, cells in enumerate(lines, line + 1):
        for index, text in enumerate(cells):
            sheet.write_string(number, index, text)
    return line + 1, line + 1 + len(lines)


def _parameter_line(parameter: Parameter, language: int) -> tuple[str, str, str]:
    name, unit = parameter.names[language]
    return name, UNIT_TEXT[unit][language], default_text(parameter, unit, language)


def default_text(parameter: Parameter, unit: Unit, language: int) -> str:
    """The default of a parameter, written in ``unit`` as an office would."""
    held: Any = Policy()
    for part in parameter.path.split("."):
        held = getattr(held, part)
    return ("tanpa batas", "no limit")[language] if held is None else written(parameter, unit, held, language)


def written(parameter: Parameter, unit: Unit, held: Any, language: int) -> str:
    """A value of a parameter, written in ``unit`` as an office would."""
    if unit in _WORDS:
        return next(word.written[language] for word in _WORDS[unit] if word.value == held)
    if unit is Unit.CLOCK:
        return clock_text(held)
    text = f"{(Decimal(held) / scale_of(parameter, unit)).normalize():f}"
    return text.replace(".", ",") if language == 0 else text
