"""Time as it is counted for a term: every minute, or only those of working days.

Weekends and public holidays stop such a term and nothing else: a term of 24 hours that begins on Friday at
15:00 ends on Monday at 15:00. That 24 hours of the sources mean this is our reading (`ours#working-time`).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from simulator.graph.graph import NEVER

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Counting:
    """What of the time from midnight of day 1 counts; `before[d]` minutes do before day d (from 0) begins.

    After the last of these days every day counts.
    """

    before: tuple[int, ...] = (0,)

    def counted(self, minute: int) -> int:
        """How many minutes count up to a minute."""
        day = minute // DAY
        last = len(self.before) - 1
        if day >= last:
            return self.before[last] + minute - last * DAY
        return min(self.before[day] + minute % DAY, self.before[day + 1])

    def after(self, since: int, minutes: int) -> int:
        """The minute by which so many more count; NEVER from NEVER on."""
        if since == NEVER:
            return NEVER
        wanted = self.counted(since) + minutes
        day = max(0, bisect_left(self.before, wanted) - 1)
        return max(since, day * DAY + wanted - self.before[day])


EVERY_MINUTE = Counting()


def working_days(off: tuple[int, ...]) -> Counting:
    """Days (from 0) without those that are off."""
    before = [0]
    for day in range(max(off, default=-1) + 1):
        before.append(before[-1] + (0 if day in off else DAY))
    return Counting(tuple(before))
