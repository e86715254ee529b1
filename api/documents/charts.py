"""Small charts as SVG, drawn from figures alone: readable in print, without colour, and in any browser."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 92, 24, 34, 52
INKS = ("#1b4f8a", "#b3541e", "#3d7a3d", "#7a3d78", "#555555")
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 2")
FONT = "font-family='Liberation Sans, Arial, sans-serif'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a curve chart: its name, points (x, y), and the point that is marked, if one is."""

    name: str
    points: tuple[tuple[float, float], ...]
    marked: tuple[float, float] | None = None


def curve_chart(title: str, x_name: str, y_name: str, lines: Sequence[Line], *, marked_text: str = "") -> str:
    """Curves with axes; ``marked_text`` is written beside the points that are marked."""
    points = [point for line in lines for point in line.points]
    left, right = _span([x for x, _ in points])
    low, high = _span([y for _, y in points])
    # Below the title stands what is measured.
    top = TOP + 18

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            LEFT + (x - left) / (right - left) * (WIDTH - LEFT - RIGHT),
            HEIGHT - BOTTOM - (y - low) / (high - low) * (HEIGHT - top - BOTTOM),
        )

    parts = [_frame(title)]
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = low + share * (high - low)
        _, at = place(left, y)
        parts.append(f"<line x1='{LEFT}' y1='{at:.1f}' x2='{WIDTH - RIGHT}' y2='{at:.1f}' stroke='#ddd'/>")
        parts.append(_text(LEFT - 6, at + 4, _plain(y), anchor="end"))
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = left + share * (right - left)
        at, _ = place(x, low)
        parts.append(_text(at, HEIGHT - BOTTOM + 16, _plain(x), anchor="middle"))
    for number, line in enumerate(lines):
        ink, dash = INKS[number % len(INKS)], DASHES[number % len(DASHES)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in line.points))
        parts.append(
            f"<polyline points='{path}' fill='none' stroke='{ink}' stroke-width='2' stroke-dasharray='{dash}'/>"
        )
        for point in line.points:
            x, y = place(*point)
            parts.append(f"<circle cx='{x:.1f}' cy='{y:.1f}' r='2.5' fill='{ink}'/>")
        if line.points:
            x, y = place(*line.points[-1])
            parts.append(_text(x - 4, y - 7, line.name, anchor="end", ink=ink))
        if line.marked is not None:
            x, y = place(*line.marked)
            parts.append(f"<circle cx='{x:.1f}' cy='{y:.1f}' r='7' fill='none' stroke='{ink}' stroke-width='2'/>")
            if marked_text:
                parts.append(_text(x + 10, y + 14, marked_text, ink=ink))
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, x_name, anchor="middle"))
    parts.append(_text(8, top - 12, y_name))
    return _svg(parts, HEIGHT)


def bar_chart(title: str, bars: Sequence[tuple[str, float, str]], *, y_name: str = "") -> str:
    """Level bars with their words: (name, value, text)."""
    top = max([value for _, value, _ in bars] + [1e-9])
    height = TOP + 16 + 30 * len(bars)
    left = 190
    parts = [_frame(title)]
    for number, (name, value, text) in enumerate(bars):
        y = TOP + 8 + 30 * number
        wide = max(0.0, value) / top * (WIDTH - left - 110)
        parts.append(_text(left - 8, y + 14, name[:30], anchor="end"))
        parts.append(f"<rect x='{left}' y='{y}' width='{wide:.1f}' height='20' fill='{INKS[0]}'/>")
        parts.append(_text(left + wide + 6, y + 14, text))
    if y_name:
        parts.append(_text(WIDTH - RIGHT, 18, y_name, anchor="end"))
    return _svg(parts, height)


def tornado_chart(title: str, sways: Sequence[tuple[str, float, float, str, str]]) -> str:
    """Bars to both sides of the base: (name, low, high, text of low, text of high)."""
    reach = max([abs(value) for _, low, high, _, _ in sways for value in (low, high)] + [1e-9])
    height = TOP + 20 + 34 * len(sways)
    left = 170
    middle = left + (WIDTH - left - 20) / 2
    half = (WIDTH - left - 20) / 2 - 62
    parts = [_frame(title)]
    for number, (name, low, high, low_text, high_text) in enumerate(sways):
        y = TOP + 8 + 34 * number
        parts.append(_text(left - 8, y + 15, name[:26], anchor="end"))
        for value, text, ink in ((low, low_text, INKS[1]), (high, high_text, INKS[0])):
            wide = abs(value) / reach * half
            x = middle - wide if value < 0 else middle
            row = y if ink == INKS[1] else y + 12
            parts.append(f"<rect x='{x:.1f}' y='{row}' width='{max(wide, 1):.1f}' height='11' fill='{ink}'/>")
            at = x - 4 if value < 0 else x + wide + 4
            parts.append(_text(at, row + 9.5, text, anchor="end" if value < 0 else "start", size=10))
    parts.append(f"<line x1='{middle}' y1='{TOP}' x2='{middle}' y2='{height - 8}' stroke='#000'/>")
    return _svg(parts, height)


def _span(values: Sequence[float]) -> tuple[float, float]:
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def _plain(value: float) -> str:
    return f"{value:,.0f}".replace(",", ".") if abs(value) >= 10 else f"{value:.1f}".replace(".", ",")


def _frame(title: str) -> str:
    return _text(8, 18, title, size=13, bold=True)


def _text(
    x: float, y: float, text: str, *, anchor: str = "start", ink: str = "#222", size: int = 11, bold: bool = False
) -> str:
    weight = " font-weight='bold'" if bold else ""
    return (
        f"<text x='{x:.1f}' y='{y:.1f}' text-anchor='{anchor}' fill='{ink}' font-size='{size}' {FONT}{weight}>"
        f"{escape(text)}</text>"
    )


def _svg(parts: Sequence[str], height: int) -> str:
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {height}' width='{WIDTH}' height='{height}' "
        f"role='img'><rect width='{WIDTH}' height='{height}' fill='#fff'/>{''.join(parts)}</svg>"
    )
