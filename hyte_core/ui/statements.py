"""What the accessibility statement and the privacy notice tell of this program."""

import os
from dataclasses import dataclass
from datetime import date

from hyte_core.locale import _, language

#: Who answers readers: an e-mail address, or a text.
CONTACT_SETTING = "HYTE_CONTACT"
#: When the statement's faults were last looked into.
ASSESSED = date(2026, 11, 22)
_AUTHORITY = {
    "fi": "https://www.saavutettavuusvaatimukset.fi",
    "sv": "https://www.tillganglighetskrav.fi",
    "en": "https://www.webaccessibility.fi",
}


@dataclass(frozen=True)
class Fault:
    """What is not accessible, against which criteria (WCAG 2.1), and how the same is done in another way."""

    what: str
    criteria: str
    instead: str


@dataclass(frozen=True)
class PersonalData:
    """Personal data that are held: what, where, why and for how long."""

    what: str
    where: str
    why: str
    how_long: str


def contact() -> str:
    """Who answers readers; empty if nobody has set it."""
    return os.environ.get(CONTACT_SETTING, "").strip()


def authority() -> str:
    """The supervisory authority's pages in the reader's language."""
    return _AUTHORITY[language()]


def faults() -> list[Fault]:
    """What is known not to conform."""
    return [
        Fault(
            _("Muokattava taulukko piirretään kuvana: ruudunlukija saa siitä vain näkyvissä olevat rivit."),
            "1.3.1, 4.1.2",
            _(
                "Jokaisella toimenpiteellä on oma lomake (Muokkaa) ja luettava luettelo. Indikaattorien arvot voi tuoda työkirjana."
            ),
        ),
        Fault(
            _("Tiedoston valinnan ja joidenkin painikkeiden nimet ovat englanniksi."),
            "3.1.2",
            _("Ohje on suomeksi, ruotsiksi ja englanniksi kentän vieressä."),
        ),
        Fault(
            _("Tiedoston valinnan alueella on painike toisen painikkeen sisällä."),
            "4.1.2",
            _("Tiedoston voi valita myös pudottamatta, tai ylläpito voi tuoda sen komentorivillä."),
        ),
        Fault(
            _(
                "Kuvaajan pisteiden tarkat arvot näkyvät vain hiirellä, ja pisteiden nimet ovat osin englanniksi."
            ),
            "1.4.13, 2.1.1, 3.1.2",
            _("Samat arvot ovat taulukkona kuvaajan yhteydessä, ja tulkinta on sanoina."),
        ),
        Fault(
            _(
                "Sivun sisällön vaihtumisesta ei aina kerrota ruudunlukijalle, ja kohdistus voi siirtyä sivun alkuun."
            ),
            "2.4.3, 4.1.3",
            _("Jokaisella näkymällä on oma osoite, ja ohituslinkki vie suoraan sisältöön."),
        ),
        Fault(
            _("Word- ja PowerPoint-tiedostoja ei ole tarkistettu apuvälineillä."),
            "1.3.1",
            _("Raportin saa myös verkkosivuna; otsikot, taulukot ja kuvien tekstivastineet ovat kaikissa."),
        ),
    ]


def personal_data() -> list[PersonalData]:
    """What personal data the program holds."""
    until_asked = _("Kunnes ne poistetaan")
    return [
        PersonalData(
            _("Yhteyshenkilön nimi, sähköposti ja puhelin"),
            _("Yhdyspinnat, tuodut työkirjat"),
            _("Jotta kunta ja hyvinvointialue tietävät, keneen ottaa yhteyttä"),
            until_asked,
        ),
        PersonalData(
            _("Tallentajan nimi"),
            _("Muutosloki"),
            _("Jotta näkee, kuka muutti mitä, ja muutoksen voi perua"),
            _("Niin kauan kuin muutosloki; pyynnöstä tilalle jää peitenimi"),
        ),
        PersonalData(
            _("Teksteihin kirjoitetut nimet"),
            _("Vastuutahot, kokoukset, kannanotot, raportit"),
            _("Kirjoittajan valinta: teksteissä pyydetään rooleja eikä nimiä"),
            until_asked,
        ),
        PersonalData(
            _("Muuttuneiden tietojen vanhat arvot"),
            _("Muutosloki"),
            _("Jotta tilanteen näkee sellaisena kuin se oli, ja muutoksen voi perua"),
            _("Niin kauan kuin muutosloki; poistopyyntö koskee myös niitä"),
        ),
        PersonalData(
            _("Kirjautuneen nimi ja sähköposti"),
            _("Eväste selaimessasi; käyttöoikeuksien tiedosto palvelimella"),
            _("Jotta oikeat ihmiset voivat muuttaa oikeita tietoja"),
            _("Eväste kirjautumisen ajan; käyttöoikeus, kunnes ylläpito poistaa sen"),
        ),
        PersonalData(
            _("Kaikki edellä mainittu"),
            _("Varmuuskopiot"),
            _("Jotta vahingosta voi toipua"),
            _(
                "Automaattisista säilytetään viimeisimmät (oletus 10), itse tallennetut kopiot poistetaan käsin"
            ),
        ),
    ]
