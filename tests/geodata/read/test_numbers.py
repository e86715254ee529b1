from decimal import Decimal

import pytest

from geodata.read.cell_faults import CellError
from geodata.read.numbers import decimal, whole


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1204", 1204),
        ("1.204", 1204),
        ("1,204", 1204),
        ("1.204.500", 1_204_500),
        ("1204,0", 1204),
        ("1204.00", 1204),
        ("1.204,00", 1204),
        ("1 204", 1204),
        ("Rp 150.000,-", 150_000),
        ("Rp150.000", 150_000),
        (1204, 1204),
        (1204.0, 1204),
        (" 7 ", 7),
        ("0", 0),
    ],
)
def test_whole_numbers_as_offices_write_them(cell: object, value: int) -> None:
    assert whole(cell) == value


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12,5", "NOT_WHOLE"),
        ("12.25", "NOT_WHOLE"),
        (1.204, "NOT_WHOLE"),
        ("1.204,5", "NOT_WHOLE"),
        ("-3", "NEGATIVE"),
        ("\u22123", "NEGATIVE"),
        (-3.0, "NEGATIVE"),
        ("dua", "NOT_A_NUMBER"),
        ("12 orang", "NOT_A_NUMBER"),
        ("1.20", "NOT_WHOLE"),
        ("12.3456", "NOT_WHOLE"),
        ("1.2.3", "NOT_A_NUMBER"),
        (True, "NOT_A_NUMBER"),
        (float("nan"), "NOT_A_NUMBER"),
        (float("inf"), "NOT_A_NUMBER"),
        ("\u0661\u0662", "NOT_A_NUMBER"),
        ("9" * 40, "NOT_A_NUMBER"),
    ],
)
def test_what_is_no_whole_number(cell: object, code: str) -> None:
    with pytest.raises(CellError) as caught:
        whole(cell)
    assert caught.value.code == code


def test_limits_are_told() -> None:
    with pytest.raises(CellError) as caught:
        whole("1001", high=1000)
    assert caught.value.code == "OUT_OF_RANGE"
    assert caught.value.expected == ("dari 0 sampai 1000", "from 0 to 1000")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.204", "1.204"),
        ("1.204,5", "1204.5"),
        ("1,204.5", "1204.5"),
        ("1.204.500", "1204500"),
        (12.1, "12.1"),
        (7, "7"),
        ("1e2", "100"),
    ],
)
def test_decimal_numbers_keep_what_is_written(cell: object, value: str) -> None:
    assert decimal(cell) == Decimal(value)


@pytest.mark.parametrize(("cell", "code"), [("-0,5", "NEGATIVE"), ("a", "NOT_A_NUMBER"), (False, "NOT_A_NUMBER")])
def test_what_is_no_decimal_number(cell: object, code: str) -> None:
    with pytest.raises(CellError) as caught:
        decimal(cell)
    assert caught.value.code == code
