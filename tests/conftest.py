"""The order of the tests."""

import pytest

LONG = "tests/web/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: what is left for the end is short, and no process waits for another."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
