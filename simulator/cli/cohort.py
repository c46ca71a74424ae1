"""`simulator cohort`: many simulated learners play a case."""

from __future__ import annotations

import argparse
import json
import sys

from simulator.cli.lookup import bundle_for
from simulator.cohort.policies import MOST_LEARNERS
from simulator.content.enums import ROLES
from simulator.errors import WrongUse, message
from simulator.language import Language


def run(options: argparse.Namespace, language: Language) -> int:
    """Play and print; a progress bar shows on a terminal."""
    if not 1 <= options.learners <= MOST_LEARNERS:
        raise WrongUse(message("the number of learners is between 1 and {most}", most=MOST_LEARNERS))
    if not 0 <= options.ability <= 100:
        raise WrongUse(message("the ability is between 0 and 100"))
    bundle = bundle_for(options, options.level)

    from tqdm import tqdm

    from simulator.cohort.policies import policy
    from simulator.cohort.replay import play_cohort
    from simulator.report.cohorts import cohort_text, describe_cohort

    chosen = policy(options.policy, options.ability)
    role = ROLES.index(options.role)
    with tqdm(total=options.learners, disable=not sys.stderr.isatty(), leave=False) as bar:
        cohort = play_cohort(bundle, chosen, role, options.seed, options.learners, bar.update)
    figures = describe_cohort(bundle, cohort, language)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=2))
    else:
        print(cohort_text(figures, language), end="")
    return 0
