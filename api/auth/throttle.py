"""Holds back whoever tries passwords: by login, and by the address that asks."""

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.http.problems import Problem

BY_LOGIN = (parse("5/minute"), parse("30/hour"))
BY_ADDRESS = (parse("20/minute"), parse("200/hour"))


class Throttle:
    """Counts failures of one process."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def ensure(self, login: str, address: str) -> None:
        """429 when there were too many failures."""
        for limits, name in ((BY_LOGIN, f"login {login.casefold()}"), (BY_ADDRESS, f"address {address}")):
            if not all(self._limiter.test(limit, name) for limit in limits):
                raise Problem(
                    429,
                    "TOO_MANY_ATTEMPTS",
                    ("Terlalu banyak percobaan; tunggu semenit", "Too many attempts; wait a minute"),
                    headers={"Retry-After": "60"},
                )

    def failed(self, login: str, address: str) -> None:
        """Count a failure."""
        for limits, name in ((BY_LOGIN, f"login {login.casefold()}"), (BY_ADDRESS, f"address {address}")):
            for limit in limits:
                self._limiter.hit(limit, name)
