"""Coming in through a provider: out with secrets of this sign-in, back with a code, and nothing else does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import RSAKey

from api.app import create_app
from api.auth import accounts
from api.auth.accounts import NewAccount
from api.auth.roles import Role
from api.auth.tenants import add_office
from api.db.engine import Database
from api.db.scope import OfficeRows, OpenRows
from api.db.tables import accounts as table
from api.provider import Provider as Named
from api.provider import provider as named
from api.settings import Settings
from planner.errors import InputFaults
from tests.api.service import provider as providers
from tests.api.service.provider import CLIENT, SECRET, Provider

PASSWORD = "kuda putih berlari pelan"  # noqa: S105  # a test's own
PUBLIC = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with providers.running() as found:
        yield found


@pytest.fixture
def provider(running: Provider) -> Provider:
    fresh = Provider()
    for name in ("issuer", "claims", "bent", "algorithm", "codes"):
        setattr(running, name, getattr(fresh, name))
    running.key = running.told_key
    return running


@pytest.fixture
def client(sqlite_address: str, tmp_path: Path, provider: Provider) -> Iterator[TestClient]:
    database = Database(sqlite_address)
    with database.writing() as connection:
        rows = OpenRows(connection)
        add_office(rows, id="a", code="17.02", name="a", time_zone="WIB")
        for login in ("sri", "budi"):
            account = NewAccount(login=login, password=PASSWORD, roles=(Role.PLANNER,))
            accounts.add_account(OfficeRows(connection, "a"), account, datetime.now(UTC))
    settings = Settings(
        data_folder=tmp_path,
        desktop=False,
        solves=0,
        public_url=PUBLIC,
        oidc=Named(issuer=provider.address, client_id=CLIENT, client_secret=SECRET, name="Akun Kabupaten"),
    )
    app = create_app(settings, database=database)
    with TestClient(app, base_url=PUBLIC, follow_redirects=False) as opened:
        yield opened
    database.close()


def out(client: TestClient) -> str:
    """To the provider, and the address that it sends the browser back to."""
    begun = client.get("/v1/session/oidc")
    assert begun.status_code == 303
    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    assert (asked["code_challenge_method"], asked["response_type"]) == (["S256"], ["code"])
    assert "HttpOnly" in begun.headers["set-cookie"]
    assert "SameSite=lax" in begun.headers["set-cookie"]
    back = httpx.get(begun.headers["location"]).headers["location"]
    assert back.startswith(f"{PUBLIC}/v1/session/oidc/callback?")
    return back


def came_in(client: TestClient, back: str) -> str:
    """Where the browser ends up; whether it is signed in must agree with it."""
    answer = client.get(back)
    assert answer.status_code == 303
    aim: str = answer.headers["location"]
    assert client.get("/v1/session").status_code == (200 if aim == "/" else 401)
    return aim


def test_somebody_with_an_account_comes_in_and_is_known_again_by_the_subject(
    client: TestClient, provider: Provider
) -> None:
    ways = client.get("/v1/session/ways").json()
    assert ways == {"accounts": True, "password": True, "provider": "Akun Kabupaten"}
    assert came_in(client, out(client)) == "/"
    assert client.get("/v1/session").json()["name"] == "sri"
    client.cookies.clear()
    # The provider renamed the person: still the same subject. And somebody else gets no account for an old name.
    provider.claims = {"sub": "0001", "preferred_username": "budi"}
    assert came_in(client, out(client)) == "/"
    assert client.get("/v1/session").json()["name"] == "sri"
    client.cookies.clear()
    provider.claims = {"sub": "0002", "preferred_username": "sri"}
    assert came_in(client, out(client)) == "/masuk?sebab=NO_ACCOUNT_HERE"
    provider.claims = {"sub": "0003", "preferred_username": "nobody"}
    assert came_in(client, out(client)) == "/masuk?sebab=NO_ACCOUNT_HERE"


@pytest.mark.parametrize(
    "bent",
    [
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another"], "azp": "another"},
        {"iss": "https://evil.example"},
        {"exp": 1_000_000},
        {"exp": None},
        {"sub": None},
        {"sub": 7},
        {"iat": 99_999_999_999},
    ],
)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    client: TestClient, provider: Provider, bent: dict[str, Any]
) -> None:
    provider.bent = bent
    assert came_in(client, out(client)).startswith("/masuk?sebab=TOKEN_")


def test_a_token_that_the_provider_did_not_sign_is_refused(client: TestClient, provider: Provider) -> None:
    provider.algorithm = "none"
    assert came_in(client, out(client)) == "/masuk?sebab=TOKEN_NOT_TRUSTED"
    provider.algorithm = "RS256"
    provider.key = RSAKey.generate_key(2048, auto_kid=True)
    asked = provider.asked_for_keys
    assert came_in(client, out(client)) == "/masuk?sebab=TOKEN_NOT_TRUSTED"
    assert came_in(client, out(client)) == "/masuk?sebab=TOKEN_NOT_TRUSTED"
    # Whoever sends strange tokens cannot make us ask for keys each time.
    assert provider.asked_for_keys - asked <= 1


def test_a_sign_in_belongs_to_the_browser_that_began_it_and_works_once(client: TestClient) -> None:
    back = out(client)
    kept = dict(client.cookies)
    client.cookies.clear()
    assert came_in(client, back) == "/masuk?sebab=SIGN_IN_OF_OTHER_BROWSER"
    out(client)
    assert came_in(client, back) == "/masuk?sebab=SIGN_IN_OF_OTHER_BROWSER"
    again = out(client)
    kept = dict(client.cookies)
    assert came_in(client, again) == "/"
    client.cookies.clear()
    for name, value in kept.items():
        client.cookies.set(name, value)
    assert came_in(client, again) == "/masuk?sebab=SIGN_IN_EXPIRED"


def test_an_answer_of_another_provider_or_an_error_is_refused(client: TestClient) -> None:
    back = out(client)
    stranger = back.partition("&iss=")[0] + "&iss=https%3A%2F%2Fevil.example"
    assert came_in(client, stranger) == "/masuk?sebab=PROVIDER_OTHER"
    assert came_in(client, "/v1/session/oidc/callback?error=access_denied") == "/masuk?sebab=PROVIDER_REFUSED"
    back = out(client)
    assert came_in(client, back.replace("code=", "code=x")) == "/masuk?sebab=TOKEN_REFUSED"


def test_a_provider_that_calls_itself_otherwise_is_not_used(client: TestClient, provider: Provider) -> None:
    provider.issuer = "https://other.example"
    assert client.get("/v1/session/oidc").headers["location"] == "/masuk?sebab=PROVIDER_UNUSABLE"


def test_a_disabled_account_does_not_come_in(client: TestClient) -> None:
    assert came_in(client, out(client)) == "/"
    client.cookies.clear()
    state = client.app.state.jemput  # type: ignore[attr-defined]
    with state.database.writing() as connection:
        OfficeRows(connection, "a").update(table, table.c.login == "sri", disabled_at=datetime.now(UTC))
    assert came_in(client, out(client)) == "/masuk?sebab=NO_ACCOUNT_HERE"


def test_without_a_provider_there_is_no_such_way(sqlite_address: str, tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path, extra_hosts=("testserver",), solves=0)
    for desktop in (True, False):
        app = create_app(replace(settings, desktop=desktop), database=Database(sqlite_address))
        client = TestClient(app, raise_server_exceptions=False)
        assert client.get("/v1/session/oidc").status_code == 404
        assert client.get("/v1/session/oidc/callback?code=x&state=y").status_code == 404
        assert client.get("/v1/session/ways").json() == {
            "accounts": not desktop,
            "password": not desktop,
            "provider": None,
        }


def test_what_the_environment_says_of_a_provider_is_judged_whole() -> None:
    assert named(None, {}) is None
    with pytest.raises(InputFaults) as told:
        named(None, {"JEMPUT_OIDC_ISSUER": "http://sso.example", "JEMPUT_OIDC_CLIENT_SECRET": "very-secret"})
    assert {(fault.code, fault.where) for fault in told.value.faults} == {
        ("OIDC_INCOMPLETE", "JEMPUT_OIDC_CLIENT_ID"),
        ("OIDC_WITHOUT_TLS", "JEMPUT_OIDC_ISSUER"),
        ("OIDC_WITHOUT_ADDRESS", "JEMPUT_PUBLIC_URL"),
    }
    assert "very-secret" not in str(told.value)
    whole = {"ISSUER": "https://sso.example", "CLIENT_ID": "x", "CLIENT_SECRET": "y", "LOGIN_CLAIM": "email"}
    found = named("https://jemput.example", {f"JEMPUT_OIDC_{name}": value for name, value in whole.items()})
    assert found is not None
    assert (found.issuer, found.login_claim, found.name) == ("https://sso.example", "email", "SSO")
