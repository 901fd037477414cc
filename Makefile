# `make help` lists the verbs. Settings that `make build` honours:
#   CRM_EXPORTS                    folder of raw exports (default: the shipped sample)
#   CRM_ADAPTERS                   adapters to build, blanks between them (default: those that a
#                                  folder of CRM_EXPORTS is named after)
#   CRM_ATTRIBUTION_KEY            secret of the tokens that stand for people (default: none)
#   CRM_ATTRIBUTION_DB             database file (default: warehouse/crm_attribution.duckdb)
#   CRM_ATTRIBUTION_MEMORY_LIMIT   DuckDB's memory limit (default: 8GB)
#   DBT_ARGS                       more arguments for dbt, e.g. DBT_ARGS="--select staging"
#   PYTHON                         the interpreter that makes the environments (default: python3)

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# A failing linter should not race a failing test for the last line of output.
.NOTPARALLEL:

PYTHON ?= python3
DBT_ARGS ?=
PYTEST_ARGS ?=

BIN := .venv/bin
TOOLS := .venv-tools/bin
DBT := $(BIN)/dbt
# What dbt has parsed it keeps until it ends: a garbage collector that walks through it again and
# again takes a tenth of a build.
UNCOLLECTED_DBT := $(BIN)/python -c 'import gc; gc.disable(); from dbt.cli.main import cli; cli(prog_name="dbt")'
RUNTIME_STAMP := .venv/.installed-runtime
DEV_STAMP := .venv/.installed-dev
TOOLS_STAMP := .venv-tools/.installed
PEERS_STAMP := .venv-peers/.installed
COMPILE_FLAGS := --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11

# dbt and the profile resolve relative paths from here, whatever folder make was called from.
export DBT_PROJECT_DIR := $(CURDIR)
export DBT_PROFILES_DIR := $(CURDIR)/profiles
export PYTHONPATH := $(CURDIR)/python_models
export GX_ANALYTICS_ENABLED := false
# Without compiled modules every process would compile some 2 000 of them again.
unexport PYTHONDONTWRITEBYTECODE
# dbt runs two models at a time: more threads in each would wait for one another.
export OPENBLAS_NUM_THREADS ?= 1

ifneq ($(strip $(CRM_EXPORTS)),)
override CRM_EXPORTS := $(abspath $(CRM_EXPORTS))
export CRM_EXPORTS
endif
ifneq ($(strip $(CRM_ATTRIBUTION_DB)),)
override CRM_ATTRIBUTION_DB := $(abspath $(CRM_ATTRIBUTION_DB))
export CRM_ATTRIBUTION_DB
else
override CRM_ATTRIBUTION_DB := $(CURDIR)/warehouse/crm_attribution.duckdb
endif

