"""What can be drawn, by name: the parts of a face, and places. Light, for whoever draws.

Faces are Open Peeps by Pablo Stanley (CC0), by the names of `dicebear-styles`; places are ours.
"""

from __future__ import annotations

from typing import Literal

Hair = Literal[
    "bangs", "bangs2", "bun", "bun2", "grayBun", "grayMedium", "grayShort", "hatBeanie", "hatHip", "hijab",
    "long", "longBangs", "longCurly", "medium1", "medium2", "medium3", "mediumBangs", "mediumBangs2",
    "mediumBangs3", "mediumStraight", "noHair1", "noHair2", "noHair3", "pomp", "shaved1", "shaved2", "short1",
    "short2", "short3", "short4", "short5", "flatTop",
]  # fmt: skip
Expression = Literal[
    "blank", "calm", "cheeky", "concerned", "contempt", "driven", "explaining", "eyesClosed", "fear", "old",
    "serious", "smile", "solemn", "suspicious", "tired",
]  # fmt: skip
Glasses = Literal["glasses", "glasses2", "glasses3", "glasses4", "glasses5"]
Beard = Literal[
    "chin", "full", "full2", "full3", "full4", "goatee1", "goatee2", "moustache1", "moustache2", "moustache3",
    "moustache4", "moustache5", "moustache6", "moustache7", "moustache8", "moustache9",
]  # fmt: skip


# Drawings of places, ours: simulator/ui/assets/places.
Picture = Literal["street", "yard", "kitchen", "office", "hall", "counter", "car", "phone", "home"]
