# What this project can do, one line a target: `make` lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV ?= uv
PORT ?= 8000
MINUTES ?= 60
SEED ?=
WORKERS ?= $(shell echo $$(( $$(nproc 2>/dev/null || echo 2) * 2 )))
INSTALLED := $(VENV)/.installed
PYTEST = $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadgroup --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-page check torture mutants bench screenshots lock

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(INSTALLED)  ## build .venv with everything that the bot and its tests need

$(INSTALLED): requirements/develop.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is " + sys.version.split()[0] + ". Name another: make setup PYTHON=python3.12")'
	@echo "Building $(VENV), which takes a minute the first time ..." >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/develop.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(INSTALLED)  ## run the bot between a Slack and a sheet of its own: make demo PORT=8000
	@$(BIN)/newsletter-bot demo --port $(PORT) --example

test: $(INSTALLED)  ## check the code, run all tests but the page's, print the line coverage
	@$(MAKE) --no-print-directory check
	$(PYTEST) --ignore tests/page --cov --cov-report=term $(ARGS)

test-page: $(INSTALLED)  ## run the tests of the sandbox's page, in Chromium
	$(PYTEST) tests/page $(ARGS)

check: $(INSTALLED)  ## lint, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

torture: $(INSTALLED)  ## put the sync to the torture for an hour: make torture MINUTES=60 SEED=1
	$(BIN)/python -m tests.torture --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

mutants: $(INSTALLED)  ## spoil the sync in known ways, one at a time: the torture must find each
	$(BIN)/python -m tests.torture.mutants

bench: $(INSTALLED)  ## print how long things take
	$(BIN)/python -m tests.bench

screenshots: $(INSTALLED)  ## picture the page's main screens, into docs/screenshots; needs Chromium
	$(BIN)/python -m tests.page.screenshots $(ARGS)

lock:  ## pin what pyproject.toml allows, with hashes; needs uv
	$(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate \
	  --no-strip-extras --custom-compile-command "make lock" --all-extras --group dev \
	  pyproject.toml -o requirements/develop.txt
	$(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate \
	  --no-strip-extras --custom-compile-command "make lock" --extra postgres \
	  pyproject.toml -o requirements/run.txt
