"""What the numbers were measured on: machine, load, versions, commit. No name of the machine or of its user."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("legation", "numpy", "numba", "llvmlite", "mesa")
HOME = Path(__file__).parents[1]


def processor() -> str:
    """The processor's name, as the system tells it."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"^model name\s*:\s*(.+)$", info.read_text(), re.M) if info.exists() else []
    return names[0] if names else platform.processor() or platform.machine()


def short_name() -> str:
    """A file name's part that tells machines apart: processor and cores."""
    words = re.sub(r"\(.*?\)|@.*|\b(processor|cpu)\b", " ", processor(), flags=re.I)
    return "-".join(re.findall(r"[a-z0-9]+", words.lower())) + f"-{os.cpu_count()}-cores"


def load() -> str:
    """How many processes wanted to run, over 1, 5 and 15 minutes."""
    return " ".join(f"{part:.2f}" for part in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


def commit() -> str:
    """The commit measured, and whether the files differ from it."""
    try:
        head = _git("rev-parse", "--short=12", "HEAD").strip()
        return head + (
            ", with changes" if _git("status", "--porcelain", "--", "src", "benchmarks/*.py").strip() else ""
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown: not a git checkout"


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=HOME, check=True, capture_output=True, text=True).stdout


def versions() -> str:
    """Python and the packages that matter."""
    found = [f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} not installed")
    return ", ".join(found)


def facts() -> dict[str, str]:
    """What the head of a table says."""
    return {
        "Processor": f"{processor()}, {os.cpu_count()} cores",
        "System": f"{platform.system()}, {platform.machine()}",
        "Versions": versions(),
        "Commit": commit(),
    }
