"""A real browser before a real server: each test has its own store, with the demo month in it."""

import re
import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from api.app import create_app
from api.db.engine import Database
from api.db.upgrade import upgrade
from api.settings import Settings
from api.work.patience import Patience

# A busy machine is slow, not wrong.
expect.set_options(timeout=30_000)

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NO_BROWSER = "SKIPPED, NO BROWSER: install the package chromium"
ENGINE_MS = 600_000
"""How long the engine may take beside whatever else the machine does; its real time is measured in benchmarks/."""
waits_for_engine = pytest.mark.timeout(900)
"""Of tests in which the engine itself plans."""
LAPTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
MONDAY = datetime(2026, 12, 7, 1, 30, tzinfo=UTC)
"""The clock of the tests: a Monday morning, half past eight in Curup, a month before the plan begins."""
QUICK = Patience(poll=0.05, listen=0.05, beat=0.5, silence=60, stop=10, progress=0.05)


STORED_CHILD = (sys.executable, "-S", str(Path(__file__).with_name("stored_child.py")))
"""A solver that knows the demo month by heart."""
JANUARY = {"first": "2027-01-01", "last": "2027-01-31", "as_of": "2026-12-01", "name": "Januari 2027"}


def ticking() -> Callable[[], datetime]:
    """A clock that starts on that Monday and goes on; progress is kept by it."""
    began = datetime.now(UTC)
    return lambda: MONDAY + (datetime.now(UTC) - began)


@dataclass(frozen=True, slots=True)
class Office:
    """A running service."""

    address: str
    database: Database
    client: httpx.Client
    folder: Path

    def demo(self) -> str:
        """Load the demo month: data that come with the product, and its plan."""
        data = self.client.post("/v1/datasets", json={"name": "Rejang Lebong", "embedded": "rejang-lebong"})
        assert data.status_code == 201, data.text
        job = self.client.post("/v1/plans", json={**JANUARY, "dataset_id": data.json()["id"]})
        assert job.status_code == 202, job.text
        return self.finished(job.json()["id"])

    def finished(self, job: str, seconds: float = 240) -> str:
        """The plan that a job made."""
        wait_until(lambda: self.get(f"/v1/jobs/{job}")["state"] in ("done", "failed", "cancelled"), seconds)
        told = self.get(f"/v1/jobs/{job}")
        assert told["plan_id"], told
        id: str = told["plan_id"]
        return id

    def get(self, path: str, **query: Any) -> Any:
        """What the service answers."""
        answer = self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextmanager
def serving(database: Database, settings: Settings, clock: Callable[[], datetime], **options: Any) -> Iterator[str]:
    """The service on a free port of this computer."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    app = create_app(replace(settings, port=port), database=database, clock=clock, patience=QUICK, **options)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: server.started)
        yield address
    finally:
        server.should_exit = True
        thread.join(timeout=20)


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Until it holds."""
    pause = threading.Event()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if holds():
            return
        pause.wait(0.02)
    raise TimeoutError


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with all tables and nothing in them, to be copied."""
    path = tmp_path_factory.mktemp("store") / "empty.sqlite3"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory, empty_store: Path) -> Path:
    """The same with the demo month in it."""
    path = tmp_path_factory.mktemp("store") / "demo.sqlite3"
    shutil.copy(empty_store, path)
    with opened(path, solves=1, solver=(*STORED_CHILD, "demo")) as office:
        office.demo()
    return path


@contextmanager
def opened(path: Path, *, desktop: bool = True, **options: Any) -> Iterator[Office]:
    """The service over a file."""
    with over(f"sqlite:///{path}", path.parent, desktop=desktop, **options) as office:
        yield office


@contextmanager
def over(url: str, folder: Path, *, desktop: bool = True, **options: Any) -> Iterator[Office]:
    """The service over a store of either kind."""
    database = Database(url)
    settings = Settings(data_folder=folder, desktop=desktop, solves=options.pop("solves", 0))
    clock = options.pop("clock", ticking())
    with (
        serving(database, settings, clock, **options) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield Office(address, database, client, folder)
    database.close()


@pytest.fixture
def empty(empty_store: Path, tmp_path: Path) -> Iterator[Office]:
    """A service in desktop mode that knows nothing yet."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(empty_store, path)
    with opened(path) as office:
        yield office


@pytest.fixture
def office(demo_store: Path, tmp_path: Path) -> Iterator[Office]:
    """A service in desktop mode with the demo month."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path) as office:
        yield office


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if BROWSER is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    # The map needs WebGL, which a machine without a graphics card draws by itself.
    arguments = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox"]
    started = playwright.chromium.launch(executable_path=BROWSER, args=arguments)
    yield started
    started.close()


LOST = re.compile(r"Failed to load resource|Failed to fetch dynamically imported module|Unable to preload CSS")
"""What a browser says of a request that found no server; code of a page is asked for as well."""


class Window:
    """A browser window, and what it asked of whom."""

    def __init__(self, browser: Browser, address: str, size: dict[str, int]) -> None:
        self.context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            base_url=address,
            locale="id-ID",
            timezone_id="Asia/Jakarta",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        self.page: Page = self.context.new_page()
        self.address = address
        self.elsewhere: list[str] = []
        self.faults: list[str] = []
        self.context.on("request", lambda request: self._asked(request.url))
        self.page.on("pageerror", lambda error: self._failed(str(error)))
        self.page.on("console", lambda line: self._said(line.type, line.text))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(url)

    def _said(self, kind: str, text: str) -> None:
        if kind == "error":
            self._failed(text)

    def _failed(self, text: str) -> None:
        # A refused or lost request is told on the page, and once more by the browser itself.
        if not LOST.search(text):
            self.faults.append(text)


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens windows; at the end none has asked anything of anybody else, and no script has failed."""
    windows: list[Window] = []

    def open_window(office: Office, path: str = "/", size: dict[str, int] = LAPTOP) -> Page:
        made = Window(browser, office.address, size)
        windows.append(made)
        made.page.goto(path)
        return made.page

    yield open_window
    for made in windows:
        made.context.close()
    assert [url for made in windows for url in made.elsewhere] == []
    assert [fault for made in windows for fault in made.faults] == []


@pytest.fixture
def knowing(demo_store: Path, tmp_path: Path) -> Iterator[Office]:
    """The demo month, and a solver that has the plan at hand."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path, solves=1, solver=(*STORED_CHILD, "demo")) as office:
        yield office
