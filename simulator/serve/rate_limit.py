"""How often a wrong code may be tried: a class comes in behind one address, a guesser does not get far.

Only wrong tries count. Each fills a bucket by one, which empties with time: one bucket for every address
and one for all together. A full bucket means waiting, also for whoever has the right code.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_ADDRESSES = 4096


@dataclass(frozen=True, slots=True)
class Limit:
    """So many wrong tries at once, and one more after every so many seconds."""

    most: int
    seconds: float


# Thirty people behind a school's one address may each be wrong twice; after that, 120 tries an hour.
EACH = Limit(60, 30)
ALL = Limit(300, 5)


@dataclass(slots=True)
class LeakyBucket:
    """What was poured in, less what has run out since."""

    level: float = 0.0
    at: float = 0.0

    def leak(self, limit: Limit, now: float) -> float:
        """Let run out what time has taken; the level now."""
        self.level = max(0.0, self.level - (now - self.at) / limit.seconds)
        self.at = now
        return self.level


@dataclass(slots=True)
class RateLimiter:
    """Wrong tries by address, in bounded memory: who was wrong longest ago is forgotten first."""

    each: Limit = EACH
    all: Limit = ALL
    clock: Callable[[], float] = time.monotonic
    buckets: OrderedDict[str, LeakyBucket] = field(default_factory=OrderedDict)
    together: LeakyBucket = field(default_factory=LeakyBucket)

    def wait(self, address: str) -> int:
        """How many seconds until a code from this address is looked at again; 0 if it is looked at now."""
        now = self.clock()
        bucket = self.buckets.get(network_of(address), LeakyBucket(0.0, now))
        return max(_wait(bucket, self.each, now), _wait(self.together, self.all, now))

    def wrong(self, address: str) -> None:
        """Count a wrong try."""
        now, name = self.clock(), network_of(address)
        bucket = self.buckets.pop(name, None) or LeakyBucket(0.0, now)
        self.buckets[name] = bucket
        while len(self.buckets) > MOST_ADDRESSES:
            self.buckets.popitem(last=False)
        for each, limit in ((bucket, self.each), (self.together, self.all)):
            each.level = each.leak(limit, now) + 1


def _wait(bucket: LeakyBucket, limit: Limit, now: float) -> int:
    over = bucket.leak(limit, now) - (limit.most - 1)
    return math.ceil(over * limit.seconds) if over > 0 else 0


def network_of(address: str) -> str:
    """The network that an address stands for: of IPv6 the part that a household or a school is given."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
