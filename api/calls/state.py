"""What one running service holds; made by the application, handed to every call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import HTTPConnection

from api.auth.oidc import Client
from api.auth.principal import Principal
from api.auth.throttle import Throttle
from api.db.engine import Database
from api.http.metrics import Metrics
from api.settings import Settings
from api.work.staff import Kind
from api.work.watching import Watch


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class State:
    """Settings, store and clock of a service, and who may come in."""

    settings: Settings
    database: Database
    identify: Callable[[HTTPConnection], Principal]
    metrics: Metrics
    watch: Watch
    kinds: Mapping[str, Kind]
    ring: Callable[[], None]
    oidc: Client | None = None
    throttle: Throttle = field(default_factory=Throttle)
    clock: Callable[[], datetime] = field(default=utc_now)


def state_of(connection: HTTPConnection) -> State:
    """The state of the service that answers."""
    found: State = connection.app.state.jemput
    return found
