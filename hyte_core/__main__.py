"""The command line: python -m hyte_core COMMAND. Exit status: 0 done, 1 errors and nothing written, 2 wrong usage."""

import argparse
import getpass
import json
import logging
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from hyte_core.changes import Outcome, imports, undo
from hyte_core.database import closing_connections, connect, explain, refuse_newer, tell_broken_wal, update
from hyte_core.database.commands import add_commands as add_databases
from hyte_core.excel import workbook
from hyte_core.files import write_file
from hyte_core.imports import Loading, accept, load
from hyte_core.installation import load_folder
from hyte_core.locale import LANGUAGES, _, day, moment, number, set_language
from hyte_core.log import log_file, logged
from hyte_core.privacy.commands import add_commands as add_person
from hyte_core.problems import RefusalError
from hyte_core.records import dump, for_responsible, public, status
from hyte_core.sotkanet.commands import add_commands as add_sotkanet
from hyte_core.views import PlanHead, plan_heads

log = logging.getLogger("hyte.command")

#: The commands that look into the database's version themselves.
_OF_ANY_VERSION = ("init", "import", "restore", "copy")


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit status."""
    with suppress(argparse.ArgumentError):  # the parser proper tells what is wrong
        set_language(_early().parse_known_args(arguments)[0].language)
    options = _parser().parse_args(arguments)
    with logged(f"command {options.command}"):
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    try:
        with closing_connections(connect()) as engine:
            if told := tell_broken_wal(engine):
                _fail([told])
            if options.command not in _OF_ANY_VERSION:
                refuse_newer(engine)
            done = int(options.run(engine, options))
        sys.stdout.flush()
        return done
    except RefusalError as error:
        log.info("refused")
        return _fail([str(error)])
    except BrokenPipeError:  # the reader, such as head, has seen enough
        _forget_output()
        return 0
    except (SQLAlchemyError, OSError) as error:
        log.error("the command failed", exc_info=error)
        if isinstance(error, OSError) and error.errno is not None and error.filename is None:
            _forget_output()
        return _fail([explain(error)])
    except Exception as error:
        log.error("the command failed", exc_info=error)
        message = _(
            "Komento epäonnistui ohjelman virheeseen: lähetä lokitiedosto {file} ohjelman tekijöille."
        )
        return _fail([message.format(file=log_file())])


def _forget_output() -> None:
    """What could not be written is not tried again when Python ends."""
    with suppress(OSError, ValueError):  # a test's output has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _early() -> argparse.ArgumentParser:
    """Reads the language before the rest, so that the help is in it too."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--language", default="fi")
    return parser


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m hyte_core", description=_("HYTE-tilannekuvan komentorivi.")
    )
    parser.add_argument("--language", choices=LANGUAGES, default="fi", help=_("viestien kieli"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    sub = command("init", _init, _("luo tietokanta ja lataa lähtöaineisto"))
    sub.add_argument("--empty", action="store_true", help=_("älä lataa lähtöaineistoa"))
    sub = command("import", _import, _("tuo työkirjoja"))
    sub.add_argument("files", nargs="+", type=Path, metavar="FILE")
    sub.add_argument("--dry-run", action="store_true", help=_("näytä, mitä muuttuisi, mutta älä tallenna"))
    sub.add_argument("--json", action="store_true")
    sub.add_argument("--author", default=_user(), help=_("kenen nimissä muutos tehdään"))
    sub.add_argument("--plan", default="", help=_("suunnitelma riveille, jotka eivät kerro omaansa"))
    sub.add_argument("--organisation", default="", help=_("organisaatio riveille, jotka eivät kerro omaansa"))
    sub = command("export", _export, _("vie työkirjaksi"))
    sub.add_argument("file", type=Path, metavar="FILE.xlsx")
    sub.add_argument("--plan", default="")
    _add_organisation(sub)
    sub.add_argument("--responsible", default="", help=_("vain tämän vastuutahon toimenpiteet"))
    sub = command("status", _status, _("näytä määrät ja liikennevalot"))
    sub.add_argument("--json", action="store_true")
    sub = command("dump", _dump, _("näytä kaikki tiedot"))
    sub.add_argument("--json", action="store_true")
    sub.add_argument(
        "--public", action="store_true", help=_("avoin data: ei henkilötietoja eikä pieniä lukuja")
    )
    sub.add_argument(
        "--smallest", type=int, default=5, metavar="N", help=_("pienin luku, joka julkaistaan (oletus 5)")
    )
    sub = command("report", _report, _("tee raportti tai diat"))
    sub.add_argument("file", type=_report_file, metavar="FILE.docx|.html|.pptx")
    sub.add_argument("--plan", required=True)
    _add_organisation(sub)
    sub.add_argument(
        "--form",
        choices=("council", "county"),
        default="council",
        help=_("raportin pohja: valtuustolle tai hyvinvointialueen kortteineen"),
    )
    sub.add_argument(
        "--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("raportin ja viestien kieli")
    )
    sub = command("undo", _undo, _("peru tuonti"))
    sub.add_argument(
        "number", nargs="?", type=int, metavar="IMPORT", help=_("tuonnin numero; muuten viimeisin")
    )
    sub.add_argument("--author", default=_user())
    add_databases(commands, author=_user())
    add_person(commands.add_parser("person", help=_("henkilön omat tiedot")), author=_user())
    sub = commands.add_parser("sotkanet", help=_("Sotkanetin indikaattorit"))
    add_sotkanet(sub, author=_user())
    return parser


def _add_organisation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--organisation", default="", help=_("organisaatio, jos suunnitelman nimi on usealla")
    )


def _user() -> str:
    """Who runs the command; a user of a container may have no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "komentorivi"


def _fail(lines: Iterable[str]) -> int:
    for line in lines:
        print(" ".join(line.split("\n")), file=sys.stderr)
    return 1


def _now() -> datetime:
    return datetime.now(UTC)


def _init(engine: Engine, options: argparse.Namespace) -> int:
    update(engine, now=_now())
    if not options.empty:
        load_folder(engine, now=_now())
    print(_("Tietokanta on valmis."))
    return 0


def _import(engine: Engine, options: argparse.Namespace) -> int:
    update(engine, now=_now())
    contents = {path: _content(path) for path in options.files}
    loadings = [_loading(engine, path, content, options) for path, content in contents.items()]
    for loading in loadings:
        _fail(f"{loading.file}: {problem}" for problem in loading.reading.problems)
    refused = any(loading.comparison is None for loading in loadings)
    if not refused and not options.dry_run:
        saved = False  # one backup for all of them, before the first that changes something
        for number, (path, content) in enumerate(contents.items()):
            if number:  # compared anew, with what the files before it have brought
                loadings[number] = _loading(engine, path, content, options)
            loading = loadings[number]
            outcome = accept(engine, loading, author=options.author, now=_now(), backup=not saved)
            saved = saved or outcome.change_set is not None
            if not outcome.done:
                return _fail(f"{path.name}: {line}" for line in _reasons(outcome))
    if options.json:
        results = [loading.as_json() for loading in loadings]
        print(_json(results[0] if len(results) == 1 else results))
    else:
        for loading in loadings:
            if loading.comparison is not None and not refused:
                print(f"{loading.file}: {_counts(loading.comparison.counts)}")
    return int(refused)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise RefusalError(
            _("Tiedostoa {file} ei voi lukea: tarkista nimi ja kansio.").format(file=path)
        ) from None


def _loading(engine: Engine, path: Path, content: bytes, options: argparse.Namespace) -> Loading:
    return load(
        engine,
        path.name,
        content,
        today=date.today(),
        plan=options.plan,
        organisation=options.organisation,
    )


def _reasons(outcome: Outcome) -> list[str]:
    return [*map(str, outcome.problems), *(conflict.message for conflict in outcome.conflicts)]


def _counts(counts: dict[str, int]) -> str:
    return _("{added} uutta, {changed} muuttunutta, {removed} poistettua, {unchanged} ennallaan").format(
        **{name: number(n) for name, n in counts.items()}
    )


def _export(engine: Engine, options: argparse.Namespace) -> int:
    plans = None
    if options.plan or options.organisation:
        plans = [head.id for head in _named_plans(engine, options.plan, options.organisation)]
    records = dump(engine, plans)
    if options.responsible:
        records = for_responsible(records, options.responsible)
        if not records.actions:
            raise RefusalError(
                _("Vastuutaholla ”{body}” ei ole toimenpiteitä.").format(body=options.responsible)
            )
    write_file(options.file, workbook(records))
    print(_("{file}: {n} toimenpidettä.").format(file=options.file, n=number(len(records.actions))))
    return 0


def _named_plans(engine: Engine, name: str, organisation: str) -> list[PlanHead]:
    """The plans with a name (empty: any) of an organisation (empty: of any); there is at least one."""
    with engine.connect() as connection:
        heads = plan_heads(connection)
    wanted, owner = name.casefold(), organisation.casefold()
    found = [
        head
        for head in heads
        if wanted in ("", head.name.casefold(), f"{head.organisation}: {head.name}".casefold())
        and owner in ("", head.organisation.casefold())
    ]
    if not found:
        missing = f"{organisation}: {name}".strip(": ")
        known = ", ".join(f"”{head.organisation}: {head.name}”" for head in heads)
        raise RefusalError(
            _("Suunnitelmaa ”{name}” ei ole. Suunnitelmat: {known}.").format(name=missing, known=known)
        )
    return found


def _status(engine: Engine, options: argparse.Namespace) -> int:
    found = status(engine)
    if options.json:
        print(_json(found))
        return 0
    for plan in found["lights"]:
        lights = plan["lights"]
        print(f"{plan['organisation']}: {plan['plan']}")
        print(
            "  "
            + _(
                "{actions} toimenpidettä, {parts} alatoimenpidettä; vihreä {green}, keltainen {yellow}, punainen {red}, ei arvioitu {grey}"
            ).format(
                actions=plan["actions"],
                parts=plan["sub_actions"],
                grey=lights["null"],
                **{k: lights[k] for k in ("green", "yellow", "red")},
            )
        )
    return 0


def _dump(engine: Engine, options: argparse.Namespace) -> int:
    records = dump(engine)
    if options.public:
        records = public(records, options.smallest)
    if options.json:
        print(_json(records.as_json()))
        return 0
    for action in records.actions:
        line = (
            action.plan,
            action.focus_area,
            action.goal or "",
            action.action,
            action.light or "",
            day(action.assessed_on),
        )
        print("\t".join(" ".join(part.split()) for part in line))
    return 0


#: The kinds of files that a report can be made as.
_REPORTS = (".docx", ".html", ".pptx")


def _report_file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in _REPORTS:
        raise argparse.ArgumentTypeError(
            _("anna tiedosto, jonka pääte on {kinds}").format(kinds=", ".join(_REPORTS))
        )
    return path


def _report(engine: Engine, options: argparse.Namespace) -> int:
    from hyte_core import reports  # drawing charts takes long to load, and no other command needs it

    found = _named_plans(engine, options.plan, options.organisation)
    if len(found) != 1:
        owners = ", ".join(f"”{head.organisation}”" for head in found)
        raise RefusalError(
            _(
                "Kerro organisaatio valinnalla --organisation: suunnitelma ”{plan}” on organisaatioilla {owners}."
            ).format(plan=options.plan, owners=owners)
        )
    content = reports.file(
        engine,
        found[0].id,
        options.file.suffix.lower(),
        language=options.language,
        today=date.today(),
        form=options.form,
    )
    write_file(options.file, content)
    print(_("{file} on valmis.").format(file=options.file))
    return 0


def _undo(engine: Engine, options: argparse.Namespace) -> int:
    target = options.number
    if target is None:
        standing = [one for one in imports(engine) if not one.undone]
        if not standing:
            raise RefusalError(_("Peruttavia tuonteja ei ole."))
        target = standing[0].id
        print(f"{standing[0].id}: {standing[0].file} ({moment(standing[0].at)})")
    outcome = undo(engine, target, author=options.author, now=_now())
    if not outcome.done:
        return _fail(_reasons(outcome))
    print(_("Muutos numero {n} on peruttu.").format(n=target))
    return 0


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
