"""What one running service holds; made by the application, handed to every call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from starlette.requests import HTTPConnection

from api.auth.identify import Identify
from api.auth.oidc import Client
from api.auth.throttle import Throttle
from api.db.engine import Database
from api.http.metrics import Metrics
from api.settings import Settings
from api.work.kinds import Kind
from api.work.watching import Watch

SWEEP_EVERY = timedelta(minutes=1)


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(slots=True, kw_only=True)
class State:
    """Settings, store and clock of a service, and who may come in."""

    settings: Settings
    database: Database
    identify: Identify
    metrics: Metrics
    watch: Watch
    kinds: Mapping[str, Kind]
    ring: Callable[[], None]
    oidc: Client | None = None
    throttle: Throttle = field(default_factory=Throttle)
    clock: Callable[[], datetime] = field(default=utc_now)
    swept: dict[str, datetime] = field(default_factory=dict)

    def sweeps(self, office_id: str) -> bool:
        """Whether this request removes the old keys of the office: one in a minute does, not every one."""
        now, last = self.clock(), self.swept.get(office_id)
        if last is not None and abs(now - last) < SWEEP_EVERY:
            return False
        self.swept[office_id] = now
        return True


def state_of(connection: HTTPConnection) -> State:
    """The state of the service that answers."""
    found: State = connection.app.state.jemput
    return found
