"""Nothing is told by colour alone: every state that has a colour has a word, a letter or a shape of its own as well."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.conftest import Office
from tests.web.sound import settled

Open = Callable[..., Page]
VERDICTS = """() => [...document.querySelectorAll('[data-verdict]')].map((cell) => [
  cell.dataset.verdict,
  cell.querySelector(':scope > [class*=verdict] svg')?.innerHTML ?? null,
  cell.ariaLabel ?? '',
])"""
COVERED = """() => [...document.querySelectorAll('[data-verdict] > [class*=verdict]')].flatMap((sign) => {
  const a = sign.getBoundingClientRect();
  return [...sign.parentElement.querySelectorAll('[class*=line]')].filter((line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    const b = range.getBoundingClientRect();
    return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  }).map((line) => line.textContent);
})"""
BADGES = """() => [...document.querySelectorAll('[class*=badge]')].map((badge) => [
  badge.style.background, badge.querySelector('svg')?.innerHTML ?? null, badge.textContent.trim(),
])"""
LEGEND = "all => all.map((row) => [row.querySelector('[class*=swatch]').style.background, row.textContent.trim()])"


def test_cells_of_the_board_tell_their_verdict_by_a_sign_that_covers_no_figure(office: Office, window: Open) -> None:
    page = window(office, "/jadwal/papan?mulai=2027-01-11")
    page.locator("[data-visit] button").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-verdict]").first).to_be_visible()
    signs: dict[str, set[str | None]] = {}
    for verdict, sign, name in page.evaluate(VERDICTS):
        signs.setdefault(verdict, set()).add(sign)
        told = {"legal": "sah", "costs": "dengan biaya", "breaks": "melanggar", "here": ""}[verdict]
        assert name == "" or told in name
    assert {"legal", "breaks"} <= set(signs)
    judged = [sign for verdict, found in signs.items() if verdict != "here" for sign in found]
    assert None not in judged
    assert len(judged) == len(set(judged)) == len(signs) - ("here" in signs), "one sign for each, and its own"
    assert page.evaluate(COVERED) == []
    letters = page.get_by_role("rowheader").locator("[class*=mark]").all_inner_texts()
    assert len(letters) == len(set(letters)) > 1


def test_badges_and_legends_say_in_words_what_their_colour_says(office: Office, window: Open) -> None:
    page = window(office, "/stok-biaya/kartu")
    settled(page)
    shapes: dict[str, set[str | None]] = {}
    for ground, sign, words in page.evaluate(BADGES):
        assert words
        shapes.setdefault(ground, set()).add(sign)
    assert len(shapes) > 1
    assert None not in set().union(*shapes.values())
    assert sum(map(len, shapes.values())) == len(set().union(*shapes.values())), "no two colours share a sign"
    for fill in ("coverage", "signal", "visited"):
        page.goto(f"/peta?lapis={fill}")
        rows = page.get_by_role("region", name="Legenda").get_by_role("listitem").filter(has_text=":")
        expect(rows.nth(1)).to_be_visible()
        told = rows.evaluate_all(LEGEND)
        assert len({colour for colour, _ in told}) == len({words for _, words in told}) == len(told)
