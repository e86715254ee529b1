"""Sign-in on the wire."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, ModelWrapValidatorHandler, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from api.auth.roles import Permission, Role
from api.auth.secrets import password_faults
from api.http.texts import NO_NUMBER
from api.http.validation import refused
from api.offices.schemas import Zone

Login = Annotated[str, Field(min_length=3, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._@-]*$", examples=["sri"])]
NewLogin = Annotated[Login, NO_NUMBER]
"""Staff go by a name of their own, never by a number of a resident."""
OfficeCode = Annotated[
    str, Field(min_length=1, max_length=16, pattern=r"^[A-Za-z0-9.]+$", examples=["17.02"]), NO_NUMBER
]
OfficeName = Annotated[
    str, Field(min_length=1, max_length=200, examples=["Dinas Dukcapil Kabupaten Rejang Lebong"]), NO_NUMBER
]
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


class WithPassword(Strict):
    """A body with a password to be: what is wrong with it is told together with what else is wrong in the body.

    In a body that is right otherwise it is left to the service, which tells it with what the store alone knows.
    """

    judged: ClassVar[str] = "password"
    """The field that holds it."""

    @model_validator(mode="wrap")
    @classmethod
    def _told_with_the_rest(cls, sent: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(sent)
        except ValidationError as error:
            lines = error.errors(include_url=False)
            wrong = {line["loc"][0] for line in lines if line["loc"]}
            found = _password_lines(sent, cls.judged, wrong)
            same = [
                InitErrorDetails(
                    # Lines of any kind, told again as they are: kind and context say what people read.
                    type=PydanticCustomError(line["type"], line["msg"], line.get("ctx")),
                    loc=line["loc"],
                    input=line["input"],
                )
                for line in lines
            ]
            raise ValidationError.from_exception_data(cls.__name__, [*same, *found]) from None


def _password_lines(sent: Any, field: str, wrong: set[int | str]) -> list[InitErrorDetails]:
    """What is wrong with a password beyond its type; the password itself goes no further."""
    if not isinstance(sent, Mapping) or field in wrong or not isinstance(sent.get(field), str):
        return []
    login = "" if "login" in wrong else str(sent.get("login", ""))
    return [
        InitErrorDetails(
            type=refused(fault.code.casefold(), fault.expected),
            loc=(field,),
            input=fault.found,
        )
        for fault in password_faults(sent[field], login, "")
    ]


class PasswordChange(WithPassword):
    """The password so far, and a new one."""

    judged = "new"

    old: Password
    new: Password


class Setup(WithPassword):
    """The first account and its office, by the one-time link."""

    token: str = Field(min_length=20, max_length=100)
    office_code: OfficeCode
    office_name: OfficeName
    time_zone: Zone = "WIB"
    login: NewLogin
    password: Password


class SetupNeeded(Strict):
    """Whether the first account is still to be made."""

    needed: bool
