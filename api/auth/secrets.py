"""Passwords and tokens: passwords by argon2, tokens by a hash that is enough for what nobody can guess."""

import hashlib
import secrets
import threading
from functools import cache

from pwdlib import PasswordHash
from zxcvbn import zxcvbn

from api.http.problems import fault_at
from planner.errors import Fault

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
JUDGED_LETTERS = 72
STRONG = 3
"""Of zxcvbn, which knows lists of common passwords, names, keyboard rows and dates: ten thousand million guesses."""
OFFICE_WORDS = (
    *("dukcapil", "disdukcapil", "kependudukan", "pencatatan", "sipil", "kantor", "kabupaten", "ktp", "ktpel", "bola"),
    *("password", "katasandi", "sandi", "rahasia", "indonesia", "merdeka", "bismillah", "sayang", "admin", "selamat"),
)
"""What offices would think of first; the library's lists are of English words."""
KEY_MARK = "jmp_"
# A hash costs a fifth of a second and much memory: no more at once, or signing in becomes the attack.
_AT_ONCE = threading.Semaphore(2)


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def hashed(password: str) -> str:
    """The password as it is kept."""
    with _AT_ONCE:
        return _hasher().hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether it is the password; takes as long for an account that is not there (``kept`` is ``None``)."""
    with _AT_ONCE:
        matches = _hasher().verify(password[:LONGEST_PASSWORD], kept or _nobody())
    return matches and kept is not None and len(password) <= LONGEST_PASSWORD


def new_token(mark: str = "") -> str:
    """256 bits that nobody can guess."""
    return mark + secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """The token as it is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def password_faults(password: str, login: str, pointer: str) -> list[Fault]:
    """Why a password will not do; never tells the password. ``login`` is empty where it is not known."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        expected = (
            f"{SHORTEST_PASSWORD} sampai {LONGEST_PASSWORD} huruf",
            f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} letters",
        )
        return [fault_at(pointer, "PASSWORD_LENGTH", len(password), expected)]
    plain = password.casefold()
    if (login and login.casefold() in plain) or "jemput" in plain:
        expected = (
            "kata sandi tanpa nama pengguna dan tanpa kata jemput",
            "a password without the login and without the word jemput",
        )
        return [fault_at(pointer, "PASSWORD_EASY", "", expected)]
    if zxcvbn(plain[:JUDGED_LETTERS], user_inputs=[login, *OFFICE_WORDS])["score"] < STRONG:
        expected = (
            "kata sandi yang tidak ada di daftar kata sandi umum dan sulit ditebak, misalnya empat kata acak",
            "a password that is on no list of common ones and hard to guess, such as four words at random",
        )
        return [fault_at(pointer, "PASSWORD_COMMON", "", expected)]
    return []
