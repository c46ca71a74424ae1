"""How a page looks to those who see it otherwise: axe-core on it, narrow and wide, light and dark."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = {"wide": 1200, "phone": 360}
RUN = """
async tags => {
  document.querySelectorAll("details").forEach(details => { details.open = true; });
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  const told = node => `${node.html.slice(0, 160)} ${node.any.map(check => check.message)}`;
  return { rules: found.passes.length, violations: found.violations.map(
    rule => [rule.id, rule.nodes.map(told)]) };
}
"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Elements whose words do not fit and cannot be scrolled to: what is cut off is lost.
CUT_OFF = """
() => [...document.querySelectorAll("#page *")].filter(element => {
  const style = getComputedStyle(element);
  const hides = [style.overflowX, style.overflowY].some(value => ["hidden", "clip"].includes(value));
  const meant = element.closest(".sim-hidden, svg, thead, [hidden]") || style.clipPath === "inset(50%)";
  const over = [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight];
  return hides && !meant && Math.max(...over) > 1 && element.textContent.trim() && element.checkVisibility();
}).map(element => element.outerHTML.slice(0, 120))
"""
# Words that stand over other words; what is scrolled beneath the bar at the foot of a phone does not count.
OVERLAPS = """
() => {
  const words = ".sim-button, .sim-link, .sim-heading, .sim-now, .sim-row, .sim-p, legend";
  const boxes = [...document.querySelectorAll(words)]
    .filter(element => element.checkVisibility() && element.textContent.trim())
    .filter(element => !element.closest(".sim-dock"))
    .map(element => [element, element.getBoundingClientRect()]);
  const found = [];
  for (const [one, a] of boxes) for (const [other, b] of boxes) {
    if (one === other || one.contains(other) || other.contains(one)) continue;
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 2 && down > 4) found.push([one, other].map(element => element.textContent.slice(0, 40)));
  }
  return found;
}
"""


@cache
def axe() -> str:
    """The script of axe-core, as npm installed it."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci --prefix tests/browser")
    return AXE.read_text("utf-8")


PLACED = "(how) => document.querySelectorAll('.sim-dock').forEach((dock) => { dock.style.position = how; })"


def violations(page: Page) -> list[Any]:
    """What axe-core finds on a page with everything unfolded: WCAG A and AA, and best practice."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe())
    # What the bar at the foot covers depends on where one has scrolled to, and can be scrolled free.
    page.evaluate(PLACED, "static")
    found = page.evaluate(RUN, TAGS)
    page.evaluate(PLACED, "")
    assert found["rules"] > 5, "axe-core has looked at the page"
    return list(found["violations"])


def accessible(page: Page) -> None:
    """At both widths, light and dark: no violation, and nothing that scrolls sideways."""
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = violations(page)
            assert found == [], f"{page.url} at {width} px, {scheme}: {found}"
            assert page.evaluate(WIDER) <= 0, f"{page.url} scrolls sideways at {width} px"
    page.set_viewport_size({"width": 1200, "height": 900})
    page.emulate_media(color_scheme="light")


def fits(page: Page, case: str) -> None:
    """Nothing scrolls sideways, is cut off or stands over something else."""
    assert page.evaluate(WIDER) <= 0, f"{case}: scrolls sideways"
    cut_off, overlaps = page.evaluate(CUT_OFF), page.evaluate(OVERLAPS)
    assert cut_off == [], f"{case}: words are cut off: {cut_off}"
    assert overlaps == [], f"{case}: words stand over one another: {overlaps}"
