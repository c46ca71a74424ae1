"""How often a wrong code may be tried."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.serve.rate_limit import ALL, EACH, MOST_ADDRESSES, RateLimiter, network_of


@dataclass
class Hands:
    """A clock that is turned by hand."""

    time: float = 1000.0

    def __call__(self) -> float:
        return self.time


def test_a_class_behind_one_address_may_be_wrong_twice_each() -> None:
    tries = RateLimiter(clock=Hands())
    for _ in range(59):
        tries.wrong("10.0.0.1")
    assert tries.wait("10.0.0.1") == 0


def test_a_guesser_waits_and_gets_one_try_for_each_wait() -> None:
    hands = Hands()
    tries = RateLimiter(clock=hands)
    guesses = 0
    for _ in range(24 * 60 * 60):
        if not tries.wait("10.0.0.1"):
            tries.wrong("10.0.0.1")
            guesses += 1
        hands.time += 1
    assert EACH.most < guesses <= EACH.most + 24 * 60 * 60 / EACH.seconds + 1


def test_the_wait_that_is_said_is_enough() -> None:
    hands = Hands()
    tries = RateLimiter(clock=hands)
    while not tries.wait("10.0.0.1"):
        tries.wrong("10.0.0.1")
    said = tries.wait("10.0.0.1")
    assert 0 < said <= EACH.seconds
    assert tries.wait("10.0.0.2") == 0
    hands.time += said
    assert tries.wait("10.0.0.1") == 0
    hands.time += 10 * EACH.most * EACH.seconds
    for _ in range(EACH.most - 1):
        tries.wrong("10.0.0.1")
    assert tries.wait("10.0.0.1") == 0
    tries.wrong("10.0.0.1")
    assert tries.wait("10.0.0.1") > 0, "patience is not saved up"


def test_many_addresses_wait_together_and_take_no_memory() -> None:
    hands = Hands()
    tries = RateLimiter(clock=hands)
    for number in range(2 * MOST_ADDRESSES):
        tries.wrong(f"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}")
    assert len(tries.buckets) == MOST_ADDRESSES
    assert tries.wait("192.168.7.7") > ALL.seconds


def test_the_addresses_of_one_household_count_as_one() -> None:
    assert network_of("2001:db8:1:2::3") == network_of("2001:db8:1:2:ffff::9")
    assert network_of("2001:db8:1:2::3") != network_of("2001:db8:1:3::3")
    assert network_of("::ffff:10.0.0.1") == network_of("10.0.0.1")
    assert network_of("not an address") == ""
