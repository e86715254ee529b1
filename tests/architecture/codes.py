"""Stable codes of faults and warnings, as the code itself tells them: read from its syntax trees."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from planner.domain.plan import Reason
from tests.architecture.house import name_of, python_files, tree_of

CODE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
# What people meet at the command line and in their files; codes of the service stand in its own description.
READERS = ("geodata", "api/commands", "api/documents", "api/scenarios", "planner", "solver")
EDGE = (
    "api/arguments.py",
    "api/counts_typed.py",
    "api/cli.py",
    "api/cli_options.py",
    "api/wiring.py",
    "api/wiring_ground.py",
    "api/wiring_nation.py",
)
# Words that look like codes and are none.
OTHERS = frozenset(
    {"READ_ME", "NEEDED_SHEETS", "JEMPUT_LANG", "JEMPUT_SERVER_KEY", "JEMPUT_ERROR", "INPUT_FAULTS", "PLAN_FAULT"}
)
# Notes of the engine, told with a plan.
NOTES = {
    "CALM_KEPT": "visits of the published plan stay although others are worth more",
    "MANY_MOVED": "more published visits move than should, and what moving fewer would have cost",
    "DRAFT_REFUSED": "a fault of the engine: a draft broke a rule and was refused; the plan handed out is another one",
}
# Where the code has no single sentence for it, or several.
TOLD = {
    "AREA_IMPLAUSIBLE": "boundaries whose area is that of a village; what was found is told",
    "AS_OF_OUTSIDE": "a first day that may still be changed, within the period of the plan",
    "CHANGE_DOES_NOT_FIT": "a change that fits the plan: places, teams, staff and days that it knows",
    "CONTENT_NOT_AS_NAMED": "a file that is what its name says",
    "CREW_NOT_READABLE": "skills with numbers, such as rekam:2, ikd:1, sopir:1",
    "EMPTY_CELL": "a value: the column must be filled in",
    "ERROR_VALUE": "a value; the cell holds an error such as #REF!",
    "FILE_EMPTY": "a file with something in it",
    "FILE_NOT_READABLE": "a file that may be read",
    "FORMULA_WITHOUT_VALUE": "a value; open the file, let it compute its formulas, save it",
    "IKD_ABOVE_RECORDED": "no more active digital identities than people recorded",
    "JSON_MISSING_MEMBER": "all members that the schema needs",
    "JSON_TYPE": "a value of the type that the schema names",
    "JSON_UNKNOWN_MEMBER": "only members that the schema names",
    "JSON_VALUE": "a value that the problem or plan can hold",
    "LAYER_NOT_READABLE": "an intact file of boundaries",
    "LAYER_OUTSIDE_INDONESIA": "boundaries within Indonesia",
    "LAYER_TOO_LARGE": "a smaller file of boundaries",
    "LAYER_EMPTY": "a layer with something in it",
    "LAYER_WITHOUT_PLACE": "a column with village codes or names",
    "MERGED_CELLS": "cells that are not merged",
    "MISSING_COLUMN": "the column; its heading is missing",
    "MISSING_SHEET": "the sheet; it is needed",
    "NOT_A_NUMBER": "a number",
    "NOT_UTF8": "a text file in UTF-8",
    "NOT_WHOLE": "a whole number, or a value no finer than the unit",
    "OUTSIDE_INDONESIA": "latitude -11 to 6 and longitude 95 to 141, in degrees",
    "OUT_OF_RANGE": "a value within the limits that are told",
    "PARAMETER_ELSEWHERE": "the parameter on the sheet that it belongs to",
    "PERSONAL_DATA_HEADING": "no column of personal data (NIK, names, dates of birth, telephone); the sheet is refused",
    "PERSONAL_DATA_VALUE": "no number of 16 digits, which looks like a NIK or a family number, in any cell",
    "PERSONAL_DATA_VALUES": "no column of numbers that look like a NIK or a family number; the sheet is refused",
    "PIN_CONFLICT": "pins that can be kept together without breaking a rule; the smallest set is named",
    "PLAN_NOT_OF_PROBLEM": "a plan whose names, dates and figures belong to its problem",
    "POLICY_CONTRADICTS": "parameters that do not contradict each other",
    "PRINT_READY_ABOVE_RECORDED": "no more print-ready people than people recorded",
    "PUPILS_RECORDED_ABOVE_PUPILS": "no more pupils recorded than pupils",
    "RECORDED_ABOVE_ELIGIBLE": "no more people recorded than eligible",
    "REFERENCE_UNKNOWN": "the code of a place, team, base or member of staff that the same file holds",
    "REPEATED_CODE": "each code once",
    "REPEATED_PAIR": "each way once",
    "SERVER_ANSWER_UNREADABLE": "an answer as the routing server gives it",
    "SERVER_NOT_REACHED": "a routing server that answers",
    "SERVER_REFUSED": "a routing server that takes the request",
    "SERVER_TOO_SLOW": "a routing server that answers in time",
    "SHEET_UNKNOWN": "a sheet that is known",
    "COLUMN_UNKNOWN": "a column that is known",
    "SITE_NAMED_TWICE": "the code of one place; several bear the name",
    "SITE_NOT_FOUND": "code or name of one place",
    "SOURCE_MISSING": "data: a folder, a workbook or a problem.json",
    "SOURCE_NOT_SUPPORTED": "a folder of CSV files, an .xlsx workbook or a problem.json",
    "TEAM_WITHOUT_BASE": "a base: lat and lon, or the id of a site",
    "UNKNOWN_PARAMETER": "a parameter of the sheet kebijakan (docs/concepts/model.md lists them)",
    "UNKNOWN_RATE": "a price of the sheet biaya (docs/concepts/model.md lists them)",
    "UNKNOWN_WORD": "one of the words of the column",
    "UPLOAD_NOT_SUPPORTED": "a workbook, a zip of CSV files or a problem.json",
    "WORKBOOK_BROKEN": "an intact .xlsx workbook",
    "WORKBOOK_ENCRYPTED": "a workbook without a password",
    "ZIP_BROKEN": "an intact zip file",
}


def fault_codes() -> dict[str, str]:
    """What is expected where a fault is told, by its code."""
    found = dict.fromkeys(_all_codes() - OTHERS - NOTES.keys() - warning_codes().keys() - set(Reason), "")
    for function, call, code in _calls():
        if code in found and not found[code]:
            found[code] = _expected(function, call)
    # Where the code builds its sentence piece by piece, its own words must do.
    return {code: TOLD.get(code) or found[code] or code.replace("_", " ").lower() for code in sorted(found)}


def _all_codes() -> set[str]:
    return {
        node.value
        for path in _paths()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def _paths() -> list[Path]:
    return [*python_files(*READERS), *(path for path in python_files("api") if name_of(path) in EDGE)]


def warning_codes() -> dict[str, str]:
    """The English sentence of each warning, by its code."""
    told = {
        code: _text(call.args[2]) for _, call, code in _calls() if _called(call) == "_warned" and len(call.args) > 2
    }
    return dict(sorted((told | NOTES).items()))


def _calls() -> Iterator[tuple[ast.AST, ast.Call, str]]:
    """Calls that are given a code, with the function that they stand in."""
    for path in _paths():
        for function in ast.walk(tree_of(path)):
            if not isinstance(function, ast.FunctionDef | ast.Module):
                continue
            for call in _own_calls(function):
                code = _code_of(call)
                if code is not None:
                    yield function, call, code


def _own_calls(function: ast.AST) -> Iterator[ast.Call]:
    """Calls of a function without those of the functions inside it."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, ast.FunctionDef):
            if isinstance(child, ast.Call):
                yield child
            yield from _own_calls(child)


def _code_of(call: ast.Call) -> str | None:
    given = [*call.args, *(word.value for word in call.keywords if word.arg in ("code", "empty_code"))]
    for node in given:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            return node.value
    return None


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _expected(function: ast.AST, call: ast.Call) -> str:
    """The English half of what was expected."""
    words = [word.value for word in call.keywords if word.arg == "expected"]
    for node in [*words, *reversed(call.args)]:
        pair = _pair(function, node)
        if pair is not None:
            return _text(pair)
    texts = [node for node in call.args if _text(node)]
    return _text(texts[-1]) if len(texts) > 2 else ""


def _pair(function: ast.AST, node: ast.expr) -> ast.expr | None:
    if isinstance(node, ast.Tuple) and len(node.elts) == 2 and _text(node.elts[1]):
        return node.elts[1]
    if isinstance(node, ast.Name):
        for inner in ast.walk(function):
            if isinstance(inner, ast.Assign) and any(ast.unparse(goal) == node.id for goal in inner.targets):
                return _pair(function, inner.value) if not isinstance(inner.value, ast.Name) else None
    return None


def _text(node: ast.expr) -> str:
    """A text with its holes as dots."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{[^}]*\}", "…", node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.IfExp):
        return _text(node.body)
    return ""
