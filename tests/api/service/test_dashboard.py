"""The pages of the dashboard: found under their names, kept by browsers, and unable to run what is not ours."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.db.engine import Database
from api.settings import Settings

INDEX = "<!doctype html><title>Jemput</title><script type=module src=/assets/index-4f3a.js></script>"
SCRIPT = "console.log('jemput');" * 100
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PICTURE = bytes(range(256)) * 8


@pytest.fixture
def served(sqlite_address: str, settings: Settings) -> Callable[[Path], TestClient]:
    def service(folder: Path) -> TestClient:
        app = create_app(settings, database=Database(sqlite_address), bundle=folder)
        return TestClient(app, raise_server_exceptions=False)

    return service


@pytest.fixture
def client(served: Callable[[Path], TestClient], tmp_path: Path) -> TestClient:
    folder = tmp_path / "bundle"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX, encoding="utf-8")
    (folder / "assets" / "index-4f3a.js").write_text(SCRIPT, encoding="utf-8")
    (folder / "assets" / "icon-11aa.png").write_bytes(PICTURE)
    (folder / "assets" / "map-22bb.pbf").write_bytes(PICTURE)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return served(folder)


def test_any_address_that_a_browser_opens_is_the_one_page(client: TestClient) -> None:
    for address in ("/", "/index.html", "/jadwal/papan?zoom=bulan", "/desa/17.02.07.2028", "/setup"):
        answer = client.get(address, headers=BROWSER)
        assert (answer.status_code, answer.text) == (200, INDEX), address
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"
    again = client.get("/", headers={**BROWSER, "if-none-match": client.get("/").headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/").status_code == 200


def test_files_with_a_hash_in_their_name_are_kept_for_ever(client: TestClient) -> None:
    script = client.get("/assets/index-4f3a.js")
    assert script.text == SCRIPT
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert script.headers["content-encoding"] == "gzip"
    assert script.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "Accept-Encoding" in script.headers["vary"]
    with client.stream("GET", "/assets/index-4f3a.js") as raw:
        assert gzip.decompress(b"".join(raw.iter_raw())) == SCRIPT.encode()
    plain = client.get("/assets/index-4f3a.js", headers={"accept-encoding": "identity"})
    assert plain.text == SCRIPT
    assert "content-encoding" not in plain.headers
    picture = client.get("/assets/icon-11aa.png")
    assert (picture.content, picture.headers["content-type"]) == (PICTURE, "image/png")
    assert "content-encoding" not in picture.headers


def test_a_part_of_a_file_can_be_asked_for(client: TestClient) -> None:
    part = client.get("/assets/map-22bb.pbf", headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, PICTURE[10:20])


def test_pages_run_our_own_scripts_alone(client: TestClient) -> None:
    for address in ("/", "/assets/index-4f3a.js"):
        policy = client.get(address).headers["content-security-policy"]
        rules = dict(part.split(" ", 1) for part in policy.split("; "))
        assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
        assert rules["script-src"] == rules["connect-src"] == "'self'"
        # The map draws in a worker made from a blob.
        assert rules["worker-src"] == "'self' blob:"
        assert rules["img-src"] == "'self' data: blob:"
    assert client.get("/v1/office").headers["content-security-policy"].startswith("default-src 'none'; frame-anc")


@pytest.mark.parametrize(
    "address",
    [
        "/assets/index-old.js",
        "/secret.txt",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "//etc/passwd.txt",
        "/..%5csecret.txt",
    ],
)
def test_nothing_beside_the_bundle_is_ever_sent(client: TestClient, address: str) -> None:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 404, address
    assert answer.headers["content-type"] == "application/problem+json"


def test_addresses_of_the_service_stay_its_own(client: TestClient) -> None:
    for address in ("/v1/nothing", "/v1", "/health/nothing"):
        answer = client.get(address, headers=BROWSER)
        assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND"), address
    assert client.get("/health/live", headers=BROWSER).json() == {"status": "ok"}
    assert client.get("/openapi.json", headers=BROWSER).json()["info"]["title"] == "Jemput"
    # What is no browser gets no page for an address that is not there.
    assert client.get("/nowhere").json()["code"] == "NOT_FOUND"
    assert client.post("/", headers=BROWSER).status_code in (404, 405)


def test_without_a_bundle_the_page_tells_so(served: Callable[[Path], TestClient], tmp_path: Path) -> None:
    client = served(tmp_path / "nothing")
    for language, words in (("en", "were not built"), ("id", "belum dibangun")):
        answer = client.get("/", headers={**BROWSER, "accept-language": language})
        assert answer.status_code == 404
        assert words in answer.text
        assert "script-src" not in answer.headers["content-security-policy"]
    assert client.get("/jadwal", headers=BROWSER).status_code == 404
    assert client.get("/health/live").status_code == 200
