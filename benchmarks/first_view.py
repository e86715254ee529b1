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
PAUSE_MS = 2_000
TRIES = 15
RESTS_ON = ("web", "api", "benchmarks/first_view.py")
SHELL = "h1"
FIGURES = "section[aria-labelledby=month] .figures"

WATCH = """window.seen = [];
const look = () => {
  if (document.querySelector(['%s', '%s'][window.seen.length])) window.seen.push(performance.now());
  if (window.seen.length < 2) requestAnimationFrame(look);
};
requestAnimationFrame(look);"""
"""The page itself notes, at the frame in which each is drawn, how long after the address was opened that is."""


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--note", default="", help="the state of the machine, to be told with the figures")
    parser.add_argument("--store", type=Path, help="file that holds the demo month, made there if it is missing")
    told = parser.parse_args()
    note = str(told.note)
    if BROWSER is None:
        raise SystemExit("Chromium is missing")
    with demo_office(told.store) as office, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        _visit(browser, office)
        rounds = [_visit(browser, office) for _ in range(ROUNDS)]
        version = browser.version
        browser.close()
    text = _page(rounds, machine_facts(RESTS_ON) | {"browser": f"Chromium {version}"}, note)
    (RESULTS / "first-view.md").write_text(text, encoding="utf-8", newline="\n")
    print(text)


@contextmanager
def demo_office(store: Path | None) -> Iterator[Office]:
    """A service with the demo month, in a store of its own or in one that is kept."""
    folder = Path(tempfile.mkdtemp())
    try:
        path = store or folder / "jemput.sqlite3"
        is_new = not path.exists()
        if is_new:
            database = Database(f"sqlite:///{path}")
            upgrade(database)
            database.close()
        with opened(path, solves=int(is_new), solver=(*STORED_CHILD, "demo")) as office:
            if is_new:
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
    page.add_init_script(WATCH % (SHELL, FIGURES))
    page.goto(f"{office.address}/beranda", wait_until="commit")
    # Asking costs the slowed processor as well: the page is left alone while it draws.
    for _ in range(TRIES):
        page.wait_for_timeout(PAUSE_MS)
        if page.evaluate("window.seen.length") == 2:
            break
    page.wait_for_load_state("networkidle")
    shell, figures = (float(at) for at in page.evaluate("window.seen"))
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
