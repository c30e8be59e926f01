"""The six levels of cooperation, and both sides' views of each area beside each other.

The wordings and their order: "Hyvinvoinnin ja terveyden edistämisen yhdyspinnat", seminar 14.5.2024.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from hyte_core.cooperation.view import AreaView, Cooperation, MaturityView
from hyte_core.locale import _

#: The sides whose leaders assess, in the order in which they are shown.
SIDES = ("municipality", "county")
HIGHEST = 6


def level_texts() -> dict[int, str]:
    """The levels 1-6 in words, in order."""
    texts = (
        _("Kuntien ja hyvinvointialueen välillä ei ole vuorovaikutusta"),
        _("Kuntien ja hyvinvointialueen välillä on vuorovaikutusta, mutta se ei ole säännöllistä"),
        _(
            "Kunnat ja hyvinvointialue ovat säännöllisessä vuorovaikutuksessa ja tekevät yhteistyötä, mutta yhteistyön kokonaisuudesta ja tavoitteista ei ole keskusteltu yhdessä"
        ),
        _(
            "Kuntien ja hyvinvointialueiden erilaisissa rooleissa toimivat henkilöt tekevät säännöllisesti yhteistyötä eri osa-alueilla ja yhteistyölle on määritelty yhteisiä tavoitteita"
        ),
        _(
            "Yhteistyö on tärkeä osa kuntien ja hyvinvointialueen toimintaa ja yhdessä määritellyt tavoitteet tukevat molempien omia tavoitteita"
        ),
        _(
            "Kuntien ja hyvinvointialueiden toiminta muodostaa kokonaisuuden ja yhteistyö on luonteva osa eri toimialojen toimintaa. Yhteistyöllä on yhteiset strategiset tavoitteet, jotka linkittyvät organisaatioiden omiin strategisiin tavoitteisiin"
        ),
    )
    return dict(enumerate(texts, start=1))


def side_words() -> dict[str, str]:
    """Whose leaders have assessed, by side."""
    return {"municipality": _("Kuntajohto"), "county": _("Hyvinvointialueen johto")}


@dataclass(frozen=True)
class Survey:
    """A survey that the levels come from; the document prints its percentages in pictures only."""

    name: str
    when: str
    answers: int | None
    side: str


def surveys() -> tuple[Survey, ...]:
    """The two surveys of the document."""
    return (
        Survey(_("Kuntajohdon kysely"), _("huhti–kesäkuu 2023"), None, "municipality"),
        Survey(
            _("Tilannekuvakysely hyvinvointialueen ja kuntien yhdyspinnoista"),
            _("joulukuu 2023 – tammikuu 2024"),
            151,
            "county",
        ),
    )


def survey_findings() -> tuple[str, ...]:
    """What the document concludes from the two surveys."""
    return (
        _(
            "Hyvinvointialueiden johto näkee kuntajohtoa positiivisemmin yhteistyön toteutumisen. Hyvinvointialueiden kysely on toteutettu noin 6 kk kuntajohdon kyselyä myöhemmin, joka voi vaikuttaa asiaan."
        ),
        _(
            "Selkeästi määritellyt vastuuhenkilöt oman organisaation osalta arvioidaan myönteisimmin (kuntajohto ja hva-johto)"
        ),
        _(
            "Strategisen tason yhteistyö, eli yhteinen tietopohja ja tilannekuva sekä yhteistyön suunnitelmallisuus perustuen yhteisiin tavoitteisiin ja toimintamalleihin arvioidaan toteutuvan heikoimmin (kuntajohto ja hva-johto)."
        ),
        _(
            "Näkemykset eri yhdyspintojen työnjaon selkeydestä vaihtelevat jonkin verran kuntajohdon ja hyvinvointialuejohdon välillä, selkeimpinä työnjakoa pidetään sivistys- ja sote-palveluiden välillä sekä hyvinvoinnin ja terveyden edistämisessä. Lisäksi hyvinvointialuejohto pitää varautumisen ja turvallisuuden yhdyspinnan työnjakoa verrattain selkeänä, kun taas vastaavasti kuntajohto pitää ympäristöterveydenhuoltoon liittyvää työnjakoa verrattain selkeänä."
        ),
    )


@dataclass(frozen=True)
class Standing:
    """An area as both sides saw it last, and before: {date: {side: assessment}}, the latest first."""

    area: AreaView
    latest: dict[str, MaturityView]
    history: dict[date, dict[str, MaturityView]]

    @property
    def difference(self) -> int | None:
        """By how many levels the county's leaders see it higher than the municipality's; None without both."""
        if any(side not in self.latest for side in SIDES):
            return None
        return self.latest["county"].level - self.latest["municipality"].level


def standings(found: Cooperation, areas: Iterable[AreaView]) -> list[Standing]:
    """How both sides see each area. A side has one assessment of an area a day."""
    said: dict[str, list[MaturityView]] = defaultdict(list)
    for one in found.maturity:
        said[one.interface_area_id].append(one)
    made = []
    for area in areas:
        history: dict[date, dict[str, MaturityView]] = {}
        for one in reversed(said[area.id]):
            history.setdefault(one.assessed_on, {}).setdefault(one.side, one)
        latest = {one.side: one for one in said[area.id]}
        made.append(Standing(area, latest, history))
    return made


def medians(rows: Iterable[Standing]) -> dict[str, float]:
    """The median level of the areas by side, and of both together under ""; only of what has been assessed."""
    levels: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for side, one in row.latest.items():
            levels[side].append(one.level)
            levels[""].append(one.level)
    return {side: median(of_side) for side, of_side in levels.items()}
