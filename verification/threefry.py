"""Threefry2x64-20, a published generator, written plainly: the check on our own keyed chance.

Source   Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
"""

from __future__ import annotations

MASK = 2**64 - 1
ROTATIONS = (16, 42, 12, 31, 16, 32, 24, 21)
PARITY = 0x1BD11BDAA9FC1A22


def threefry(key: tuple[int, int], counter: tuple[int, int], rounds: int = 20) -> tuple[int, int]:
    """Two words of 64 bits for a key and a counter of two words each."""
    keys = (*key, PARITY ^ key[0] ^ key[1])
    one, two = (counter[0] + keys[0]) & MASK, (counter[1] + keys[1]) & MASK
    for number in range(rounds):
        one = (one + two) & MASK
        turn = ROTATIONS[number % 8]
        two = ((two << turn) | (two >> (64 - turn))) & MASK
        two ^= one
        if number % 4 == 3:
            step = number // 4 + 1
            one = (one + keys[step % 3]) & MASK
            two = (two + keys[(step + 1) % 3] + step) & MASK
    return one, two
