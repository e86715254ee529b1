"""Which columns take whom and go where, so that a new cut need not look at all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping


class Standing:
    """Columns by link and by stop, and the cuts that speak of each; all in the order in which they were added.

    Attributes
    ----------
    taken
        People of each link, by column.
    """

    def __init__(self) -> None:
        self.taken: list[Mapping[int, float]] = []
        self._of_link: dict[int, list[int]] = defaultdict(list)
        self._of_stop: dict[int, list[int]] = defaultdict(list)
        self._cuts: dict[int, list[int]] = defaultdict(list)
        self._pools: dict[int, list[int]] = defaultdict(list)
        self._comings: dict[int, list[int]] = defaultdict(list)

    def add(self, order: Iterable[int], taken: Mapping[int, float]) -> Mapping[int, float]:
        """Note the next column; what it takes."""
        number = len(self.taken)
        self.taken.append(taken)
        for link in taken:
            self._of_link[link].append(number)
        for stop in order:
            self._of_stop[stop].append(number)
        return taken

    def add_cut(self, number: int, link: int) -> None:
        """Note a cut on the people of a link."""
        self._cuts[link].append(number)

    def add_pool(self, number: int, stops: Collection[int]) -> None:
        """Note a cut on all people at some stops."""
        for stop in stops:
            self._pools[stop].append(number)

    def add_coming(self, number: int, stops: Collection[int]) -> None:
        """Note a cut on who comes to some stops at all."""
        for stop in stops:
            self._comings[stop].append(number)

    def that_take(self, link: int) -> Iterable[int]:
        """Columns that take people of a link."""
        return self._of_link.get(link, ())

    def that_visit(self, stops: Iterable[int]) -> list[int]:
        """Columns that go to any of the stops."""
        return sorted({number for stop in stops for number in self._of_stop.get(stop, ())})

    def cuts_on(self, links: Iterable[int]) -> list[int]:
        """Cuts on the people of any of the links."""
        return sorted(number for link in links for number in self._cuts.get(link, ()))

    def pools_at(self, order: Iterable[int]) -> list[int]:
        """Cuts on all people at any of the stops."""
        return sorted({number for stop in order for number in self._pools.get(stop, ())})

    def comings_at(self, order: Iterable[int]) -> list[int]:
        """Cuts on who comes to any of the stops at all."""
        return sorted({number for stop in order for number in self._comings.get(stop, ())})
