"""Settings: one file for every mode; what differs comes through `config.env`, and `.env.example` lists it."""

from pathlib import Path

import pghistory
from django.utils.translation import gettext_lazy as _

from accounts.policies import DENGBAO, NOBODY, POLICIES, PRIVILEGED, SECOND_FACTORS, validators
from config import env
from config.database import database_setting
from config.limits.rates import rates
from config.mail import mail_settings
from config.parts import APPLICATIONS, JOBS, PASSED_BY_REQUESTS
from config.secret import secret_key_ensure
from config.single_sign_on import provider_settings, single_sign_on

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("LZ_VAR", BASE_DIR / "var")

DEBUG = env.flag("LZ_DEBUG")
TESTING = env.flag("LZ_TESTING")
HTTPS = env.flag("LZ_HTTPS")
SECRET_KEY = env.text("SECRET_KEY") or secret_key_ensure(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS")

# -- applications ------------------------------------------------------------------------------------

INSTALLED_APPS, MIDDLEWARE = APPLICATIONS, PASSED_BY_REQUESTS
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.clock",
            ],
            "builtins": ["accounts.templatetags.sending"],
        },
    }
]

# -- database and jobs -----------------------------------------------------------------------------

# with a base backup, the log leads an embedded database back to any moment since; see docs/operations.md
WAL_ARCHIVE = env.folder("LZ_WAL_ARCHIVE", BASE_DIR / "wal") if env.text("LZ_WAL_ARCHIVE") else None
DATABASES = {
    "default": database_setting(
        url=env.text("DATABASE_URL"),
        owner_url=env.text("LZ_OWNER_DATABASE_URL"),
        var=VAR_DIR,
        os_user=env.text("LZ_PG_OS_USER"),
        pool_size=env.number("LZ_POOL_SIZE", 8),
        throwaway=TESTING,
        archive=WAL_ARCHIVE,
    )
}
# events are looked up by the few keys that schools.history names; the rest would be twenty idle indexes
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
# pages depend on the guards of the database; the tests of that switch it on
GUARDS_WATCHED = not TESTING
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_IMPORT_PATHS = JOBS
PROCRASTINATE_ON_APP_READY = "audit.jobs.jobs_name_themselves"

# -- audit: the key of the seals is not the database's, the copies of the seals belong on another machine ----

AUDIT_KEY = env.text("LZ_AUDIT_KEY") or secret_key_ensure(VAR_DIR / "audit_key")
AUDIT_SEALS = (
    env.folder("LZ_AUDIT_SEALS", BASE_DIR / "seals")
    if env.text("LZ_AUDIT_SEALS")
    else VAR_DIR / "audit-seals.jsonl"
)
AUDIT_KEEP_DAYS = env.number("LZ_AUDIT_KEEP_DAYS", 3 * 366)

# -- people's data: docs/privacy.md says what each number decides ------------------------------------

EXPORT_LIMIT = env.number("LZ_EXPORT_LIMIT", 200)
KEEP_PEOPLE_YEARS = env.number("LZ_KEEP_PEOPLE_YEARS", 10)
KEEP_ACCOUNTS_YEARS = env.number("LZ_KEEP_ACCOUNTS_YEARS", 3)

# -- backups: the newest of each of so many days, and of so many weeks ---------------------------------------

BACKUPS = env.folder("LZ_BACKUPS", BASE_DIR / "backups") if env.text("LZ_BACKUPS") else VAR_DIR / "backups"
BACKUP_DAYS, BACKUP_WEEKS = env.number("LZ_BACKUP_DAYS", 7), env.number("LZ_BACKUP_WEEKS", 4)
BACKUP_PASSPHRASE = env.text("LZ_BACKUP_PASSPHRASE")

# -- other programs: docs/api.md --------------------------------------------------------------------

