"""Reads what offices have: a folder of CSV files, a workbook, or the JSON files of a run.

::

    folder | .xlsx --> raw tables --> drafts --> faults, or Sheets
"""

from geodata.read.plan_json import parse_plan_json, parse_sent_plan_json, plan_json, read_plan_json
from geodata.read.problem_json import is_hash_of, parse_problem_json, problem_hash, problem_json, read_problem_json
from geodata.read.raw_table import Limits
from geodata.read.sheets import read_sheets

__all__ = [
    "Limits",
    "is_hash_of",
    "parse_plan_json",
    "parse_problem_json",
    "parse_sent_plan_json",
    "plan_json",
    "problem_hash",
    "problem_json",
    "read_plan_json",
    "read_problem_json",
    "read_sheets",
]
