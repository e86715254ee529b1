"""Sentences in both languages with numbers, days and money as each writes them."""

from datetime import date

from api.http.languages import Sentence
from api.language import CODES, language

Fact = str | int | float | date | tuple[str, str]


def both(indonesian: str, english: str, /, **facts: Fact) -> Sentence:
    """The sentence with ``facts`` in its braces: days in words, counts with separators, pairs by language."""
    texts = {}
    for code, template in zip(CODES, (indonesian, english), strict=True):
        texts[code] = template.format(**{name: _written(code, value) for name, value in facts.items()})
    return Sentence(id=texts["id"], en=texts["en"])


def rupiah(amount: int) -> tuple[str, str]:
    """Rp 1.250.000 and Rp 1,250,000."""
    return language("id").rupiah(amount), language("en").rupiah(amount)


def percent(value: float, digits: int = 2) -> tuple[str, str]:
    """0,74 % and 0.74 %."""
    return language("id").percent(value, digits), language("en").percent(value, digits)


def _written(code: str, value: Fact) -> str:
    said = language(code)
    if isinstance(value, tuple):
        return said.pick(value)
    if isinstance(value, date):
        return said.day_of_month(value)
    if isinstance(value, int):
        return said.number(value)
    if isinstance(value, float):
        return said.number(value, 1)
    return value
