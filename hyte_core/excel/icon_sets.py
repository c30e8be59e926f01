"""Icon sets that newer versions of Excel keep outside the old part of the file, and what their icons mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class IconRule:
    """An icon set on some cells. ``thresholds`` are (type, value, whether equal counts), the lowest first."""

    ranges: str
    icons: str
    thresholds: tuple[tuple[str, str, bool], ...]
    reverse: bool = False


def icon_rules(element: Element) -> Iterator[IconRule]:
    """The icon sets in a sheet's list of extensions."""
    for formatting in element.iter():
        if not formatting.tag.endswith("}conditionalFormatting"):
            continue
        ranges = next((e.text for e in formatting.iter() if e.tag.endswith("}sqref")), None) or ""
        for icons in formatting.iter():
            if icons.tag.endswith("}iconSet"):
                yield IconRule(
                    ranges,
                    icons.get("iconSet", "3TrafficLights1"),
                    tuple(_threshold(e) for e in icons if e.tag.endswith("}cfvo")),
                    icons.get("reverse") in ("1", "true"),
                )


def _threshold(element: Element) -> tuple[str, str, bool]:
    value = element.get("val") or next((e.text for e in element if e.text), None) or "0"
    return element.get("type", "percent"), value, element.get("gte") not in ("0", "false")
