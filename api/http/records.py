"""Log lines on the error stream: JSON, and on a terminal plain words of what goes wrong alone.

Bodies, cookies, keys and queries are never logged.
"""

import logging
import sys
from typing import Any

import structlog

_SECRET = ("password", "token", "secret", "authorization", "cookie", "key_hash", "database_url")


def set_up(level: str | None = None) -> None:
    """Send structlog's lines, and those of the server, to the error stream.

    Who looks at a terminal is told what goes wrong, not every request: the address and the set-up link stay in sight.
    """
    is_terminal = sys.stderr.isatty()
    if level is None:
        level = "WARNING" if is_terminal else "INFO"
    structlog.configure(
        # One and the same list: loggers that were used before keep to it.
        processors=_STEPS,
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_SHARED,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *(_FOR_PEOPLE if is_terminal else _FOR_PROGRAMS),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    logging.getLogger("alembic").setLevel("WARNING")
    # Our own lines tell what becomes of a job; the library's tell every ticket besides.
    logging.getLogger("procrastinate").setLevel("CRITICAL")
    logging.getLogger("psycopg.pool").setLevel("ERROR")
    # It counts the rows of every map file that is written.
    logging.getLogger("pyogrio").setLevel("WARNING")
    logging.getLogger("uvicorn.access").disabled = True


def hide_secrets(_logger: Any, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Values whose name says that they are secret do not reach a log, whoever put them there."""
    return {key: "***" if any(word in key.casefold() for word in _SECRET) else value for key, value in event.items()}


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    hide_secrets,
]
_STEPS: list[Any] = [*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter]
_FOR_PEOPLE: list[Any] = [
    structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
]
_FOR_PROGRAMS: list[Any] = [
    structlog.processors.format_exc_info,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]
