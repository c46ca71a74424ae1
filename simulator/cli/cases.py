"""`simulator cases`: which cases there are."""

from __future__ import annotations

import argparse
import json
from typing import Any

from simulator.cli.lookup import healthy_cases
from simulator.content.enums import ROLES
from simulator.graph.loading import load_profession
from simulator.language import Language
from simulator.report.text_renderer import wrapped
from simulator.report.wording import role_word


def run(options: argparse.Namespace, language: Language) -> int:
    """Print every case with its roles and what it is about; 1 if some case cannot be played."""
    rows: list[dict[str, Any]] = []
    healthy, whole = healthy_cases(options, load_profession(), language)
    for name, _, case in healthy:
        graph = case.graphs["standard"]
        texts = {**case.texts["ro"], **case.texts.get(language.code, {})}
        rows.append(
            {
                "case": name,
                "title": texts["title"],
                "summary": texts["summary"],
                "roles": [role for role, entry in zip(ROLES, graph.entry, strict=True) if entry >= 0],
                "scenes": len(graph.scenes),
            }
        )
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0 if whole else 1
    print(language.count("{number} case", "{number} cases", len(rows)))
    for row in rows:
        roles = ", ".join(role_word(role, language) for role in row["roles"])
        print(f"\n{row['case']} — {row['title']} ({roles})\n{wrapped(row['summary'], '  ')}")
    return 0 if whole else 1
