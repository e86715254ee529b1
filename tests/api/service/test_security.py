"""What docs/security.md says, point by point, where no other room tests it."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from api.app import create_app
from api.auth.accounts import NewAccount, add_account
from api.auth.roles import MAY, Permission, Role
from api.auth.tenants import add_office
from api.db.engine import Database
from api.db.scope import OfficeRows, OpenRows
from api.db.tables import idempotency
from api.documents.csv_cells import plain_cells
from api.settings import Settings
from tests.architecture.house import PACKAGES, ROOT, name_of, python_files

PASSWORD = "kuda putih berlari pelan"  # noqa: S105  # a test's own
PAGE = ROOT / "docs" / "security.md"
NAMED = re.compile(r"`((?:[a-z_]+/)*test_\w+\.py)::(test_\w+)`")


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2027, 1, 4, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(sqlite_address: str, settings: Settings, clock: Clock) -> Iterator[TestClient]:
    """A service with accounts, reached over TLS: ``sri`` plans, ``budi`` sees."""
    database = Database(sqlite_address)
    with database.writing() as connection:
        add_office(OpenRows(connection), id="a", code="17.02", name="a", time_zone="WIB")
        rows = OfficeRows(connection, "a")
        for login, role in (("sri", Role.PLANNER), ("budi", Role.VIEWER)):
            add_account(rows, NewAccount(login=login, password=PASSWORD, roles=(role,)), clock())
    own = replace(settings, desktop=False, public_url="https://jemput.example")
    app = create_app(own, database=database, clock=clock)
    yield TestClient(app, base_url="https://jemput.example", raise_server_exceptions=False)
    database.close()


def sign_in(client: TestClient, login: str) -> str:
    answer = client.post("/v1/session", json={"login": login, "password": PASSWORD})
    assert answer.status_code == 200
    return str(answer.headers["set-cookie"])


def test_every_test_that_the_page_names_is_there() -> None:
    named = NAMED.findall(PAGE.read_text(encoding="utf-8"))
    assert len(named) > 60
    missing = []
    for file, name in set(named):
        path = ROOT / "tests" / file
        if not path.exists() or f"def {name}(" not in path.read_text(encoding="utf-8"):
            missing.append(f"{file}::{name}")
    assert missing == []


def test_over_tls_everything_is_bound_to_it(office: TestClient) -> None:
    cookie = sign_in(office, "sri")
    assert cookie.startswith("__Host-jemput=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"))
    assert "Domain" not in cookie
    for address in ("/v1/office", "/nowhere", "/health/live"):
        headers = office.get(address).headers
        assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        policy = headers["content-security-policy"]
        assert all(rule in policy for rule in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"))
        assert headers["referrer-policy"] == "no-referrer"


def test_answers_with_data_are_kept_by_no_cache(office: TestClient) -> None:
    sign_in(office, "sri")
    assert office.get("/v1/datasets").headers["cache-control"] == "no-store"
    assert office.get("/v1/office").headers["cache-control"] == "private, no-cache"


def test_coming_in_again_ends_the_session_before(office: TestClient) -> None:
    first = sign_in(office, "sri").split(";")[0].split("=", 1)[1]
    sign_in(office, "sri")
    office.cookies.clear()
    assert office.get("/v1/session", headers={"cookie": f"__Host-jemput={first}"}).status_code == 401


def test_a_password_is_taken_as_it_is(office: TestClient, sqlite_address: str, clock: Clock) -> None:
    long = "kuda putih " * 11 + "berlari"
    assert len(long) == 128
    database = Database(sqlite_address)
    with database.writing() as connection:
        account = NewAccount(login="panjang", password=long, roles=(Role.VIEWER,))
        add_account(OfficeRows(connection, "a"), account, clock())
    database.close()
    for password, status in ((long, 200), (f"{long}x", 401), (long.upper(), 401), (long[:72], 401)):
        answer = office.post("/v1/session", json={"login": "panjang", "password": password})
        assert answer.status_code == status


def test_who_is_kept_out_is_logged_and_secrets_are_not(office: TestClient) -> None:
    with structlog.testing.capture_logs() as lines:
        office.post("/v1/session", json={"login": "budi", "password": "bukan ini sandinya"})
        token = sign_in(office, "budi").split(";")[0].split("=", 1)[1]
        made = office.post("/v1/datasets?token=rahasia-di-alamat", json={"name": "Rahasia"})
        office.get("/v1/office", headers={"authorization": "Bearer jmp_kunci-rahasia"})
    assert made.status_code == 403
    refused = [line for line in lines if line["event"] == "refused"]
    assert [(line["status"], line["code"]) for line in refused] == [
        (401, "SIGN_IN_REFUSED"),
        (403, "NOT_ALLOWED"),
        (401, "KEY_REFUSED"),
    ]
    assert refused[1]["actor"].startswith("acc_")
    asked = [line for line in lines if line["event"] == "request"]
    assert [line["status"] for line in asked] == [401, 200, 403, 401]
    assert asked[2]["actor"] == refused[1]["actor"]
    whole = repr(lines)
    for secret in (PASSWORD, "bukan ini sandinya", token, "rahasia-di-alamat", "jmp_kunci-rahasia", "Rahasia"):
        assert secret not in whole


def test_what_goes_wrong_inside_tells_nothing(sqlite_address: str, settings: Settings) -> None:
    def broken() -> None:
        raise RuntimeError("SELECT secret FROM accounts")

    app = create_app(settings, database=Database(sqlite_address))
    app.add_api_route("/v1/broken", broken)
    client = TestClient(app, raise_server_exceptions=False)
    answer = client.get("/v1/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "INTERNAL")
    assert "secret" not in answer.text
    assert client.get("/health/live").status_code == 200


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_methods_that_nobody_needs_do_nothing(office: TestClient, method: str) -> None:
    assert office.request(method, "/v1/office").status_code in (404, 405)


def test_answers_are_for_our_own_page_alone(office: TestClient) -> None:
    sign_in(office, "sri")
    answer = office.get("/v1/office", headers={"origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control-")]
    asked = office.options(
        "/v1/office", headers={"origin": "https://evil.example", "access-control-request-method": "PATCH"}
    )
    assert not [name for name in asked.headers if name.startswith("access-control-")]


def test_an_archive_that_would_fill_the_memory_is_refused(sqlite_address: str, settings: Settings) -> None:
    client = TestClient(create_app(settings, database=Database(sqlite_address)), raise_server_exceptions=False)
    made = client.post("/v1/datasets", json={"name": "x"})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("villages.csv", b"0" * 160_000_000)
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(5_000):
            archive.writestr(f"{number}.csv", b"")
    for bomb in (stream, many):
        assert len(bomb.getvalue()) < 1_000_000
        headers = {"if-match": made.headers["etag"]}
        answer = client.post(f"{made.headers['location']}/versions", content=bomb.getvalue(), headers=headers)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "ZIP_BOMB")


def test_cells_of_csv_files_are_no_formulas() -> None:
    strange = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "Desa 1", "", "1-2"]
    assert plain_cells(strange) == [*(f"'{cell}" for cell in strange[:7]), *strange[7:]]
    # Whatever writes rows for a spreadsheet either has them made plain or writes no words of the office.
    writers = [
        name_of(path)
        for path in python_files(*PACKAGES)
        if "csv.writer(" in path.read_text(encoding="utf-8") and "plain_cells" not in path.read_text(encoding="utf-8")
    ]
    assert writers == ["geodata/roads/closing.py", "geodata/roads/travel_files.py"], "sheets that are read again"


def test_keys_are_forgotten_after_a_day(sqlite_address: str, settings: Settings, clock: Clock) -> None:
    database = Database(sqlite_address)
    client = TestClient(create_app(settings, database=database, clock=clock))

    def add(key: str, name: str) -> int:
        return int(client.post("/v1/datasets", json={"name": name}, headers={"idempotency-key": key}).status_code)

    assert [add("one", "a"), add("one", "a"), add("one", "b")] == [201, 201, 409]
    clock.now += timedelta(hours=25)
    assert add("two", "a") == 201
    assert add("one", "b") == 201
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(idempotency)).scalar_one() == 2
    database.close()


def test_no_code_is_made_of_data_and_no_shell_is_asked() -> None:
    unsafe = re.compile(r"\b(?:eval|exec|pickle\.loads?|marshal\.loads?|yaml\.load|os\.system)\(|shell=True")
    found = [name_of(path) for path in python_files(*PACKAGES) if unsafe.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_no_secret_is_part_of_the_product() -> None:
    secret = re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY|(?:password|secret|token)\s*=\s*[\"'][^\"'{}\s]{12,}[\"']", re.I
    )
    found = [name_of(path) for path in python_files(*PACKAGES) if secret.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_the_page_of_the_service_tells_every_role_and_what_it_may() -> None:
    page = (ROOT / "docs" / "concepts" / "service.md").read_text(encoding="utf-8")
    for role, may in MAY.items():
        told = ", ".join(f"`{permission}`" for permission in Permission if permission in may)
        assert f"| `{role}` | {told} |" in page
