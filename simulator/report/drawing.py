"""A profile as a drawing with the same in a table beside it; for a notebook or a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.engine.events import Event
from simulator.graph.bundle import Bundle
from simulator.language import Language, language
from simulator.report import chart as c
from simulator.report.debrief_data import explain
from simulator.report.play_data import EstimateData
from simulator.report.templates import rendered

WORDS, WIDTH, LINE, GAP, MARGIN = 330, 720, 26, 12, 30
MOST_TITLE = 48
Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, repr=False)
class Drawing:
    """A chart, the caption that names it, and its table: a head and rows of words."""

    chart: c.Chart
    caption: str
    head: Row
    rows: tuple[Row, ...]

    @property
    def svg(self) -> str:
        """The chart as an SVG document, in the colour of the words around it."""
        return c.svg(self.chart, self.caption, "notebook")

    def __repr__(self) -> str:
        return f"<Drawing {self.caption[:200]!r}: {len(self.rows)} rows>"

    def __str__(self) -> str:
        widths = [max(len(row[i]) for row in (self.head, *self.rows)) for i in range(len(self.head))]
        lines = [
            "  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)) for r in (self.head, *self.rows)
        ]
        return "\n".join([self.caption, *(line.rstrip() for line in lines)])

    def _repr_html_(self) -> str:
        return rendered(
            "figure.html.j2",
            chart=self.chart,
            ink=c.INKS["notebook"],
            title=self.caption,
            head=self.head,
            rows=self.rows,
        )


def draw_profile(bundle: Bundle, log: Sequence[Event], code: str = "ro") -> Drawing:
    """What a play showed, domain by domain: estimate and interval where there is evidence, in a language.

    Of two roles played at once, the first one's. Raises `KeyError` for a language not spoken here.
    """
    speech, play = language(code), explain(bundle, log, code)
    domains = [domain for domain in play.findings[0].domains if domain.weight > 0]
    caption = speech.text("Profile: {case}", case=play.title)
    head = (speech.text("Domain"), speech.text("Level"), speech.text("Estimate"), speech.text("Interval"))
    return Drawing(_chart(domains), caption, head, tuple(_row(domain, speech) for domain in domains))


def _row(domain: EstimateData, speech: Language) -> Row:
    level = domain.level_title or speech.text("not enough evidence")
    low, high = speech.number(domain.low, 2), speech.number(domain.high, 2)
    return domain.title, level, speech.number(domain.mean, 2), f"{low} – {high}"


def _chart(domains: Sequence[EstimateData]) -> c.Chart:
    """A line per domain: its interval as a bar, its estimate as a dot; hollow where evidence is thin."""
    bottom = LINE * len(domains)
    shapes = []
    for tick in c.TICKS:
        axis = _axis(bottom + LINE - 8)
        shapes.append(c.upright(axis, tick, 0, bottom))
        shapes.append(c.words("scale", f"{tick * 100:.0f} %", axis.at(tick), 0))
    for index, domain in enumerate(domains):
        shapes += _bar(domain, _axis(LINE * index + LINE // 2))
    return c.Chart(WIDTH, bottom + LINE, tuple(shapes))


def _axis(y: float) -> c.Axis:
    return c.Axis(c.Point(WORDS + GAP, y), c.Point(WIDTH - MARGIN, y))


def _bar(domain: EstimateData, axis: c.Axis) -> list[c.Shape]:
    title = domain.title if len(domain.title) <= MOST_TITLE else domain.title[: MOST_TITLE - 1] + "…"
    estimate = c.Interval(domain.low, domain.high, domain.mean, enough=bool(domain.level))
    return [
        c.words("label", title, c.Point(WORDS - GAP, axis.start.y)),
        c.interval(axis, estimate._replace(enough=True)),
        c.dot("mean" if estimate.enough else "hollow", axis.at(estimate.mean)),
    ]
