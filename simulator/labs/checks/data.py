"""Checks of the laboratory of data: shares, pairs, a misread percentage, a file of SPSS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.labs.answers import LabFile
from simulator.labs.feedback import CheckResult
from simulator.labs.files.spss import SavFile, read_sav
from simulator.labs.material.data import HOMES, TABLE_2, UNKNOWN, both, column, homes
from simulator.labs.material.data_file import mean_persons
from simulator.labs.material.data_pairs import Pair, overlap_range, pair_with, short
from simulator.labs.material.percent import wald, wilson

NEAR = 0.15  # percentage points: what rounding to one decimal may move
NEAR_P = 0.006  # of a p value: two decimals are enough


def check_sewer(answer: Mapping[str, float]) -> Iterator[CheckResult]:
    """Percent and Wilson's interval of 7 of 52."""
    count = TABLE_2["sewer"]
    low, high = (100 * end for end in wilson(count, HOMES))
    share, ends = 100 * count / HOMES, (answer["low"], answer["high"])
    values = {"share": _said(share), "low": _said(low), "high": _said(high)}
    if all(0 < value < 1 for value in answer.values()):
        yield CheckResult("fraction")
    elif _near(answer["share"], 100 * count / (HOMES - count)):
        yield CheckResult("ratio")
    elif not _near(answer["share"], share):
        yield CheckResult("share-off", {"given": answer["share"]})
    elif _both_near(ends, (low, high)):
        yield CheckResult("right", values, fine=True)
    elif _both_near(ends, (high, low)):
        yield CheckResult("swapped")
    elif _both_near(ends, tuple(100 * end for end in wald(count, HOMES))):
        yield CheckResult("wald")
    else:
        yield CheckResult("ends-off")


def check_zero_of_twenty(answer: float) -> Iterator[CheckResult]:
    """The most that 0 of 20 leaves open: three over n, or the upper end of a known interval."""
    of = 20
    exact = [100 * (1 - tail ** (1 / of)) for tail in (0.05, 0.025)]  # one-sided, two-sided
    if _near(answer, 300 / of):
        yield CheckResult("right", fine=True)
    elif abs(answer - 100 * wilson(0, of)[1]) <= 0.3:
        yield CheckResult("wilson", fine=True)
    elif any(abs(answer - limit) <= 0.3 for limit in exact):
        yield CheckResult("exact", fine=True)
    elif answer == 0:
        yield CheckResult("zero")
    elif abs(answer - 3 / of) < 0.005:
        yield CheckResult("fraction")
    elif _near(answer, 300 / HOMES) or _near(answer, 100 * wilson(0, HOMES)[1]):
        yield CheckResult("of-52")
    elif _near(answer, 100 / of):
        yield CheckResult("one-more")
    else:
        yield CheckResult("off", {"given": answer})


def check_neither(answer: Mapping[str, float]) -> Iterator[CheckResult]:
    """How many homes at least and at most have neither of two things that 7 and 7 of 52 have."""
    count = TABLE_2["sewer"], TABLE_2["bath"]
    least, most = (pair_with(*count, shared).none for shared in overlap_range(*count))
    given = (answer["least"], answer["most"])
    if given == (least, most):
        yield CheckResult("right", fine=True)
    elif given == overlap_range(*count):
        yield CheckResult("both-instead")
    elif given == (most, least):
        yield CheckResult("swapped")
    else:
        if given[0] != least:
            yield CheckResult("least-low" if given[0] < least else "least-high", {"given": given[0]})
        if given[1] != most:
            yield CheckResult("most-low" if given[1] < most else "most-high", {"given": given[1]})


def check_cells(answer: Mapping[str, float]) -> Iterator[CheckResult]:
    """The two cells of McNemar's test and its exact p, in the simulated homes."""
    totals = TABLE_2["water"], TABLE_2["kitchen"]
    pair = pair_with(*totals, both("water", "kitchen"))
    given, p = (answer["first"], answer["second"]), answer["p"]
    values = {"first": pair.first, "second": pair.second, "p": short(pair.exact)}
    if given != (pair.first, pair.second):
        yield CheckResult(_wrong_cells(given, pair, totals))
    elif abs(p - pair.exact) <= NEAR_P:
        yield CheckResult("right", values, fine=True)
    elif abs(p - pair.mid_p) <= NEAR_P:
        yield CheckResult("mid-p", values, fine=True)
    elif any(abs(p - other) <= NEAR_P for other in _independent(*totals)):
        yield CheckResult("independent")
    else:
        yield CheckResult("p-off", {"given": p})


