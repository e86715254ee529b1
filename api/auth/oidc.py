"""Sign-in through an OpenID Connect provider: authorization code with PKCE, state and nonce.

The provider is asked by us alone, over TLS (a provider on this very computer may do without); its tokens are judged
by joserfc: signed by a key of the provider with a public-key algorithm, issued by it, for us, for this very sign-in,
and still fresh. Anything else is :class:`Refused`, whose code goes to the log and whose cause goes nowhere.
"""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from api.provider import Provider, is_safe

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
LEEWAY_S = 60
TIMEOUT_S = 10.0
KEPT_S = 3_600.0
KEYS_AGAIN_S = 30.0
LARGEST_ANSWER = 1_000_000


class Refused(Exception):
    """The provider, or what came from it, does not do; ``code`` tells why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """The secrets of one sign-in."""

    state: str
    nonce: str
    verifier: str


def new_attempt() -> Attempt:
    """Three values that nobody can guess."""
    return Attempt(state=secrets.token_urlsafe(32), nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48))


class Client:
    """Talks to the provider; safe to use from many threads."""

    def __init__(self, provider: Provider, clock: Callable[[], datetime], http: httpx.Client | None = None) -> None:
        self.provider, self._clock = provider, clock
        self._http = http or httpx.Client(timeout=TIMEOUT_S, follow_redirects=False)
        self._lock = threading.Lock()
        self._facts: tuple[float, Mapping[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None

    def address(self, attempt: Attempt, redirect: str) -> str:
        """Where the browser is sent."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(attempt.verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": redirect,
            "scope": "openid profile email",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        where = self._endpoint("authorization_endpoint")
        return f"{where}{'&' if '?' in where else '?'}{urlencode(query)}"

    def claims(self, code: str, nonce: str, verifier: str, redirect: str) -> Mapping[str, Any]:
        """Who the provider says it was, for a code that the browser brought."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
            "client_id": self.provider.client_id,
        }
        where = self._endpoint("token_endpoint")
        credentials = (self.provider.client_id, self.provider.client_secret)
        told = self._json(lambda: self._http.post(where, data=form, auth=credentials), "TOKEN_REFUSED")
        token = told.get("id_token")
        if not isinstance(token, str):
            raise Refused("TOKEN_MISSING")
        return self._judged(token, nonce)

    def _judged(self, token: str, nonce: str) -> Mapping[str, Any]:
        try:
            claims = self._decoded(token).claims
            rules = jwt.JWTClaimsRegistry(
                now=lambda: int(self._clock().timestamp()),
                leeway=LEEWAY_S,
                iss={"essential": True, "value": self.provider.issuer},
                aud={"essential": True, "value": self.provider.client_id},
                sub={"essential": True},
                exp={"essential": True},
                iat={"essential": True},
            )
            rules.validate(claims)
        except (JoseError, ValueError, TypeError) as error:
            raise Refused("TOKEN_NOT_TRUSTED") from error
        others = claims.get("azp", self.provider.client_id) != self.provider.client_id
        if others or not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
            raise Refused("TOKEN_NOT_TRUSTED")
        if not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise Refused("TOKEN_OF_OTHER_SIGN_IN")
        return claims

    def _decoded(self, token: str) -> jwt.Token:
        """The token, by the provider's keys; they are read anew if none fits, but not at every try."""
        try:
            return jwt.decode(token, self._key_set(anew=False), algorithms=list(ALGORITHMS))
        except (JoseError, ValueError):
            return jwt.decode(token, self._key_set(anew=True), algorithms=list(ALGORITHMS))

    def _key_set(self, *, anew: bool) -> KeySet:
        with self._lock:
            now, kept = time.monotonic(), self._keys
        age = KEYS_AGAIN_S if anew else KEPT_S
        if kept is not None and now - kept[0] < age:
            return kept[1]
        where = self._endpoint("jwks_uri")
        try:
            found = KeySet.import_key_set(self._json(lambda: self._http.get(where), "PROVIDER_UNREACHABLE"))  # type: ignore[arg-type]
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise Refused("PROVIDER_UNUSABLE") from error
        with self._lock:
            self._keys = (now, found)
        return found

    def _endpoint(self, name: str) -> str:
        found = self._told().get(name)
        if not isinstance(found, str) or not is_safe(found):
            raise Refused("PROVIDER_UNUSABLE")
        return found

    def _told(self) -> Mapping[str, Any]:
        """What the provider tells of itself."""
        with self._lock:
            kept = self._facts
        if kept is not None and time.monotonic() - kept[0] < KEPT_S:
            return kept[1]
        where = f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration"
        found = self._json(lambda: self._http.get(where), "PROVIDER_UNREACHABLE")
        # Another issuer under this address could have its tokens taken for those of this one.
        if found.get("issuer") != self.provider.issuer:
            raise Refused("PROVIDER_UNUSABLE")
        with self._lock:
            self._facts = (time.monotonic(), found)
        return found

    def _json(self, ask: Callable[[], httpx.Response], code: str) -> Mapping[str, Any]:
        try:
            answer = ask()
            found = answer.json() if answer.status_code == 200 and len(answer.content) <= LARGEST_ANSWER else None
        except (httpx.HTTPError, ValueError) as error:
            raise Refused(code) from error
        if not isinstance(found, dict):
            raise Refused(code)
        return found
