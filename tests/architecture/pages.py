"""Pages and tables of the docs that are made from the code. ``make docs`` writes them; a test holds them equal."""

import re
import sys
from pathlib import Path

from api.documents.plan_columns import COLUMNS
from geodata.contracts import NEEDED_SHEETS, SHEETS, CellKind, Column, columns_of, needed_of
from geodata.read.policy_names import PARAMETERS, RATES, UNIT_TEXT, Unit
from planner.domain.policy import Policy
from planner.rules import RULES
from planner.rules.violation import KeptAt
from planner.units import clock_text
from tests.architecture.codes import fault_codes, warning_codes
from tests.architecture.house import ROOT

RULES_PAGE = ROOT / "docs" / "rules.md"
FORMATS = ROOT / "docs" / "concepts" / "formats.md"
TABLES = {"sheets": FORMATS, "plan sheet": FORMATS, "codes": FORMATS, "policy": ROOT / "docs" / "concepts" / "model.md"}

KEPT: dict[KeptAt, str] = {
    "intake": "when the problem is put together: it cannot say otherwise",
    "trip": "in each trip by itself",
    "master": "in sums over trips",
    "roster": "when dates, teams, staff and kits are matched",
}
KINDS: dict[CellKind, str] = {
    CellKind.CODE: "code",
    CellKind.TEXT: "text",
    CellKind.COUNT: "whole number",
    CellKind.PERMILLE: "0 to 1000",
    CellKind.NUMBER: "number",
    CellKind.FACTOR: "number, 0 to 10",
    CellKind.RUPIAH: "rupiah",
    CellKind.MINUTES: "minutes",
    CellKind.LATITUDE: "degrees",
    CellKind.LONGITUDE: "degrees",
    CellKind.WORD: "word",
    CellKind.DATE: "date",
    CellKind.DATES: "dates, ranges",
    CellKind.RANGES: "dates, ranges",
    CellKind.WHEN: "day, month or year",
    CellKind.TIME: "time",
    CellKind.HOURS: "from-to",
    CellKind.CREW: "skills with numbers",
    CellKind.CODES: "codes",
    CellKind.SKILLS: "skills",
    CellKind.BASE: "lat, lon or site",
    CellKind.RAW: "text",
}

PLAN_KINDS = {
    "text": "text",
    "note": "text",
    "time": "time",
    "date": "date",
    "count": "whole number",
    "micro": "number",
}

RULES_INTRODUCTION = """\
# Rules

Generated from the registry in `planner/rules/` by `make docs`. Each rule has one name everywhere: in `planner/rules/`
(its check and its sentences), in its test under `tests/planner/rules/`, in the solver, in explanations and on screen.
What a rule means in full stands in [the model](concepts/model.md#the-rules). The check never sees the solver:
`jemput check` judges any plan. *Kept* says where the solver keeps a plan from breaking the rule; for each of these
places `tests/solver/kept_cases.py` has the smallest problem whose best plan would break the rule without it:

"""
POLICY_INTRODUCTION = """\
Names on the sheet `kebijakan`; each may also be given by the name of its field, in the unit of the field. A promise to
a subdistrict is written `cakupan_minimum:Nama Kecamatan` (share) or `kunjungan_minimum:Nama Kecamatan` (visits).

| parameter | in English | unit | default | field |
|---|---|---|---|---|
"""


def rules_page() -> str:
    """``docs/rules.md``."""
    where = [f"- **{name}**: {text}" for name, text in KEPT.items()]
    head = ["", "| rule | aturan | rule in English | kept |", "|---|---|---|---|"]
    rows = [f"| `{rule.id}` | {rule.title[0]} | {rule.title[1]} | {', '.join(rule.kept_at)} |" for rule in RULES]
    return RULES_INTRODUCTION + "\n".join([*where, *head, *rows, ""])


def plan_sheet_table() -> str:
    """The columns of the sheet ``jadwal``."""
    lines = ["| kolom | column | holds | meaning |", "|---|---|---|---|"]
    for column in COLUMNS:
        meaning = _cell(column.note[1]) + ("; not read back" if column.kind == "note" else "")
        lines.append(f"| {column.headings[0]} | {column.headings[1]} | {PLAN_KINDS[column.kind]} | {meaning} |")
    return "\n".join(lines)


