"""Who is let in: at start-up, at each request, and on each page."""

import ipaddress
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse

from hyte_core.access import Access, Author, Person, read_access
from hyte_core.access.person import may_everything
from hyte_core.locale import _
from hyte_core.problems import RefusalError
from hyte_core.ui.markdown import plain

_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


@cache
def access() -> Access | None:
    """The settings of access, read once; None: only who works at this computer may use the program."""
    return read_access()


def refuse_open_doors() -> None:
    """Leave the process with one sentence if it would let in anybody from the network, or nobody."""
    try:
        settings = access()
    except RefusalError as error:
        sys.exit(str(error))
    if settings is None and not _is_loopback(st.get_option("server.address") or ""):
        sys.exit(
            _(
                "Ohjelmaa ei käynnistetty: verkkoon avattuna se tarvitsee käyttöoikeudet. Aseta HYTE_ACCESS (ks. README) tai poista valinta --server.address."
            )
        )
    if settings is not None and not settings.public and not can_log_in():
        sys.exit(
            _(
                "Ohjelmaa ei käynnistetty: kukaan ei voisi kirjautua. Lisää kirjautumisen tiedot [auth] tiedostoon .streamlit/secrets.toml tai salli lukeminen kaikille (public = true)."
            )
        )


def can_log_in() -> bool:
    """True if an identity provider is configured."""
    try:
        return "auth" in st.secrets
    except (FileNotFoundError, OSError):
        return False


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return address.casefold() == "localhost"


class _OnlyThisComputer:
    """Without settings of access: answers only who works at this computer, not who comes through a proxy."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] in ("http", "websocket") and access() is None and not _from_here(scope):
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
                return
            sentence = _(
                "Ohjelma palvelee vain omaa konetta. Jotta sitä voi käyttää verkosta, ylläpidon on asetettava HYTE_ACCESS (ks. README)."
            )
            await PlainTextResponse(sentence, 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _from_here(scope: MutableMapping[str, Any]) -> bool:
    headers = Headers(scope=scope)
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    return _is_loopback(host) and not any(name in headers for name in _FORWARDED)


def only_this_computer() -> Middleware:
    """The middleware that keeps strangers out of a program without settings of access."""
    return Middleware(_OnlyThisComputer)


def person(typed: str, now: datetime) -> Author | None:
    """Who reads this page: the name ``typed`` at this computer, or who logged in; None: they must log in first.

    ``now`` is UTC.
    """
    settings = access()
    if settings is None:
        return typed
    if st.user.get("is_logged_in"):
        claims = st.user.to_dict()
        if not _expired(settings, claims, now) and (found := settings.person(claims)):
            return found
    return Person("") if settings.public else None


def _expired(settings: Access, claims: dict[str, Any], now: datetime) -> bool:
    issued = claims.get("iat")
    if not isinstance(issued, int | float):
        return True
    return now.timestamp() > issued + timedelta(hours=settings.session_hours).total_seconds()


def login_page(now: datetime) -> None:
    """What is shown to who must log in: how, and why a login does not do."""
    st.title(_("Kirjaudu"), anchor=False)
    settings = access()
    if settings and st.user.get("is_logged_in"):
        claims = st.user.to_dict()
        if _expired(settings, claims, now):
            st.info(_("Kirjautumisesi on vanhentunut: kirjaudu uudelleen."), icon=":material/schedule:")
        else:
            who = plain(str(claims.get("email") or claims.get("name") or "?"))
            message = _("Tunnuksella {who} ei ole oikeutta tähän palveluun: pyydä oikeus ylläpidolta.")
            st.warning(message.format(who=who), icon=":material/lock:")
            st.button(_("Kirjaudu toisella tunnuksella"), icon=":material/logout:", on_click=st.logout)
            return
    st.markdown(_("Palvelua käytetään organisaatiosi tunnuksilla."))
    st.button(_("Kirjaudu"), type="primary", icon=":material/login:", on_click=st.login)


def account(who: Author) -> None:
    """The reader's name, what they may do, and logging in or out; for the side of every page."""
    if not isinstance(who, Person):
        return
    if who.name:
        with st.popover(plain(who.name[:40]), icon=":material/person:", type="tertiary"):
            st.markdown(_role_words(who))
            st.button(_("Kirjaudu ulos"), icon=":material/logout:", on_click=st.logout)
    elif can_log_in():
        st.button(_("Kirjaudu"), icon=":material/login:", type="tertiary", on_click=st.login)


def _role_words(who: Person) -> str:
    if may_everything(who):
        return _("Saat muuttaa kaikkea.")
    named = ", ".join(sorted(who.organisations | who.plans))
    if not named:
        return _("Sinulla on lukuoikeus.")
    return _("Saat muuttaa näitä: {named}.").format(named=plain(named))
