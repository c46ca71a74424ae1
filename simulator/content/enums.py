"""The closed lists of words that every room shares; no library is needed to read them."""

ROLES = ("technician", "coordinator")
LEVELS = ("guided", "standard", "hard")
FORCES = ("law", "guide", "recommendation", "example")
LANGUAGES = ("ro", "en")
OCCASIONS = ("pre", "between", "post")  # on which a grid is filled in
WITH_WHOM = ("alone", "coordinator")  # it is filled in
