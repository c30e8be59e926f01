"""People in cells: names told from roles, e-mails and telephone numbers; several people in one cell."""

import re
from dataclasses import dataclass

from hyte_core.excel.grid import clean
from hyte_core.excel.splitting import rows_of

EMAIL = re.compile(r"[\w.+-]+(?:@|\(at\)|\[at\])[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE = re.compile(r"(?:(?:puh|tel|gsm|p|tfn)\.?:?\s*)?(?:\+358|\b0\d)[\d\s-]{5,14}\d", re.IGNORECASE)
_ROLE_WORD = re.compile(
    r"(johtaja|koordinaattori|päällikkö|vastaava|asiantuntija|suunnittelija|sihteeri|ohjaaja|terapeutti|esihenkilö|"
    r"esimies|rehtori|lääkäri|hoitaja|opettaja|toimittaja|kuraattori|psykologi|tarkastaja|pastori|kirkkoherra|puheenjohtaja|"
    r"neuvoja|työntekijä|valmistelija|emäntä|mestari|insinööri|chef|direktör|koordinator|samordnare|ledare|sekreterare|"
    r"planerare|ordförande|expert|manager|director|coordinator|officer|head|lead|secretary|chair)$",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"^[A-ZÅÄÖÉ][a-zåäöéüš]+(?:-[A-ZÅÄÖ][a-zåäöéüš]+)*$|^(?:von|af|de)$")


@dataclass
class Person:
    """What a cell tells of somebody."""

    role: str = ""
    name: str = ""
    email: str = ""


def people(text: str) -> list[Person]:
    """The contacts in a cell. Lines that tell more of the same person are one."""
    found: list[Person] = []
    for line in (piece for row in rows_of(text) for piece in re.split(r";|\s+/\s+", row)):
        for one in _in_line(line):
            if found and _fits(found[-1], one):
                last = found[-1]
                found[-1] = Person(last.role or one.role, last.name or one.name, last.email or one.email)
            elif one.role or one.name or one.email:
                found.append(one)
    return found


def _fits(last: Person, more: Person) -> bool:
    """True if the next line tells what the last person still lacks, and nothing that they have."""
    pairs = ((last.role, more.role), (last.name, more.name), (last.email, more.email))
    return all(not (had and new) for had, new in pairs)


def _in_line(line: str) -> list[Person]:
    emails = EMAIL.findall(line)
    rest = _PHONE.sub(" ", EMAIL.sub("|", line))
    if len(emails) > 1:
        pieces = [piece for piece in rest.split("|") if piece.strip(" ,()&")]
        if len(pieces) == len(emails):
            return [
                Person(*_role_and_name(piece), plain_email(email))
                for piece, email in zip(pieces, emails, strict=True)
            ]
    role, name = _role_and_name(rest.replace("|", " "))
    return [Person(role, name, plain_email(emails[0]) if emails else "")]


def plain_email(text: str) -> str:
    """An e-mail address with the sign that somebody hid from robots."""
    return re.sub(r"\(at\)|\[at\]", "@", text, flags=re.IGNORECASE)


def _role_and_name(text: str) -> tuple[str, str]:
    """What is a person's name in a text, and what is left as the role."""
    text = re.sub(r"\(\s*[,;]?\s*\)", " ", clean(text))
    text = " ".join(text.split()).strip(" ,;:-–()")
    parts = [part.strip(" ()") for part in re.split(r",\s*|\s+[-–]\s+|\s*\((?=[A-ZÅÄÖ])|:\s+", text)]
    for number, part in enumerate(parts):
        words = part.split()
        if _is_name(words):
            rest = [p for n, p in enumerate(parts) if n != number and p]
            return ", ".join(rest), part
        # "Hyvinvointikoordinaattori Maija Virtanen": the name follows the title.
        if len(words) in (3, 4) and _is_name(words[-2:]) and _ROLE_WORD.search(words[-3]):
            rest = [" ".join(words[:-2]), *(p for n, p in enumerate(parts) if n != number and p)]
            return ", ".join(rest), " ".join(words[-2:])
        if len(words) in (3, 4) and _is_name(words[:2]) and _ROLE_WORD.search(words[-1]):
            return " ".join(words[2:]).strip("()"), " ".join(words[:2])
    return text, ""


def _is_name(words: list[str]) -> bool:
    """Two or three words with capitals, none of which is a title."""
    return (
        2 <= len(words) <= 3
        and all(_NAME_WORD.match(word) for word in words)
        and not any(_ROLE_WORD.search(word) for word in words)
    )


def looks_like_people(text: str) -> bool:
    """True if the text has a title, a name or an e-mail as contacts have, and is no sentence."""
    if EMAIL.search(text):
        return True
    found = people(text) if len(text) < 200 else []
    words = [word.strip("(),") for person in found for word in person.role.split()]
    return any(person.name for person in found) or any(_ROLE_WORD.search(word) for word in words)
