"""What Alembic runs: one transaction on the connection that it is given."""

from typing import Any, Literal

from alembic import context

from api.db.tables import metadata
from api.db.types import Instant


def _rendered(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Types as the database has them, so that steps stay true when our own classes change."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.BigInteger()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=_rendered,
    compare_type=True,
    transaction_per_migration=False,
)
context.run_migrations()
