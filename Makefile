# The commands of this repository, for people and for CI. Each works from a fresh clone: the virtual environment is
# made on first use and again whenever pyproject.toml or constraints.txt change.

VENV = .venv
BIN = $(VENV)/bin
PYTHONS = python3.11 python3.12 python3.13 python3.14 python3 python
NEW_ENOUGH = -c 'import sys; sys.exit(sys.version_info < (3, 11))'
OLDEST = -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'
# The first Python that agrees. Each is asked at most once, since some take a good part of a second to answer.
first = $(shell for name in $(PYTHONS); do $$name $(1) >/dev/null 2>&1 && { echo $$name; break; }; done)
PYTHON ?= $(eval PYTHON := $(call first,$(NEW_ENOUGH)))$(PYTHON)
OLDEST_PYTHON ?= $(eval OLDEST_PYTHON := $(call first,$(OLDEST)))$(OLDEST_PYTHON)
ARGS =

# What installs packages. A failure of uv is told and not covered up by pip; `make INSTALLER=pip` asks for pip.
INSTALLER ?= $(if $(shell command -v uv 2>/dev/null),uv,pip)
export INSTALLER

# Pins for the isolated environment in which `build` runs the build backend; environments.py sets its own. Relative,
# because uv and pip split these values at spaces.
export PIP_CONSTRAINT = constraints.txt
export UV_CONSTRAINT = constraints.txt

.PHONY: help run test check lowest verify docs bench dist clean
.DEFAULT_GOAL := help

help: ## show these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | tr '@' '\t' | expand -t 16
	@echo 'ARGS="..." is passed on to run, test, verify and bench.'

run: $(VENV)/ready ## the main job: simulate, and set the record beside the model
	@$(BIN)/legation run $(ARGS)

# A file's tests share what they simulate, so files are handed out whole. More than four processes would each begin by
# compiling the model.
test: $(VENV)/ready-test ## the tests
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: $(VENV)/ready-test ## style, types, import direction, tidiness; the wheel, installed elsewhere
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --quiet tests/tidy
	$(call check_wheel,$(BIN)/python,constraints.txt)
	$(if $(OLDEST_PYTHON),$(check_lowest),@echo "Left out, since there is no Python 3.11 here: make lowest")

lowest: $(VENV)/ready-test ## the wheel with the oldest packages that pyproject.toml allows; a part of check
	$(if $(OLDEST_PYTHON),$(check_lowest),@echo "make lowest needs Python 3.11, for which these packages were made." >&2; exit 2)

verify: $(VENV)/ready-bench ## claims about the program against theory and against Mesa; slower than the tests
	@$(BIN)/python -m pytest verification $(ARGS)

docs: $(VENV)/ready-test ## the pages in docs/ that the program writes about itself
	@$(BIN)/python -m docs

bench: $(VENV)/ready-bench ## speed on this machine, as a dated table
	@$(BIN)/python -m benchmarks $(ARGS)

dist: $(VENV)/ready-test ## the wheel and the source archive, in dist/
	@rm -rf dist
	@echo "Compiling the model for three levels of processors, so that the wheel needs no compiler"
	@rm -rf src/legation/objects
	@$(BIN)/python -c 'from legation.engine import compiler, shipped, week; shipped.ship((*week.the_week().units, compiler.driver()))'
	@$(BIN)/python -m build --quiet --installer $(INSTALLER) --outdir dist --wheel .
	@rm -rf src/legation/objects build
	@$(BIN)/python -m build --quiet --installer $(INSTALLER) --outdir dist --sdist .
	@set -e; elsewhere=$$(mktemp -d); trap 'rm -rf "$$elsewhere"' EXIT; \
	echo "Using the wheel elsewhere, where nothing was compiled and nothing may be"; \
	$(call use_wheel,$(BIN)/python,constraints.txt,dist/*.whl,LEGATION_CACHE="$$elsewhere/cache" NUMBA_DISABLE_JIT=1)
	@ls dist/*

clean: ## remove what make has made; results in runs/ stay
	rm -rf $(VENV) build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/ready: pyproject.toml constraints.txt
	@"$(PYTHON)" $(NEW_ENOUGH) >/dev/null 2>&1 || { echo "Legation needs Python 3.11 or newer; $(if $(PYTHON),$(PYTHON) is older or missing,none was found). Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" environments.py $(VENV) --new --editable .
	@touch $@

# The first table needs none of the tools for tests, and Mesa is needed for comparisons only.
$(VENV)/ready-test: $(VENV)/ready
	@$(BIN)/python environments.py $(VENV) --editable ".[test]"
	@touch $@

$(VENV)/ready-bench: $(VENV)/ready-test
	@$(BIN)/python environments.py $(VENV) --editable ".[test,bench]"
	@touch $@

# The wheel must hold all data and ask for all packages: install it alone, and use it from another folder.
# $(1) is the Python to take, $(2) the file with the versions of the packages.
define check_wheel
	@set -e; elsewhere=$$(mktemp -d); trap 'rm -rf "$$elsewhere"' EXIT; \
	echo "Building the wheel, to use it elsewhere at the versions of $(2)"; \
	$(BIN)/python -m build --installer $(INSTALLER) --outdir "$$elsewhere/dist" . >"$$elsewhere/log" 2>&1 || \
		{ cat "$$elsewhere/log" >&2; echo "Building the wheel failed; the message is above." >&2; exit 1; }; \
	$(call use_wheel,$(1),$(2),"$$elsewhere"/dist/*.whl)
endef
# Install a wheel, $(3), alone, and use it. In front may stand settings for the commands.
define use_wheel
"$(1)" environments.py "$$elsewhere/venv" --new --pins $(2) $(3); \
	cd "$$elsewhere"; $(4) venv/bin/legation doctor; \
	$(4) venv/bin/legation run --worlds 1 --out table >log 2>&1 || { cat log >&2; exit 1; }
endef
check_lowest = $(call check_wheel,$(OLDEST_PYTHON),constraints-lowest.txt)
