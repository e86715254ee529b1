"""Coming in: the first account, passwords, sessions, keys, roles; nobody else does."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx import Response as Answer
from sqlalchemy import text

from api.app import ROUTERS, create_app
from api.auth import accounts
from api.auth.roles import MAY, Permission, Role
from api.auth.secrets import password_faults
from api.calls.contract import permissions_of
from api.db.engine import Database
from api.db.scope import OfficeRows, OpenRows
from api.settings import Settings

PASSWORD = "kuda putih berlari pelan"  # noqa: S105  # a test's own
SCOPES = sorted(set(Permission) - {Permission.PLANS_APPROVE, Permission.ACCOUNTS_MANAGE})


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2027, 1, 4, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(database: Database, tmp_path: Path, clock: Clock) -> TestClient:
    """A service with accounts, and none yet."""
    settings = Settings(data_folder=tmp_path, desktop=False, extra_hosts=("testserver",), solves=0)
    return TestClient(create_app(settings, database=database, clock=clock), raise_server_exceptions=False)


def set_up(client: TestClient, database: Database, clock: Clock, **changes: str) -> Answer:
    with database.writing() as connection:
        token = accounts.new_setup_token(OpenRows(connection), clock())
    wish = {
        "token": token,
        "office_code": "17.02",
        "office_name": "Uji",
        "login": "sri",
        "password": PASSWORD,
        **changes,
    }
    answer: Answer = client.post("/v1/setup", json=wish)
    return answer


def sign_in(client: TestClient, login: str = "sri", password: str = PASSWORD) -> Answer:
    answer: Answer = client.post("/v1/session", json={"login": login, "password": password})
    return answer


def key_of(database: Database, office_id: str, scopes: list[Permission], now: datetime) -> dict[str, str]:
    with database.writing() as connection:
        _, key = accounts.add_key(OfficeRows(connection, office_id), "test", scopes, "test", now, 30)
    return {"authorization": f"Bearer {key}"}


def test_the_first_account_is_made_by_a_link_that_holds_once(
    office: TestClient, database: Database, clock: Clock
) -> None:
    assert office.get("/v1/setup").json() == {"needed": True}
    wrong = set_up(office, database, clock, token="x" * 43)
    assert (wrong.status_code, wrong.json()["code"]) == (403, "SETUP_LINK_USED")
    assert "jemput serve" in wrong.json()["sentence"]["en"]
    easy = set_up(office, database, clock, password="sri sri sri sri")  # noqa: S106
    assert (easy.status_code, easy.json()["errors"][0]["code"]) == (422, "PASSWORD_EASY")
    assert "sri sri" not in easy.text
    assert set_up(office, database, clock).status_code == 201
    assert office.get("/v1/setup").json() == {"needed": False}
    late = set_up(office, database, clock, login="eve")
    assert (late.status_code, late.json()["code"]) == (403, "SETUP_LINK_USED")
    assert "jemput serve" not in late.json()["sentence"]["en"], "another link would be of no use"
    assert "sign in" in late.json()["sentence"]["en"]


def test_a_session_comes_as_a_cookie_and_ends(office: TestClient, database: Database, clock: Clock) -> None:
    set_up(office, database, clock)
    assert office.get("/v1/session").status_code == 401
    answer = sign_in(office)
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "SameSite=strict", "Path=/"))
    who = office.get("/v1/session").json()
    assert (who["name"], who["roles"]) == ("sri", ["admin", "planner"])
    clock.now += timedelta(minutes=59)
    assert office.get("/v1/datasets").status_code == 200
    clock.now += timedelta(minutes=61)
    assert office.get("/v1/datasets").status_code == 401, "idle for too long"
    sign_in(office)
    stolen = dict(office.cookies)
    assert office.delete("/v1/session").status_code == 204
    office.cookies.update(stolen)
    assert office.get("/v1/session").status_code == 401


def test_wrong_passwords_look_the_same_and_are_held_back(office: TestClient, database: Database, clock: Clock) -> None:
    set_up(office, database, clock)
    wrong, unknown = sign_in(office, password="wrong"), sign_in(office, login="nobody")  # noqa: S106
    assert (wrong.status_code, wrong.json()["title"]) == (unknown.status_code, unknown.json()["title"])
    for _ in range(4):
        sign_in(office, password="wrong")  # noqa: S106
    held = sign_in(office)
    assert (held.status_code, held.json()["code"]) == (429, "TOO_MANY_ATTEMPTS")
    assert held.headers["retry-after"]


def test_an_admin_looks_after_accounts(office: TestClient, database: Database, clock: Clock) -> None:
    set_up(office, database, clock)
    sign_in(office)
    wish = {"login": "Budi", "password": PASSWORD, "roles": ["viewer"]}
    made = office.post("/v1/accounts", json=wish)
    assert (made.status_code, made.json()["login"]) == (201, "budi")
    assert office.post("/v1/accounts", json=wish).json()["errors"][0]["code"] == "LOGIN_TAKEN"
    other = TestClient(office.app, raise_server_exceptions=False)
    assert sign_in(other, "budi").status_code == 200
    assert other.post("/v1/datasets", json={"name": "x"}).json()["code"] == "NOT_ALLOWED"
    changed = office.patch(
        made.headers["location"], json={"disabled": True}, headers={"if-match": made.headers["etag"]}
    )
    assert changed.json()["disabled"] is True
    assert other.get("/v1/session").status_code == 401
    assert sign_in(other, "budi").status_code == 401
    me = next(item for item in office.get("/v1/accounts").json()["items"] if item["login"] == "sri")
    last = office.patch(f"/v1/accounts/{me['id']}", json={"roles": ["viewer"]}, headers={"if-match": '"1"'})
    assert (last.status_code, last.json()["code"]) == (409, "LAST_ADMIN")
    actions = [line["action"] for line in office.get("/v1/audit").json()["items"]]
    assert actions[:2] == ["session.refused", "account.changed"]
    assert PASSWORD not in office.get("/v1/audit").text


def test_a_key_opens_what_it_says_until_it_ends(office: TestClient, database: Database, clock: Clock) -> None:
    set_up(office, database, clock)
    sign_in(office)
    personal = office.post("/v1/keys", json={"name": "x", "scopes": ["plans:approve"]})
    assert personal.json()["errors"][0]["code"] == "SCOPE_PERSONAL"
    wish = {"name": "", "scopes": ["zz", "plans:approve"], "days": 0}
    told = {(item["pointer"], item["code"]) for item in office.post("/v1/keys", json=wish).json()["errors"]}
    assert {("/scopes/0", "ENUM"), ("/scopes/1", "SCOPE_PERSONAL"), ("/name", "STRING_TOO_SHORT")} < told
    made = office.post("/v1/keys", json={"name": "QGIS", "scopes": ["data:read"], "days": 2}).json()
    program = TestClient(office.app, raise_server_exceptions=False)
    program.headers["authorization"] = f"Bearer {made['key']}"
    assert program.get("/v1/datasets").status_code == 200
    refused = program.post("/v1/datasets", json={"name": "x"})
    assert (refused.status_code, refused.json()["code"]) == (403, "NOT_ALLOWED")
    assert refused.json()["sentence"]["id"].startswith("Kunci ini tidak berhak (data:edit)")
    assert "This key has no right to that (data:edit)" in refused.json()["sentence"]["en"]
    assert made["key"] not in office.get("/v1/keys").text
    clock.now += timedelta(days=3)
    expired = program.get("/v1/datasets")
    assert (expired.status_code, expired.json()["code"]) == (401, "KEY_REFUSED")
    assert "invalid_token" in expired.headers["www-authenticate"]
    clock.now -= timedelta(days=3)
    assert office.delete(f"/v1/keys/{made['id']}").status_code == 204
    stranger = TestClient(office.app, raise_server_exceptions=False)
    unknown = [stranger.get("/v1/datasets", headers={"authorization": key}) for key in ("Bearer jmp_x", "bearer salah")]
    for answer in (program.get("/v1/datasets"), *unknown):
        assert answer.status_code == 401
        assert answer.json()["sentence"] == expired.json()["sentence"], "unknown, expired and revoked look the same"
    assert "tidak dikenal, sudah berakhir, atau sudah dicabut" in expired.json()["sentence"]["id"]
    none = stranger.get("/v1/datasets", headers={"authorization": "Basic c3JpOng="})
    assert (none.status_code, none.json()["code"]) == (401, "SIGN_IN_NEEDED")


def test_a_key_is_made_once_under_one_idempotency_key(office: TestClient, database: Database, clock: Clock) -> None:
    set_up(office, database, clock)
    sign_in(office)
    wish, once = {"name": "QGIS", "scopes": ["data:read"]}, {"Idempotency-Key": "qgis-1"}
    made = office.post("/v1/keys", json=wish, headers=once).json()
    again = office.post("/v1/keys", json=wish, headers=once)
    assert (again.status_code, again.json()["code"]) == (409, "KEY_MADE_ALREADY")
    assert again.json()["facts"] == {name: made[name] for name in ("id", "name", "expires_at")}
    assert made["key"] not in again.text
    other = office.post("/v1/keys", json={**wish, "name": "R"}, headers=once)
    assert other.json()["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert [key["id"] for key in office.get("/v1/keys").json()["items"]] == [made["id"]]
    with database.reading() as connection:
        kept = connection.execute(text("SELECT body FROM idempotency WHERE key = 'qgis-1'")).scalar_one()
    assert made["key"].encode() not in bytes(kept)
    refused = office.post("/v1/keys", json={**wish, "scopes": ["plans:approve"]}, headers={"Idempotency-Key": "q2"})
    assert refused.status_code == 422, "what was refused is not kept"
    assert office.post("/v1/keys", json=wish, headers={"Idempotency-Key": "q2"}).status_code == 201


def test_a_password_is_changed_by_who_knows_it(office: TestClient, database: Database, clock: Clock) -> None:
    set_up(office, database, clock)
    sign_in(office)
    wrong = office.put("/v1/session/password", json={"old": "x", "new": PASSWORD + "!"})
    assert wrong.json()["errors"][0]["pointer"] == "/old"
    assert office.put("/v1/session/password", json={"old": PASSWORD, "new": PASSWORD + "!"}).status_code == 204
    assert office.get("/v1/session").status_code == 401
    assert sign_in(office, password=PASSWORD + "!").status_code == 200


def test_a_password_that_will_not_do_is_told_with_what_else_is_wrong(
    office: TestClient, database: Database, clock: Clock
) -> None:
    def told(answer: Answer) -> dict[str, str]:
        assert answer.status_code == 422
        assert "kuda" not in answer.text, "a password is never told"
        return {error["code"]: error["pointer"] for error in answer.json()["errors"]}

    first = {"token": "x" * 30, "office_code": "17 02", "office_name": "Uji", "login": "sri", "password": "sri kuda"}
    assert told(office.post("/v1/setup", json=first)) == {
        "STRING_PATTERN_MISMATCH": "/office_code",
        "PASSWORD_LENGTH": "/password",
    }
    set_up(office, database, clock)
    sign_in(office)
    wish = {"login": "b b", "password": "kuda", "roles": ["king"], "sites": ["3171234567890001"]}
    assert told(office.post("/v1/accounts", json=wish)) == {
        "STRING_PATTERN_MISMATCH": "/login",
        "ENUM": "/roles/0",
        "PERSONAL_DATA_VALUE": "/sites/0",
        "PASSWORD_LENGTH": "/password",
    }
    easy = {"login": "budi", "password": "budi kuda putih berlari", "roles": []}
    assert told(office.post("/v1/accounts", json=easy)) == {"TOO_SHORT": "/roles", "PASSWORD_EASY": "/password"}
    taken = {"login": "sri", "password": "kuda", "roles": ["viewer"]}
    assert told(office.post("/v1/accounts", json=taken)) == {"PASSWORD_LENGTH": "/password", "LOGIN_TAKEN": "/login"}
    me = office.get("/v1/accounts").json()["items"][0]["id"]
    change = {"roles": ["king"], "password": "kuda"}
    answer = office.patch(f"/v1/accounts/{me}", json=change, headers={"if-match": '"1"'})
    assert told(answer) == {"ENUM": "/roles/0", "PASSWORD_LENGTH": "/password"}
    both = told(office.put("/v1/session/password", json={"old": "wrong", "new": "kuda"}))
    assert both == {"PASSWORD_WRONG": "/old", "PASSWORD_LENGTH": "/new"}


def test_every_role_may_do_something_and_only_the_head_approves() -> None:
    assert all(MAY[role] for role in Role)
    assert [role for role in Role if Permission.PLANS_APPROVE in MAY[role]] == [Role.HEAD]
    assert [role for role in Role if Permission.ACCOUNTS_MANAGE in MAY[role]] == [Role.ADMIN]


def guarded() -> list[tuple[str, APIRoute]]:
    found = [
        (method, route)
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and permissions_of(route) is not None
        for method in sorted(route.methods or ())
    ]
    assert len(found) > 30
    return found


def test_no_route_lets_a_stranger_in(office: TestClient, database: Database, clock: Clock) -> None:
    set_up(office, database, clock)
    for method, route in guarded():
        address = re.sub(r"\{\w+\}", "1", route.path)
        for headers in ({}, {"authorization": "Bearer jmp_wrong"}, {"cookie": "jemput_session=wrong"}):
            answer = office.request(method, address, headers=headers)
            # A body that is missing may be told first; nothing else may.
            assert answer.status_code in (401, 422), (method, address, answer.status_code)
            assert answer.status_code == 401 or method != "GET"


@pytest.mark.parametrize(
    "easy",
    [
        "passwordpassword",
        "123456789012",
        "qwertyuiop123",
        "rahasia123456",
        "Dukcapil2027!",
        "abcabcabcabc",
        "iloveyou1234",
    ],
)
def test_a_password_that_others_would_think_of_is_refused(easy: str) -> None:
    assert [fault.code for fault in password_faults(easy, "sri", "/password")] == ["PASSWORD_COMMON"]


def test_a_password_of_words_at_random_is_good() -> None:
    assert password_faults(PASSWORD, "sri", "/password") == []
    assert [fault.code for fault in password_faults("sri kuda putih berlari", "sri", "/p")] == ["PASSWORD_EASY"]
    assert [fault.code for fault in password_faults("kuda putih", "sri", "/p")] == ["PASSWORD_LENGTH"]
