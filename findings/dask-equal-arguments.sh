#!/bin/sh
# Dask distributed 2026.8.0 (Client.map, Client.submit): a function of chance called with equal arguments.
# Expected: four calls give four draws, as map and concurrent.futures do.
# Instead: calls with equal arguments are one task, and its one result is handed out four times. A study of four
# repeats has one, and a spread of zero.
set -eu
. "$(dirname "$0")/lib.sh"
needs distributed==2026.8.0 dask==2026.8.0
cat >try.py <<'PY'
import random
from concurrent.futures import ThreadPoolExecutor

from dask.distributed import Client, LocalCluster


def draw(scenario):
    return random.random()


if __name__ == "__main__":
    with ThreadPoolExecutor(1) as pool:
        print("concurrent.futures:", len(set(pool.map(draw, ["base"] * 4))), "draws")
    setup = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
    with LocalCluster(**setup) as cluster, Client(cluster) as client:
        print("map:", len(set(client.gather(client.map(draw, ["base"] * 4)))), "draw")
        print("submit:", len(set(client.gather([client.submit(draw, "base") for _ in range(4)]))), "draw")
        print("map, pure=False:", len(set(client.gather(client.map(draw, ["base"] * 4, pure=False)))), "draws")
PY
shows python try.py
expect <<'TEXT'
concurrent.futures: 4 draws
map: 1 draw
submit: 1 draw
map, pure=False: 4 draws
TEXT
