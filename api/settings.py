"""What a running service is told from outside: by options of the command, else by the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.errors import refuse
from api.provider import Provider

MEBIBYTE = 1_048_576
LOOPBACK = ("127.0.0.1", "::1", "localhost")
DATABASE_FILE = "jemput.sqlite3"
DATA_FOLDER_VARIABLE = "JEMPUT_DATA"
DATABASE_VARIABLE = "JEMPUT_DATABASE_URL"
PUBLIC_URL_VARIABLE = "JEMPUT_PUBLIC_URL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How one process serves.

    Attributes
    ----------
    data_folder
        Everything that the office keeps: the database, and what is written beside it.
    database_url
        A PostgreSQL address; ``None`` for the embedded database in the data folder.
    desktop
        One office, no accounts, reachable from this computer only.
    host, port
        Where the service listens.
    public_url
        What browsers call the service, where a proxy stands before it; its host is accepted as our own.
    body_bytes
        The largest body that is read at all.
    solves
        How many plans this process computes side by side; 0 leaves them to workers elsewhere.
    oidc
        The provider whose accounts may sign in, beside passwords; ``None`` for passwords alone.
    queue_limit
        How many jobs of one office may wait or run at once.
    """

    data_folder: Path
    database_url: str | None = None
    desktop: bool = True
    host: str = "127.0.0.1"
    port: int = 8765
    public_url: str | None = None
    body_bytes: int = 25 * MEBIBYTE
    solves: int = 1
    queue_limit: int = 50
    session_hours: int = 12
    idle_minutes: int = 60
    idempotency_hours: int = 24
    oidc: Provider | None = None
    extra_hosts: tuple[str, ...] = field(default=())

    @property
    def url(self) -> str:
        """Address of the database."""
        return self.database_url or f"sqlite:///{self.data_folder / DATABASE_FILE}"

    @property
    def secure(self) -> bool:
        """Whether browsers reach the service over TLS."""
        return (self.public_url or "").startswith("https://")


def default_data_folder(environment: Mapping[str, str] | None = None) -> Path:
    """``JEMPUT_DATA``, else a folder in the user's own data."""
    known = os.environ if environment is None else environment
    if known.get(DATA_FOLDER_VARIABLE):
        return Path(known[DATA_FOLDER_VARIABLE])
    local = known.get("LOCALAPPDATA") or known.get("XDG_DATA_HOME")
    return (Path(local) if local else Path.home() / ".local" / "share") / "jemput"


def database_address(environment: Mapping[str, str] | None = None) -> str | None:
    """A PostgreSQL address with the driver named, or ``None`` for the embedded database.

    Raises
    ------
    InputFaults
        It is the address of another kind of database, or none at all. The address itself is not told: it holds a
        password.
    """
    found = (os.environ if environment is None else environment).get(DATABASE_VARIABLE)
    if not found:
        return None
    scheme, sign, rest = found.partition("://")
    if not sign or scheme.partition("+")[0] not in ("postgresql", "postgres"):
        raise refuse(
            "DATABASE_URL_UNKNOWN",
            DATABASE_VARIABLE,
            scheme,
            "postgresql://pengguna:sandi@server/basisdata, atau kosong untuk basis data tertanam",
            "postgresql://user:password@server/database, or empty for the embedded database",
        )
    address = f"postgresql+psycopg://{rest}"
    if not _is_read(address):
        raise refuse(
            "DATABASE_URL_UNKNOWN",
            DATABASE_VARIABLE,
            scheme,
            "alamat yang terbaca; di kata sandi tulislah @ sebagai %40, / sebagai %2F, : sebagai %3A",
            "an address that can be read; in the password write @ as %40, / as %2F, : as %3A",
        )
    return address


def _is_read(address: str) -> bool:
    """Whether an address has its parts; with a bare @ in the password, what follows it is taken for the server."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return "@" not in (make_url(address).host or "")
    except (ArgumentError, ValueError):
        return False
