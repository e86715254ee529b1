"""How soon the first page stands, with the processor slowed four times: ``python -m benchmarks.first_view``.

A real service with the demo month, Chromium before it, nothing kept from an earlier visit. Takes about a minute.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from api.db.engine import Database
from api.db.upgrade import upgrade
from benchmarks.machine import RESULTS, facts_lines, machine_facts
from tests.web.conftest import BROWSER, LAPTOP, STORED_CHILD, Office, opened

SLOWER = 4
ROUNDS = 5
RESTS_ON = ("web", "api", "benchmarks/first_view.py")
SHELL = "h1"
FIGURES = "section[aria-labelledby=month] .figures"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--note", default="", help="the state of the machine, to be told with the figures")
    note = str(parser.parse_args().note)
    if BROWSER is None:
        raise SystemExit("Chromium is missing")
    with _office() as office, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        _visit(browser, office)
        rounds = [_visit(browser, office) for _ in range(ROUNDS)]
        version = browser.version
        browser.close()
    text = _page(rounds, machine_facts(RESTS_ON) | {"browser": f"Chromium {version}"}, note)
    (RESULTS / "first-view.md").write_text(text, encoding="utf-8", newline="\n")
    print(text)


@contextmanager
def _office() -> Iterator[Office]:
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "jemput.sqlite3"
        database = Database(f"sqlite:///{path}")
        upgrade(database)
        database.close()
        with opened(path, solves=1, solver=(*STORED_CHILD, "demo")) as office:
            office.demo()
            yield office
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _visit(browser: Browser, office: Office) -> tuple[float, float, int]:
    """Milliseconds until the page has its name and until its figures stand; bytes sent by then."""
    context = browser.new_context(viewport={"width": LAPTOP["width"], "height": LAPTOP["height"]}, locale="id-ID")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(f"{office.address}/beranda", wait_until="commit")
    now = "performance.now()"
    page.wait_for_selector(SHELL)
    shell = float(page.evaluate(now))
    page.wait_for_selector(FIGURES)
    figures = float(page.evaluate(now))
    page.wait_for_load_state("networkidle")
    context.close()
    return shell, figures, sum(sizes)


def _page(rounds: list[tuple[float, float, int]], facts: dict[str, str], note: str) -> str:
    shells, figures, sizes = zip(*rounds, strict=True)
    lines = [
        "# The first view, measured",
        "",
        "| | median | worst |",
        "| --- | ---: | ---: |",
        f"| the page with its name, s | {median(shells) / 1000:.2f} | {max(shells) / 1000:.2f} |",
        f"| the figures of the month, s | {median(figures) / 1000:.2f} | {max(figures) / 1000:.2f} |",
        f"| sent by the server until all is still, kB | {median(sizes) / 1000:.0f} | {max(sizes) / 1000:.0f} |",
        "",
        f"Chromium with an empty cache, its processor slowed {SLOWER} times; {ROUNDS} visits after one not counted.",
        "The service runs on the same machine at full speed. Bytes are those on the wire, charts and data included.",
        "",
        "## Measured on",
        "",
        *facts_lines(facts),
        "- command: `python -m benchmarks.first_view`",
        *([f"- {note}"] if note else []),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
