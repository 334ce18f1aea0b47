"""All settings. Every value is safe on a laptop; production says otherwise in the environment."""

import sys
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from speelruimte.commands.demo_here import MARKER, refused_here
from speelruimte.shared.key_files import kept_key, unreadable

env = environ.Env()

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
DATA = Path(env("SPEELRUIMTE_DATA", default=str(ROOT / "var"))).resolve()

IS_HTTPS = env.bool("IS_HTTPS", default=False)
# The demo shows every mail, has a role switcher and known passwords. Nothing else turns it on, and
# it runs nowhere but in a folder that `make demo` marked as its own; nor does DEBUG.
DEMO = env.bool("SPEELRUIMTE_DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
for name, is_on in (("SPEELRUIMTE_DEMO", DEMO), ("DEBUG", DEBUG)):
    if is_on and (IS_HTTPS or not (DATA / MARKER).exists()):
        raise ImproperlyConfigured(refused_here(name))
if DEMO:
    sys.path.append(str(ROOT))  # the folder `demo` lies outside the product


def kept_secret(name: str) -> str:
    """A secret from the environment, or from the file that `speelruimte setup` made. Empty, and
    refused wherever it would be used, when neither is there."""
    try:
        return kept_key(name.removeprefix("SPEELRUIMTE_"), data=DATA)
    except OSError as error:
        raise ImproperlyConfigured(unreadable(error)) from error


SECRET_KEY = kept_secret("SECRET_KEY")
# Receipt codes and voting codes are kept as hashes with this key, never with SECRET_KEY: who
# changes that one after a leak must not make every slip of paper worthless.
RECEIPT_KEY = kept_secret("SPEELRUIMTE_RECEIPT_KEY")
# The seeds of second factors are kept encrypted: a copy of the database opens no account.
SECOND_FACTOR_KEY = kept_secret("SPEELRUIMTE_SECOND_FACTOR_KEY")
# With this key checkpoints of the journal are signed: who has the database and not the key can
# rewrite the journal, and nobody will believe it.
CHECKPOINT_KEY = kept_secret("SPEELRUIMTE_CHECKPOINT_KEY")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Apps ------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "speelruimte.config",
    "speelruimte.website",
    "speelruimte.route",
    "speelruimte.memory",
    "speelruimte.notices",
    "speelruimte.evaluation",
    "speelruimte.decisions",
    "speelruimte.activities",
    "speelruimte.activities.kinds.budget",
    "speelruimte.agreements",
    "speelruimte.weighing",
    "speelruimte.trajectories",
    "speelruimte.initiatives",
    "speelruimte.people",
    "speelruimte.places",
    "speelruimte.policy",
    "speelruimte.journal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]

# The ways of taking part, and the pages of each (docs/kinds.md).
KINDS = [
    "speelruimte.activities.kinds.ideas.kind.KIND",
    "speelruimte.activities.kinds.ideas.kind.MEETING",
    "speelruimte.activities.kinds.budget.kind.KIND",
]
KIND_PAGES = [
    "speelruimte.website.kinds.ideas.PAGES",
    "speelruimte.website.kinds.ideas.MEETING",
    "speelruimte.website.kinds.budget.PAGES",
]

MIDDLEWARE = [
    # First: a page from memory has in it what all others add.
    "speelruimte.website.pagecache.PageCache",
    # What every answer carries, also a refusal, a redirect and a static file.
    "speelruimte.website.content_security.ContentSecurity",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "speelruimte.website.safety.KnownName",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "speelruimte.website.safety.OfSomebody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "speelruimte.website.spoken.SpokenPages",
    "django.middleware.common.CommonMiddleware",
    "speelruimte.website.safety.OwnForms",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "speelruimte.website.sign_in.idle.EndIdleSessions",
]

ROOT_URLCONF = "speelruimte.config.urls"
WSGI_APPLICATION = "speelruimte.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            PACKAGE / "website" / "templates",
            *([ROOT / "demo" / "templates"] if DEMO else []),
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "speelruimte.website.context.around",
            ],
            "builtins": ["speelruimte.website.components.tags"],
            "libraries": {"i18n": "speelruimte.website.components.i18n"},
        },
    }
]