def codes_table() -> str:
    """Codes of faults and of warnings."""
    lines = ["| fault | what is expected |", "|---|---|"]
    lines += [f"| `{code}` | {_cell(text)} |" for code, text in fault_codes().items()]
    lines += ["", "Warnings stand in `warnings` of a plan and keep nobody from planning:", ""]
    lines += ["| warning | tells |", "|---|---|"]
    lines += [f"| `{code}` | {_cell(text)} |" for code, text in warning_codes().items()]
    return "\n".join(lines)


def sheets_table() -> str:
    """The tables of all sheets, from their contracts."""
    lines: list[str] = []
    for field, row in SHEETS.items():
        need = ", needed" if field in NEEDED_SHEETS else ""
        lines += [f"#### {row.sheet[0]} / {row.sheet[1]}{need}", "", row.about[1], ""]
        lines += ["| kolom | column | holds | meaning | example |", "|---|---|---|---|---|"]
        for name, column in columns_of(row).items():
            star = "**" if name in needed_of(row) else ""
            lines.append(
                f"| {star}{column.heading[0]}{star} | {column.heading[1]} | {_holds(column)} | {_cell(column.note[1])} "
                f"| {_cell(column.example[0])} |"
            )
        lines.append("")
    return "\n".join(["Columns in bold must be filled in.", "", *lines])


def _holds(column: Column) -> str:
    if column.words:
        words = ", ".join(dict.fromkeys(" / ".join(dict.fromkeys(word.written)) for word in column.words))
        return _cell(words)
    unit = f", {column.unit[1]}" if column.unit[1] and column.unit[1] not in KINDS[column.kind] else ""
    return f"{KINDS[column.kind]}{unit}"


def policy_table() -> str:
    """Every parameter of the policy with its names on the sheet and its default, and every price."""
    policy = Policy()
    lines = []
    for parameter in PARAMETERS:
        value = policy
        for part in parameter.path.split("."):
            value = getattr(value, part)
        (local, unit), (english, _) = parameter.names[:2]
        default = _shown(value, parameter.unit, unit)
        unit_text = UNIT_TEXT[unit][1].split(", such as")[0]
        lines.append(f"| {local} | {english} | {unit_text} | {default} | `{parameter.path}` |")
    lines += ["", "Prices, on the sheet `biaya`:", "", "| kode | code | rupiah |", "|---|---|---|"]
    lines += [f"| {names[0]} | {code} | {getattr(policy.rates, code):,} |" for code, names in RATES.items()]
    return POLICY_INTRODUCTION + "\n".join(lines)


PER_UNIT = {
    (Unit.SECONDS, Unit.MINUTES): 60,
    (Unit.SECONDS, Unit.HOURS): 3_600,
    (Unit.METRES, Unit.KM): 1_000,
    (Unit.PERMILLE, Unit.SHARE): 1_000,
    (Unit.PPM, Unit.SHARE): 1_000_000,
    (Unit.MICRO, Unit.SHARE): 1_000_000,
}


def _shown(value: object, own: Unit, unit: Unit) -> str:
    """A default in the unit that the sheet uses."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return str(value)
    assert isinstance(value, int)
    if own is Unit.CLOCK:
        return clock_text(value)
    if own is unit:
        return str(value)
    return f"{value / PER_UNIT[own, unit]:g}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def with_table(text: str, name: str, table: str) -> str:
    """``text`` with what stands between the marks of ``name`` replaced by ``table``."""
    marks = re.compile(rf"(<!-- generated: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    if len(marks.findall(text)) != 1:
        raise LookupError(f"no place for the generated table {name!r}")
    return marks.sub(lambda match: f"{match[1]}{table.rstrip()}\n{match[2]}", text)


def pages() -> dict[Path, str]:
    """Every page that is generated in whole or in part, with the text that it should have."""
    tables = {
        "sheets": sheets_table(),
        "plan sheet": plan_sheet_table(),
        "codes": codes_table(),
        "policy": policy_table(),
    }
    found = {RULES_PAGE: rules_page()}
    for name, table in tables.items():
        path = TABLES[name]
        found[path] = with_table(found.get(path) or path.read_text(encoding="utf-8"), name, table)
    return found


if __name__ == "__main__":
    for page, content in pages().items():
        page.write_text(content, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{page.relative_to(ROOT).as_posix()}\n")
