"""The docs stand alone, agree with the code, and lead nowhere that is not there."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planner.domain.plan import Evidence, Reason
from planner.rules import RULES
from tests.architecture.house import PACKAGES, ROOT, files, name_of, python_files, tree_of
from tests.architecture.pages import pages

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#+ +(.*?) *$", re.MULTILINE)


def markdown() -> list[Path]:
    return [path for path in files() if path.suffix == ".md"]


def anchors_of(text: str) -> set[str]:
    """Anchors of the headings, as the usual viewers make them."""
    titles = (re.sub(r"[`*]", "", title).lower() for title in HEADING.findall(FENCE.sub("", text)))
    return {re.sub(r"[^\w\- ]", "", title).replace(" ", "-") for title in titles}


def test_pages_made_from_the_code_are_up_to_date() -> None:
    stale = [name_of(path) for path, text in pages().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "make docs"


def test_links_lead_somewhere() -> None:
    dead = []
    for path in markdown():
        for link in LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
            if link.startswith(("http://", "https://", "mailto:")):
                continue
            target, _, anchor = link.partition("#")
            aim = (path.parent / target).resolve() if target else path
            if not aim.exists() or (anchor and anchor not in anchors_of(aim.read_text(encoding="utf-8"))):
                dead.append(f"{name_of(path)}: {link}")
    assert dead == []


def test_docs_stand_alone() -> None:
    beside = re.compile(r"\.\./sha" + r"red|sha" + r"red/(?:data|design)")
    assert [name_of(path) for path in markdown() if beside.search(path.read_text(encoding="utf-8"))] == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        links = LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8")))
        aims = [(path.parent / link.partition("#")[0]).resolve() for link in links if "://" not in link]
        waiting += [aim for aim in aims if aim.is_file()]
    assert [name_of(path) for path in markdown() if path.is_relative_to(ROOT / "docs") and path not in reached] == []


def test_the_model_names_every_rule_reason_and_grade() -> None:
    text = (ROOT / "docs" / "concepts" / "model.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert named == {rule.id for rule in RULES} | {str(reason) for reason in Reason} | {str(item) for item in Evidence}


def test_the_guides_name_every_reason() -> None:
    text = (ROOT / "docs" / "panduan.md").read_text(encoding="utf-8")
    assert [str(reason) for reason in Reason if f"`{reason}`" not in text] == []


def test_the_glossary_names_what_the_code_has() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.rstrip("| ").rsplit("|", 1)[-1].strip() for line in text.splitlines() if line.startswith("| ")]
    named = {cell.strip("`") for cell in rows if cell.startswith("`")}
    assert len(named) > 40
    assert named - _names_in_code() == set()


def _names_in_code() -> set[str]:
    found: set[str] = set()
    for path in python_files(*PACKAGES):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found.add(node.target.id)
    return found


def test_the_example_of_the_readme_runs() -> None:
    [example] = re.findall(
        r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert example.count("work=10") == 1
    quick = example.replace("work=10", "work=1")

    run = subprocess.run(
        [sys.executable, "-c", quick], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )

    assert run.returncode == 0, run.stderr
    assert "2027-01-" in run.stdout
    assert "No plan is worth more than" in run.stdout


@pytest.mark.parametrize("target", ["demo", "test", "lint", "bench", "wheel", "lock", "docs"])
def test_make_has_the_targets_that_are_spoken_of(target: str) -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", text, re.MULTILINE)
    assert re.search(rf'"make {target} ', text), "make help does not name it"
