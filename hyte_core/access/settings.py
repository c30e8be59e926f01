"""The settings of access: a TOML file that HYTE_ACCESS names.

    public = true                  # without logging in everybody may read; else reading needs a login
    session_hours = 12             # after this a login must be renewed
    groups_claim = "groups"        # where the identity provider tells a person's groups

    [[people]]
    who = ["*@kunta.fi"]           # e-mail addresses, * stands for anything; "group:ID" is a group
    role = "viewer"

    [[people]]
    who = ["anna@kunta.fi"]
    role = "editor"                # of the organisations and plans named
    organisations = ["Porvoo"]

Who logs in and how is Streamlit's own setting ([auth] in .streamlit/secrets.toml).
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from hyte_core.access.person import Person, Role
from hyte_core.locale import _
from hyte_core.problems import RefusalError

SETTING = "HYTE_ACCESS"
_KNOWN = {"public", "session_hours", "groups_claim", "people"}
_KNOWN_OF_RULE = {"who", "role", "organisations", "plans"}
_GROUP = "group:"


@dataclass(frozen=True)
class _Rule:
    who: tuple[str, ...]
    role: Role
    organisations: frozenset[str]
    plans: frozenset[str]

    def holds(self, email: str, groups: frozenset[str]) -> bool:
        return any(
            one.removeprefix(_GROUP) in groups
            if one.startswith(_GROUP)
            else bool(email) and fnmatchcase(email, one.casefold())
            for one in self.who
        )


@dataclass(frozen=True)
class Access:
    """Who may do what."""

    public: bool = False
    session_hours: float = 12.0
    groups_claim: str = "groups"
    rules: tuple[_Rule, ...] = ()

    def person(self, claims: Mapping[str, Any]) -> Person | None:
        """The person whom an identity provider tells of; None if no rule names them.

        An e-mail address that the provider says is not verified does not count.
        """
        address = claims.get("email") or claims.get("preferred_username") or ""
        email = "" if claims.get("email_verified") is False else str(address).casefold()
        told = claims.get(self.groups_claim) or ()
        groups = frozenset([told] if isinstance(told, str) else map(str, told))
        found = [rule for rule in self.rules if rule.holds(email, groups)]
        if not found:
            return None
        editing = [rule for rule in found if rule.role is Role.editor]
        return Person(
            str(claims.get("name") or address or "?"),
            max(rule.role for rule in found),
            frozenset(name for rule in editing for name in rule.organisations),
            frozenset(name for rule in editing for name in rule.plans),
        )


def read_access() -> Access | None:
    """The settings; None if there are none: then only who works at the computer itself may use the program.

    Raises RefusalError, which tells what to mend, if the file cannot be read or says something unknown.
    """
    name = os.environ.get(SETTING)
    if not name:
        return None
    try:
        told = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise _refusal(name, _("sitä ei voi lukea")) from None
    except tomllib.TOMLDecodeError as error:
        raise _refusal(name, str(error)) from None
    _no_others(name, told, _KNOWN)
    hours = told.get("session_hours", 12)
    if not isinstance(hours, int | float) or hours <= 0:
        raise _refusal(name, "session_hours")
    if not isinstance(told.get("public", False), bool):
        raise _refusal(name, "public")
    rules = tuple(_rule(name, rule) for rule in told.get("people", []))
    return Access(told.get("public", False), float(hours), str(told.get("groups_claim", "groups")), rules)


def _rule(name: str, told: Mapping[str, Any]) -> _Rule:
    _no_others(name, told, _KNOWN_OF_RULE)
    lists = {key: told.get(key, []) for key in ("who", "organisations", "plans")}
    for key, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise _refusal(name, key)
    role = told.get("role")
    if role not in Role.__members__:
        raise _refusal(name, f"role = {role!r}")
    who = tuple(one.strip() for one in lists["who"])
    return _Rule(who, Role[str(role)], frozenset(lists["organisations"]), frozenset(lists["plans"]))


def _no_others(name: str, told: Mapping[str, Any], known: set[str]) -> None:
    for key in told:
        if key not in known:
            raise _refusal(name, key)


def _refusal(name: str, what: str) -> RefusalError:
    message = _(
        "Käyttöoikeuksien tiedosto {file} ei kelpaa ({what}): korjaa se ja käynnistä ohjelma uudelleen."
    )
    return RefusalError(message.format(file=name, what=what))
