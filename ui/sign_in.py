"""Who visits: the one user of this machine, or someone whom an identity provider or a proxy vouches for.

ANALYSER_SIGN_IN says how: ``none`` (one user, reached from this machine only), ``oidc`` (Streamlit's own
sign-in with OpenID Connect), or ``proxy`` (headers of a proxy that Streamlit is told to trust). What
someone may do is not theirs to say: their role stands in the store, given by an administrator.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from analyser.errors import UsageError
from analyser.model import Text
from analyser.store import Actor, Role, Store, account
from ui import texts

_LONGEST: Final = 200  # characters of a name, as the store keeps them


class Way(StrEnum):
    """How people sign in."""

    NONE = "none"
    OIDC = "oidc"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class SignIn:
    """``claim`` names the user in what the provider or proxy says; ``administrator`` is the first one."""

    way: Way = Way.NONE
    claim: str = "email"
    administrator: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> SignIn:
        """ANALYSER_SIGN_IN, ANALYSER_USER_CLAIM and ANALYSER_ADMIN. Raises UsageError."""
        way = environment.get("ANALYSER_SIGN_IN") or Way.NONE
        if way not in {*Way}:
            allowed = ", ".join(Way)
            raise UsageError(
                what_nl=f"ANALYSER_SIGN_IN is {way!r}; het mag zijn: {allowed}.",
                what_en=f"ANALYSER_SIGN_IN is {way!r}; it may be: {allowed}.",
            )
        claim = environment.get("ANALYSER_USER_CLAIM") or "email"
        return cls(Way(way), claim, normal(environment.get("ANALYSER_ADMIN", "")))


@dataclass(frozen=True, slots=True)
class Refused:
    """Why someone does not get in; ``may_sign_in`` where signing in would help."""

    reason: Text
    may_sign_in: bool = False
    name: str = ""  # who they are, where that is known


def visitor(sign_in: SignIn, store: Store, user: Mapping[str, Any], address: str | None) -> Actor | Refused:
    """Who visits, with the role that the store gives them.

    ``user`` is what Streamlit knows of them (``st.user``), ``address`` where it listens (``server.address``).
    """
    if sign_in.way is Way.NONE:
        return the_only_user() if _loopback(address) else Refused(texts.OPEN_TO_ALL)
    if sign_in.way is Way.OIDC and not user.get("is_logged_in"):
        return Refused(texts.SIGN_IN_FIRST, may_sign_in=True)
    name = normal(str(user.get(sign_in.claim) or ""))
    if not name or len(name) > _LONGEST:
        return Refused(texts.NO_NAME)
    if sign_in.claim == "email" and user.get("email_verified") is False:
        return Refused(texts.EMAIL_NOT_VERIFIED, name=name)
    role = store.role_of(name)
    if role is None and name == sign_in.administrator:
        store.enrol_first(name)
        role = store.role_of(name)
    return Actor(name, role) if role is not None else Refused(texts.NO_ROLE, name=name)


def normal(name: str) -> str:
    """A user's name as the store keeps it: identity providers differ in capitals from day to day."""
    return name.strip().casefold()


def _loopback(address: str | None) -> bool:
    """Whether a server on this address is reached from this machine only; no address is every address."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address or "").is_loopback
    except ValueError:
        return False


def the_only_user() -> Actor:
    """Who works on a machine without sign-in: the account that runs the application."""
    return Actor(account(), Role.ALONE)
