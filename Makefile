# Only make and Python 3.11 or newer are needed: every target sets up what it stands on.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench format lock siap

VENV ?= .venv
PY = "$(VENV)/bin/python"
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)

define perlu_python
@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	ada=$$("$(or $(PYTHON),python3)" --version 2>&1) || ada='tidak ada'; \
	echo "Rentang memerlukan Python 3.11 atau lebih baru (yang ditemukan: $$ada). Pasang, atau sebut letaknya: make $(MAKECMDGOALS) PYTHON=/letak/python3" >&2; \
	exit 1; }
endef

help: ## Tampilkan daftar ini
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

demo: ## Jalankan Rentang dengan lima kabupaten contoh (PORT=8000)
	$(perlu_python)
	@exec "$(PYTHON)" -m config.demo

test: siap ## Jalankan semua uji pada SQLite dan PostgreSQL (PYTEST_ARGS="-k nama", BASIS_DATA=sqlite)
	@exec $(PY) -m config.uji $(PYTEST_ARGS)

# The checks must not touch anybody's data; the last one looks at the settings of an installation.
check: export DATABASE_URL := sqlite://:memory:
check: export DEBUG := 1
check: export DJANGO_SETTINGS_MODULE := config.settings
check: siap ## Periksa gaya, tipe, arah impor, migrasi, templat, dan pengaturan
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	"$(VENV)/bin/lint-imports" --no-logo
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) -m config.templat
	DEBUG=0 HTTPS=1 SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(48))') \
		$(PY) manage.py check --deploy --fail-level WARNING

bench: siap ## Ukur kecepatan dengan data besar (BENCH_ARGS)
	@PYTHONPATH=. SECRET_KEY=hanya-untuk-mengukur-kecepatan-di-mesin-ini $(PY) benchmarks/jalankan.py $(BENCH_ARGS)

format: siap ## Rapikan kode Python
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: ## Tulis ulang berkas kunci dari pyproject.toml; perlu uv (LOCK_ARGS=-U untuk versi terbaru)
	uv pip compile $(LOCK_FLAGS) -o requirements.lock pyproject.toml
	uv pip compile $(LOCK_FLAGS) -o requirements-dev.lock -c requirements.lock --group dev pyproject.toml

LOCK_FLAGS = --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	--no-annotate $(LOCK_ARGS)

siap:
	$(perlu_python)
	@"$(PYTHON)" -m config.siapkan --dev --venv "$(VENV)"
