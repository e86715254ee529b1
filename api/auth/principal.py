"""The caller of a request, once it is known."""

from dataclasses import dataclass

from api.auth.roles import OWN_VISITS_ONLY, Permission, Role
from api.http.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Somebody, or a program, of one office.

    Attributes
    ----------
    kind
        ``desktop``, ``account`` or ``key``.
    id, name
        Stable id; what the audit log shows.
    office_id, time_zone
        The office that everything is held to; its zone: ``WIB``, ``WITA`` or ``WIT``.
    permissions, roles
        What it may do; the roles that say so (none for a key).
    teams, sites
        The teams and places of somebody who sees their own visits only.
    """

    kind: str
    id: str
    name: str
    office_id: str
    time_zone: str
    permissions: frozenset[Permission]
    roles: tuple[Role, ...] = ()
    teams: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()

    @property
    def sees_own_visits_only(self) -> bool:
        """Whether everything but the visits of own teams and places is hidden."""
        return bool(self.roles) and all(role in OWN_VISITS_ONLY for role in self.roles)

    def may(self, *any_of: Permission) -> bool:
        """Whether one of these is among the permissions."""
        return not self.permissions.isdisjoint(any_of)

    def ensure(self, *any_of: Permission) -> None:
        """403 unless one of these is among the permissions."""
        if not self.may(*any_of):
            raise forbidden(*any_of, by_key=self.kind == "key")


def forbidden(*any_of: Permission, by_key: bool = False) -> Problem:
    """Known, and not allowed; the rights of a key never change, those of an account do."""
    wanted = ", ".join(any_of)
    told = (
        f"Akun ini tidak berhak ({wanted}); mintalah kepada admin kantor",
        f"This account has no right to that ({wanted}); ask the admin of the office",
    )
    if by_key:
        told = (
            f"Kunci ini tidak berhak ({wanted}); mintalah kunci dengan hak itu kepada admin kantor",
            f"This key has no right to that ({wanted}); ask the admin of the office for a key that has it",
        )
    return Problem(
        403,
        "NOT_ALLOWED",
        told,
        facts={"any_of": [str(permission) for permission in any_of]},
    )


def sign_in_needed() -> Problem:
    """Nobody known is calling."""
    return Problem(
        401,
        "SIGN_IN_NEEDED",
        ("Masuk dulu, atau kirim kunci API", "Sign in first, or send an API key"),
        headers={"WWW-Authenticate": 'Bearer realm="jemput"'},
    )


def key_refused() -> Problem:
    """A key was sent that opens nothing; which of the reasons it is stays untold, as does whose key it was."""
    return Problem(
        401,
        "KEY_REFUSED",
        (
            "Kunci API ini tidak dikenal, sudah berakhir, atau sudah dicabut; periksa apakah tersalin utuh, "
            "atau mintalah kunci baru kepada admin kantor",
            "This API key is unknown, has expired or was revoked; check that it was copied whole, "
            "or ask the admin of the office for a new one",
        ),
        headers={"WWW-Authenticate": 'Bearer realm="jemput", error="invalid_token"'},
    )
