"""Charts: one scale for all of them, ends where they belong, words that stay words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.cohort.reading import replay_walk
from simulator.report import chart as c
from simulator.report.drawing import draw_profile
from simulator.report.profile_chart import BESIDE, INNER, MIDDLE, OUTER, Spoke, radar
from simulator.report.progress_chart import MARGIN, WIDTH, scale_head, scale_row
from simulator.report.templates import FOLDER
from tests.code import modules

SHARE = st.floats(0, 1)
INTERVALS = st.builds(c.Interval, SHARE, SHARE, SHARE, st.booleans())
SPOKES = st.builds(Spoke, st.just("1"), st.none() | SHARE, st.none() | INTERVALS)
FLAT = c.Axis(c.Point(10, 50), c.Point(110, 50))
LEVELS = ((0.0, "la început"), (0.4, "în formare"), (0.6, "sigur"))
SEEN = c.Interval(0.25, 0.75, 0.5, enough=True)
HOSTILE = "<script>alert('1')</script> & \"more\""


def of_kind(chart: c.Chart, *kinds: str) -> list[c.Shape]:
    return [shape for shape in chart.shapes if shape.kind in kinds]


def test_a_share_lies_where_its_axis_says() -> None:
    assert [FLAT.at(share) for share in (0, 0.25, 1)] == [(10, 50), (35, 50), (110, 50)]
    assert [FLAT.at(share) for share in (-3, 7)] == [FLAT.at(0), FLAT.at(1)]
    assert FLAT.at(0.5, 4) == (60, 54)
    up = c.Axis(c.Point(0, 100), c.Point(0, 0))
    assert (up.at(0.75), up.at(0.75, 4)) == ((0, 25), (4, 25))
    assert c.Axis(c.Point(3, 4), c.Point(3, 4)).at(0.5, 9) == (3, 4)


def test_an_interval_begins_at_its_low_end() -> None:
    drawn = dict(c.interval(FLAT, SEEN).at)
    assert drawn == {"x1": 35, "y1": 50, "x2": 85, "y2": 50}
    assert [c.interval(FLAT, SEEN._replace(enough=enough)).kind for enough in (True, False)] == [
        "range",
        "thin",
    ]


def test_the_ends_of_an_interval_stand_in_every_chart_where_they_belong() -> None:
    """Low is nearer to the scale's beginning than high, wherever the axis points."""
    (flat,) = of_kind(scale_row(SEEN, LEVELS), "range")
    places = dict(flat.at)
    whole = WIDTH - 2 * MARGIN
    assert (places["x1"], places["x2"]) == (MARGIN + whole * 0.25, MARGIN + whole * 0.75)
    (out,) = of_kind(radar([Spoke("1", None, SEEN)]), "range")
    places = dict(out.at)
    reach = [INNER + (OUTER - INNER) * share for share in (0.25, 0.75)]
    assert (MIDDLE - places["y1"], MIDDLE - places["y2"]) == pytest.approx(reach, abs=0.1)
    assert places["x1"] == places["x2"] == MIDDLE + BESIDE


def test_the_ends_of_an_interval_are_drawn_as_the_table_beside_says() -> None:
    drawing = draw_profile(*replay_walk("abuse-discovery", "naive-technician"), "en")
    ticks = [dict(shape.at)["x1"] for shape in of_kind(drawing.chart, "spoke")]
    assert len(ticks) == 3
    for row, bar, dot in zip(
        drawing.rows,
        of_kind(drawing.chart, "range"),
        of_kind(drawing.chart, "mean", "hollow"),
        strict=True,
    ):
        low, high = (float(words) for words in row[3].split(" – "))
        drawn = [(x - ticks[0]) / (ticks[2] - ticks[0]) for x in (bar.at[0][1], bar.at[2][1], dot.at[0][1])]
        assert drawn == pytest.approx([low, high, float(row[2])], abs=0.006)
        assert low < high


