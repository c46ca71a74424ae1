"""Text of tables (CSV): which letters its bytes are, what stands between its cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from simulator.errors import Message, WrongUse, message

SEPARATORS = (";", ",", "\t", "|")
LOOKED_AT = 60  # lines that show which separator it is
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_OLD_LETTERS = str.maketrans("\u015f\u0163\u015e\u0162", "șțȘȚ")  # old code pages have no comma below


def decoded(content: bytes) -> tuple[str, str]:
    """A file's text and the name of its encoding. Raises `WrongUse` for what is no text.

    Windows-1250 and ISO-8859-2 hold Romanian letters at the same places, so it need not be known which of
    the two it was; both write s and t with a cedilla, which is mended.
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _decoded(content, codec), name
    if b"\0" in content:
        return _decoded(content, _unmarked_utf16(content)), "UTF-16"
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        old = "cp1250" if any(0x80 <= byte < 0xA0 for byte in content) else "iso-8859-2"
        return _decoded(content, old).translate(_OLD_LETTERS), "Windows-1250 / ISO-8859-2"


def separator_of(text: str) -> str:
    """The sign that cuts most lines into the same number of cells, as Excel's own line `sep=;` says or as
    the lines show; a text of one column has none, and is given a semicolon.
    """
    first = text.partition("\n")[0].strip().lower()
    if first.startswith("sep=") and len(first) == 5:
        return first[4]
    lines = list(islice((line for line in io.StringIO(text) if line.strip()), LOOKED_AT))

    def fit(sign: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
        except csv.Error:
            raise _no_csv() from None
        width, count = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]))
        return (count, width) if width > 1 else (0, 0)

    best = max(SEPARATORS, key=fit)
    return best if fit(best) > (0, 0) else ";"


def csv_rows(content: bytes) -> tuple[Iterator[list[str]], list[Message]]:
    """The rows of a CSV file, one after the other, and what was assumed to read it.

    Raises `WrongUse`, also while rows are taken, for what is no CSV.
    """
    text, encoding = decoded(content)
    sign = separator_of(text)
    name = "tab" if sign == "\t" else sign
    assumption = message("read as CSV: {encoding}, cells separated by '{sign}'", encoding=encoding, sign=name)
    return _rows(text, sign), [assumption]


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign)):
            about = not number and "".join(row).strip().lower() in ("sep=", f"sep={sign}")
            yield [] if about else row
    except csv.Error:
        raise _no_csv() from None


def _no_csv() -> WrongUse:
    return WrongUse(message("this is not a table: a line has a quotation mark that never ends"))


def _decoded(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        raise WrongUse(message("this is not a table: neither a workbook (.xlsx) nor text (.csv)")) from None


def _unmarked_utf16(content: bytes) -> str:
    """Which UTF-16: that in which every other byte is zero. Anything else with zeros in it is no text."""
    sample = content[:2000]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    if low > len(sample) / 4 and not high:
        return "utf-16-le"
    if high > len(sample) / 4 and not low:
        return "utf-16-be"
    raise WrongUse(message("this is not a table: neither a workbook (.xlsx) nor text (.csv)"))
