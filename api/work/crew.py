"""Who carries out the jobs of a store: the foreman of the embedded one, hosts where there is PostgreSQL."""

from typing import Any

from api.db.engine import Database
from api.work.foreman import Foreman
from api.work.staff import Staff


def crew(database: Database, **options: Any) -> Staff:
    """The staff for this store; the options are those of :class:`Staff`."""
    if database.is_sqlite:
        return Foreman(database, **options)
    # An office with one computer need not load what serves many.
    from api.work.hosts import Hosts

    return Hosts(database, **options)
