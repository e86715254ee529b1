"""Finds out who calls."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import HTTPConnection

from api.auth.desktop import desktop_principal
from api.auth.principal import Principal, sign_in_needed
from api.db.engine import Database
from api.settings import Settings


class Identify:
    """The caller of a connection: the desk of the desktop mode, else a session or an API key."""

    def __init__(self, database: Database, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._database, self._settings, self._clock = database, settings, clock

    def __call__(self, _connection: HTTPConnection) -> Principal:
        if self._settings.desktop:
            return desktop_principal(self._database)
        raise sign_in_needed()
