"""A small part of Excel's formulas: what people write into conditional formatting."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from openpyxl.utils import column_index_from_string

from hyte_core.excel.grid import NO_RESULT, text_of

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?%?)|'
    r"(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})(?![\w(!])|(?P<name>[A-Za-z][A-Za-z.]*)|(?P<sign><=|>=|<>|[-+*/^&=<>(),;]))"
)
_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})")
_DEEPEST = 40


class CannotTellError(Exception):
    """The formula uses something that is not known here."""


def evaluate(
    formula: str, value: Callable[[int, int], Any], moved: tuple[int, int], own: tuple[int, int]
) -> Any:
    """The formula's value. ``moved`` tells how far the cell is from the one for which the formula is written."""
    tokens = _tokens(formula.removeprefix("="))
    parser = _Parser(tokens, value, moved, own)
    result = parser.comparison(0)
    if parser.position != len(tokens):
        raise CannotTellError(formula)
    return result


@lru_cache(maxsize=500)
def _tokens(formula: str) -> tuple[tuple[str, str], ...]:
    found, position = [], 0
    formula = formula.strip()
    while position < len(formula):
        match = _TOKEN.match(formula, position)
        if match is None or match.lastgroup is None:
            raise CannotTellError(formula)
        found.append((match.lastgroup, match[match.lastgroup]))
        position = match.end()
    return tuple(found)


class _Parser:
    """Works out a formula while reading it."""

    def __init__(
        self,
        tokens: tuple[tuple[str, str], ...],
        value: Callable[[int, int], Any],
        moved: tuple[int, int],
        own: tuple[int, int],
    ) -> None:
        self.tokens, self.value, self.moved, self.own = tokens, value, moved, own
        self.position = 0

    def _next(self, *signs: str) -> str | None:
        if self.position < len(self.tokens):
            kind, token = self.tokens[self.position]
            if kind == "sign" and token in signs:
                self.position += 1
                return token
        return None

    def comparison(self, depth: int) -> Any:
        if depth > _DEEPEST:
            raise CannotTellError
        left = self._joined(depth)
        while sign := self._next("=", "<>", "<", ">", "<=", ">="):
            left = _compare(sign, left, self._joined(depth))
        return left

    def _joined(self, depth: int) -> Any:
        left = self._sum(depth)
        while self._next("&"):
            left = text_of(left) + text_of(self._sum(depth))
        return left

    def _sum(self, depth: int) -> Any:
        left = self._product(depth)
        while sign := self._next("+", "-"):
            right = _number(self._product(depth))
            left = _number(left) + (right if sign == "+" else -right)
        return left

    def _product(self, depth: int) -> Any:
        left = self._single(depth)
        while sign := self._next("*", "/"):
            right = _number(self._single(depth))
            if sign == "/" and right == 0:
                raise CannotTellError
            left = _number(left) * right if sign == "*" else _number(left) / right
        return left

    def _single(self, depth: int) -> Any:
        if self._next("-"):
            return -_number(self._single(depth + 1))
        if self._next("+"):
            return self._single(depth + 1)
        if self._next("("):
            inside = self.comparison(depth + 1)
            self._expect(")")
            return inside
        if self.position >= len(self.tokens):
            raise CannotTellError
        kind, token = self.tokens[self.position]
        self.position += 1
        if kind == "text":
            return token[1:-1].replace('""', '"')
        if kind == "number":
            return float(token.rstrip("%")) / (100 if token.endswith("%") else 1)
        if kind == "cell":
            return self._cell(token)
        if kind == "name":
            return self._call(token.upper(), depth)
        raise CannotTellError(token)

    def _expect(self, sign: str) -> None:
        if not self._next(sign):
            raise CannotTellError

    def _cell(self, token: str) -> Any:
        match = _CELL.fullmatch(token)
        if match is None:
            raise CannotTellError(token)
        column = column_index_from_string(match[2].upper()) + (0 if match[1] else self.moved[1])
        row = int(match[4]) + (0 if match[3] else self.moved[0])
        found = self.value(row, column)
        if found is NO_RESULT:
            raise CannotTellError(token)
        return found

    def _call(self, name: str, depth: int) -> Any:
        if name in ("TRUE", "FALSE") and not self._next("("):
            return name == "TRUE"
        if name not in ("TRUE", "FALSE"):
            self._expect("(")
        arguments: list[Any] = []
        if not self._next(")"):
            arguments.append(self.comparison(depth + 1))
            while self._next(",", ";"):
                arguments.append(self.comparison(depth + 1))
            self._expect(")")
        if name == "ROW" and not arguments:
            return float(self.own[0])
        if name == "COLUMN" and not arguments:
            return float(self.own[1])
        try:
            return _FUNCTIONS[name](*arguments)
        except (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError) as error:
            raise CannotTellError(name) from error


def _number(value: Any) -> float:
    if value is None:
        return 0.0
    if isinstance(value, bool | int | float):
        return float(value)
    raise CannotTellError


def _compare(sign: str, left: Any, right: Any) -> bool:
    """As in Excel: texts without case; numbers are less than texts; an empty cell is 0 or an empty text."""
    one, two = _comparable(left, right), _comparable(right, left)
    return {
        "=": one == two,
        "<>": one != two,
        "<": one < two,
        ">": one > two,
        "<=": one <= two,
        ">=": one >= two,
    }[sign]


def _comparable(value: Any, other: Any) -> tuple[int, Any]:
    if value is None:
        value = "" if isinstance(other, str) else 0.0
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, int | float):
        return 0, float(value)
    return 1, text_of(value).casefold()


def _search(what: Any, where: Any, start: float = 1) -> float:
    """The place of a text in another; nothing found is an error, which only ISNUMBER may see."""
    place = text_of(where).casefold().find(text_of(what).casefold(), int(start) - 1)
    return float(place + 1) if place >= 0 else float("nan")


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "AND": lambda *parts: all(bool(part) for part in parts),
    "OR": lambda *parts: any(bool(part) for part in parts),
    "NOT": lambda part: not part,
    "IF": lambda test, yes, no=False: yes if test else no,
    "LEFT": lambda text, n=1: text_of(text)[: int(n)],
    "RIGHT": lambda text, n=1: text_of(text)[-int(n) :] if int(n) else "",
    "MID": lambda text, start, n: text_of(text)[int(start) - 1 : int(start) - 1 + int(n)],
    "LEN": lambda text: float(len(text_of(text))),
    "TRIM": lambda text: " ".join(text_of(text).split()),
    "UPPER": lambda text: text_of(text).upper(),
    "LOWER": lambda text: text_of(text).lower(),
    "EXACT": lambda one, two: text_of(one) == text_of(two),
    "ISBLANK": lambda value: value is None,
    "ISNUMBER": lambda value: (
        isinstance(value, int | float) and not isinstance(value, bool) and value == value
    ),
    "ISTEXT": lambda value: isinstance(value, str),
    "SEARCH": _search,
    "FIND": _search,
    "MOD": lambda one, two: _number(one) % _number(two),
    "ABS": lambda value: abs(_number(value)),
    "ROUND": lambda value, n=0: round(_number(value), int(n)),
}
