"""Checks of the laboratory of interviews: a coding, agreement by hand, a theme, a workbook come back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from simulator.labs.answers import LabFile, Table
from simulator.labs.feedback import CheckResult
from simulator.labs.material.interviews import (
    OPEN,
    coding,
    cross_table,
    fragments,
    interviews,
    speaker,
)
from simulator.labs.material.interviews_agreement import agreement, two
from simulator.labs.material.interviews_workbook import code_of, headings, read_coding
from simulator.labs.material.register_copy import folded

MOST_WORDS, LEAST_WORDS = 130, 25  # of a theme, by our own judgement
ALLOWED = ("skill", "helper")  # in the open fragments, by the first codebook
LEAST_QUOTED = 4  # words, for what stands between quotation marks to be a quote
_QUOTED = re.compile(r"[„“\"«]([^„”“\"»]+)[”“\"»]")
Codes = dict[str, str]


def check_code_fragments(answer: Table) -> Iterator[CheckResult]:
    """Twelve codes beside the codebook, where it is clear, and beside a second coder's."""
    codes = {name: cells["code"] for name, cells in answer.items()}
    yield from _against_codebook(codes)
    yield _beside_second(codes)
    second = _second()
    if open_ones := [name for name in OPEN if codes[name] != second[name] and codes[name] in ALLOWED]:
        yield CheckResult("open", {"fragments": _listed(open_ones)}, fine=True)


def check_by_hand(answer: dict[str, float]) -> Iterator[CheckResult]:
    """Share of equal codes, chance, and kappa, from the first cross-table."""
    counts = cross_table().to_numpy()
    first, second = (list(column) for _, column in coding().items())
    expected = agreement(first, second)
    share, chance, kappa = answer["share"], answer["chance"], answer["kappa"]
    whole = 100 * expected.share
    if abs(share - whole) <= 0.5:
        yield CheckResult("share-right", fine=True)
    else:
        yield CheckResult("share-count" if share == counts.trace() else "share-off", {"given": share})
    yield _chance(chance, 100 * expected.by_chance, len(counts))
    yield _kappa(kappa, expected.kappa, expected.share, len(counts))


def check_theme(answer: str) -> Iterator[CheckResult]:
    """A theme: true quotes of two people under their pseudonyms, a claim no wider than the fragments."""
    off = [*_quotes(answer), *_claim(answer), *_length(answer)]
    yield from off or [CheckResult("right", fine=True)]


def check_came_back(answer: LabFile) -> Iterator[CheckResult]:
    """A workbook coded elsewhere: all fragments, words unchanged, codes of the codebook only."""
    frame = read_coding(answer)
    name, words, code = headings()
    if missing := [each for each in (name, words, code) if each not in frame.columns]:
        yield CheckResult("no-column", {"columns": ", ".join(missing)})
        return
    rows = {row[name]: (row[words], row[code]) for row in frame.to_dict("records") if row[name]}
    off = [*_rows_off(rows, len(frame[frame[name] != ""])), *_codes_off(rows)]
    if extra := [each for each in frame.columns if each not in headings() and any(frame[each])]:
        off.append(CheckResult("extra-column", {"columns": ", ".join(extra)}))
    yield from off
    if not off:
        yield from check_code_fragments({each: {"code": code_of(row[1]) or ""} for each, row in rows.items()})


def _second() -> Codes:
    """The second coder's codes of the twelve fragments, Ilinca's."""
    first = coding().iloc[:, 0]
    return {name: str(first[name]) for name in fragments()}


def _against_codebook(codes: Codes) -> Iterator[CheckResult]:
    """Each code that the codebook rules out, with the rule. Where both coders agreed, it is plain."""
    lab, clear = interviews(), {name: code for name, code in _second().items() if name not in OPEN}
    if len(set(codes.values())) == 1:
        yield CheckResult("one-code")
        return
    for name, code in clear.items():
        if codes[name] != code:
            values = {"number": name[1:], "code": lab.words(f"code-{code}"), "why": lab.words(f"why-{name}")}
            yield CheckResult("elsewhere", values)
    for name in OPEN:
        if codes[name] not in ALLOWED:
            yield CheckResult("neither", {"number": name[1:], "why": lab.words(f"why-{name}")})


