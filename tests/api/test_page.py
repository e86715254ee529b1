"""``peta.html``: one page, no network, every name as text; looked at in a real browser where there is one."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from api.documents.page import page_bytes
from api.language import CODES, language
from tests.api import office

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(BROWSER is None, reason="SKIPPED, NO BROWSER: install the package chromium")


def page(code: str = "id") -> str:
    return page_bytes(language(code), office.facts()).decode()


def data(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


@pytest.mark.parametrize("code", CODES)
def test_it_names_no_other_address(code: str) -> None:
    text = page(code)

    addresses = set(re.findall(r"[a-z]+://[\w./]+", text))
    # The name of the vector format is no address that is fetched; the other one is a village's name, shown as text.
    assert addresses <= {"http://www.w3.org/2000/svg", "http://evil.example"}
    assert not re.findall(
        r"""(?:src|href|action)\s*=\s*["'](?!#|data:)""", re.sub(r"<script.*", "", text, flags=re.DOTALL)
    )
    assert "default-src 'none'" in text


def test_names_stay_text() -> None:
    text = page()

    assert "<img" not in text
    assert html.escape(office.HOSTILE) in text
    assert text.count("</script>") == 2


def test_the_data_tell_each_day_in_words() -> None:
    days = {day["date"]: day for day in data(page())["days"]}  # type: ignore[attr-defined]

    assert days["2027-01-05"]["told"] == "Sel 5 Jan 2027 · 2 tim · 2 desa · 1 sekolah · 131 orang"
    assert days["2027-01-09"]["off"]
    assert days["2027-01-08"]["delivery"]
    assert not days["2027-01-12"]["delivery"], "a delivery that is too unlikely does not count"


def test_repeated_names_carry_their_subdistrict() -> None:
    sites = {site["id"]: site for site in data(page())["sites"]}  # type: ignore[attr-defined]

    assert sites["17.02.01.2005"]["full"] == "Kayu Manis (k1)"


def dumped(tmp_path: Path, fragment: str) -> str:
    path = tmp_path / "peta.html"
    path.write_bytes(page_bytes(language("id"), office.facts()))
    done = subprocess.run(
        [
            str(BROWSER),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=4000",
            "--window-size=1366,768",
            "--dump-dom",
            f"{path.as_uri()}{fragment}",
        ],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-800:]
    return done.stdout.decode()


@needs_browser
def test_a_browser_shows_the_day_its_list_and_its_map(tmp_path: Path) -> None:
    shown = dumped(tmp_path, "#hari=2027-01-05")

    assert 'data-ready="true"' in shown
    assert 'aria-live="polite">Sel 5 Jan 2027 · 2 tim · 2 desa · 1 sekolah · 131 orang</output>' in shown
    panel = shown[shown.index('id="panel"') : shown.index('class="tables"')]
    assert panel.count("<li>") == 2
    assert 'data-site="17.02.01.2001"' in shown
    # Hub line dotted, legend with its counts, nothing of the hostile name became an element.
    assert 'stroke-dasharray="1.5 4"' in shown
    assert "titik kumpul (huruf = tim)" in shown
    assert "onerror=" not in re.sub(r"&lt;.*?&gt;|<script.*?</script>", "", shown, flags=re.DOTALL)


@needs_browser
def test_a_browser_tells_all_about_a_village(tmp_path: Path) -> None:
    shown = dumped(tmp_path, "#pilih=17.02.01.2004")

    assert "Kayu Manis</h2>" in shown
    reason = office.facts().unserved["17.02.01.2004"]
    assert html.escape(reason.sentence[0], quote=False) in shown
