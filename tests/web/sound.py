"""What every page must be: sound for all readers, and within its window."""

import os
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Page, expect

WORST = ("serious", "critical")
ROOT = Path(__file__).resolve().parents[2]
KEPT = "JEMPUT_SCREENS"
"""Names the folder for pictures; ``make screens`` names docs/screens. A plain run leaves the tree as it is."""


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def barriers(page: Page) -> list[str]:
    """What axe finds that keeps somebody out, each with its place."""
    # The policy of the page lets no script in; the checker comes as one of the browser itself.
    page.evaluate(_axe())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in found["violations"]
        if item["impact"] in WORST
        for node in item["nodes"]
    ]


SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll('body *')]
    .filter((part) => part.getBoundingClientRect().right > root.clientWidth + 1)
    .slice(0, 5).map((part) => part.outerHTML.slice(0, 120));
}"""

CUT = """() => [...document.querySelectorAll(
    'button, a, h1, h2, th, label, .mantine-Button-label, [data-whole]')]
  .filter((part) => part.offsetParent !== null && part.checkVisibility()
    && getComputedStyle(part).overflow !== 'visible'
    && getComputedStyle(part).textOverflow !== 'ellipsis' && part.scrollWidth > part.clientWidth + 1)
  .map((part) => part.outerHTML.slice(0, 120))"""


WRITTEN_OVER = """() => {
  const texts = [...document.querySelectorAll('figure svg text')].map((part) => [part, part.getBoundingClientRect()]);
  const lap = (low, high, otherLow, otherHigh) => Math.min(high, otherHigh) - Math.max(low, otherLow);
  return texts.flatMap(([one, a], index) => texts.slice(index + 1)
    .filter(([, b]) => lap(a.left, a.right, b.left, b.right) > 3 && lap(a.top, a.bottom, b.top, b.bottom) > 4)
    .map(([other]) => `${one.textContent} is written over ${other.textContent}`));
}"""


INDONESIAN = re.compile(
    r"\b(yang|dan|tidak|belum|sudah|untuk|dengan|dari|kunjungan|orang|jadwal|perekaman|kartu|bergabung|susun|"
    r"lihat|simpan|unduh|cetak|hapus|pilih|hari|tanggal|biaya|sisa|sampai|desa|sekolah|petugas|rencana|keping|spasi|"
    r"kosong|tutup|batal|tambah|ubah)\b",
    re.IGNORECASE,
)
TOLD = """() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label], [title], [placeholder]')]
  .filter((part) => part.checkVisibility())
  .flatMap((part) => [part.ariaLabel, part.title, part.placeholder])].filter(Boolean).join('\\n')"""


def indonesian(page: Page) -> list[str]:
    """Lines of an English page in which there is Indonesian, names for readers and hints included."""
    return [line for line in page.evaluate(TOLD).splitlines() if INDONESIAN.search(line)][:5]


OVERLAY = """() => [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox], aside')]
  .filter((part) => part.checkVisibility() && part.getBoundingClientRect().width > 0)
  .flatMap((part) => {
    const {left, right, top} = part.getBoundingClientRect();
    const wide = [part, ...part.querySelectorAll('.mantine-Modal-body')]
      .some((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible');
    const out = left < -1 || right > innerWidth + 1 || top < -1;
    return wide || out ? [`${wide ? 'scrolls sideways' : 'stands outside'}: ${part.outerHTML.slice(0, 160)}`] : [];
  })"""


def out_of_window(page: Page) -> list[str]:
    """Parts that make page or dialog scroll sideways, and words that are cut or, in a chart, written over others."""
    found: list[str] = [line for look in (SIDEWAYS, CUT, WRITTEN_OVER, OVERLAY) for line in page.evaluate(look)]
    return found


def resized(page: Page, size: dict[str, int]) -> None:
    """In a window of that size, and drawn for it: what hangs on its width is chosen anew a moment later."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    for _ in range(3):
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))")
    settled(page)


def settled(page: Page) -> None:
    """Everything that was asked for has come, and fonts are there."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => true)")


def picture(page: Page, name: str) -> None:
    """Keep the page as a picture: under build/, or in the folder that was asked for."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        raise ValueError(name)
    folder = ROOT / os.environ.get(KEPT, "build/screens")
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", animations="disabled", caret="hide")
