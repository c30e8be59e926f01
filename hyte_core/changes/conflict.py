"""Conflicts: why a change cannot be made any more, in a sentence with both values and the other author."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hyte_core.changes.words import entity_word, field_word, value_words
from hyte_core.locale import _, moment


@dataclass(frozen=True)
class Conflict:
    """A change that was made against something that is no longer so.

    ``base`` is the value it was made against, ``mine`` the one it wanted, ``theirs`` what the database holds;
    ``author`` and ``at`` (UTC) tell whose that is. ``field`` is empty when the row as a whole is concerned:
    it was removed, added by another, something has come to hang on it, or it and what it hangs on would part.
    """

    entity: str
    id: str
    label: str
    reason: str
    field: str = ""
    base: Any = None
    mine: Any = None
    theirs: Any = None
    author: str = ""
    at: datetime | None = None

    @property
    def message(self) -> str:
        """The conflict in a sentence."""
        who = f" ({self.author}, {moment(self.at)})" if self.at else ""
        about = f"{entity_word(self.entity).capitalize()} ”{self.label}”"
        if self.reason == "changed":
            return _("{about}, {field}: sinä ”{mine}”, joku toinen ”{theirs}”{who}.").format(
                about=about,
                field=field_word(self.entity, self.field),
                mine=value_words(self.field, self.mine),
                theirs=value_words(self.field, self.theirs),
                who=who,
            )
        if self.reason == "edited":
            return _("{about}, {field}: tässä on nyt ”{theirs}”{who}, siksi tätä ei poisteta.").format(
                about=about,
                field=field_word(self.entity, self.field),
                theirs=value_words(self.field, self.theirs),
                who=who,
            )
        sentences = {
            "removed": _("{about}: joku toinen on poistanut tämän{who}."),
            "exists": _("{about}: tämä on jo olemassa{who}."),
            "in_use": _("{about}: tähän on sillä välin liitetty muuta, siksi tätä ei voi poistaa{who}."),
            "parent_removed": _("{about}: kohta, johon tämä kuuluu, on poistettu{who}."),
            "apart": _(
                "{about}: tämä ja kohta, johon se kuuluu, jäisivät eri painopisteisiin: siirrä ne yhdessä{who}."
            ),
        }
        return sentences[self.reason].format(about=about, who=who)
