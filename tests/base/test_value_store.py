"""Values of many worlds: in memory or on the disk they are the same, and nothing of them is left."""

from __future__ import annotations

import errno
import gc
import tempfile

import numpy as np
import pytest

from legation.base import value_store
from legation.base.faults import UserError
from legation.base.value_store import ValueStore

TABLE = np.random.default_rng(1).normal(size=(5, 12))


def _filled(**options):
    """Two tables in three chunks of different size, added by turns."""
    store = ValueStore(**options)
    for worlds in (slice(0, 1), slice(1, 7), slice(7, 12)):
        store.add("a", TABLE[:, worlds])
        store.add("b", -TABLE[:2, worlds])
    return store


@pytest.mark.parametrize("held", [2**20, 0, 8 * 5 * 7], ids=["in memory", "on the disk", "both"])
def test_values_are_read_as_they_were_added_wherever_they_are_kept(held, tmp_path):
    store = _filled(folder=tmp_path, held=held)
    assert np.array_equal(store.read("a", slice(0, 5)), TABLE)
    assert np.array_equal(store.read("a", slice(2, 4)), TABLE[2:4])
    assert np.array_equal(store.read("b", slice(1, 2)), -TABLE[1:2])
    assert store.worlds("a") == 12 and store.worlds("c") == 0
    assert store.read("c", slice(0, 3)).shape == (3, 0)
    store.add("a", TABLE)
    assert np.array_equal(store.read("a", slice(0, 5)), np.concatenate([TABLE, TABLE], axis=1))


def test_no_more_than_the_limit_is_held_in_memory(tmp_path):
    store = _filled(folder=tmp_path, held=0)
    assert store.bytes == 0
    assert all(not isinstance(part, np.ndarray) for parts in store._parts.values() for part in parts)


def test_no_file_is_left_and_none_can_be_seen_meanwhile(tmp_path):
    store = _filled(folder=tmp_path, held=0)
    assert store._file is not None and not list(tmp_path.iterdir())
    file = store._file
    del store
    gc.collect()
    assert file.closed and not list(tmp_path.iterdir())


def test_a_full_disk_ends_in_one_message(tmp_path, monkeypatch):
    class Full:
        def seek(self, *_):
            return 0

        def tell(self):
            return 0

        def write(self, _):
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self):
            pass

    monkeypatch.setattr(value_store.tempfile, "TemporaryFile", lambda dir: Full())
    with pytest.raises(UserError, match="a full disk"):
        _filled(folder=tmp_path, held=0)


@pytest.mark.parametrize("held", [2**20, 0])
@pytest.mark.parametrize("worlds", [slice(0, 12), slice(0, 1), slice(3, 9), slice(6, 7), slice(7, 12), slice(5, 99)])
def test_some_worlds_are_read_alone_wherever_chunks_end(held, worlds, tmp_path):
    assert np.array_equal(_filled(folder=tmp_path, held=held).read("a", slice(1, 4), worlds), TABLE[1:4, worlds])


def test_the_file_lies_in_the_folder_of_the_system_by_default():
    assert ValueStore()._place.samefile(tempfile.gettempdir())
