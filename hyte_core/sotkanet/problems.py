"""What can go wrong with Sotkanet, each in one sentence for the reader."""

from hyte_core.locale import _
from hyte_core.problems import RefusalError


class SotkanetError(RefusalError):
    """Sotkanet did not give what was asked for. ``code`` is for programs: "forbidden", "gone", ..."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def forbidden(host: str) -> SotkanetError:
    """The service refuses this computer (401, 403)."""
    message = _(
        "Sotkanet ei anna tietoja tälle koneelle: pyydä tietohallintoa avaamaan yhteys palveluun {host}."
    )
    return SotkanetError("forbidden", message.format(host=host))


def gone(what: str) -> SotkanetError:
    """What was asked for is not there (404, 410)."""
    message = _(
        "Sotkanetissa ei ole enää kohdetta {what}: poista se tai hae sen tilalle uusi indikaattori nimellä."
    )
    return SotkanetError("gone", message.format(what=what))


def bad_query(what: str) -> SotkanetError:
    """The service does not understand the query (other 4xx)."""
    message = _("Sotkanet ei hyväksynyt hakua {what}: tarkista indikaattorin numero ja vuodet.")
    return SotkanetError("bad_query", message.format(what=what))


def out_of_order(status: int) -> SotkanetError:
    """The service itself has failed (5xx), or is too busy (429)."""
    message = _("Sotkanetissa on häiriö (virhe {status}): yritä myöhemmin uudelleen.")
    return SotkanetError("server", message.format(status=status))


def too_slow(seconds: float) -> SotkanetError:
    """No answer within the time-out."""
    message = _("Sotkanet ei vastannut {n} sekunnissa: yritä hetken kuluttua uudelleen.")
    return SotkanetError("timeout", message.format(n=f"{seconds:g}"))


def no_connection() -> SotkanetError:
    """No network, or no such address."""
    message = _("Sotkanetiin ei saada yhteyttä: tarkista verkkoyhteys ja yritä uudelleen.")
    return SotkanetError("network", message)


def cut_short() -> SotkanetError:
    """The answer ends in the middle."""
    message = _("Sotkanetin vastaus katkesi kesken: yritä uudelleen.")
    return SotkanetError("half", message)


def web_page() -> SotkanetError:
    """A page for people instead of data: a notice of maintenance, or a network that asks to sign in."""
    message = _(
        "Sotkanet vastasi verkkosivulla eikä tiedoilla: yritä myöhemmin uudelleen tai kysy tietohallinnolta."
    )
    return SotkanetError("html", message)


def strange_answer() -> SotkanetError:
    """JSON of another shape than documented."""
    message = _("Sotkanetin vastaus ei ole sovitussa muodossa: ilmoita asiasta ylläpidolle.")
    return SotkanetError("format", message)


def unknown_area(name: str) -> SotkanetError:
    """An area's name that Sotkanet does not have."""
    message = _("Aluetta ”{name}” ei ole Sotkanetissa: tarkista organisaation alue ja vertailualueet.")
    return SotkanetError("unknown_area", message.format(name=name))


def no_list_of_areas(file: str, address: str) -> SotkanetError:
    """A file that is not the service's list of areas, or cannot be read."""
    message = _("Tiedosto {file} ei ole Sotkanetin alueiden luettelo: tallenna tiedostoksi osoite {address}.")
    return SotkanetError("format", message.format(file=file, address=address))
