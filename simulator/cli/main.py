"""`simulator`: the commands, their options and exit codes (0 good, 1 problems found, 2 wrong use).

Nothing heavy is imported before a command runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import gettext
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from simulator.cli.streams import accept_any_sign, print_as_data
from simulator.content.enums import LANGUAGES, LEVELS, ROLES
from simulator.errors import ProblemsFound, Refused, WrongUse
from simulator.language import FOLDER, Language, language

if TYPE_CHECKING:
    from pathlib import Path

GOOD, PROBLEMS, WRONG = 0, 1, 2
DOCUMENTS = ("observation-sheet", "inquiry-annex")
POLICIES = ("random", "always-ask", "always-alone", "rule-follower", "profile")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    accept_any_sign()
    given = _language_last(list(sys.argv[1:] if arguments is None else arguments))
    speech = language(_language_of(given))
    _speak_in_parser(speech)
    options = _parser(speech, given).parse_args(given)
    if not getattr(options, "module", None):
        _parser(speech).print_help()
        return WRONG
    if getattr(options, "json", False) or getattr(options, "tool", "") == "export":
        print_as_data()
    try:
        command = importlib.import_module(f"simulator.cli.{options.module}")
        return int(command.run(options, speech))
    except ProblemsFound as fault:
        for problem in fault.problems:
            print(speech.problem(problem), file=sys.stderr)
        return PROBLEMS
    except (Refused, WrongUse) as fault:
        print(f"simulator: {speech.say(fault.reason)}", file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except KeyboardInterrupt:
        return 130


def _language_last(given: list[str]) -> list[str]:
    """`simulator --lang en cases` means what `simulator cases --lang en` does."""
    if len(given) > 2 and given[0] == "--lang":
        return [*given[2:], *given[:2]]
    if len(given) > 1 and given[0].startswith("--lang="):
        return [*given[1:], given[0]]
    return given


def _language_of(given: list[str]) -> str:
    """The language asked for, read before the parser exists so that its own errors speak it too."""
    code = os.environ.get("SIMULATOR_LANG", "ro")
    for index, word in enumerate(given):
        if word == "--lang" and index + 1 < len(given):
            code = given[index + 1]
        elif word.startswith("--lang="):
            code = word.removeprefix("--lang=")
    return code if code in LANGUAGES else "ro"


def _speak_in_parser(speech: Language) -> None:
    """Let argparse's own sentences come from our catalogue."""
    os.environ["LANGUAGE"] = speech.code
    gettext.bindtextdomain("simulator", FOLDER)
    gettext.textdomain("simulator")


