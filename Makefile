# Two commands do everything on a fresh machine: `make serve` and `make test`.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
HOST ?= 127.0.0.1
PORT ?= 8000
DESIGN := build/vendor/page/node_modules/@digdir/designsystemet-css
AXE := build/vendor/tests/node_modules/axe-core
WORKERS ?= 1
SEED ?= 2026

.PHONY: serve test test-clients oxt check format train train-language bench fuzz corpus constraints vendor clean

serve: $(INSTALLED)  ## install, start the service, say where it listens
	$(BIN)/tilbakemelding serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

test: check  ## install, then the whole gate: style, types, layers, corpus, tests
	$(BIN)/python -m pytest -m "not clients and not alone" --numprocesses auto --dist loadfile
	$(BIN)/python -m pytest -m alone

test-clients: $(INSTALLED)  ## real editors ask the running service (LibreOffice, Python clients)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[clients]"
	$(BIN)/python -m pytest -m clients tests/clients

oxt: $(INSTALLED)  ## the extension that lets newer LibreOffice ask in Norwegian → build/
	mkdir -p build
	$(BIN)/python -m service.languagetool.oxt build/tilbakemelding-languagetool.oxt

check: $(INSTALLED)  ## everything but the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tilbakemelding corpus check

format: $(INSTALLED)  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

train: $(INSTALLED)  ## corpus → models/feedback, with report and card
	$(BIN)/tilbakemelding train

train-language: $(INSTALLED)  ## treebank and text → models/language (TREEBANK=… TEXT=…)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable ".[training]"
	$(BIN)/tilbakemelding train-language --treebank $(TREEBANK) --text $(TEXT)

bench: $(INSTALLED)  ## speed, start-up, memory, and the service under load, measured here and now
	$(BIN)/tilbakemelding bench
	$(BIN)/python -m tests.load.bench --write
	$(BIN)/python -m tests.load.voting --write
	$(BIN)/python -m tests.suppression.bench --write

fuzz: $(INSTALLED)  ## ten thousand mutated requests to the service around the shipped models (SEED=…)
	$(BIN)/python -m tests.service.fuzz 10000 $(SEED)

constraints: $(INSTALLED)  ## pin every dependency anew
	$(BIN)/pip-compile --quiet --all-extras --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links \
		--no-emit-trusted-host --no-annotate --no-header --output-file constraints.txt pyproject.toml

vendor:  ## fetch anew what the page and its tests take from others, as their package.json say
	rm -rf build/vendor && mkdir -p build/vendor/page build/vendor/tests
	cp service/web/vendor/package.json build/vendor/page && cp tests/service/web/vendor/package.json build/vendor/tests
	npm install --silent --ignore-scripts --no-package-lock --no-audit --no-fund --prefix build/vendor/page
	npm install --silent --ignore-scripts --no-package-lock --no-audit --no-fund --prefix build/vendor/tests
	cp $(DESIGN)/dist/src/index.css service/web/vendor/designsystemet.css
	cp $(DESIGN)/dist/theme/designsystemet.css service/web/vendor/designsystemet-theme.css
	cp $(DESIGN)/LICENSE service/web/vendor/designsystemet.LICENSE
	cp $(AXE)/axe.min.js $(AXE)/LICENSE $(AXE)/LICENSE-3RD-PARTY.txt tests/service/web/vendor/

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV) 2>/dev/null || python3 -m venv $(VENV)
	$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[service,dev]"
	touch $(INSTALLED)

clean:  ## remove what `make` made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
