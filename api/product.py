"""Which version this is."""

from importlib.metadata import PackageNotFoundError, version

UNINSTALLED = "0+source"


def product_version() -> str:
    """The installed version; ``0+source`` when run from a source tree that is not installed."""
    try:
        return version("jemput")
    except PackageNotFoundError:
        return UNINSTALLED
