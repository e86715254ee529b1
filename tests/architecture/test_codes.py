"""Every code that people may meet is told in the docs."""

from tests.architecture.codes import TOLD, fault_codes, warning_codes


def test_codes_are_found_and_what_is_told_of_them_by_hand_is_of_codes_that_are() -> None:
    faults, warnings = fault_codes(), warning_codes()
    assert len(faults) > 90
    assert len(warnings) > 10
    assert TOLD.keys() - faults.keys() == set()
    assert all((faults | warnings).values())


def test_sentences_are_those_of_the_code() -> None:
    assert fault_codes()["STOCK_ROWS"] == "exactly one row of stock"
    assert fault_codes()["STATED_GAP_DIFFERS"] == "… (eligible - recorded), or empty"
    assert warning_codes()["DATA_LATE"] == "The data of … places are ready only after this period."
    assert not {"OUTRANKED", "READ_ME"} & (fault_codes().keys() | warning_codes().keys())
