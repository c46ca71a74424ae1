"""The closed lists of words that every room shares; no library is needed to read them."""

ROLES = ("technician", "coordinator")
LEVELS = ("guided", "standard", "hard")
FORCES = ("law", "guide", "recommendation", "example")
LANGUAGES = ("ro", "en")