@given(st.lists(SPOKES, min_size=1, max_size=15))
def test_nothing_is_drawn_where_there_is_nothing(spokes: list[Spoke]) -> None:
    kinds = [shape.kind for shape in radar(spokes).shapes]
    estimates = [spoke.played for spoke in spokes if spoke.played]
    assert kinds.count("self") == sum(spoke.given is not None for spoke in spokes)
    assert kinds.count("mean") == kinds.count("range") == sum(one.enough for one in estimates)
    assert kinds.count("thin") == sum(not one.enough for one in estimates)


@given(SHARE, SHARE)
def test_more_stands_further_out_and_zero_is_not_the_middle(one: float, other: float) -> None:
    def out(share: float) -> float:
        (square,) = of_kind(radar([Spoke("1", share, None)]), "self")
        return MIDDLE - (dict(square.at)["y"] + 5)

    low, high = sorted((one, other))
    assert INNER <= out(low) <= out(high) <= OUTER


def test_a_line_joins_only_neighbours_that_both_have_a_level() -> None:
    given_levels = [1.0, 0.5, None, 0.25, None]
    chart = radar([Spoke(str(i), level, None) for i, level in enumerate(given_levels)])
    assert len(of_kind(chart, "self-line")) == 1


def test_a_scale_stays_within_its_frame_and_names_each_level_over_its_part() -> None:
    row = scale_row(c.Interval(-1.0, 2.0, 0.9, enough=True), LEVELS)
    for shape in row.shapes:
        assert all(0 <= place <= WIDTH for _, place in shape.at)
    ticks = [dict(shape.at)["x1"] for shape in of_kind(row, "tick")]
    names = of_kind(scale_head(LEVELS), "step")
    assert [shape.text for shape in names] == [name for _, name in LEVELS]
    for shape, low, high in zip(names, ticks, ticks[1:], strict=False):
        assert low < dict(shape.at)["x"] < high


def test_too_little_evidence_is_dotted_without_a_point_and_none_leaves_the_scale_empty() -> None:
    kinds = [
        {shape.kind for shape in scale_row(now, LEVELS).shapes} - {"tick"}
        for now in (SEEN, SEEN._replace(enough=False), None)
    ]
    assert kinds == [{"range", "mean"}, {"few"}, set()]


def test_on_paper_it_is_one_svg_document_with_words_escaped() -> None:
    document = ET.fromstring(c.svg(radar([Spoke(HOSTILE, 0.5, SEEN)]), f"A & B {HOSTILE}"))
    assert document.tag.endswith("svg")
    assert {f"A & B {HOSTILE}", HOSTILE} <= set(document.itertext())
    assert document.findall(".//{*}script") == []
    kinds = {shape.kind for sample in c.samples().values() for shape in sample.shapes}
    assert kinds == {"self-line", "self", "range", "mean", "thin"}


def test_every_kind_has_its_ink() -> None:
    chart = radar([Spoke("1", 0.5, SEEN), Spoke("2", 0.4, SEEN._replace(enough=False))])
    assert {shape.kind for shape in chart.shapes} <= set(c.INKS["paper"])
    with pytest.raises(KeyError):
        c.svg(chart, "Radar", "gold")


def test_a_script_in_the_title_of_a_case_is_escaped() -> None:
    bundle, log = replay_walk("abuse-discovery", "naive-technician")
    texts = {code: {**words, "title": HOSTILE} for code, words in bundle.case_texts.items()}
    shown = draw_profile(replace(bundle, case_texts=texts), log)._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp;" in shown
    assert HOSTILE in " ".join(ET.fromstring(shown).itertext())


def test_markup_is_written_by_templates_alone_and_no_template_lets_words_through() -> None:
    for path in modules():
        if "/report/" in path.as_posix() or "/ui/" in path.as_posix():
            text = path.read_text("utf-8")
            assert not re.search(r"f?[\"']<(svg|table|div|p|figure|h\d|li|text|line|circle)\b", text), path
            assert "Markup(" not in text, path
    templates: list[Path] = [path for path in FOLDER.iterdir() if path.suffix == ".j2"]
    assert len(templates) == 3
    for path in templates:
        assert not re.search(r"\|\s*safe|autoescape", path.read_text("utf-8")), path
