"""How the lights of many actions are counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from hyte_core.lights.light import Light

Counts = dict[Light, int]


class Assessable(Protocol):
    """What counting needs to know of an action."""

    @property
    def has_parts(self) -> bool: ...
    @property
    def light(self) -> Light: ...


A = TypeVar("A", bound=Assessable)


def judged(actions: Iterable[A]) -> list[A]:
    """The actions that have a light of their own to give.

    An action that has sub-actions is judged by them: it does not stand in any count as "not assessed".
    If somebody has given it a light all the same, it counts with that light.
    """
    return [action for action in actions if not action.has_parts or action.light is not Light.GREY]


def count(actions: Sequence[A]) -> Counts:
    """How many of the actions have each light, in the lights' order, zeros included."""
    found = Counter(action.light for action in judged(actions))
    return {light: found[light] for light in Light}
