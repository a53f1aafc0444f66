# make app: the app on the demo case.  make test: everything that must hold.  Both need Python 3.11+, make and the package registry.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := env -u PYTHONPATH $(BIN)

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/'

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.app: $(BIN)/uv pyproject.toml requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --constraints requirements.lock --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.app
	$(BIN)/uv pip install --quiet --python $(BIN)/python --constraints requirements.lock --group test --group lint
	@touch $@

app: $(VENV)/.app ## the app in your browser, on the demo case
	$(BIN)/timeline app

lint: $(VENV)/.test ## ruff, mypy strict, import-linter
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

browser: $(VENV)/.test ## find or install a browser for the tests
	@$(BIN)/python tests/find_browser.py

unit: $(VENV)/.test ## the tests that need no browser
	$(RUN)/python -m pytest -n auto -m "not browser"

test: lint unit browser ## everything that must hold
	$(RUN)/python -m pytest -n 2 --dist worksteal -m browser

test-lowest: $(BIN)/uv ## the unit tests with the oldest versions that pyproject.toml allows
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-lowest
	$(BIN)/uv pip install --quiet --python .venv-lowest/bin/python --resolution lowest-direct --editable . --group test
	env -u PYTHONPATH .venv-lowest/bin/python -m pytest -n auto -m "not browser"

bench: $(VENV)/.test browser ## how fast it is, beside other ways on the same text in the same run
	$(RUN)/python tests/bench_dates.py
	$(RUN)/python tests/bench_claims.py
	$(RUN)/python tests/bench_events.py
	$(RUN)/python tests/articles/bench_html.py
	$(RUN)/python tests/articles/many_files.py 10000
	$(RUN)/python tests/ui/bench_app.py
	$(RUN)/python tests/case/bench_case.py
	$(RUN)/python tests/case/kill_trials.py 100
	$(RUN)/python tests/case/four_writers.py 120
	$(RUN)/python tests/views/bench_report.py

screenshots: $(VENV)/.test browser ## the pictures of the README, taken anew
	$(RUN)/python tests/ui/take_screenshots.py

lock: $(BIN)/uv ## renew requirements.lock, the versions that are tested
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --upgrade --all-extras --group test --group lint pyproject.toml --output-file requirements.lock

.PHONY: help app lint browser unit test test-lowest bench screenshots lock
