"""Sign-in on the wire."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.auth.roles import Permission, Role
from api.http.texts import NO_NUMBER
from api.offices.schemas import Zone

Login = Annotated[str, Field(min_length=3, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]*$", examples=["sri"])]
NewLogin = Annotated[Login, NO_NUMBER]
"""Staff go by a name of their own, never by a number of a resident."""
Password = Annotated[str, Field(min_length=1, max_length=200, examples=["kuda putih berlari pelan"])]


class Strict(BaseModel):
    """Nothing beyond the fields."""

    model_config = ConfigDict(extra="forbid")


class SignIn(Strict):
    """Who, and the password."""

    login: Login
    password: Password


class Who(Strict):
    """The caller, as the service knows it."""

    kind: str = Field(description="desktop, account or key")
    name: str
    office_id: str
    time_zone: str
    roles: list[Role]
    permissions: list[Permission]
    teams: list[str]
    sites: list[str]


class PasswordChange(Strict):
    """The password so far, and a new one."""

    old: Password
    new: Password


class Setup(Strict):
    """The first account and its office, by the one-time link."""

    token: str = Field(min_length=20, max_length=100)
    office_code: Annotated[
        str, Field(min_length=1, max_length=16, pattern=r"^[A-Za-z0-9.]+$", examples=["17.02"]), NO_NUMBER
    ]
    office_name: Annotated[
        str, Field(min_length=1, max_length=200, examples=["Dinas Dukcapil Kabupaten Rejang Lebong"]), NO_NUMBER
    ]
    time_zone: Zone = "WIB"
    login: NewLogin
    password: Password


class SetupNeeded(Strict):
    """Whether the first account is still to be made."""

    needed: bool
