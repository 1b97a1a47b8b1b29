# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.
# Paths are relative to this file, so the project may stand in a folder with blanks in its name.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
JURISDICTION ?= 330781
ARGS ?=
# how many tests run side by side, each with a database and a browser of its own; 0 is one after the other
WORKERS ?= auto

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
BOOTSTRAP := $(PYTHON) -m deploy.bootstrap
PYTEST := $(BIN)/pytest --numprocesses $(WORKERS) --maxprocesses 8 --dist worksteal
SERVE := $(BIN)/python -m deploy.serve --bind "$(HOST):$(PORT)" --workers 2 --threads 4

.PHONY: help python setup setup-dev demo demo-data run restore migrate serve test security lint check bench docs guards screenshots pictures messages lock clean

help:
	@echo "make demo        install, load a demo county, check it, serve it on http://$(HOST):$(PORT)/"
	@echo "make test        install what tests need, lint, run all tests (ARGS=... goes to pytest; WORKERS=0: one by one)"
	@echo "make security    run the tests of security that take long"
	@echo "make setup       install only"
	@echo "make demo-data   as demo, without serving"
	@echo "make run         migrate and serve what is there, with the daily and nightly jobs"
	@echo "make restore     restore a backup on a new PC (FROM=folder)"
	@echo "make lint        style, import contracts, types"
	@echo "make check       lint, deployment checks, migrations, generated documents, tests"
	@echo "make security    the tests of safety and faults that take long"
	@echo "make bench       measure"
	@echo "make docs        write the generated documents"
	@echo "make guards      write the manifest of the database's guards anew, after a change of models"
	@echo "make screenshots write docs/img/"
	@echo "make pictures    run the browser tests and write docs/img/manual/ from them"
	@echo "make messages    collect the strings to translate into locale/"
	@echo "make lock        write requirements/*.txt anew"
	@echo "make clean       remove caches; data in var/ stays"

python:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "找不到 $(PYTHON)。请安装 Python 3.11 或更高版本(Debian/Ubuntu:apt-get install python3 python3-venv)。"; \
	  echo "$(PYTHON) was not found. Install Python 3.11 or newer (Debian or Ubuntu: apt-get install python3 python3-venv)."; \
	  exit 1; }

setup: python
	@$(BOOTSTRAP) setup

setup-dev: python
	@$(BOOTSTRAP) setup --dev

# everything a backup holds, on a PC where nothing is yet
restore: setup
	@$(MANAGE) restore "$(FROM)" --into liangzhu
	@$(MANAGE) migrate --verbosity 0
	@$(BOOTSTRAP) hand-over

migrate: setup
	@$(MANAGE) migrate --verbosity 0

demo-data: migrate
	@$(MANAGE) load_demo
	@mkdir -p var
	@$(MANAGE) check_compliance --jurisdiction "$(JURISDICTION)" --format text >var/demo-findings.txt
	@echo "检查结果 / findings: var/demo-findings.txt"
	@$(MANAGE) send_reminders >/dev/null
	@$(BOOTSTRAP) hand-over

# the port is looked at first: nobody should wait for a county and then be refused
demo: python
	@$(BOOTSTRAP) port "$(PORT)"
	@$(MAKE) --no-print-directory demo-data
	@$(MAKE) --no-print-directory serve

run: python
	@$(BOOTSTRAP) port "$(PORT)"
	@$(MAKE) --no-print-directory migrate
	@$(MAKE) --no-print-directory serve

serve:
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(BOOTSTRAP) hand-over
	@echo
	@echo "请在浏览器中打开 / open in a browser:  http://$(HOST):$(PORT)/     (Ctrl+C 结束 / to stop)"
	@$(SERVE)

test: setup-dev lint
	@$(BOOTSTRAP) browser
	@$(PYTEST) $(ARGS)

# what takes hours: the same threats as in `make test`, in the numbers they are promised for; then the tests that
# measure something without taking long, so that every figure of docs/security.md is of today
MEASURING := tests/security tests/faults tests/audit tests/accounts tests/browser/test_hostile.py tests/config/backup/test_drill.py tests/config/guards tests/config/limits
security: setup-dev
	@$(BOOTSTRAP) browser
	@$(BIN)/python -m tests.security.scoreboard --forget
	@$(PYTEST) -m security $(ARGS)
	@$(PYTEST) $(MEASURING)
	@$(BIN)/python -m tests.security.scoreboard --write

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy

check: setup-dev lint
	@LZ_HTTPS=1 ALLOWED_HOSTS=example.org $(MANAGE) check --deploy --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) rules_doc --check
	@$(MANAGE) privacy_doc --check
	@$(BOOTSTRAP) browser
	@$(PYTEST) $(ARGS)

bench: migrate
	@$(BIN)/python -m bench $(ARGS)

docs: setup
	@$(MANAGE) rules_doc
	@$(MANAGE) privacy_doc

guards: setup
	@$(MANAGE) migrate --verbosity 0 --no-guards
	@$(MANAGE) verify_guards --write

# the pictures of the manual are taken by the browser tests: what they show is what was tested
pictures: setup-dev
	@$(BOOTSTRAP) browser
	@mkdir -p docs/img/manual
	@$(PYTEST) -m browser --pictures docs/img/manual $(ARGS)

screenshots: setup-dev
	@$(BOOTSTRAP) browser
	@$(MANAGE) screenshots

messages: setup
	@$(BIN)/python -m config.messages

lock: setup-dev
	@for name in base dev; do \
	  $(BIN)/pip-compile --quiet --no-strip-extras --allow-unsafe --generate-hashes --no-emit-options --no-header \
	    --output-file "requirements/$$name.txt" "requirements/$$name.in" || exit 1; \
	done

clean:
	@rm -rf staticfiles .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .coverage htmlcov var/test
	@find . -path ./.venv -prune -o -path ./var -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
