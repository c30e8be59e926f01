"""A verdict in words, in the reader's language."""

from math import floor

from hyte_core.indicators.verdict import Against, AllGroups, Direction, Verdict
from hyte_core.indicators.view import IndicatorView, TargetView
from hyte_core.lights import Light
from hyte_core.locale import _, number, percent
from hyte_core.statistics import Comparison, Marker


def sentences(verdict: Verdict) -> list[str]:
    """The whole verdict: direction, target and the way to it, and the area compared with, of which the last is the
    country."""
    parts = [direction_words(verdict), target_words(verdict), short_way_words(verdict)]
    if verdict.against:
        parts.append(against_words(verdict.indicator, verdict.against[-1]))
    return [part[:1].upper() + part[1:] for part in parts if part]


def value_words(indicator: IndicatorView, value: float) -> str:
    """A value as the reader writes it, with its unit: 10,8 %."""
    text = number(value, indicator.decimals)
    return f"{text} {indicator.unit}" if indicator.unit else text


def difference_words(indicator: IndicatorView, difference: float) -> str:
    """A difference without its sign: 4,3 prosenttiyksikköä."""
    text = number(abs(difference), indicator.decimals)
    if indicator.unit == "%":
        return _("{n} prosenttiyksikköä").format(n=text)
    return f"{text} {indicator.unit}" if indicator.unit else text


def direction_words(verdict: Verdict) -> str:
    """Where the indicator is going."""
    if verdict.trend.marker is Marker.NO_CHANGE:
        return _("ei merkitsevää muutosta")
    if verdict.trend.significant and verdict.direction is not None:
        return _trend_words(verdict.direction)
    if verdict.change is None or verdict.previous is None or verdict.direction is None:
        return _("yksi arvo, suuntaa ei voi sanoa")
    year = verdict.previous.year
    if verdict.direction is Direction.SAME:
        text = _("ennallaan vuodesta {year}").format(year=year)
    else:
        text = _changed(verdict.direction).format(
            change=difference_words(verdict.indicator, verdict.change), year=year
        )
    if verdict.noteworthy:
        text += " " + _("(huomionarvoinen muutos)")
    return text


def _trend_words(direction: Direction) -> str:
    return {
        Direction.BETTER: _("paranee"),
        Direction.WORSE: _("heikkenee"),
        Direction.HIGHER: _("suurenee"),
        Direction.LOWER: _("pienenee"),
    }[direction]


def _changed(direction: Direction) -> str:
    return {
        Direction.BETTER: _("parani {change} vuodesta {year}"),
        Direction.WORSE: _("heikkeni {change} vuodesta {year}"),
        Direction.HIGHER: _("suureni {change} vuodesta {year}"),
        Direction.LOWER: _("pieneni {change} vuodesta {year}"),
    }[direction]


def target_words(verdict: Verdict) -> str:
    """How the latest value stands to the target; empty without one."""
    target = verdict.target
    if target is None:
        return ""
    if target.value is None:
        state = {True: _("toteutuu"), False: _("ei toteudu"), None: _("ei voi vielä sanoa")}[verdict.holds]
        return _("tavoite ”{target}”: {state}").format(
            target=target_name(verdict.indicator, target), state=state
        )
    aim, gap = target_name(verdict.indicator, target), verdict.gap
    if gap is None:
        return _("tavoite {target}").format(target=aim)
    if not round(gap, verdict.indicator.decimals):
        return _("tavoite {target} saavutettu").format(target=aim)
    left = difference_words(verdict.indicator, gap)
    if verdict.ideal:
        return _("ihanteeseen ({target}) {gap}").format(target=aim, gap=left)
    if verdict.light is Light.YELLOW:
        return _("tavoite {target} on luottamusvälin sisällä").format(target=aim)
    return _("tavoitteeseen ({target}) {gap}").format(target=aim, gap=left)


def way_words(verdict: Verdict) -> str:
    """The progress towards the target value beside the time that has passed, as a sentence; empty if there is none.

    Of an ideal no share is told: it is approached, not reached.
    """
    way = verdict.way
    if way is None:
        return ""
    if way.done >= 1:
        text = _("Matka tavoitteeseen on kuljettu")
    elif way.done >= 0 and not verdict.ideal:
        text = _("Matkasta tavoitteeseen on kuljettu {share}").format(share=_part(way.done))
    else:
        text = _approach_words(verdict)
    if way.elapsed is not None:
        text += ", " + _("ajasta on kulunut {share}").format(share=_part(way.elapsed))
    return f"{text} ({way.baseline.year}–{verdict.latest.year})."


