"""Romanian and English: messages through gettext, plurals, clock times and lists.

English stands in the code; Romanian in `locale/ro/LC_MESSAGES`. Romanian has three plural forms
(`un caz`, `2 cazuri`, `20 de cazuri`), which the catalogue's plural rule gives.

A language is spoken to somebody somewhere: the day of a moment is that person's own, by their time zone.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from os.path import dirname, join

from simulator.content.enums import CODE_LANGUAGE, LANGUAGE_ENTRIES, LANGUAGES
from simulator.errors import Message, Problem

_WEEKDAYS = {
    0: "Monday",
    1: "Tuesday",
    2: "Wednesday",
    3: "Thursday",
    4: "Friday",
    5: "Saturday",
    6: "Sunday",
}
_MONTHS = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}
HOME_ZONE = "Europe/Bucharest"  # of whoever has not told another one
MOST_ZONE = 64  # signs
FOLDER = join(dirname(__file__), "locale")  # noqa: PTH118, PTH120  (the prompt must not wait for pathlib)


class Language:
    """A language to speak: `say` a message, `text` a sentence, `count` things, to a reader in a time zone."""

    __slots__ = ("_catalogue", "code", "zone")

    def __init__(self, code: str, catalogue: gettext.NullTranslations, zone: str = HOME_ZONE) -> None:
        self.code = code
        self.zone = zone
        self._catalogue = catalogue

    def text(self, form: str, **values: object) -> str:
        """A sentence in this language with its values filled in."""
        translated = self._catalogue.gettext(form) if form else ""
        return translated.format(**values) if values else translated

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """A sentence with the plural that the number asks for; `{number}` is the number."""
        return self._catalogue.ngettext(one, many, number).format(number=number, **values)

    def say(self, words: Message) -> str:
        """A message in this language; values called `kind` or `role` are themselves translated."""
        values = words.named
        for name in ("kind", "role"):
            if values.get(name):
                values[name] = self._catalogue.gettext(values[name])
        text = self._catalogue.gettext(words.form).format(**values)
        return f"{text}: {self.say(words.inner)}" if words.inner else text

    def problem(self, problem: Problem) -> str:
        """A problem in one line: where, what is wrong, what to do."""
        where = f"{problem.file}:{problem.line}" if problem.line else problem.file
        part = f"{problem.part}: " if problem.part else ""
        kind = self.text("warning: ") if problem.warning else ""
        return f"{where}: {kind}{part}{self.say(problem.what)}; {self.say(problem.todo)}"

    def number(self, value: float, places: int, sign: str = "-") -> str:
        """A number with so many decimals, as this language writes it; `sign` "+" shows a plus too."""
        return f"{value:{sign}.{places}f}".replace(".", LANGUAGE_ENTRIES[self.code].decimal)

    def date(self, day: str, later: int = 0, *, year: bool = True) -> str:
        """A date (`2026-11-17`) so many days later, in words; empty for what is no date."""
        from datetime import date, timedelta

        try:
            when = date.fromisoformat(day) + timedelta(days=later)
        except (ValueError, OverflowError):
            return ""
        weekday, month = self.text(_WEEKDAYS[when.weekday()]), self.text(_MONTHS[when.month])
        return f"{weekday}, {when.day} {month}" + (f" {when.year}" if year else "")

    def day_of(self, moment: str) -> str:
        """The reader's own day (`2026-11-28`) in which a moment falls."""
        return day_of(moment, self.zone)

    def date_of(self, moment: str, *, year: bool = True) -> str:
        """The reader's own day of a moment in words."""
        return self.date(self.day_of(moment), year=year)

    def quoted(self, text: str) -> str:
        """A text in the quotation marks of this language."""
        opening, closing = LANGUAGE_ENTRIES[self.code].quotes
        return f"{opening}{text}{closing}"

    def listed(self, parts: Iterable[str]) -> str:
        """Words in a row, separated by commas."""
        return ", ".join(parts)


def language(code: str, zone: str = HOME_ZONE) -> Language:
    """The language of a code for a reader in a zone; `KeyError` for one that is not spoken here."""
    if code not in LANGUAGES:
        raise KeyError(code)
    if code == CODE_LANGUAGE:
        return Language(code, gettext.NullTranslations(), zone)
    return Language(code, gettext.translation("simulator", FOLDER, [code], fallback=True), zone)


def is_zone(name: object) -> bool:
    """Whether something is the name of a time zone known here (`Europe/Bucharest`)."""
    from zoneinfo import ZoneInfo

    if not isinstance(name, str) or not 0 < len(name) <= MOST_ZONE:
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; not a name; a folder of names
        return False
    return True


def day_of(moment: str, zone: str = HOME_ZONE) -> str:
    """The day (`2026-11-28`) on which a moment (ISO 8601, UTC if it names no offset) falls in a time zone.

    What is a day already, or no moment at all, stays as it is.
    """
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    if len(moment) <= len("2026-11-28"):
        return moment
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return when.astimezone(ZoneInfo(zone)).date().isoformat()


def is_day(words: str) -> bool:
    """Whether words are a day of the calendar, written `2026-11-28`."""
    from datetime import date

    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False


def clock(minute: int) -> str:
    """Minutes since midnight of day 1 as a time of day (`09:10`), with the day from the second on."""
    day, within = divmod(minute, 1440)
    time = f"{within // 60:02d}:{within % 60:02d}"
    return f"+{day} {time}" if day else time
