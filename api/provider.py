"""The provider of accounts that an installation names in its environment (``JEMPUT_OIDC_...``)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from api.errors import fault
from planner.errors import InputFaults

OIDC = "JEMPUT_OIDC_"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """The provider of an installation, as configured.

    Attributes
    ----------
    issuer
        Its address, exactly as it calls itself.
    client_id, client_secret
        What we are to it.
    login_claim
        The claim that holds the login of an account here, where the two were not joined before.
    name
        What the button for signing in says.
    """

    issuer: str
    client_id: str
    client_secret: str
    login_claim: str = "preferred_username"
    name: str = "SSO"


def provider(public_url: str | None, environment: Mapping[str, str] | None = None) -> Provider | None:
    """The provider of sign-in that the environment names, or ``None``.

    Raises
    ------
    InputFaults
        It is named in part only, or reached without TLS. The secret is never told.
    """
    known = os.environ if environment is None else environment
    told = {name: known.get(f"{OIDC}{name}", "") for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")}
    if not any(told.values()):
        return None
    faults = [
        fault("OIDC_INCOMPLETE", f"{OIDC}{name}", "", "nilai dari penyedia akun", "the value that the provider gave")
        for name, value in told.items()
        if not value
    ]
    if told["ISSUER"] and not is_safe(told["ISSUER"]):
        faults.append(fault("OIDC_WITHOUT_TLS", f"{OIDC}ISSUER", told["ISSUER"], "https://...", "https://..."))
    if not is_safe(public_url or ""):
        expected = ("alamat layanan ini, https://...", "the address of this service, https://...")
        faults.append(fault("OIDC_WITHOUT_ADDRESS", "JEMPUT_PUBLIC_URL", public_url or "", *expected))
    if faults:
        raise InputFaults(tuple(faults))
    return Provider(
        issuer=told["ISSUER"],
        client_id=told["CLIENT_ID"],
        client_secret=told["CLIENT_SECRET"],
        login_claim=known.get(f"{OIDC}LOGIN_CLAIM") or "preferred_username",
        name=known.get(f"{OIDC}NAME") or "SSO",
    )


def is_safe(address: str) -> bool:
    """Over TLS, or on this very computer."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
