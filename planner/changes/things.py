"""Changes of cards and equipment."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import ClassVar, Literal

from planner.changes.base import Wrong, below, outside, wrong_span
from planner.domain.problem import Problem
from planner.domain.stock import Delivery
from planner.domain.team import Equipment, EquipmentKind
from planner.rules.wording import Pair, equipment_word, told


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryChanged:
    """A delivery of blank cards comes on another day, or brings another number; ``quantity`` 0: it does not come."""

    names: ClassVar[Pair] = ("kiriman", "delivery")

    kind: Literal["delivery"] = "delivery"
    due: date
    day: date | None = None
    quantity: int | None = None

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        days = [item.day for item in problem.stock.deliveries]
        if self.due not in days:
            known = ", ".join(day.isoformat() for day in days) or "-"
            yield Wrong(
                field="due",
                found=self.due.isoformat(),
                expected=(f"hari kiriman: {known}", f"day of a delivery: {known}"),
            )
        if self.quantity is not None:
            yield from below("quantity", self.quantity, 0)
        if self.day is None and self.quantity is None:
            yield Wrong(field="day", found="", expected=("hari atau jumlah yang baru", "another day or number"))

    def made(self, problem: Problem) -> Problem:
        found = []
        for item in problem.stock.deliveries:
            if item.day == self.due:
                quantity = item.quantity if self.quantity is None else self.quantity
                item = replace(item, day=self.due if self.day is None else self.day, quantity=quantity)
            found.append(item)
        found.sort(key=lambda item: item.day)
        return replace(problem, stock=replace(problem.stock, deliveries=tuple(found)))

    def told(self, problem: Problem) -> Pair:
        parts: list[Pair] = []
        if self.day is not None:
            parts.append(told("datang {day}", "comes on {day}", day=self.day))
        if self.quantity is not None:
            parts.append(told("membawa {count} blangko", "brings {count} blank cards", count=self.quantity))
        what = (" dan ".join(part[0] for part in parts), " and ".join(part[1] for part in parts))
        return told("Kiriman {due} {what}.", "The delivery due on {due} {what}.", due=self.due, what=what)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryAdded:
    """One more delivery of blank cards."""

    names: ClassVar[Pair] = ("kiriman-tambah", "delivery-added")

    kind: Literal["delivery_added"] = "delivery_added"
    day: date
    quantity: int
    probability_permille: int = 1000

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        if problem.period.day(self.day) is None:
            yield outside(problem, "day", self.day)
        yield from below("quantity", self.quantity, 1)
        if not 0 <= self.probability_permille <= 1000:
            found = str(self.probability_permille)
            yield Wrong(field="probability_permille", found=found, expected=("0 sampai 1000", "0 to 1000"))

    def made(self, problem: Problem) -> Problem:
        new = Delivery(day=self.day, quantity=self.quantity, probability_permille=self.probability_permille)
        found = sorted((*problem.stock.deliveries, new), key=lambda item: item.day)
        return replace(problem, stock=replace(problem.stock, deliveries=tuple(found)))

    def told(self, problem: Problem) -> Pair:
        return told(
            "{count} blangko lagi datang {day}.", "{count} more blank cards come on {day}.", count=self.quantity,
            day=self.day,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCounted:
    """The store holds more or fewer blank cards than was thought: ``difference`` pieces, from the first day on."""

    names: ClassVar[Pair] = ("stok", "stock")

    kind: Literal["stock"] = "stock"
    difference: int

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from below("difference", self.difference, -problem.stock.opening)

    def made(self, problem: Problem) -> Problem:
        opening = problem.stock.opening + self.difference
        return replace(problem, stock=replace(problem.stock, opening=opening))

    def told(self, problem: Problem) -> Pair:
        if self.difference >= 0:
            return told(
                "Stok blangko {count} lebih banyak.", "There are {count} more blank cards.", count=self.difference
            )
        return told(
            "Stok blangko {count} lebih sedikit.", "There are {count} fewer blank cards.", count=-self.difference
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentChanged:
    """``pieces`` more of a kind (fewer if negative) from ``first`` to ``last``; without days, all the period.

    Of a kind that the office does not list there are as many as all teams take along.
    """

    names: ClassVar[Pair] = ("peralatan", "equipment")

    kind: Literal["equipment"] = "equipment"
    equipment: EquipmentKind
    pieces: int
    first: date | None = None
    last: date | None = None

    def wrong(self, problem: Problem) -> Iterator[Wrong]:
        yield from wrong_span(problem, self.first or problem.period.first, self.last or problem.period.last)
        if self.pieces == 0:
            yield Wrong(field="pieces", found="0", expected=("jumlah selain 0", "a number other than 0"))
        elif self.pieces < 0:
            first, last = self.first or problem.period.first, self.last or problem.period.last
            there = self._listed(problem)
            days = [item.day for item in problem.period.days if first <= item.day <= last]
            # More can go than some day holds, but not more than any day does.
            most = max((sum(item.available(day) for item in there) for day in days), default=-self.pieces)
            yield from below("pieces", self.pieces, -most)

    def made(self, problem: Problem) -> Problem:
        first, last = self.first or problem.period.first, self.last or problem.period.last
        there = self._listed(problem)
        days = [item.day for item in problem.period.days]
        counts = [
            max(0, sum(item.available(day) for item in there) + (self.pieces if first <= day <= last else 0))
            for day in days
        ]
        runs = []
        for count, run in groupby(zip(days, counts, strict=True), key=lambda entry: entry[1]):
            span = [day for day, _ in run]
            runs.append(Equipment(kind=self.equipment, count=count, first=span[0], last=span[-1]))
        others = [item for item in problem.equipment if item.kind is not self.equipment]
        return replace(problem, equipment=(*others, *runs))

    def _listed(self, problem: Problem) -> list[Equipment]:
        listed = [item for item in problem.equipment if item.kind is self.equipment]
        if listed or self.equipment is EquipmentKind.SATELLITE_KIT:
            return listed
        taken = {
            EquipmentKind.RECORDING_SET: sum(team.stations for team in problem.teams),
            EquipmentKind.PRINTER: sum(team.printers for team in problem.teams),
        }
        return [Equipment(kind=self.equipment, count=taken.get(self.equipment, len(problem.teams)))]

    def told(self, problem: Problem) -> Pair:
        more: Pair = ("lebih banyak", "more") if self.pieces > 0 else ("lebih sedikit", "fewer")
        return told(
            "{what}: {count} {more} dari {first} sampai {last}.",
            "{what}: {count} {more} from {first} to {last}.",
            what=equipment_word(self.equipment.value),
            count=abs(self.pieces),
            more=more,
            first=self.first or problem.period.first,
            last=self.last or problem.period.last,
        )
