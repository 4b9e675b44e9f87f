"""Disks that die or refuse, put between the program and the real disk: `monkeypatch.setattr(drafts, "disk", Disk(3))`.

A dead one answers nothing more, not even what clears up, and the locks of its process are gone, as after a kill.
"""

from __future__ import annotations

import os


class KilledError(BaseException):
    """The process is gone. No `except Exception` may catch it."""


class Disk:
    """The real disk up to touch number `end`; from there on it is dead, or refuses with an error number."""

    def __init__(self, end, *, code=0, only=(), once=False):
        self.end, self.code, self.only, self.once = end, code, only, once
        self.touches, self.handles, self.refused = [], set(), []

    def __getattr__(self, name):
        real = getattr(os, name)

        def touch(*words, **options):
            if name == "close":
                self.handles.discard(words[0])
                return None if self.is_dead else real(*words)
            self.touches.append(name)
            if self._ends(name):
                if self.code:
                    self.refused.append(name)
                    raise OSError(self.code, os.strerror(self.code))
                if not self.is_dead and name == "write":
                    real(words[0], words[1][: len(words[1]) // 2])
                self._die()
            value = real(*words, **options)
            if name == "open":
                self.handles.add(value)
            return value

        return touch

    def _ends(self, name):
        reached = len(self.touches) == self.end if self.once else len(self.touches) >= self.end
        return reached and (not self.only or name in self.only)

    @property
    def is_dead(self):
        return not self.code and len(self.touches) >= self.end

    def _die(self):
        while self.handles:
            os.close(self.handles.pop())
        raise KilledError


def state_of(folder):
    """All that lies in a folder: contents and permissions."""
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes() if path.is_file() else None, path.stat().st_mode)
        for path in sorted(folder.rglob("*"))
    }
