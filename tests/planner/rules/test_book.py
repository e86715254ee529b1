"""The rule book itself: one name for each rule in registry, file, test and sentence."""

from importlib import import_module
from pathlib import Path

from planner.rules import RULES

HERE = Path(__file__).parent
BOOK = HERE.parents[2] / "planner" / "rules"
READING_AND_TELLING = {"__init__", "reading", "violation", "wording"}

# The order of docs/concepts/model.md.
IDS = [
    "working_day",
    "service_window",
    "shift_length",
    "travel_limit",
    "visits_per_day",
    "one_trip_at_a_time",
    "site_day",
    "field_days",
    "crew",
    "equipment",
    "connectivity",
    "hub_assignment",
    "turnout",
    "count_once",
    "service_capacity",
    "ikd_duty",
    "ikd_allowed",
    "card_stock",
    "card_age",
    "notice",
    "spacing",
    "budget",
    "pin",
]


def test_every_rule_is_in_the_book_once_and_in_order() -> None:
    assert [rule.id for rule in RULES] == IDS


def test_each_rule_has_one_file_and_each_file_one_rule() -> None:
    files = {path.stem for path in BOOK.glob("*.py")} - READING_AND_TELLING
    assert files == {rule.id for rule in RULES}


def test_each_rule_has_its_test_and_each_test_its_rule() -> None:
    tests = {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")} - {"book", "properties", "wording"}
    assert tests == {rule.id for rule in RULES}


def test_each_file_says_what_the_book_says() -> None:
    for rule in RULES:
        module = import_module(f"planner.rules.{rule.id}")
        assert (module.RULE, module.check, module.TITLE) == (rule.id, rule.check, rule.title)
        assert module.__doc__ is not None
        assert module.__doc__.startswith(f"``{rule.id}``: ")


def test_each_rule_is_told_in_two_languages_and_kept_somewhere() -> None:
    for rule in RULES:
        indonesian, english = rule.title
        assert indonesian
        assert english
        assert indonesian != english
        assert rule.kept_at
        assert len(set(rule.kept_at)) == len(rule.kept_at)


def test_the_page_of_the_model_lists_the_same_rules() -> None:
    page = (HERE.parents[2] / "docs" / "concepts" / "model.md").read_text(encoding="utf-8")
    section = page.split("## The rules")[1].split("\n## ")[0]
    listed = [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")]
    assert listed == IDS
