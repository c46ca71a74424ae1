"""A profile as a drawing with the same in a table beside it; plain SVG, for a notebook or a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from simulator.engine.events import Event
from simulator.graph.bundle import Bundle
from simulator.language import Language, language
from simulator.report.debrief_data import explain
from simulator.report.play_data import EstimateData

WORDS, WIDTH, LINE = 330, 720, 26
Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG, the caption that names it, and its table: a head and rows of words."""

    svg: str
    caption: str
    head: Row
    rows: tuple[Row, ...]

    def __repr__(self) -> str:
        return f"<Drawing {self.caption[:200]!r}: {len(self.rows)} rows>"

    def __str__(self) -> str:
        widths = [max(len(row[i]) for row in (self.head, *self.rows)) for i in range(len(self.head))]
        lines = [
            "  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)) for r in (self.head, *self.rows)
        ]
        return "\n".join([self.caption, *(line.rstrip() for line in lines)])

    def _repr_html_(self) -> str:
        return f"<figure><figcaption>{escape(self.caption)}</figcaption>{self.svg}{self._table()}</figure>"

    def _table(self) -> str:
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in self.head)
        body = "".join(
            f'<tr><th scope="row">{escape(first)}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in rest)
            + "</tr>"
            for first, *rest in self.rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def draw_profile(bundle: Bundle, log: Sequence[Event], code: str = "ro") -> Drawing:
    """What a play showed, domain by domain: estimate and interval where there is evidence, in a language.

    Of two roles played at once, the first one's. Raises `KeyError` for a language not spoken here.
    """
    speech, play = language(code), explain(bundle, log, code)
    domains = [domain for domain in play.findings[0].domains if domain.weight > 0]
    caption = speech.text("Profile: {case}", case=play.title)
    head = (speech.text("Domain"), speech.text("Level"), speech.text("Estimate"), speech.text("Interval"))
    return Drawing(_svg(domains, caption), caption, head, tuple(_row(domain, speech) for domain in domains))


def _row(domain: EstimateData, speech: Language) -> Row:
    level = domain.level_title or speech.text("not enough evidence")
    low, high = speech.number(domain.low, 2), speech.number(domain.high, 2)
    return domain.title, level, speech.number(domain.mean, 2), f"{low} – {high}"


def _svg(domains: Sequence[EstimateData], caption: str) -> str:
    """A line per domain: its interval as a bar, its estimate as a dot; hollow where evidence is thin."""
    height = LINE * (len(domains) + 1)
    lines = [
        f'<line x1="{_x(t):.0f}" x2="{_x(t):.0f}" y1="0" y2="{height - LINE}" stroke="currentColor" '
        f'stroke-opacity=".2"/>'
        f'<text x="{_x(t):.0f}" y="{height - 8}" text-anchor="middle">{t * 100:.0f} %</text>'
        for t in (0, 0.5, 1)
    ]
    lines += [_bar(domain, LINE * index + LINE // 2) for index, domain in enumerate(domains)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'style="max-width:100%;height:auto" role="img" aria-label="{escape(caption)}" font-size="13" '
        f'fill="currentColor">{"".join(lines)}</svg>'
    )


def _bar(domain: EstimateData, y: int) -> str:
    title = escape(domain.title if len(domain.title) <= 48 else domain.title[:47] + "…")
    low, high, mean = (_x(value) for value in (domain.low, domain.high, domain.mean))
    filled = "currentColor" if domain.level else "none"
    return (
        f'<text x="{WORDS - 12}" y="{y + 4}" text-anchor="end">{title}</text>'
        f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}" stroke="currentColor" stroke-width="3" '
        f'stroke-opacity=".45"/>'
        f'<circle cx="{mean:.1f}" cy="{y}" r="5" fill="{filled}" stroke="currentColor"/>'
    )


def _x(share: float) -> float:
    return WORDS + 10 + (WIDTH - WORDS - 40) * share
