"""Who the generated touchpoints belong to: journey lengths, orders, and the order in the file."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

# The year of the orders; touchpoints lie in it and in the year before.
FIRST_DAY = date(2025, 1, 1)
LAST_DAY = date(2025, 12, 31)
ORDER_SHARE = 0.35
LONGEST_JOURNEY = 100
YEAR_SECONDS = 365 * 86_400
PERSON_BLOCK = 1_000_000
IdKind = Literal["touchpoint", "person", "conversion"]
# Any three different numbers: equal row numbers of two kinds get different ids.
_SALTS: dict[IdKind, int] = {
    "touchpoint": 0x1D8E4E27C47D124F,
    "person": 0x3C6EF372FE94F82B,
    "conversion": 0x510E527FADE682D1,
}


@dataclass(frozen=True)
class Population:
    """Persons by number from 0, touchpoints by number from 0, a person's next to each other.

    Attributes:
        journey_ends: Per person, the number of the first touchpoint that is not theirs.
        order_seconds: Per person, when they order or, if they do not, would: seconds of the year.
        converts: Per person, whether they order.
        file_order: The touchpoints' numbers, shuffled.
    """

    journey_ends: np.ndarray
    order_seconds: np.ndarray
    converts: np.ndarray
    file_order: np.ndarray


def draw_population(touchpoints: int, *, seed: int) -> Population:
    """Draws as many persons as it takes to have a number of touchpoints.

    19 of 20 journeys are geometric with mean 4, the others with mean 24 (100 at most).

    Args:
        touchpoints: How many, from 1 to four thousand million.
        seed: Start of the random numbers.

    Returns:
        The population; its last journey is cut where the touchpoints end.

    Raises:
        ValueError: ``touchpoints`` is out of range.

    Example:
        >>> population = draw_population(1000, seed=1)
        >>> int(population.journey_ends[-1]), sorted(population.file_order) == list(range(1000))
        (1000, True)
    """
    if not 1 <= touchpoints <= np.iinfo(np.uint32).max:
        raise ValueError(f"touchpoints is {touchpoints}; allowed: 1 to {np.iinfo(np.uint32).max}")
    random = np.random.default_rng([seed, 0])
    ends: list[np.ndarray] = [np.zeros(1, dtype=np.int64)]
    while ends[-1][-1] < touchpoints:
        is_long = random.random(PERSON_BLOCK) < 0.05
        lengths = random.geometric(np.where(is_long, 1 / 24, 1 / 4))
        ends.append(ends[-1][-1] + np.cumsum(np.minimum(lengths, LONGEST_JOURNEY)))
    journey_ends = np.concatenate(ends[1:])
    persons = int(np.searchsorted(journey_ends, touchpoints)) + 1
    journey_ends = np.minimum(journey_ends[:persons], touchpoints)

    file_order = np.arange(touchpoints, dtype=np.uint32)
    random.shuffle(file_order)
    return Population(
        journey_ends=journey_ends,
        order_seconds=random.integers(0, YEAR_SECONDS, persons, dtype=np.int32),
        converts=random.random(persons) < ORDER_SHARE,
        file_order=file_order,
    )


def hex_ids(numbers: np.ndarray, *, kind: IdKind) -> pl.Series:
    """Turns numbers into ids that, like those of real systems, are in no order and compress badly.

    Args:
        numbers: Integers from 0, different from each other or not.
        kind: What they number.

    Returns:
        Texts of 16 hexadecimal digits, the same for the same number and kind, and never the same
        for two numbers of a kind.

    Raises:
        KeyError: An unknown kind.

    Source:
        The mixing steps of SplitMix64 (Steele, Lea and Flood 2014), each of which can be undone.

    Example:
        >>> hex_ids(np.array([0, 1]), kind="person").str.len_chars().to_list()
        [16, 16]
    """
    mixed = numbers.astype(np.uint64) + np.uint64(_SALTS[kind])
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    digits = mixed.astype(">u8").tobytes().hex().encode("ascii")
    return pl.Series(np.frombuffer(digits, dtype="S16")).cast(pl.String)
