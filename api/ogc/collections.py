"""The collections: what each holds, and how its items are picked by place, time and number."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from api.http.problems import Problem, fault_at, unprocessable
from api.places.features import Feature, Places
from api.places.geometry import box_of

Box = tuple[float, float, float, float]
Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One collection of features.

    Attributes
    ----------
    title, about
        (Indonesian, English).
    features
        All that the caller may see.
    """

    title: tuple[str, str]
    about: tuple[str, str]
    features: Callable[[Places], Iterator[Feature]]


COLLECTIONS: Mapping[str, Collection] = {
    "villages": Collection(
        title=("Desa", "Villages"),
        about=("Desa dengan capaian dan yang didapatnya", "Villages with their coverage and what they get"),
        features=lambda places: places.villages(),
    ),
    "sites": Collection(
        title=("Sekolah dan tempat lain", "Schools and other places"),
        about=("Sekolah, tempat layanan lain dan pangkalan tim", "Schools, other places of service, bases of teams"),
        features=Places.sites,
    ),
    "hubs": Collection(
        title=("Titik kumpul", "Hubs"),
        about=("Tempat yang didatangi warga desa lain", "Places to which people of other villages come"),
        features=Places.hubs,
    ),
    "visits": Collection(
        title=("Kunjungan", "Visits"),
        about=("Setiap kunjungan di tempatnya", "Every visit, where it is held"),
        features=Places.visits,
    ),
    "routes": Collection(
        title=("Rute", "Routes"),
        about=("Hari perjalanan tim, garis lurus", "Days of trips, straight lines"),
        features=Places.routes,
    ),
}


def box_from(text: str | None) -> Box | None:
    """``west,south,east,north``, or with heights, which are not looked at."""
    if text is None:
        return None
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or any(abs(number) > 360 for number in numbers) or numbers[1] > numbers[3]:
        raise _wrong("bbox", text, ("barat,selatan,timur,utara dalam derajat", "west,south,east,north in degrees"))
    return numbers[0], numbers[1], numbers[2], numbers[3]


def span_from(text: str | None) -> Span | None:
    """A day or moment, or two with ``/`` between; ``..`` or nothing is open."""
    if text is None:
        return None
    parts = text.split("/")
    try:
        days = [_day(part) for part in parts]
    except ValueError:
        days = []
    if len(parts) == 1 and len(days) == 1 and days[0] is not None:
        return days[0], days[0]
    ordered = len(days) == 2 and (days[0] is None or days[1] is None or days[0] <= days[1])
    if not ordered or days == [None, None]:
        raise _wrong("datetime", text, ("2027-01-12, 2027-01-04/2027-01-15 atau ../2027-01-15",
                                        "2027-01-12, 2027-01-04/2027-01-15 or ../2027-01-15"))  # fmt: skip
    return days[0], days[1]


def _day(text: str) -> date | None:
    if text in ("", ".."):
        return None
    return datetime.fromisoformat(text).date() if "T" in text else date.fromisoformat(text)


def _wrong(name: str, text: str, expected: tuple[str, str]) -> Problem:
    problem = unprocessable([fault_at(f"?{name}", "PARAMETER_INVALID", text, expected)], "REQUEST_INVALID")
    # The standard wants 400 where this service says 422.
    problem.status = 400
    return problem


def is_inside(item: Feature, box: Box | None, span: Span | None) -> bool:
    """Whether a feature touches the box and has a day in the span; what has no days is there at all times."""
    return _touches(item, box) and _is_on(item, span)


def _touches(item: Feature, box: Box | None) -> bool:
    if box is None:
        return True
    west, south, east, north = box_of(item["geometry"])
    beside = east < box[0] or west > box[2] if box[0] <= box[2] else east < box[0] and west > box[2]
    return not (beside or north < box[1] or south > box[3])


def _is_on(item: Feature, span: Span | None) -> bool:
    about = item["properties"]
    told = about["days"] if isinstance(about.get("days"), list) else [about["day"]] if "day" in about else []
    if span is None or not told:
        return True
    since, until = span
    days = [date.fromisoformat(day) for day in told]
    return any((since is None or day >= since) and (until is None or day <= until) for day in days)
