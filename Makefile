# The verbs of this repository. A fresh machine needs python3 (3.11 or newer) and make; the rest comes from the lock.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/ready
DEMO   := build/sayso-demo.db
CHECKS := $(VENV)/checks

.PHONY: help demo desk test test-browser docs-screens checks check gate bench lock docs train-attribution train-claims clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Sayso needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)  ## read the samples into a ledger and show what they say
	@PATH="$(CURDIR)/$(BIN):$$PATH" bash samples/demo.sh $(DEMO)

desk: $(READY)  ## the web desk on the samples
	@test -f $(DEMO) || $(MAKE) --no-print-directory demo
	$(BIN)/sayso desk --db $(DEMO) --open

test: $(READY)  ## the tests, on two processes
	$(BIN)/python -m pytest -n 2

test-browser: checks  ## the desk in a real browser (Debian: chromium, fonts-noto-core)
	$(BIN)/python -m pytest tests/browser

docs-screens: checks  ## take the pictures of docs/desk.md
	$(BIN)/python docs/screens.py

$(CHECKS): requirements-checks.lock $(READY)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-checks.lock
	@touch $@

checks: $(CHECKS)  ## what some tests need besides: a browser's driver, a validator that is compiled (Debian: libicu-dev, pkg-config, g++)

check: $(READY)  ## style, types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

gate: $(READY)  ## score the annotated corpora against their floors
	$(BIN)/python evaluation/gate.py

bench: $(READY)  ## speed and memory, beside the bare parser; how time grows with the length of a text
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/growth.py

docs: $(READY)  ## write the parts of the documentation that are generated
	$(BIN)/python docs/generate.py
	$(BIN)/python -m docs.reference
	$(BIN)/python -m docs.worked

lock: $(READY)  ## resolve the dependencies anew, with the hashes of every platform's wheels
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install -qq --disable-pip-version-check uv
	build/lock/bin/uv pip compile pyproject.toml $(LOCK_OPTIONS) -o requirements.lock
	build/lock/bin/uv pip compile pyproject.toml $(LOCK_OPTIONS) --extra dev -c requirements.lock -o requirements-dev.lock
	build/lock/bin/uv pip compile pyproject.toml $(LOCK_OPTIONS) --extra dev --extra checks -c requirements-dev.lock -o requirements-checks.lock
	build/lock/bin/uv pip compile tools/tagger/requirements.in $(LOCK_OPTIONS) -o tools/tagger/requirements.lock

LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock"

CORPORA ?= ../shared/bench/data
TRAIN   := build/train

$(TRAIN)/ready: tools/tagger/requirements.lock
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r tools/tagger/requirements.lock
	@touch $(TRAIN)/ready

train-attribution: $(TRAIN)/ready  ## train the tagger anew on two cores in under three hours (CORPORA: where the annotated articles are)
	$(TRAIN)/bin/python tools/tagger/train.py --corpora $(CORPORA) --out build/tagger
	$(TRAIN)/bin/python tools/tagger/export.py --trained build/tagger --out src/sayso/language/tagger_model

CODED := $(CORPORA)/claims_train $(CORPORA)/claims_train_clean

$(TRAIN)/claims: $(TRAIN)/ready requirements-dev.lock pyproject.toml
	$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(TRAIN)/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

HELD := build/held
LEARN := $(TRAIN)/bin/python

train-claims: $(TRAIN)/claims  ## learn anew who did what to whom and where, and how sure that is, in half an hour (CORPORA: where the coded articles are)
	$(LEARN) tools/train_belonging.py $(CODED) --out src/sayso/lexicon/belonging.yml
	$(LEARN) tools/casting/fit.py $(CODED)
	$(LEARN) tools/reader/train.py $(CODED)
	$(LEARN) tools/fit_worth.py $(CODED)
	mkdir -p $(HELD)
	$(LEARN) tools/train_belonging.py $(CODED) --hold 3 --out $(HELD)/belonging.yml
	$(LEARN) tools/casting/fit.py $(CODED) --hold 3 --out $(HELD)/casting.tsv.gz
	$(LEARN) tools/reader/train.py $(CODED) --hold 3 --out $(HELD)/reader
	$(LEARN) tools/fit_worth.py $(CODED) --hold 3 --out $(HELD)/worth.tsv.gz
	$(LEARN) tools/fit_confidence.py $(CODED) --hold 3 --reader $(HELD)/reader --casting $(HELD)/casting.tsv.gz \
		--belonging $(HELD)/belonging.yml --worth $(HELD)/worth.tsv.gz

clean:  ## remove what was built
	rm -rf build dist $(VENV)
