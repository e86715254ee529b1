"""Texts that people write hold no number of a resident: refused here as in sheets, wherever the service takes one.

``NO_NUMBER`` stands last in the type of every text that is kept; a test walks the contract for those that lack it.
"""

from typing import Annotated, Any

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from api.wiring_privacy import MASK, NO_NUMBER_IN_TEXT, looks_like_resident_number
from planner.errors import Fault, InputFaults

CODE = "PERSONAL_DATA_VALUE"


def ensure_no_number(where: str, text: str) -> None:
    """The same for a word of the command line."""
    if looks_like_resident_number(text):
        raise InputFaults((Fault(code=CODE, where=where, found=MASK, expected=NO_NUMBER_IN_TEXT),))


def _without(value: Any) -> Any:
    if _holds(value):
        raise PydanticCustomError("personal_data_value", "a text without a number of 16 digits")
    return value


def _holds(value: Any) -> bool:
    """Whether there is one anywhere in it: in values of any kind, and in the names that they have."""
    if isinstance(value, dict):
        return any(_holds(name) or _holds(part) for name, part in value.items())
    if isinstance(value, list | tuple):
        return any(_holds(part) for part in value)
    return looks_like_resident_number(value)


NO_NUMBER = AfterValidator(_without)
"""Refuses a number of a resident in what was found good otherwise."""
Plain = Annotated[Any, NO_NUMBER]
"""Any value of JSON without one."""