# Two libraries are called i18n: ours, which takes in Django's, stands in its place.
SILENCED_SYSTEM_CHECKS = ["templates.W003"]

# Database ---------------------------------------------------------------------------------------

DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA / 'speelruimte.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time, who waits at the start and not halfway; nothing confirmed is lost when
    # the machine stops; a replaced row is a deleted row to the triggers.
    DATABASES["default"]["OPTIONS"] = {"timeout": 20} | DATABASES["default"].get("OPTIONS", {})
    DATABASES["default"]["OPTIONS"] |= {
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON; "
            "PRAGMA secure_delete=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Planning takes PostgreSQL longer than answering: a query that is asked again is planned once,
    # which asks for values that are sent apart from the SQL. What it would compile (jit) costs a
    # second on tables that were never analysed, and wins nothing on queries as short as ours.
    given = DATABASES["default"].setdefault("OPTIONS", {})
    given.update(
        server_side_binding=True,
        prepare_threshold=1,
        options=f"-c jit=off {given.get('options', '')}".strip(),
    )
# Shared by all web processes: how often somebody tried to sign in, and which codes were used up.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "website_shared_cache",
        "KEY_FUNCTION": "speelruimte.website.cache_keys.hashed_key",
        # Room enough that nobody pushes the counting of wrong passwords out by trying many names.
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
# Long work, done by `speelruimte work`: written in the transaction of the action that asks for it.
TASKS = {"default": {"BACKEND": "speelruimte.journal.task_backend.KeysOnlyBackend"}}
# How long it can be seen how a task ended.
TASK_RESULTS_DAYS = env.int("SPEELRUIMTE_TASK_RESULTS_DAYS", default=14)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# PostgreSQL lets TRUNCATE pass by row triggers; Django's own test cleaning needs it.
REFUSE_TRUNCATE = True
# The connection refuses what product code writes outside an action (journal/write_guard.py). On
# where the product is worked on and shown; a resident's words are never lost to it.
WRITE_GUARD = env.bool("SPEELRUIMTE_WRITE_GUARD", default=DEMO or DEBUG)
# Folders whose own code may write as it likes: tests.
WRITES_BY_HAND = []
# Pages for visitors from memory. Switched off only to measure what a page costs without it.
PAGE_CACHE = env.bool("SPEELRUIMTE_PAGE_CACHE", default=True)

# People and sign-in -----------------------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["speelruimte.website.sign_in.backend.SignedIn"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my-work"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24 * 3
ACCOUNT_ADAPTER = "speelruimte.website.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
# Wrong passwords are counted for an account and the place they come from together (the key): five in
# five minutes. So nobody shuts out somebody else, and a town hall behind one address goes on. A browser
# with which one signed in before has a count of its own. Whoever tries from twenty places and more reaches
# the limit of the account: until it has passed that stops its owner too, in a browser that was never here.
# A passkey is counted with none of these, and the refusal says so.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "login_failed_known_device": "5/300s/key",
    "login_failed_account": "100/h/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "speelruimte.website.sign_in.forms.SignInForm",
    "change_password": "speelruimte.website.sign_in.forms.ChangePassword",
    "set_password": "speelruimte.website.sign_in.forms.SetPassword",
    "reset_password": "speelruimte.website.sign_in.forms.AskNewPassword",
    "reset_password_from_key": "speelruimte.website.sign_in.forms.ChooseNewPassword",
    "reauthenticate": "speelruimte.website.sign_in.forms.ConfirmPassword",
}
# How many of our own proxies stand in front: the address of a visitor is read behind them.
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
# How often words may be sent from one address in one hour: high enough for an evening in a school.
SENT_PER_HOUR = env.int("SENT_PER_HOUR", default=40)
MFA_ADAPTER = "speelruimte.website.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey is asked on the device itself (finger, face or its own code): it may stand alone.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Speelruimte"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Accounts are made by a colleague who knows the address; nobody signs up by himself.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "speelruimte.website.sign_in.forms.SecondStep",
    "reauthenticate": "speelruimte.website.sign_in.forms.ConfirmSecondStep",
    "activate_totp": "speelruimte.website.sign_in.forms.TurnOnSecondStepForm",
    "deactivate_totp": "speelruimte.website.sign_in.forms.TurnOffSecondStep",
    "generate_recovery_codes": "speelruimte.website.sign_in.forms.NewSpareCodes",
    "add_webauthn": "speelruimte.website.sign_in.forms.AddPasskey",
    "login_webauthn": "speelruimte.website.sign_in.forms.LoginPasskey",
    "authenticate_webauthn": "speelruimte.website.sign_in.forms.SecondStepPasskey",
    "reauthenticate_webauthn": "speelruimte.website.sign_in.forms.ConfirmPasskey",
}
SESSION_ENGINE = "speelruimte.website.sign_in.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 12
# Who does nothing for so long is signed out; 0 is never. What was typed comes back.
IDLE_MINUTES = env.int("IDLE_MINUTES", default=30)
# How long it is kept who signed in, from where.
SIGN_IN_LOG_DAYS = env.int("SIGN_IN_LOG_DAYS", default=90)
DEVICE_COOKIE_NAME = "__Host-device" if IS_HTTPS else "device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if IS_HTTPS:
    # A browser takes these from this very site only, over https, and from no other part of the domain.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"

