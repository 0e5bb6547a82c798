# Two commands: `make run` opens the main job in a browser, `make test` passes every test.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test faults check cover locales lock clean

run: .venv/ready locales
	$(BIN)/python -m bot --demo

test: .venv/ready-dev locales
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

# The bot killed at random, its database and Telegram taken away: minutes, on a machine with nothing else to do.
faults: .venv/ready-dev locales
	$(BIN)/python -m pytest tests/faults --kills $(or $(KILLS),20)

check: .venv/ready-dev locales
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports --no-cache
	! grep -nE 'https?://' requirements.lock requirements-dev.lock

# Every branch of the talk is tried by its own tests.
cover: .venv/ready-dev
	$(BIN)/python -m pytest -q -n 2 tests/dialogs --cov=dialogs --cov-branch \
	  --cov-report=term-missing:skip-covered --cov-fail-under=100

locales: .venv/ready
	$(BIN)/python -m locales

.venv/ready: requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# Renews both locks after a change of pyproject.toml; needs uv. uv.lock itself names hosts and stays out of git.
lock:
	uv lock --upgrade
	uv export -q --no-emit-project --no-dev --format requirements.txt -o requirements.lock
	uv export -q --no-emit-project --format requirements.txt -o requirements-dev.lock

clean:
	rm -rf .venv data .mypy_cache .ruff_cache .pytest_cache
