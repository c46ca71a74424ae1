"""`simulator data`: the records of a class for whoever keeps its server; each access leaves its trace."""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from simulator.errors import WrongUse, message
from simulator.language import Language
from simulator.report.whole_files import write_whole

if TYPE_CHECKING:
    from simulator.serve.settings import Settings
    from simulator.store.database import Engine

LABEL = re.compile(r"[a-z][a-z0-9-]{1,31}")


def run(options: argparse.Namespace, language: Language) -> int:
    """Do what is asked. Exit code 1 if the database cannot be used, 2 for a learner who is not there."""
    from simulator.serve.settings import settings_from
    from simulator.store.database import StoreFault, default_url, open_database

    if not LABEL.fullmatch(options.who) or options.who == "system":
        raise WrongUse(message("--who takes a short word in small letters, such as operator or teacher-2"))
    if not options.why.strip():
        raise WrongUse(message("say why the records are read (--why)"))
    settings = settings_from(options.config, {"database": options.database})
    try:
        engine = open_database(settings.database or default_url())
        return int(DOING[options.tool](options, language, engine, settings))
    except StoreFault as fault:
        print(f"simulator: {language.say(fault.reason)}; {language.say(fault.todo)}", file=sys.stderr)
        return 1


def _list(options: argparse.Namespace, language: Language, engine: Engine, settings: Settings) -> int:
    from simulator.store.privacy import ALL, listed_learners, note_access

    note_access(engine, options.who, "list", ALL, options.why)
    rows = [
        {
            "learner": one.id,
            "began": language.day_of(one.began),
            "seen": language.day_of(one.seen),
            "plays": one.plays,
            "finished": one.finished,
            "kept_until": _until(one.seen, settings.keeps_days, language),
        }
        for one in listed_learners(engine)
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    print(language.count("{number} learner", "{number} learners", len(rows)))
    for row in rows:
        line = language.text(
            "{learner}  here since {began}, last seen {seen}, plays: {plays}, finished: {finished}", **row
        )
        until = language.text("kept until {kept_until}", **row) if row["kept_until"] else ""
        print("  " + ", ".join(part for part in (line, until) if part))
    return 0


def _until(moment: str, days: int, language: Language) -> str:
    until = datetime.fromisoformat(moment) + timedelta(days=days)
    return language.day_of(until.isoformat()) if days else ""


def _export(options: argparse.Namespace, language: Language, engine: Engine, _: Settings) -> int:
    from simulator.store.privacy import read_for

    _there(engine, options.learner)
    records = read_for(engine, options.learner, options.who, options.why, words=options.words)
    text = json.dumps(records, ensure_ascii=False, indent=1, default=str) + "\n"
    if options.output is None:
        print(text, end="")
    else:
        write_whole(options.output, text)
        print(language.text("Written: {file}", file=options.output))
    return 0


def _erase(options: argparse.Namespace, language: Language, engine: Engine, _: Settings) -> int:
    from simulator.store.privacy import erase

    _there(engine, options.learner)
    if not options.yes:
        words = language.text(
            "Everything about {learner} will be erased for good. To go on, add --yes.",
            learner=options.learner,
        )
        print(words, file=sys.stderr)
        return 2
    erase(engine, options.learner, options.who, options.why)
    print(language.text("Everything about {learner} has been erased.", learner=options.learner))
    return 0


def _audit(options: argparse.Namespace, language: Language, engine: Engine, _: Settings) -> int:
    from simulator.report.audit_text import done_words
    from simulator.store.privacy import ALL, audit_log, note_access

    entries = audit_log(engine, options.learner or "")
    note_access(engine, options.who, "audit", options.learner or ALL, options.why)
    if options.json:
        rows: list[dict[str, Any]] = [
            {"at": e.at, "who": e.who, "what": e.what, "whose": e.whose, "why": e.why} for e in entries
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for entry in entries:
        whose = language.text("all learners") if entry.whose == ALL else entry.whose
        words = done_words(entry.who, entry.what, entry.why, language)
        print(f"{entry.at[:16].replace('T', ' ')} UTC  {whose}  {words}")
    return 0


def _there(engine: Engine, learner: str) -> None:
    from simulator.store.learners import learner_called

    if learner_called(engine, learner) is None:
        raise WrongUse(message("there is no learner called '{name}'", name=learner))


DOING = {"list": _list, "export": _export, "erase": _erase, "audit": _audit}