# Language and time ------------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
# Every sentence can be translated. A language is shown once it is complete: its pages do not exist
# before, and nobody is written to in it.
TRANSLATED = [("nl", "Nederlands"), ("en", "English")]
COMPLETE_LANGUAGES = ["nl"]
LANGUAGES = [language for language in TRANSLATED if language[0] in COMPLETE_LANGUAGES]
LOCALE_PATHS = [PACKAGE / "website" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
FORMAT_MODULE_PATH = ["speelruimte.config.formats"]

# Files ------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "speelruimte.website.static_storage.ForgivingStaticFiles"},
}
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Safety -----------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# Where a part needs more, such as an editor of pages: {"beheer": {"style-src": ["'self'", "'unsafe-inline'"]}}
# replaces these directives below /beheer/ and /en/beheer/, and nowhere else.
CONTENT_SECURITY_POLICY_BELOW = {}
PERMISSIONS_POLICY = dict.fromkeys(
    ["camera", "geolocation", "microphone", "payment", "usb", "display-capture"], []
)
CSRF_FAILURE_VIEW = "speelruimte.website.errors.form_expired"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
# Only where every name below the domain of the website has https.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
X_FRAME_OPTIONS = "DENY"

# Mail -------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="meedoen@localhost")
SITE_ADDRESS = env("SITE_ADDRESS", default="http://127.0.0.1:8000").rstrip("/")
# What the journal calls itself in checkpoints and proofs. Witnesses know it by this name: it stays,
# also when the address of the website changes.
# The demo runs at any port, and its griffie knows it by one name.
JOURNAL_ORIGIN = env(
    "SPEELRUIMTE_JOURNAL_ORIGIN",
    default="proef.example/logboek" if DEMO else SITE_ADDRESS.partition("://")[2] + "/logboek",
)
# Public keys of before the key or the name was replaced: what they signed still counts.
EARLIER_CHECKPOINT_KEYS = env.list("SPEELRUIMTE_EARLIER_CHECKPOINT_KEYS", default=[])
# The newest checkpoint lies beside the database too: who cuts the end off the journal must find it.
CHECKPOINT_FILE = DATA / "controlepunt"
# Who signs along: an address and a key each, "https://griffie.example/getuige griffie.example+…".
WITNESSES = env.list("SPEELRUIMTE_WITNESSES", default=[])
# Public keys of witnesses of before, who got another key or do not sign along any more.
EARLIER_WITNESS_KEYS = env.list("SPEELRUIMTE_EARLIER_WITNESS_KEYS", default=[])
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "post"
else:
    vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
    # A mail server that says nothing holds up no other work.
    EMAIL_TIMEOUT = 20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_links": {"()": "speelruimte.website.logs.WithoutLinks"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_links"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO" if DEBUG else "WARNING"},
}
