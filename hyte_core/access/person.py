"""A person as the program knows them."""

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What a person may do; a greater role may do all that a smaller one may."""

    viewer = 0
    #: May change what belongs to the organisations and plans that they are named for, and what all share.
    editor = 1
    administrator = 2


@dataclass(frozen=True)
class Person:
    """Somebody who reads or writes. ``name`` is what the journal gets.

    ``organisations`` and ``plans`` name what an editor may change; a plan is one of an organisation's.
    """

    name: str
    role: Role = Role.viewer
    organisations: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()


#: Who makes a change: a person with rights, or a name alone for who works at the computer itself and may do everything.
Author = str | Person


def name_of(author: Author) -> str:
    """The name for the journal."""
    return author.name if isinstance(author, Person) else author


def may_everything(author: Author) -> bool:
    """True for administrators and for who works at the computer itself."""
    return not isinstance(author, Person) or author.role is Role.administrator
