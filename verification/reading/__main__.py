"""Score the reader on the five texts: `python -m verification.reading FOLDER`, or with LEGATION_SEEDS set."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from verification.reading.score import VARIABLE, score_all, table

folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get(VARIABLE)
if not folder:
    sys.exit(f"Name the folder with the five texts, or set {VARIABLE}; they are not in this repository.")
print(table(*score_all(Path(folder))))