#: Requests a minute with one token.
API_RATE = env.number("LZ_API_RATE", 300)
#: The only hosts webhooks may lead to (".example.org" is all below it); none named: all of the open internet.
WEBHOOK_HOSTS = env.names("LZ_WEBHOOK_HOSTS")
#: Whether webhooks may lead to plain HTTP and to addresses of private networks.
WEBHOOKS_INSIDE = env.flag("LZ_WEBHOOKS_INSIDE")

# -- people ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
AUTHENTICATION_BACKENDS = ["accounts.backends.DoorBackend"]
POLICY = POLICIES[env.choice("LZ_POLICY", POLICIES, DENGBAO.name)]
# one PC is used without a telephone at hand; whoever names a policy or serves other machines means it
SECOND_FACTOR = env.choice(
    "LZ_SECOND_FACTOR", SECOND_FACTORS, PRIVILEGED if HTTPS or env.text("LZ_POLICY") else NOBODY
)
TRUSTED_PROXIES = env.number("LZ_TRUSTED_PROXIES", 0)
ADMIN_NETWORKS = env.networks("LZ_ADMIN_NETWORKS")
AUTH_PASSWORD_VALIDATORS = validators(POLICY)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # of passwords set before Argon2 was used
]
if TESTING:  # the strength of the hash is not what tests of pages wait for
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 30 * 60
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS")

# -- allauth: our adapters answer what it asks, accounts.door_urls names its pages ------------------

OIDC = single_sign_on()
SOCIALACCOUNT_PROVIDERS = provider_settings(OIDC)
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_STORE_TOKENS = SOCIALACCOUNT_AUTO_SIGNUP = SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"reauthenticate": "accounts.code_forms.PasswordAgainForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # accounts.domain.guesses counts, for all processes together
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp"]  # recovery codes are ours: allauth's can be read again
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.code_forms.CodeForm",
    "reauthenticate": "accounts.code_forms.CodeAgainForm",
    "activate_totp": "accounts.code_forms.SetUpForm",
}

# -- sessions: accounts.middleware.clock ends them earlier -----------------------------------------

SESSION_COOKIE_AGE = POLICY.session_hours * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- mail: links in it begin with SITE_URL; without a server the letters are printed ------------------

SITE_URL = env.text("LZ_SITE_URL", "http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("LZ_MAIL_FROM", "liangzhu@localhost")
_MAIL = mail_settings()
MAIL_IS_SET = bool(env.text("LZ_MAIL_HOST"))
EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _MAIL.backend, _MAIL.host, _MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("LZ_MAIL_USER"), env.text("LZ_MAIL_PASSWORD")
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = _MAIL.starttls, _MAIL.tls, env.number("LZ_MAIL_TIMEOUT", 20)

# -- language and time -----------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# -- static files ----------------------------------------------------------------------------------

_LIVE_STATIC = DEBUG or TESTING
STATIC_URL = "static/"
STATIC_ROOT = env.folder("LZ_STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static", ("manual", BASE_DIR / "docs" / "img" / "manual")]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.static.BootstrapFinder",
]
_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if _LIVE_STATIC
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {
        "BACKEND": "config.storage.WholeFiles",
        "OPTIONS": {"location": VAR_DIR / "files"},
    },
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}
WHITENOISE_AUTOREFRESH = _LIVE_STATIC
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = _LIVE_STATIC

# -- what visitors may ask for ---------------------------------------------------------------------

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # the largest form has a line for each person of a school
# for each process; tests and benches ask for more than people
RATE_LIMITS = rates() if env.flag("LZ_RATE_LIMITS", not TESTING) else {}

# -- what browsers may do --------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", OIDC.origin] if OIDC else ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # htmx gets its token from the page
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # no other host below the same domain can set these
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# only a proxy that always sets or removes this header may be believed
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("LZ_BEHIND_PROXY") else None

# -- log -------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "audit.log_lines.RequestFilter"}},
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} [{request_id}]: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["request"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"liangzhu": {"level": "INFO"}, "psycopg.pool": {"level": "ERROR"}},
}
