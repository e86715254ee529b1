"""Accounts, keys and the audit log on the wire."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.auth.roles import PERSONAL, Permission, Role
from api.http.texts import NO_NUMBER
from api.http.validation import refused
from api.signin.schemas import NewLogin, Password, WithPassword

Codes = Annotated[list[Annotated[str, Field(min_length=1, max_length=80), NO_NUMBER]], Field(max_length=500)]
Roles = Annotated[list[Role], Field(min_length=1, max_length=len(Role))]


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


class Account(Strict):
    """Somebody who may sign in."""

    id: str
    login: str
    roles: list[Role]
    teams: list[str]
    sites: list[str]
    created_at: datetime
    disabled: bool
    revision: int


class AccountWish(WithPassword, Strict):
    """A new account. `teams` and `sites` are what a team lead or a contact sees."""

    login: NewLogin
    password: Password
    roles: Roles
    teams: Codes = []
    sites: Codes = []


class AccountChange(WithPassword, Strict):
    """What is left out stays."""

    roles: Roles | None = None
    teams: Codes | None = None
    sites: Codes | None = None
    disabled: bool | None = None
    password: Password | None = None


class Key(Strict):
    """An API key, without the key itself."""

    id: str
    name: str
    scopes: list[Permission]
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked: bool


def _of_a_key(scope: Permission) -> Permission:
    # Of the item and not of the whole, so that it is told together with what else is wrong.
    if scope in PERSONAL:
        expected = (
            "hak selain itu: menyetujui rencana dan mengurus akun hanya oleh orang yang masuk sendiri",
            "other rights: plans are approved and accounts looked after by people who sign in themselves",
        )
        raise refused("scope_personal", expected)
    return scope


class KeyWish(Strict):
    """A new API key."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["QGIS"]), NO_NUMBER]
    scopes: list[Annotated[Permission, AfterValidator(_of_a_key)]] = Field(min_length=1, max_length=len(Permission))
    days: int = Field(90, ge=1, le=365)


class NewKey(Key):
    """A new key; it is shown this once."""

    key: str


class AuditLine(Strict):
    """Who changed what, when and why."""

    id: str
    at: datetime
    actor_kind: str
    actor: str
    action: str = Field(examples=["dataset.version"])
    subject: str
    why: str | None = None
    detail: dict[str, Any]
    request_id: str