def _part(share: float) -> str:
    """A share in whole per cent, which is 100 only when all of it is there."""
    return percent(floor(100 * share + 1e-9) / 100)


def _approach_words(verdict: Verdict) -> str:
    """Towards or away from the target, without a share of the way."""
    way, target = verdict.way, verdict.target
    assert way is not None and target is not None and way.baseline.value is not None
    decimals = verdict.indicator.decimals
    moved = round(verdict.value, decimals) - round(way.baseline.value, decimals)
    words = {
        "gap": difference_words(verdict.indicator, moved),
        "target": target_name(verdict.indicator, target),
    }
    if not round(moved, decimals):
        return _("Tavoite {target} on yhtä kaukana kuin alussa").format(**words)
    if way.done > 0:
        return _("Ihannetta {target} on lähestytty {gap}").format(**words)
    return _("Tavoitteesta {target} on etäännytty {gap}").format(**words)


def short_way_words(verdict: Verdict) -> str:
    """The progress in a few words where way and time are both known; empty otherwise."""
    way = verdict.way
    if way is None or way.elapsed is None or verdict.ideal or not 0 <= way.done < 1:
        return ""
    text = _("matkasta tavoitteeseen on kuljettu {way}, ajasta on kulunut {time}")
    return text.format(way=_part(way.done), time=_part(way.elapsed))


def all_groups_words(indicator: IndicatorView, said: AllGroups) -> str:
    """Whether a direction holds in every group, and in which it does not, as a sentence."""
    target = target_name(indicator, said.target)
    if said.holds:
        return _("Tavoite ”{target}” toteutuu kaikissa ryhmissä.").format(target=target)
    if said.failing == said.groups:
        return _("Tavoite ”{target}” ei toteudu yhdessäkään ryhmässä.").format(target=target)
    if said.failing:
        text = _("Tavoite ”{target}” ei toteudu kaikissa ryhmissä. Ei toteudu: {groups}.")
        return text.format(target=target, groups=", ".join(said.failing))
    text = _(
        "Tavoitteesta ”{target}” ei voi vielä sanoa, toteutuuko se kaikissa ryhmissä. Tieto puuttuu: {groups}."
    )
    return text.format(target=target, groups=", ".join(said.open))


def target_name(indicator: IndicatorView, target: TargetView) -> str:
    """A target as a word or a value."""
    if target.value is not None:
        text = number(target.value)
        return f"{text} {indicator.unit}" if indicator.unit else text
    return direction_word(target.direction) if target.direction else target.note


#: What a target's direction can be.
DIRECTIONS = ("increase", "decrease", "improve")


def direction_word(direction: str) -> str:
    """A target's direction in the reader's language."""
    return {"increase": _("lisääntyy"), "decrease": _("vähenee"), "improve": _("paranee")}[direction]


#: Why a value can be missing, as the tables keep it.
REASONS = ("ei kerätty", "ei julkaistu", "peitetty", "indikaattori muuttunut", "ei tietoa")


def reason_word(reason: str) -> str:
    """Why a value is missing, in the reader's language; a reason that is not ours as it is."""
    return {
        "ei kerätty": _("ei kerätty"),
        "ei julkaistu": _("ei julkaistu"),
        "peitetty": _("peitetty"),
        "indikaattori muuttunut": _("indikaattori muuttunut"),
        "ei tietoa": _("ei tietoa"),
        "": _("ei arvoa"),
    }.get(reason, reason)


def against_words(indicator: IndicatorView, against: Against) -> str:
    """The latest value beside another area's of the same year."""
    region = region_word(against.region)
    if against.result is None:
        if not against.difference:
            return _("sama kuin {region}").format(region=region)
        left = difference_words(indicator, against.difference)
        if against.difference > 0:
            return _("{difference} suurempi kuin {region}").format(difference=left, region=region)
        return _("{difference} pienempi kuin {region}").format(difference=left, region=region)
    return {
        Comparison.BETTER: _("parempi kuin {region}"),
        Comparison.WORSE: _("huonompi kuin {region}"),
        Comparison.SIMILAR: _("ei eroa: {region}"),
        Comparison.HIGHER: _("suurempi kuin {region}"),
        Comparison.LOWER: _("pienempi kuin {region}"),
    }[against.result].format(region=region)


def region_word(region: str) -> str:
    """An area's name; the whole country's in the reader's language."""
    return {"koko maa": _("koko maa"), "Manner-Suomi": _("Manner-Suomi")}.get(region, region)


def polarity_word(polarity: str) -> str:
    """Which way is better."""
    return {
        "higher": _("suurempi on parempi"),
        "lower": _("pienempi on parempi"),
        "none": _("ei arvoteta"),
    }[polarity]
