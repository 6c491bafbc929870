# make site   sets up .venv, runs every notebook for every default region, publishes to _site/
# make test   sets up .venv, checks style, types, layers, runs all tests and the notebooks
# make help   lists the rest

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

# Matrix libraries must not start a thread per core in every worker.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1
# The same bytes on every machine: no locale, no random hash order, no clock.
export PYTHONHASHSEED ?= 0
export TZ ?= UTC
# Many images set this: every process would then compile the package for itself.
unexport PYTHONDONTWRITEBYTECODE

# Style and outputs are checked of what git tracks, and of everything where there is no git: files that a
# user keeps here are the user's own.
tracked = $(or $(wildcard $(shell git ls-files $(1) 2>/dev/null)),$(2))

.PHONY: site test test-long test-browser referee lint notebooks refresh memo wheel bench lab lock clean help
.DEFAULT_GOAL := help

site: $(READY) ## Run all default notebooks and publish the site to _site/
	$(BIN)/gcr site $(ARGS)

# Some tests wait until a time limit has passed: a third worker keeps two cores at work.
test: lint ## Check style, types and layers, then run every test and the panel notebooks
	@echo "== tests, and the notebooks output by output"
	$(BIN)/pytest -n 3 --dist loadgroup --no-loadscope-reorder --nbval tests src $(call tracked,'notebooks/*.ipynb',notebooks)

test-long: $(READY) ## Publish every region from a clean copy; kill runs at random moments and resume them (an hour; SEEDS=100-109 for other moments)
	$(BIN)/pytest -m long -n 2 --dist worksteal $(if $(SEEDS),--seeds $(SEEDS))

test-browser: $(READY) ## Publish a small site and open it in Chromium: accessibility, scripts off, weight, journeys
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-browser.lock
	$(BIN)/pytest -m browser tests/site

referee: $(READY) ## Hold every sentence of all notes of eight years against the tables (an hour; ARGS="--years 2025 --sample 20" for less)
	PYTHONPATH=tests $(BIN)/python -m referee $(ARGS)

lint: $(READY)
	@echo "== style"
	@$(BIN)/ruff check --force-exclude $(call tracked,'*.py' '*.ipynb',.)
	@$(BIN)/ruff format --check --force-exclude $(call tracked,'*.py' '*.ipynb',.)
	@echo "== types"
	$(BIN)/pyright --warnings
	@echo "== layers"
	$(BIN)/lint-imports

notebooks: $(READY) ## Run the panel notebooks with their default parameters and keep the outputs
	$(BIN)/python -m gcr_analysis.briefing.refresh

refresh: $(READY) ## Take the newest figures; where there are any, run the notebooks and write what changed to refresh.md
	@rm -f refresh.md
	$(BIN)/gcr data refresh $(ARGS) || test $$? -eq 3
	@git diff --quiet HEAD -- data || $(MAKE) notebooks memo

memo: $(READY) ## Write to refresh.md what data/ changed against the last commit: tables, and notes that read otherwise
	@rm -rf build/before && mkdir -p build/before && git archive HEAD data | tar -x -C build/before
	$(BIN)/gcr data memo build/before/data --quiet > build/refresh.md && mv build/refresh.md refresh.md

wheel: $(READY) ## Build the wheel and the source archive in dist/
	$(BIN)/python -m hatchling build -d dist

bench: $(READY) ## Time the stock papermill command and gcr run (minutes; ARGS="--notes 8" for less, "--against COMMIT")
	$(BIN)/python benchmarks/runs.py $(ARGS)

lab: $(READY) ## Open the notebooks in JupyterLab (ARGS="--no-browser --port 9999" for its own options)
	$(BIN)/jupyter lab notebooks $(ARGS)

lock: ## Write requirements.lock and requirements-browser.lock again from pyproject.toml (needs uv)
	uv pip compile --universal --generate-hashes --all-extras --python-version 3.11 \
	  --no-header --no-emit-index-url --quiet pyproject.toml --output-file requirements.lock
	uv pip compile --universal --generate-hashes --group browser --python-version 3.11 \
	  --constraint requirements.lock --no-header --no-emit-index-url --quiet \
	  --output-file requirements-browser.lock

clean: ## Remove outputs, prepared pages, what is kept and the site (not .venv)
	rm -rf outputs regions indicators gallery dataset explore search _site .languages .kept .cube .releases build dist refresh.md *.gcr-new *.gcr-old .*.gcr-*

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): requirements.lock pyproject.toml
	@echo "== setting up $(VENV) (once; a minute or two)"
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else f"Python 3.11 or newer is needed and $(PYTHON) is {v[0]}.{v[1]}: call make with PYTHON=python3.11, or the name of a newer one")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
