"""The two languages of the product: one catalogue for commands and documents, Indonesian first.

Messages in the code are English; ``locale/<code>/LC_MESSAGES/jemput.po`` carries both languages in full.
``python -m api.catalogues`` brings the catalogues up to date after a change.
"""

import gettext
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from babel.dates import format_date
from babel.numbers import format_decimal

from planner.units import HOUR_S, METRES_PER_KM, MICRO, MINUTE_S, rounded_people

DOMAIN = "jemput"
DEFAULT = "id"
_BABEL_LOCALE = {"id": "id_ID", "en": "en_GB"}
CODES = tuple(_BABEL_LOCALE)


def message(text: str) -> str:
    """Mark a message for the catalogue where it is only said later."""
    return text


class Language:
    """Says messages, numbers and dates in one language."""

    def __init__(self, code: str) -> None:
        if code not in CODES:
            raise ValueError(f"no catalogue for language {code!r}")
        self.code = code
        self._locale = _BABEL_LOCALE[code]
        path = files("api").joinpath("locale", code, "LC_MESSAGES", f"{DOMAIN}.mo")
        with path.open("rb") as stream:
            self._catalogue = gettext.GNUTranslations(stream)

    def say(self, text: str, /, **facts: object) -> str:
        """``text`` in this language, with ``facts`` in its braces."""
        return self._catalogue.gettext(text).format(**facts)

    def say_count(self, one: str, many: str, count: int, /, **facts: object) -> str:
        """The form for ``count`` things; ``{n}`` is the count, written as this language writes it."""
        return self._catalogue.ngettext(one, many, count).format(n=self.number(count), **facts)

    def pick(self, pair: tuple[str, str]) -> str:
        """The sentence of this language out of (Indonesian, English)."""
        return pair[CODES.index(self.code)]

    def other(self, pair: tuple[str, str]) -> str:
        """The sentence of the other language."""
        return pair[1 - CODES.index(self.code)]

    def number(self, value: float, digits: int = 0) -> str:
        """1.234 or 1,234, with ``digits`` decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return str(format_decimal(value, format=pattern, locale=self._locale))

    def people(self, micro: int) -> str:
        """Whole people of a sum of micro-people."""
        return self.number(rounded_people(micro))

    def cards(self, micro: int) -> str:
        """Whole cards of millionths of a card, rounded half up."""
        return self.number((micro + MICRO // 2) // MICRO)

    def rupiah(self, amount: int) -> str:
        """Rp 1.250.000."""
        return f"Rp {self.number(amount)}"

    def km(self, metres: int) -> str:
        """Kilometres with one decimal, without the unit."""
        return self.number(metres / METRES_PER_KM, 1)

    def percent(self, value: float, digits: int = 2) -> str:
        """0,74 %."""
        return f"{self.number(value, digits)} %"

    def clock(self, seconds: int) -> str:
        """09.30 in Indonesian, 09:30 in English."""
        separator = "." if self.code == "id" else ":"
        return f"{seconds // HOUR_S:02d}{separator}{seconds % HOUR_S // MINUTE_S:02d}"

    def clock_span(self, start: int, end: int) -> str:
        """09.30-12.00."""
        return f"{self.clock(start)}-{self.clock(end)}"

    def day(self, day: date) -> str:
        """17 Agustus 2026."""
        return str(format_date(day, "d MMMM y", locale=self._locale))

    def weekday(self, day: date) -> str:
        """Senin."""
        return str(format_date(day, "EEEE", locale=self._locale))

    def day_with_weekday(self, day: date) -> str:
        """Senin, 17 Agustus 2026."""
        return f"{self.weekday(day)}, {self.day(day)}"

    def short_day(self, day: date) -> str:
        """Sel 12 Jan 2027."""
        return str(format_date(day, "EEE d MMM y", locale=self._locale))

    def day_of_month(self, day: date) -> str:
        """Sel 12 Jan."""
        return str(format_date(day, "EEE d MMM", locale=self._locale))

    def period(self, first: date, last: date) -> str:
        """Januari 2027 for a whole month, else both days."""
        if first.day == 1 and last == first.replace(day=monthrange(first.year, first.month)[1]):
            return str(format_date(first, "MMMM y", locale=self._locale))
        return f"{self.day(first)} - {self.day(last)}"

    def listed(self, parts: Iterable[str]) -> str:
        """a, b, c."""
        return ", ".join(parts)


@cache
def language(code: str = DEFAULT) -> Language:
    """The language with this code; its catalogue is read once."""
    return Language(code)
