"""The data that ship with the product: Kabupaten Rejang Lebong, and two variants of it.

The planning folder ``rejang_lebong`` lies beside this file and is read like an office's own. Only its delivery of
blank cards is made here: it comes on one day of *every* month, so that any month may be planned.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import as_file, files

from geodata.contracts import SHEETS, DeliveryRow, PolicyRow, Sheets, columns_of
from geodata.datasets.figures import REJANG_LEBONG_FIGURES
from geodata.read.csv_folder import csv_files, csv_table
from geodata.read.raw_table import Limits, RawTable
from geodata.read.sheets import read_sheets
from planner.domain.problem import Figure

DEFAULT = "rejang-lebong"
FOLDER = "rejang_lebong"
REGENCY = "Kabupaten Rejang Lebong"
DELIVERY = 4_000
DELIVERY_DAY = 12
LATE_DELIVERY_DAY = 22
THIN_COUNTER_PER_DAY = 150
DELIVERY_YEARS = range(2020, 2077)
TABLE_DELIVERY_YEARS = range(2026, 2036)


def names() -> tuple[str, ...]:
    """Names of the embedded data, the default first."""
    return tuple(_VARIANTS)


def title(name: str) -> str:
    """What the office of these data calls itself."""
    _known(name)
    return REGENCY


def dataset_sheets(name: str) -> Sheets:
    """The rows of an embedded dataset.

    Raises
    ------
    KeyError
        If there is none of that name; see :func:`names`.
    """
    _known(name)
    with as_file(files("geodata.datasets") / FOLDER) as folder:
        sheets = read_sheets(folder)
    sheets = replace(sheets, deliveries=monthly_deliveries(DELIVERY_DAY), figures=REJANG_LEBONG_FIGURES)
    return _VARIANTS[name](sheets)


def dataset_tables(name: str) -> tuple[RawTable, ...]:
    """The same as raw tables, to be kept and edited like an office's own; deliveries of ten years.

    Raises
    ------
    KeyError
        If there is none of that name; see :func:`names`.
    """
    sheets = dataset_sheets(name)
    with as_file(files("geodata.datasets") / FOLDER) as folder:
        tables = [csv_table(path, Limits()) for path in csv_files(folder)[0]]
    stock, deliveries, policy = (SHEETS[field].sheet[0] for field in ("stock", "deliveries", "policy"))
    made = [table for table in tables if table.name not in (stock, deliveries, policy)]
    row = sheets.stock
    heads = {field: [column.heading[0] for column in columns_of(SHEETS[field]).values()] for field in SHEETS}
    made.append(RawTable(name=stock, rows=(tuple(heads["stock"]), (row.opening, row.reserve, row.counter_per_day))))
    coming = tuple(
        (item.day.isoformat(), item.quantity) for item in sheets.deliveries if item.day.year in TABLE_DELIVERY_YEARS
    )
    made.append(RawTable(name=deliveries, rows=(tuple(heads["deliveries"][:2]), *coming)))
    if sheets.policy:
        lines = tuple((item.parameter, _as_written(item.value)) for item in sheets.policy)
        made.append(RawTable(name=policy, rows=(tuple(heads["policy"][:2]), *lines)))
    return tuple(made)


def dataset_figures(name: str) -> tuple[Figure, ...]:
    """Where the figures of an embedded dataset come from."""
    return dataset_sheets(name).figures


def _as_written(value: object) -> object:
    return ("ya" if value else "tidak") if isinstance(value, bool) else value


def monthly_deliveries(day: int) -> tuple[DeliveryRow, ...]:
    """The delivery on the same day of every month; the period planned takes what falls into it."""
    return tuple(
        DeliveryRow(day=date(year, month, day), quantity=DELIVERY) for year in DELIVERY_YEARS for month in range(1, 13)
    )


def _thin_stock(sheets: Sheets) -> Sheets:
    return replace(
        sheets,
        stock=replace(sheets.stock, counter_per_day=THIN_COUNTER_PER_DAY),
        deliveries=monthly_deliveries(LATE_DELIVERY_DAY),
    )


def _ikd_duty(sheets: Sheets) -> Sheets:
    duty = (
        PolicyRow(parameter="mandatory_ikd", value=True),
        PolicyRow(parameter="ikd_only_visits", value=True),
    )
    return replace(sheets, policy=sheets.policy + duty)


def _as_it_is(sheets: Sheets) -> Sheets:
    return sheets


_VARIANTS: Mapping[str, Callable[[Sheets], Sheets]] = {
    DEFAULT: _as_it_is,
    f"{DEFAULT}-stok-tipis": _thin_stock,
    f"{DEFAULT}-ikd": _ikd_duty,
}


def _known(name: str) -> None:
    if name not in _VARIANTS:
        raise KeyError(f"no embedded data {name!r}; there are {', '.join(_VARIANTS)}")
