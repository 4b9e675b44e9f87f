"""What holds for every test: luck is repeatable, nothing is timed, and nothing leaves the machine."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import settings

# Examples are the same in each run, so a failure is met again; no deadline, since a slow machine is no fault.
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def _offline(monkeypatch):
    """Legation promises to send nothing anywhere: a test that opens a connection to another machine fails."""
    connect = socket.socket.connect

    def connect_here_only(self, address):
        assert _is_here(self, address), f"a connection to {address}; Legation works offline"
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here_only)


def _is_here(connection, address):
    if connection.family not in (socket.AF_INET, socket.AF_INET6):
        return True  # between processes of this machine
    host = address[0]
    return host == "localhost" or ipaddress.ip_address(host).is_loopback
