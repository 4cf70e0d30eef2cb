"""Settings of Rentang. Everything that differs between machines comes from the environment:
DATABASE_URL, SECRET_KEY, ALLOWED_HOSTS, DEBUG, STATIC_ROOT (see docs/pemasangan.md)."""

from pathlib import Path

from csp.constants import NONE, SELF

from config.lingkungan import basis_data, bilangan, boolean, daftar, env, kunci_rahasia, surel

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = boolean("DEBUG", bawaan=False)
SECRET_KEY = kunci_rahasia(DEBUG)
ALLOWED_HOSTS = daftar("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = daftar("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "config.apps.AdminRentang",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "mptt",
    "simple_history",
    "django_htmx",
    "csp",
    "registry.apps.RegistryConfig",
    "relations.apps.RelationsConfig",
    "coordination.apps.CoordinationConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "registry.middleware.kelompok_permintaan",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": basis_data(BASE_DIR / ".rentang" / "rentang.sqlite3")}

# Permissions follow from roles (Penugasan); groups and permissions given by hand mean nothing.
AUTHENTICATION_BACKENDS = ["registry.autentikasi.PeranBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "registry.views.terlarang"

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
LOCALE_PATHS = [BASE_DIR / "registry" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / ".rentang" / "static")))
MEDIA_URL = "/berkas/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / ".rentang" / "berkas")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# History: the reason is legal prose (PostgreSQL refuses more than 100 characters otherwise), and a
# revert through the admin writes a parent without moving the node, so it is switched off for good.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False

# Seals (docs/segel.md): after each publication, into a ledger outside the database, and by e-mail to who keeps them.
SEGEL_OTOMATIS = boolean("SEGEL_OTOMATIS", bawaan=True)
SEGEL_BUKU = env.str("SEGEL_BUKU", default=str(BASE_DIR / ".rentang" / "segel.txt"))
SEGEL_SURAT = daftar("SEGEL_SURAT", [])
DEFAULT_FROM_EMAIL = env.str("EMAIL_DARI", default="rentang@localhost")
globals().update(surel())

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
# One form holds the spans of a whole region: three fields a unit, and there are regions of several hundred units.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

# HTTPS is a fact of the installation (a proxy in front), so it is a switch of its own; the demo runs on plain HTTP.
HTTPS = boolean("HTTPS", bawaan=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = True
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# Proxies in front that each append to X-Forwarded-For; 0: the access log takes the address of who connects.
JUMLAH_PROKSI = bilangan("JUMLAH_PROKSI", bawaan=0)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"konsol": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["konsol"], "level": "WARNING"},
}
