"""The light (liikennevalo): one enum whose members carry their colour, shape, word and meaning."""

from collections.abc import Mapping
from enum import Enum

from hyte_core.locale import _


class Light(Enum):
    """A traffic light. The members' order is the order in which bars and lists show them."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def fill(self) -> str:
        """The colour of areas."""
        return {"green": "#1B7A3D", "yellow": "#F2B705", "red": "#B3261E", "grey": "#D5DAE0"}[self.value]

    @property
    def on_fill(self) -> str:
        """The colour of text on the fill: at least 4.5:1."""
        return {"green": "#FFFFFF", "yellow": "#221A00", "red": "#FFFFFF", "grey": "#16212C"}[self.value]

    @property
    def symbol(self) -> str:
        """The shape as a character, for texts and grids that cannot draw."""
        return {"green": "✔", "yellow": "◐", "red": "✖", "grey": "○"}[self.value]

    @property
    def word(self) -> str:
        """The colour's name."""
        return {
            "green": _("vihreä"),
            "yellow": _("keltainen"),
            "red": _("punainen"),
            "grey": _("ei arvioitu"),
        }[self.value]

    def meaning(self, wording: Mapping[str, str] | None = None) -> str:
        """What the light says of an action: the plan's own words if it has them, else the usual ones."""
        usual = {
            "green": _("viety suunnitellusti loppuun"),
            "yellow": _("suunnitteluasteella tai aloitettu"),
            "red": _("ei toteutunut tai ei aloitettu"),
            "grey": _("ei arvioitu"),
        }
        return (wording or {}).get(self.value) or usual[self.value]

    @property
    def rank(self) -> int | None:
        """2 for green, 1 for yellow, 0 for red, None for grey: to tell better from worse."""
        return {"green": 2, "yellow": 1, "red": 0}.get(self.value)

    @property
    def stored(self) -> str | None:
        """The value in tables and records, where no light is None."""
        return None if self is Light.GREY else self.value


def light_of(stored: str | None) -> Light:
    """The light that tables and records hold as its name, or None for grey."""
    return Light(stored) if stored else Light.GREY