def _beside_second(codes: Codes) -> CheckResult:
    mine, other = list(codes.values()), [_second()[name] for name in codes]
    coefficients = agreement(mine, other)
    same = sum(one == two_ for one, two_ in zip(mine, other, strict=True))
    values = {"same": same, "kappa": two(coefficients.kappa), "alpha": two(coefficients.alpha)}
    return CheckResult("beside", values, fine=True)


def _chance(given: float, right: float, codes: int) -> CheckResult:
    if abs(given - right) <= 0.6:
        return CheckResult("chance-right", fine=True)
    return CheckResult("chance-even" if abs(given - 100 / codes) <= 0.1 else "chance-off", {"given": given})


def _kappa(given: float, right: float, share: float, codes: int) -> CheckResult:
    even = (share - 1 / codes) / (1 - 1 / codes)
    if abs(given - right) <= 0.008:
        return CheckResult("kappa-right", fine=True)
    known = {"kappa-share": share, "kappa-even": even, "kappa-undivided": right * (1 - _by_chance())}
    key = next((key for key, value in known.items() if abs(given - value) <= 0.011), "kappa-off")
    return CheckResult("kappa-percent" if given > 1 else key, {"given": given})


def _by_chance() -> float:
    first, second = (list(column) for _, column in coding().items())
    return agreement(first, second).by_chance


def _quotes(answer: str) -> Iterator[CheckResult]:
    """Whether what stands in quotation marks was said, by whom, and whether they are named."""
    quoted = [each for each in _QUOTED.findall(answer) if len(each.split()) >= LEAST_QUOTED]
    heard: set[str] = set()
    for each in quoted:
        who = _who_said(each)
        if who is None:
            yield CheckResult("not-said", {"quote": each})
        elif folded(who) not in folded(_QUOTED.sub(" ", answer)):
            yield CheckResult("unnamed", {"quote": each, "who": who})
        heard.add(who or each)
    if len(heard) < 2:
        yield CheckResult("few-voices", {"count": len(heard)})


def _who_said(quote: str) -> str | None:
    """Whose words a quote is; words left out in it are marked by three points."""
    parts = [_bare(part) for part in re.split(r"\[?(?:…|\.{3})\]?", quote)]
    quoting = (words for words in fragments().values() if all(part in _bare(words) for part in parts))
    return next((speaker(words) for words in quoting), None)


def _claim(answer: str) -> Iterator[CheckResult]:
    """Words that say more than twelve fragments can, or that give the place away."""
    outside = folded(_QUOTED.sub(" ", answer))
    for key in ("wide", "cause", "place"):
        words = [folded(each) for each in interviews().words(f"list-{key}").split(",")]
        if word := next((each for each in words if re.search(rf"(?<!\w){re.escape(each)}", outside)), None):
            yield CheckResult(key, {"word": word})
    if re.search(r"\d\s?%|la suta", outside):
        yield CheckResult("percent")


def _length(answer: str) -> Iterator[CheckResult]:
    words = len(answer.split())
    if words > MOST_WORDS:
        yield CheckResult("long", {"words": words})
    elif words < LEAST_WORDS:
        yield CheckResult("short", {"words": words})


def _rows_off(rows: dict[str, tuple[str, str]], written: int) -> Iterator[CheckResult]:
    if absent := [name for name in fragments() if name not in rows]:
        yield CheckResult("no-row", {"fragments": ", ".join(absent)})
    if written > len(rows):
        yield CheckResult("twice")
    original = fragments()
    changed = [
        name for name, row in rows.items() if name in original and _bare(row[0]) != _bare(original[name])
    ]
    if changed:
        yield CheckResult("changed", {"fragments": _listed(changed)})
    if strange := [name for name in rows if name not in original]:
        yield CheckResult("strange", {"fragments": ", ".join(strange)})


def _codes_off(rows: dict[str, tuple[str, str]]) -> Iterator[CheckResult]:
    empty = [name for name, row in rows.items() if name in fragments() and not row[1]]
    if empty:
        yield CheckResult("empty", {"fragments": _listed(empty)})
    counted = Counter(row[1] for row in rows.values() if row[1] and code_of(row[1]) is None)
    for code in counted:
        yield CheckResult("no-code", {"code": code})


def _bare(words: str) -> str:
    """Words without signs, for comparing quotes."""
    return re.sub(r"[^\w ]+", "", folded(words)).strip()


def _listed(names: list[str]) -> str:
    return ", ".join(name.removeprefix("f") for name in names)
