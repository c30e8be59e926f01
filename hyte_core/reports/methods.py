"""Where a report's numbers come from and how they are read."""

from hyte_core.lights import Light
from hyte_core.locale import _, day, ngettext
from hyte_core.reports.content import Block, Bullets, Facts, Paragraph, Section
from hyte_core.reports.material import Material
from hyte_core.reports.residents import source_of


def light_facts(made: Material) -> Facts:
    """What each light says of an action in this plan."""
    wording = made.plan.wording
    meanings = {light: light.meaning(wording) for light in Light}
    if meanings[Light.GREY] == Light.GREY.word:
        meanings[Light.GREY] = _("kukaan ei ole vielä arvioinut toimenpidettä")
    return Facts(tuple((f"{light.symbol} {light.word}", said) for light, said in meanings.items()))


def methods(made: Material) -> Section:
    """How lights and indicators are read, and every source."""
    parts = [Section(_("Liikennevalot"), _lights(made))]
    if made.followed:
        parts += [Section(_("Indikaattorit"), _statistics()), Section(_("Lähteet"), _sources(made))]
    elif made.plan.source:
        parts.append(Section(_("Lähteet"), _sources(made)))
    return Section(_("Lähteet ja menetelmät"), (), tuple(parts))


def _lights(made: Material) -> tuple[Block, ...]:
    blocks: list[Block] = [
        light_facts(made),
        Paragraph(
            _("Toimenpiteen valo on sen viimeisin arvio. Toimenpide, jolla on alatoimenpiteitä, arvioidaan niiden kautta. Muutos lasketaan päivästä {day}.").format(day=day(made.overview.since))
        ),
    ]  # fmt: skip
    read = sum(action.interpreted for action in made.plan.actions)
    if read:
        text = ngettext(
            "{n} valo on tulkittu asiakirjan tekstistä: arvioija ei ole antanut sitä itse.",
            "{n} valoa on tulkittu asiakirjan tekstistä: arvioija ei ole antanut niitä itse.",
            read,
        )
        blocks.append(Paragraph(text))
    return tuple(blocks)


def _statistics() -> tuple[Block, ...]:
    return (
        Bullets(
            (
                _("Tavoite on saavutettu, kun viimeisin arvo yltää siihen. Jos tavoite on arvon 95 prosentin luottamusvälillä, se on rajalla."),
                _("Arvo on parempi tai huonompi kuin vertailualueella vain, jos vertailualueen arvo on luottamusvälin ulkopuolella. Ilman luottamusväliä kerrotaan vain ero."),
                _("Suunta on merkitsevä, kun viiden viimeisen vuoden muutos ylittää 99,8 prosentin rajan. Muuten kerrotaan muutos edellisestä arvosta."),
                _("Luottamusvälit: osuuksille Wilsonin, lukumäärille ja suhdeluvuille Byarin menetelmä, ellei lähde ole julkaissut niitä."),
                _("Luku on peitetty, jos siihen sisältyy tai siitä jää ulkopuolelle alle viisi ihmistä. Puuttuvaa arvoa ei arvioida eikä korvata nollalla."),
            )
        ),
    )  # fmt: skip


def _sources(made: Material) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if made.plan.source:
        blocks.append(Paragraph(_("Suunnitelma: {source}").format(source=made.plan.source)))
    told = (f"{one.name}: {source_of(one)}" for one in made.followed if source_of(one))
    items = tuple(dict.fromkeys(told))
    return (*blocks, *([Bullets(items)] if items else []))
