"""Cells of the sheet ``jadwal`` and the faults found in them."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from xlsxwriter.utility import xl_col_to_name

from api.documents.plan_columns import SHEET, PlanColumn
from planner.domain.calendar import Period
from planner.errors import Fault, InputFaults
from planner.units import DAY_S, HOUR_S, MICRO, MINUTE_S

Word = TypeVar("Word", bound=StrEnum)


class Collector:
    """Gathers faults; nothing is half-read."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Fault] = {}

    @property
    def any(self) -> bool:
        return bool(self._found)

    def add(self, fault: Fault) -> None:
        # A cell may be read more than once; its fault is told once.
        self._found.setdefault((fault.where, fault.code), fault)

    def heading(self, column: PlanColumn) -> None:
        """A needed column is not there."""
        self.add(
            Fault(
                code="PLAN_COLUMN_MISSING",
                where=f"{SHEET}!1/{column.headings[0]}",
                found=column.headings[0],
                expected=(f"judul kolom {column.headings[0]}", f"a column headed {column.headings[1]}"),
                sheet=SHEET,
                row=1,
                column=column.headings[0],
            )
        )

    def differs(self, cell: "Cell", first: "Cell", what: str) -> None:
        """Rows of one trip or visit say different things."""
        cell.wrong(
            "ROWS_DIFFER",
            f"sama dengan baris {first.row} dari {what}: {first.shown() or '(kosong)'}",
            f"the same as row {first.row} of {what}: {first.shown() or '(empty)'}",
        )

    def repeated(self, cell: "Cell") -> None:
        """One origin twice at one visit."""
        cell.wrong("ORIGIN_REPEATED", "satu baris per asal dan kunjungan", "one row for each origin and visit")

    def raise_if_any(self) -> None:
        if self._found:
            order = sorted(self._found.values(), key=lambda fault: (fault.row or 0, fault.where, fault.code))
            raise InputFaults(tuple(order))


class Cell:
    """One cell; what cannot be read becomes a fault and reads as ``None``."""

    def __init__(self, *, row: int, number: int | None, column: PlanColumn, value: object, faults: Collector) -> None:
        self.row = row
        self._number = number
        self._column = column
        self._value = value.strip() if isinstance(value, str) else value
        self._faults = faults

    @property
    def given(self) -> bool:
        return self._value is not None and self._value != ""

    def wrong(self, code: str, indonesian: str, english: str) -> None:
        """Note a fault of this cell."""
        place = f"{xl_col_to_name(self._number)}{self.row}" if self._number is not None else str(self.row)
        self._faults.add(
            Fault(
                code=code,
                where=f"{SHEET}!{place}",
                found=self.shown(),
                expected=(f"{self._column.headings[0]}: {indonesian}", f"{self._column.headings[1]}: {english}"),
                sheet=SHEET,
                row=self.row,
                column=self._column.headings[0],
            )
        )

    def shown(self) -> str:
        """The value as text, the same for the same meaning."""
        if not self.given:
            return ""
        if self._column.kind == "time":
            seconds = _seconds(self._value)
            return str(self._value) if seconds is None else _clock(seconds)
        if isinstance(self._value, datetime):
            return self._value.date().isoformat()
        return self.text()

    def text(self) -> str:
        """The value as text; codes that a spreadsheet turned into numbers are turned back."""
        if isinstance(self._value, float) and self._value.is_integer():
            return str(int(self._value))
        return "" if self._value is None else str(self._value)

    def parts(self) -> list[str]:
        """Parts between commas."""
        return [part.strip() for part in self.text().split(",") if part.strip()]

    def known(self, ids: Container[str]) -> str | None:
        """An id of ``ids``."""
        text = self.text()
        if text in ids:
            return text
        if not text:
            self.wrong("VALUE_MISSING", "harus diisi", "must be filled in")
        else:
            self.wrong("UNKNOWN_ID", "kode yang ada dalam data rencana ini", "a code in the data of this plan")
        return None

    def listed_known(self, ids: Container[str]) -> list[str]:
        """Ids of ``ids`` with commas between."""
        for part in self.parts():
            if part not in ids:
                self.wrong("UNKNOWN_ID", f"id yang dikenal, bukan {part}", f"ids that the problem knows, not {part}")
        return self.parts()

    def word(self, words: type[Word]) -> Word | None:
        """One of the words of the product."""
        return self.word_of(words, self.text())

    def word_of(self, words: type[Word], text: str) -> Word | None:
        """``text`` as one of the words of the product."""
        try:
            return words(text.casefold())
        except ValueError:
            choice = ", ".join(words)
            self.wrong("UNKNOWN_WORD", f"salah satu dari {choice}", f"one of {choice}")
            return None

    def count(self) -> int | None:
        """A whole number from 0; empty is 0."""
        micro = self.micro()
        if micro is None:
            return None
        if micro % MICRO:
            self.wrong("NOT_A_COUNT", "bilangan bulat mulai 0", "a whole number from 0")
            return None
        return micro // MICRO

    def micro(self) -> int | None:
        """People with up to six decimals, in micro-people; empty is 0."""
        if not self.given:
            return 0
        value = self._value
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**9:
            self.wrong("NOT_A_COUNT", "angka mulai 0", "a number from 0")
            return None
        return round(value * MICRO)

    def read_time(self) -> int | None:
        """A time of day, seconds."""
        seconds = _seconds(self._value)
        if seconds is None:
            self.wrong("NOT_A_TIME", "jam seperti 08:30", "a time such as 08:30")
        return seconds

    def read_date(self) -> date | None:
        """A date."""
        value = self._value
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.wrong("NOT_A_DATE", "tanggal seperti 2027-01-12", "a date such as 2027-01-12")
            return None

    def day_of(self, period: Period) -> date | None:
        """A date of the period."""
        day = self.read_date()
        if day is not None and period.day(day) is None:
            span = f"{period.first.isoformat()} .. {period.last.isoformat()}"
            self.wrong("DAY_OUTSIDE_PERIOD", f"tanggal dalam {span}", f"a date within {span}")
            return None
        return day

    def dates(self) -> list[date]:
        """Dates with commas between."""
        if isinstance(self._value, date):
            day = self.read_date()
            return [] if day is None else [day]
        found = []
        for part in self.parts():
            try:
                found.append(date.fromisoformat(part))
            except ValueError:
                self.wrong(
                    "NOT_A_DATE", "tanggal seperti 2027-01-12, dipisah koma", "dates such as 2027-01-12, with commas"
                )
        return found


def _seconds(value: object) -> int | None:
    """Seconds after midnight of a cell, rounded to the second (a spreadsheet keeps parts of a day)."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, time):
        whole = value.hour * HOUR_S + value.minute * MINUTE_S + value.second
        return whole + round(value.microsecond / MICRO)
    if isinstance(value, timedelta):
        return round(value.total_seconds())
    if isinstance(value, float) and 0 <= value < 1:
        return round(value * DAY_S)
    if isinstance(value, str):
        return _parsed(value.replace(".", ":"))
    return None


def _parsed(text: str) -> int | None:
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(part.strip().isdecimal() for part in parts):
        return None
    hours, minutes, seconds = (*(int(part) for part in parts), 0)[:3]
    inside = hours < 24 and minutes < 60 and seconds < 60
    return hours * HOUR_S + minutes * MINUTE_S + seconds if inside else None


def _clock(seconds: int) -> str:
    return f"{seconds // HOUR_S:02d}:{seconds % HOUR_S // MINUTE_S:02d}:{seconds % MINUTE_S:02d}"
