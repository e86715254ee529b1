"""Accounts, as far as coming in needs them."""

from sqlalchemy import select

from api.db.engine import Database
from api.db.scope import OpenRows
from api.db.tables import logins


def has_accounts(database: Database) -> bool:
    """Whether anybody can sign in; then nobody comes in without."""
    with database.reading() as connection:
        return OpenRows(connection).one(select(logins.c.login).limit(1)) is not None