# An adapter that no export needs only takes time. The tables of a loader (variable export_schemas)
# cannot be seen from here: with them, all adapters.
ADAPTERS := $(filter-out exports neutral,$(notdir $(wildcard models/staging/*)))
EXPORTS := $(or $(CRM_EXPORTS),seeds/exports)
NEEDED = $(foreach adapter,$(ADAPTERS),$(if $(wildcard $(EXPORTS)/$(adapter) $(EXPORTS)/$(adapter)_*),$(adapter)))
ifeq ($(origin CRM_ADAPTERS)$(findstring export_schemas,$(DBT_ARGS)),undefined)
ifneq ($(shell grep -c '^    export_schemas: {}' dbt_project.yml),0)
export CRM_ADAPTERS := $(or $(strip $(NEEDED)),neutral)
endif
endif

# Tests bring their own inputs: nothing that the caller has set may reach them.
CLEAN_ENV := env -u CRM_EXPORTS -u CRM_ATTRIBUTION_DB -u CRM_ATTRIBUTION_KEY -u CRM_ADAPTERS

# $(call install,<environment>,<lock>[,<flags>]): uv when it is there, else pip; both check every hash.
define install
	if uv --version >/dev/null 2>&1; then \
	    uv pip install --quiet --python $(1)/bin/python --no-deps --require-hashes $(3) -r $(2); \
	else \
	    $(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes $(3) -r $(2); \
	fi
endef

# $(call create,<environment>): empties it, so that a package which left the lock leaves the disk.
define create
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; (3, 11) <= v or sys.exit(f"Python 3.11 or newer is needed, $(PYTHON) is {v[0]}.{v[1]}: set PYTHON")'
	@echo "Creating $(1) (about a minute without a cache)"
	@$(PYTHON) -m venv --clear $(1)
endef

.PHONY: help
help: ## List the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-11s %s\n", $$1, $$2 }'

# The rows of unit tests never change: running them is for `make test`, not for every build.
.PHONY: build
build: $(RUNTIME_STAMP) ## Build and test every model from CRM_EXPORTS, then print a summary
	@mkdir -p "$(dir $(CRM_ATTRIBUTION_DB))"
	$(UNCOLLECTED_DBT) build --exclude-resource-type unit_test $(DBT_ARGS)
	@$(BIN)/python -m crm_attribution.summary --database "$(CRM_ATTRIBUTION_DB)"

.PHONY: test
test: lint parse pytest ## Run all checks: linters, a strict parse, every test

.PHONY: lint
lint: $(TOOLS_STAMP) ## Check the form of Python and SQL
	$(TOOLS)/ruff check .
	$(TOOLS)/ruff format --check .
	$(TOOLS)/sqlfluff lint models macros tests --processes 2 --disable-progress-bar

.PHONY: format
format: $(TOOLS_STAMP) ## Mend what the linters can mend
	$(TOOLS)/ruff check --fix .
	$(TOOLS)/ruff format .
	$(TOOLS)/sqlfluff fix models macros tests --processes 2 --disable-progress-bar

.PHONY: parse
parse: $(RUNTIME_STAMP)
	$(CLEAN_ENV) $(DBT) parse --no-partial-parse --warn-error-options '{"error": ["Deprecations", "NoNodeForYamlKey", "InvalidMacroAnnotation"]}'

.PHONY: pytest
pytest: $(DEV_STAMP)
	$(CLEAN_ENV) $(BIN)/python -m pytest --numprocesses auto --dist loadfile $(PYTEST_ARGS)

.PHONY: docs
docs: $(RUNTIME_STAMP) ## Write the documentation of all models into one page
	@mkdir -p "$(dir $(CRM_ATTRIBUTION_DB))"
	$(DBT) docs generate --static
	@echo "Open target/static_index.html"

.PHONY: bench
bench: $(RUNTIME_STAMP) ## Measure a build of generated data (BENCH_ARGS="--touchpoints 10000000")
	@$(BIN)/python -m crm_attribution.bench $(BENCH_ARGS)

.PHONY: bench-peers
bench-peers: $(RUNTIME_STAMP) $(PEERS_STAMP) ## Compare other packages with ours (BENCH_ARGS="--sizes 1000000")
	@$(BIN)/python -m crm_attribution.bench_peers --environment .venv-peers \
	    --name PathData --paths .venv-peers/lib/python*/site-packages/mta/data/data.csv.gz $(BENCH_ARGS)

.PHONY: sample
sample: $(RUNTIME_STAMP) ## Write the sample exports anew, the same bytes every time
	$(BIN)/python -m crm_attribution.sample seeds/exports

.PHONY: lock
lock: ## Resolve requirements*.in into requirements*.lock (needs uv)
	uv pip compile requirements.in --override overrides.txt -o requirements.lock $(COMPILE_FLAGS)
	uv pip compile requirements-dev.in -o requirements-dev.lock $(COMPILE_FLAGS)
	uv pip compile requirements-tools.in -o requirements-tools.lock $(COMPILE_FLAGS)
	uv pip compile requirements-peers.in -o requirements-peers.lock $(COMPILE_FLAGS)
	uv pip compile requirements-peers-source.in -o requirements-peers-source.lock $(COMPILE_FLAGS)

.PHONY: clean
clean: ## Remove everything that builds and tests leave behind, the database included
	rm -rf target logs .pytest_cache .ruff_cache .hypothesis
	find warehouse -mindepth 1 ! -name .gitkeep -delete

$(RUNTIME_STAMP): requirements.lock
	$(call create,.venv)
	@$(call install,.venv,requirements.lock)
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUNTIME_STAMP)
	@$(call install,.venv,requirements-dev.lock)
	@touch $@

$(TOOLS_STAMP): requirements-tools.lock
	$(call create,.venv-tools)
	@$(call install,.venv-tools,requirements-tools.lock)
	@touch $@

# What cannot be built on this machine is told by the bench, from the log.
$(PEERS_STAMP): requirements-peers.lock requirements-peers-source.lock
	$(call create,.venv-peers)
	@$(call install,.venv-peers,requirements-peers.lock)
	@{ $(call install,.venv-peers,requirements-peers-source.lock,--no-build-isolation); } \
	    >.venv-peers/install.log 2>&1 || echo "Not all peers install: see .venv-peers/install.log"
	@touch $@