def check_misread(answer: float) -> Iterator[CheckResult]:
    """The rate of rural homes that are connected, in an invented county of 100,000 urban and 80,000 rural."""
    urban, rural, connected, share = 100_000, 80_000, 60_000, 0.268
    there = connected * share
    mistakes = {
        "share": 100 * share,
        "all": 100 * there / (urban + rural),
        "overall": 100 * connected / (urban + rural),
        "urban": 100 * (connected - there) / urban,
        "count": there,
    }
    if _near(answer, 100 * there / rural):
        yield CheckResult("right", fine=True)
        return
    known = [key for key, value in mistakes.items() if _near(answer, value)]
    yield CheckResult(known[0] if known else "off", {"given": answer})


def check_handed_in(answer: LabFile) -> Iterator[CheckResult]:
    """A .sav of the 52 homes: types, labels, missing values; and that nothing was changed on the way."""
    file, given = read_sav(answer), homes()
    names = {variable.name for variable in file.variables}
    lost = [name for name in given.columns if name not in names]
    if lost:
        yield CheckResult("missing-columns", {"names": ", ".join(lost)})
        return
    if file.rows != HOMES:
        yield CheckResult("rows", {"count": file.rows})
        return
    findings = [*_extra(file), *_described(file), *_persons(file), *_counted(file)]
    yield from findings
    if all(finding.fine for finding in findings):
        yield CheckResult("right", _means(), fine=True)


def _extra(file: SavFile) -> Iterator[CheckResult]:
    extra = [variable.name for variable in file.variables if variable.name not in homes().columns]
    if extra:
        yield CheckResult("extra", {"names": ", ".join(extra)})


def _described(file: SavFile) -> Iterator[CheckResult]:
    """What Variable View does not say, or says the wrong way round, of the yes-or-no columns."""
    variables = [file.variable(column(facility)) for facility in TABLE_2]
    meanings = {
        each.name: tuple(each.values.get(code, "").casefold().strip() for code in (0.0, 1.0))
        for each in variables
    }
    faults = {
        "text": [each.name for each in variables if each.text],
        "values": [each.name for each in variables if not each.text and "" in meanings[each.name]],
        "reversed": [name for name, pair in meanings.items() if pair == ("da", "nu")],
        "label": [each.name for each in file.variables if not each.label and each.name in homes().columns],
    }
    for key, names in faults.items():
        if names:
            yield CheckResult(key, {"names": ", ".join(names)})


def _persons(file: SavFile) -> Iterator[CheckResult]:
    name = column("persons")
    column_values, given = list(file.columns[name]), [float(value) for value in homes()[name]]
    if column_values == [None if value == UNKNOWN else value for value in given]:
        yield CheckResult("emptied", fine=True)
    elif column_values != given:
        yield CheckResult("persons-changed")
    elif not file.variable(name).is_missing(UNKNOWN):
        yield CheckResult("code", _means())


def _counted(file: SavFile) -> Iterator[CheckResult]:
    """Columns in which not as many homes have it as Table 2 says; text is not counted."""
    for facility, expected in TABLE_2.items():
        values = file.columns[column(facility)]
        if not file.variable(column(facility)).text and values.count(1.0) != expected:
            details = {"name": column(facility), "count": values.count(1.0), "expected": expected}
            yield CheckResult("counts", details)


def _wrong_cells(given: tuple[float, float], pair: Pair, totals: tuple[int, int]) -> str:
    if given == totals:
        return "totals"
    if set(given) == {pair.both, pair.none}:
        return "alike"
    return "swapped" if given == (pair.second, pair.first) else "cells-off"


def _independent(first: int, second: int) -> list[float]:
    """What p is by tests for separate groups: Fisher's, and chi-square with and without correction."""
    import numpy as np
    from scipy.stats import chi2_contingency, fisher_exact

    table = np.array([[first, HOMES - first], [second, HOMES - second]])
    squares = [chi2_contingency(table, correction=corrected).pvalue for corrected in (True, False)]
    return [float(fisher_exact(table).pvalue), *map(float, squares)]


def _means() -> dict[str, str]:
    return {
        "mean": _said(mean_persons(unknown_counted=False)),
        "wrong": _said(mean_persons(unknown_counted=True)),
    }


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR


def _both_near(ones: tuple[float, ...], others: tuple[float, ...]) -> bool:
    return all(_near(one, other) for one, other in zip(ones, others, strict=True))


def _said(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
