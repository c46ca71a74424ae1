"""The JSON Schema of what `--json` gives of a judged play: `python -m tools.schema` writes it anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from simulator.report.play_data import PlayData

SCHEMA = Path(__file__).resolve().parents[1] / "docs" / "developers" / "debrief.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema; an object has the fields that are named and no other."""
    made = TypeAdapter(PlayData).json_schema(mode="serialization")
    for kind in (made, *made["$defs"].values()):
        kind["additionalProperties"] = False
    return {"$schema": DIALECT, **made}


def text() -> str:
    """The file as it should stand."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def main() -> int:
    """Write the file."""
    SCHEMA.write_text(text(), encoding="utf-8")
    print(f"Written: {SCHEMA.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
