"""The same bits on every kind of processor: the week compiled for three instruction sets, each in its own process."""

import os
import subprocess
import sys

import pytest

SETS = {
    "AVX-512": (
        "skylake-avx512",
        "+avx512f,+avx512cd,+avx512bw,+avx512dq,+avx512vl,-prefer-256-bit,+avx2,+fma,+bmi,+bmi2",
        "zmm",
    ),
    "AVX2": ("haswell", "+avx2,+fma,+bmi,+bmi2,-avx512f", "ymm"),
    "SSE2": ("x86-64", "+sse2,-avx", "xmm"),
}
PROGRAM = """
from legation.engine import compilation
from legation.engine.week import the_week
from legation.testing import fingerprint
print(fingerprint())
compilation.install()
for unit in the_week().units:
    if unit.name.startswith(("legation_trade", "legation_close")):
        print(compilation.compiled_library(unit)[0].get_asm_str())
"""


def _flags():
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
            return next((set(line.split()) for line in file if line.startswith("flags")), set())
    except OSError:
        return set()


def _run(name, folder):
    processor, features, _ = SETS[name]
    asked = {"NUMBA_CPU_NAME": processor, "NUMBA_CPU_FEATURES": features, "LEGATION_CACHE": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=os.environ | asked, capture_output=True, text=True, check=True
    )
    hash_, _, assembly = done.stdout.partition("\n")
    return hash_, assembly


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    if not _flags():
        pytest.skip("this is no x86 processor, or its features cannot be read")
    return _run("SSE2", tmp_path_factory.mktemp("sse2"))


def test_plain_code_uses_no_wide_registers(plain):
    assert "ymm" not in plain[1]
    assert "xmm" in plain[1]


@pytest.mark.parametrize("name", ["AVX-512", "AVX2"])
def test_wide_registers_change_no_bit(plain, name, tmp_path):
    needed = {"AVX-512": "avx512vl", "AVX2": "avx2"}[name]
    if needed not in _flags():
        pytest.skip(f"this processor has no {name}")
    hash_, assembly = _run(name, tmp_path)
    assert SETS[name][2] in assembly
    assert hash_ == plain[0]