def _parser(speech: Language, given: Sequence[str] | None = None) -> argparse.ArgumentParser:
    """The parser of all commands; if arguments are given, with the options of those commands they name."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, default=speech.code, help=speech.text("language"))
    common.add_argument(
        "--cases",
        type=_path,
        action="append",
        default=[],
        metavar="DIR",
        help=speech.text("a folder with your own cases, used beside ours"),
    )
    parser = argparse.ArgumentParser(
        prog="simulator",
        description=speech.text("Cases in social assistance: play, replay, judge, explain."),
        formatter_class=_formatter,
    )
    commands = parser.add_subparsers(metavar="COMMAND", title=speech.text("commands"))
    for name, (module, about, fill) in _commands(speech).items():
        if given is not None and name not in given:
            commands.add_parser(name, help=about, add_help=False)
            continue
        command = commands.add_parser(name, help=about, description=about, parents=[common])
        command.set_defaults(module=module)
        fill(command, common, speech)
    return parser


def _formatter(prog: str) -> argparse.HelpFormatter:
    """The usual one, told how wide the screen is: to find out by itself, it would import much more."""
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns
        except (OSError, ValueError):
            columns = 80
    return argparse.HelpFormatter(prog, width=(columns or 80) - 2)


def _path(given: str) -> Path:
    from pathlib import Path

    return Path(given)


def _json(command: argparse.ArgumentParser, speech: Language) -> None:
    command.add_argument("--json", action="store_true", help=speech.text("print data instead of text"))


Fill: TypeAlias = "Callable[[argparse.ArgumentParser, argparse.ArgumentParser, Language], None]"


def _commands(speech: Language) -> dict[str, tuple[str, str, Fill]]:
    """Every command: its module, what it is about, and what gives it its options."""
    text = speech.text
    return {
        "serve": ("serve", text("open the simulator in the browser"), _serve),
        "lab": ("lab", text("open the pages and the laboratories in JupyterLab, for a course"), _lab),
        "data": ("data", text("what is kept about learners: list, export, erase, audit"), _data),
        "cases": ("cases", text("list the cases"), _cases),
        "check": ("check", text("check cases and the framework"), _check),
        "coverage": ("coverage", text("what the cases put to the test, and what no case does"), _cases),
        "replay": ("replay", text("replay and judge a walk or a log"), _replay),
        "play": ("play", text("play a case here, in the terminal"), _play),
        "case": ("authoring", text("tools for authors"), _authoring),
        "cohort": ("cohort", text("play a case with simulated learners"), _cohort),
        "document": ("document", text("check a text document (DOCX) of your own"), _document),
    }


def _serve(serve: argparse.ArgumentParser, _common: argparse.ArgumentParser, speech: Language) -> None:
    serve.add_argument("--database", metavar="URL", help=speech.text("sqlite:///FILE or postgresql://…"))
    serve.add_argument("--host", metavar="ADDRESS", help=speech.text("listen on this address"))
    serve.add_argument("--port", type=int, metavar="N", help=speech.text("listen on this port"))
    serve.add_argument("--no-open", action="store_true", help=speech.text("do not open the browser"))
    serve.add_argument(
        "--config", type=_path, metavar="FILE", help=speech.text("settings for a class (TOML)")
    )
    own = speech.text("your institution’s own examples beside the checklist (YAML)")
    serve.add_argument("--checklist", type=_path, metavar="FILE", help=own)
    labs = speech.text("a folder with your own laboratories (notebooks), served beside ours")
    serve.add_argument("--notebooks", type=_path, metavar="DIR", help=labs)


def _lab(lab: argparse.ArgumentParser, _common: argparse.ArgumentParser, speech: Language) -> None:
    about = speech.text("where your copies of the notebooks are (by default, among your documents)")
    lab.add_argument("--folder", type=_path, metavar="DIR", help=about)
    lab.add_argument("--database", metavar="URL", help=speech.text("sqlite:///FILE or postgresql://…"))
    lab.add_argument("--port", type=int, metavar="N", help=speech.text("listen on this port"))
    lab.add_argument("--no-open", action="store_true", help=speech.text("do not open the browser"))


def _data(data: argparse.ArgumentParser, common: argparse.ArgumentParser, speech: Language) -> None:
    text = speech.text
    kinds = data.add_subparsers(metavar="TOOL", dest="tool", required=True)
    for tool, about in (
        ("list", text("whose records are kept: pseudonyms, dates, how many plays")),
        ("export", text("the records of a learner as JSON, without the name")),
        ("erase", text("erase everything about a learner")),
        ("audit", text("who has read or done what, when and why")),
    ):
        sub = kinds.add_parser(tool, help=about, description=about, parents=[common])
        if tool != "list":
            sub.add_argument("learner", metavar="LEARNER", nargs="?" if tool == "audit" else None)
        sub.add_argument("--why", required=True, metavar="TEXT", help=text("the reason; the learner sees it"))
        sub.add_argument("--who", default="operator", metavar="WORD", help=text("who asks, in one word"))
        sub.add_argument("--database", metavar="URL", help=text("sqlite:///FILE or postgresql://…"))
        sub.add_argument("--config", type=_path, metavar="FILE", help=text("settings for a class (TOML)"))
        if tool == "export":
            sub.add_argument("--words", action="store_true", help=text("with what the learner wrote freely"))
            sub.add_argument("--output", type=_path, metavar="FILE", help=text("write into a file"))
        if tool == "erase":
            sub.add_argument("--yes", action="store_true", help=text("erase without asking"))
        if tool in ("list", "audit"):
            _json(sub, speech)


def _cases(command: argparse.ArgumentParser, _common: argparse.ArgumentParser, speech: Language) -> None:
    _json(command, speech)


def _check(check: argparse.ArgumentParser, _common: argparse.ArgumentParser, speech: Language) -> None:
    check.add_argument("paths", nargs="*", type=_path, metavar="PATH", help=speech.text("folders of cases"))
    check.add_argument(
        "--fast", action="store_true", help=speech.text("leave out the checks that play the case")
    )
    _json(check, speech)


def _replay(replay: argparse.ArgumentParser, _common: argparse.ArgumentParser, speech: Language) -> None:
    replay.add_argument("case", metavar="CASE")
    source = replay.add_mutually_exclusive_group(required=True)
    source.add_argument("--walk", metavar="NAME", help=speech.text("a walk of the case"))
    source.add_argument("--log", type=_path, metavar="FILE", help=speech.text("a log kept by 'play'"))
    output = speech.text("write a document instead: FILE.docx or FILE.pdf")
    replay.add_argument("--output", type=_path, metavar="FILE", help=output)
    _json(replay, speech)


def _play(play: argparse.ArgumentParser, _common: argparse.ArgumentParser, speech: Language) -> None:
    play.add_argument("case", metavar="CASE")
    play.add_argument("--role", choices=ROLES, required=True, help=speech.text("the role you play"))
    play.add_argument("--level", choices=LEVELS, default=None, help=speech.text("the difficulty"))
    play.add_argument(
        "--seed", type=int, default=None, metavar="N", help=speech.text("fixes what is left to chance")
    )
    play.add_argument("--log", type=_path, metavar="FILE", help=speech.text("keep the log in this file"))


def _authoring(case: argparse.ArgumentParser, common: argparse.ArgumentParser, speech: Language) -> None:
    kinds = case.add_subparsers(metavar="TOOL", dest="tool", required=True)
    new = kinds.add_parser("new", help=speech.text("start a case from the template"), parents=[common])
    new.add_argument("name", metavar="CASE")
    new.add_argument("--in", dest="folder", type=_path, default=".", metavar="DIR")
    for tool, about in (
        ("map", speech.text("draw the case as SVG or Mermaid")),
        ("script", speech.text("print a numbered script for reviewers")),
        ("translate", speech.text("list and stamp the English texts")),
    ):
        sub = kinds.add_parser(tool, help=about, description=about, parents=[common])
        sub.add_argument("case", metavar="CASE")
        if tool == "translate":
            whole = speech.text("write the whole file there, with TODO where English is missing")
            sub.add_argument("--output", type=_path, metavar="FILE", help=whole)
            whole_there = speech.text("print the whole file, with TODO where English is missing")
            sub.add_argument("--skeleton", action="store_true", help=whole_there)
        if tool in ("map", "script"):
            sub.add_argument("--output", type=_path, metavar="FILE", help=speech.text("write into a file"))
            sub.add_argument("--level", choices=LEVELS, default="standard")
        if tool == "map":
            kinds_of_drawing = speech.text("kind of drawing (a file ending in .mmd is Mermaid in any case)")
            sub.add_argument("--format", choices=("svg", "mermaid"), default="svg", help=kinds_of_drawing)


def _cohort(cohort: argparse.ArgumentParser, _common: argparse.ArgumentParser, speech: Language) -> None:
    cohort.add_argument("case", metavar="CASE")
    cohort.add_argument("--policy", choices=POLICIES, default="random", help=speech.text("how they decide"))
    cohort.add_argument("--role", choices=ROLES, default="technician")
    cohort.add_argument("--level", choices=LEVELS, default="standard")
    cohort.add_argument("--learners", type=int, default=1000, metavar="N")
    cohort.add_argument("--seed", type=int, default=1, metavar="N")
    cohort.add_argument(
        "--ability", type=int, default=50, metavar="0-100", help=speech.text("for the policy 'profile'")
    )
    _json(cohort, speech)


def _document(document: argparse.ArgumentParser, common: argparse.ArgumentParser, speech: Language) -> None:
    kinds = document.add_subparsers(metavar="TOOL", dest="tool", required=True)
    about = speech.text("headings, language, tables, properties, traces, what should not be there")
    check = kinds.add_parser("check", help=about, description=about, parents=[common])
    check.add_argument("file", type=_path, metavar="FILE")
    asked = speech.text("also what this exercise of the laboratory asks for")
    check.add_argument("--exercise", choices=DOCUMENTS, help=asked)
    _json(check, speech)


if __name__ == "__main__":
    sys.exit(main())
