"""Which of the two languages a caller reads (``Accept-Language``), and sentences in both."""

from pydantic import BaseModel, ConfigDict
from starlette.requests import HTTPConnection

from api.language import CODES, DEFAULT, Language, language


class Sentence(BaseModel):
    """The same sentence in both languages."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"id": "Tidak ada", "en": "None"}]})

    id: str
    en: str


def sentence(pair: tuple[str, str]) -> Sentence:
    """(Indonesian, English) for the wire."""
    return Sentence(id=pair[0], en=pair[1])


def language_of(connection: HTTPConnection) -> Language:
    """The language asked for, else Indonesian."""
    return language(chosen(connection.headers.get("accept-language", "")))


def chosen(header: str) -> str:
    """Code of the language that ``Accept-Language`` weighs most among ours."""
    best, most = DEFAULT, 0.0
    for part in header.split(",")[:20]:
        tag, _, weight = part.partition(";")
        code = tag.strip().partition("-")[0].casefold()
        code = "id" if code in ("in", "*") else code
        share = _weight(weight)
        if code in CODES and share > most:
            best, most = code, share
    return best


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
