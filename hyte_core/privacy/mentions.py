"""A person in values: what says who they are, and the same without it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hyte_core.privacy.person import DataSubject, folded

#: What is left where a name was. Data, not a text on screen: the same in every language.
REMOVED = "[poistettu]"


@dataclass(frozen=True)
class Mentions:
    """Finds one person in values and takes them away.

    Erasing is one function of values. Applied alike to the tables and to all that the journal tells of them, it leaves
    the two agreeing: an undo finds what it expects, and nothing that it puts back says who the person was.
    """

    person: DataSubject

    @cached_property
    def _certain(self) -> re.Pattern[str] | None:
        """Their full names in either order, addresses and numbers. One word alone could be anybody's, or any word."""
        own = [re.escape(text) for text in self.person.emails | self.person.phones]
        forms = [rf"(?<![\w.+-]){text}(?![\w-]|\.\w)" for text in own]
        for name in self.person.names:
            words = [re.escape(word) for word in re.split(r"[\s,]+", name) if word]
            if len(words) > 1:
                either = r"[\s,]+".join(words), r"[\s,]+".join([words[-1], *words[:-1]])
                forms += [rf"(?<!\w){text}(?!\w|-\w)" for text in either]
        return re.compile("|".join(sorted(forms, key=len, reverse=True)), re.IGNORECASE) if forms else None

    @cached_property
    def _possible(self) -> re.Pattern[str] | None:
        """What may be an inflected surname, or an address made of their names."""
        forms = []
        for name in self.person.names:
            words = [word for word in re.split(r"[\s,]+", name) if word]
            if len(words) < 2:
                continue
            last = words[-1]
            stem = last[:-2] if len(last) > 5 else last
            forms.append(rf"(?<!\w)(?-i:{re.escape(stem[:1].upper())}){re.escape(stem[1:])}\w*")
            parts = "[._-]".join(re.escape(_plain(word)) for word in words)
            forms.append(rf"(?<![\w]){parts}(?=@)")
        return re.compile("|".join(forms), re.IGNORECASE) if forms else None

    def certain_in(self, value: Any) -> bool:
        """True if a value, of whatever kind, names the person."""
        return any(self._names(text) for text in texts(value))

    def possible_in(self, value: Any) -> bool:
        """True if a value may mean the person, which only a reader can tell."""
        pattern = self._possible
        return pattern is not None and any(pattern.search(self._without(text)) for text in texts(value))

    def may_be_in_json(self, raw: str) -> bool:
        """False if JSON cannot hold any of what the person is known by: it need not be read."""
        low = raw.casefold()
        return "\\u" in raw or any(word in low for text in self.person.all for word in text.split())

    def without(self, entity: str, field: str, value: Any) -> Any:
        """The value of an entity's field without the person. Their own fields of a contact are left empty."""
        own = entity == "contact" and isinstance(value, str) and folded(value) in self.person.of(field)
        return "" if own and value else self._walk(value)

    def entry_without(self, entity: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What a journal's entry tells, without the person."""
        if entity != "contact":
            return {self._without(name): self._walk(value) for name, value in fields.items()}
        return {name: [self.without(entity, name, one) for one in pair] for name, pair in fields.items()}

    def _walk(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._without(value)
        if isinstance(value, list):
            return [self._walk(one) for one in value]
        if isinstance(value, dict):
            return {self._without(name): self._walk(one) for name, one in value.items()}
        return value

    def _without(self, text: str) -> str:
        return self._certain.sub(REMOVED, text) if self._certain else text

    def _names(self, text: str) -> bool:
        return bool(self._certain and self._certain.search(text))


def texts(value: Any) -> Iterator[str]:
    """All texts in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from texts(one)


def _plain(word: str) -> str:
    """A word as addresses have it: a for ä, o for ö."""
    apart = unicodedata.normalize("NFD", word)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
