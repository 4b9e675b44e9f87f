# What every finding shares: a temporary folder, pinned packages in it, and an exact comparison. It is read, not run.
#
# `needs NAME==VERSION …` makes a fresh environment (with uv where it is there, else with venv and pip).
# `needs_npm NAME@VERSION …` does it for Node.js. `shows COMMAND …` runs a command and prints all that it says.
# `expect` compares that with its input, and ends the script with 1 if a single letter differs.
set -eu

ROOM=$(mktemp -d)
trap 'rm -rf "$ROOM"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM
cd "$ROOM"
unset PYTHONPATH PYTHONHOME PYTHONWARNINGS VIRTUAL_ENV
export PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1 COLUMNS=100 TERM=dumb
PYTHON=${PYTHON:-python3}

# A finding about packages that ask for a newer Python calls this first; 77 means: nothing was tried here.
needs_python() {
    PYTHON="python$1"
    "$PYTHON" -c "" 2>/dev/null || { echo "This finding needs $PYTHON on PATH." >&2; exit 77; }
}

needs() {
    if command -v uv >/dev/null; then
        uv venv --quiet --clear --python "$(command -v "$PYTHON")" env
        uv pip install --quiet --python env/bin/python "$@"
    else
        "$PYTHON" -m venv --clear env
        env/bin/python -m pip install --quiet --disable-pip-version-check "$@"
    fi
    PATH="$ROOM/env/bin:$PATH"
    export PATH
}

needs_npm() {
    npm install --silent --no-save --no-audit --no-fund "$@"
}

shows() {
    "$@" >seen 2>&1 || { cat seen >&2; echo "The command failed: $*" >&2; exit 1; }
    cat seen
}

expect() {
    cat >expected
    diff expected seen >changed && return
    echo "Changed (< what was seen before, > what is seen now):"
    cat changed
    exit 1
}
