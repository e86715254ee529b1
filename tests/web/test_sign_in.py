"""The door of an office with accounts."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.auth.accounts import NewAccount, add_account
from api.auth.desktop import OFFICE_ID
from api.auth.roles import Role
from api.db.scope import OpenRows
from tests.web.conftest import MONDAY, Office, opened
from tests.web.sound import barriers, out_of_window, settled

SECRET = "kuda putih berlari"  # noqa: S105


@pytest.fixture
def guarded(demo_store: Path, tmp_path: Path) -> Iterator[Office]:
    """An office where everybody signs in."""
    path = tmp_path / "jemput.sqlite3"
    shutil.copy(demo_store, path)
    with opened(path) as office, office.database.writing() as connection:
        account = NewAccount(login="gudang", password=SECRET, roles=(Role.STOCK_KEEPER,))
        add_account(OpenRows(connection).of(OFFICE_ID), account, MONDAY - timedelta(days=1))
    with opened(path, desktop=False) as office:
        yield office


def test_who_is_not_signed_in_is_asked_once_and_let_in(guarded: Office, window: Callable[..., Page]) -> None:
    page = window(guarded)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/stok-biaya/kartu")
    name = page.get_by_role("textbox", name="Nama akun")
    expect(name).to_be_visible()
    settled(page)
    assert barriers(page) == []
    assert out_of_window(page) == []
    # The page rests: it does not ask again and again who is there.
    assert 1 <= sum(url.endswith("/v1/session") for url in asked) <= 3
    name.fill("gudang")
    page.get_by_label("Kata sandi").fill(SECRET)
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_visible()
