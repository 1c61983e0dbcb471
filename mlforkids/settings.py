"""Everything the environment may say, read once, typed, loud when it is missing or wrong (`docs/operating.md`)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from botocore.config import Config
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

SITE_FOLDER = Path(env.str("SITE_FOLDER", default=str(BASE_DIR / "var")))
SECRET_KEY = env.str("SECRET_KEY")
FIELD_KEY = env.str("FIELD_KEY")
try:
    Fernet(FIELD_KEY)
except ValueError as error:
    raise ImproperlyConfigured("FIELD_KEY must be a Fernet key: 32 bytes in URL-safe base64") from error
DEBUG = env.bool("DEBUG", default=False)

SITE_ADDRESS = env.str("SITE_ADDRESS").rstrip("/")
_site = urlsplit(SITE_ADDRESS)
if _site.scheme not in ("http", "https") or not _site.hostname:
    raise ImproperlyConfigured("SITE_ADDRESS must be like https://ml.example.org")
SITE_HOST = _site.netloc
SECURE = _site.scheme == "https"
# Pages that run in frames of the workshop have origins of their own. Without any they are at the site's own address.
FRAME_ORIGINS = [
    origin.rstrip("/")
    for origin in env.list(
        "FRAME_ORIGINS",
        default=[SITE_ADDRESS.replace("//app.", "//scratch.")]
        if _site.hostname == "app.ml4k.localhost"
        else [],
    )
]
FRAME_HOSTS = [urlsplit(origin).hostname for origin in FRAME_ORIGINS]
for _origin, _host in zip(FRAME_ORIGINS, FRAME_HOSTS, strict=True):
    if _host in (None, _site.hostname) or _origin != f"{_site.scheme}://{urlsplit(_origin).netloc}":
        raise ImproperlyConfigured(
            "FRAME_ORIGINS must be like https://scratch.example.org, other than SITE_ADDRESS"
        )

ALLOWED_HOSTS = [_site.hostname, *FRAME_HOSTS, "localhost", "127.0.0.1"]

TEACHER_SIGN_UP = env.str("TEACHER_SIGN_UP", default="invitation")
if TEACHER_SIGN_UP not in ("invitation", "open", "off"):
    raise ImproperlyConfigured("TEACHER_SIGN_UP must be invitation, open or off")

INSTALLED_APPS = [
    "classroom.apps.OperatorAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_vite",
    "rest_framework",
    "drf_spectacular",
    "storages",
    "mlforkids",
    "storage",
    "classroom",
    "projects",
    "training",
    "making",
    "teaching",
]

MIDDLEWARE = [
    # These set headers, so they come before those that may answer by themselves.
    "django.middleware.security.SecurityMiddleware",
    "mlforkids.middleware.ContentPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "mlforkids.middleware.PermissionsPolicyMiddleware",
    "mlforkids.middleware.MainAddressMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mlforkids.middleware.AccessLogMiddleware",
    # What comes after this is for the main address alone: sessions, cookies and the API.
    "mlforkids.middleware.FrameOriginMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "mlforkids.urls"
WSGI_APPLICATION = "mlforkids.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "mlforkids" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", engine="django.db.backends.postgresql")}
if pool_size := env.int("DATABASE_POOL", default=0):
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": pool_size,
        "timeout": 10,
    }
if kept_open := env.int("DATABASE_KEPT_OPEN", default=0):
    DATABASES["default"] |= {"CONN_MAX_AGE": kept_open, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {
            "SOCKET_CONNECT_TIMEOUT": 1,
            "SOCKET_TIMEOUT": 1,
            # Its own choice, pickle, would let who can write to Valkey run code here.
            "SERIALIZER": "django_redis.serializers.json.JSONSerializer",
        },
    }
}
# A site whose Valkey is down is a little slower and never broken.
DJANGO_REDIS_IGNORE_EXCEPTIONS = True

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_STORE_EAGER_RESULT = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "socket_keepalive": True}
CELERY_TASK_PUBLISH_RETRY = False

# Where files are kept: a folder that every machine of the site sees, or an S3 store.
if OBJECTS_FOLDER := env.str("OBJECTS_FOLDER", default=""):
    _OBJECTS: dict[str, Any] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": OBJECTS_FOLDER},
    }
else:
    _OBJECTS = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "endpoint_url": env.str("S3_ENDPOINT", default=None),
            "bucket_name": env.str("S3_BUCKET"),
            "access_key": env.str("S3_ACCESS_KEY"),
            "secret_key": env.str("S3_SECRET_KEY"),
            "region_name": env.str("S3_REGION", default="us-east-1"),
            # A store that hangs costs a request seconds, where boto3 would wait for minutes.
            "client_config": Config(
                s3={"addressing_style": env.str("S3_ADDRESSING_STYLE", default="path")},
                connect_timeout=2,
                read_timeout=10,
                retries={"mode": "standard", "total_max_attempts": 2},
            ),
            # Every key is new and random: asking first whether it is there would cost a second request for each file.
            "file_overwrite": True,
            "default_acl": None,
        },
    }
STORAGES = {
    "default": _OBJECTS,
    # Compressed but not renamed: Vite has put a hash into the names already.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}

PROJECT_STORAGE = {
    "cloud": {
        "projects": "projects.cloud.CloudProjectStore",
        "examples": "training.cloud.examples.CloudExampleStore",
        "models": "training.cloud.models.CloudModelStore",
        "works": "making.cloud.CloudWorkStore",
        "trainer": "training.cloud.trainer.CloudTrainer",
    },
    "local": {
        "projects": "storage.local.LocalProjectStore",
        "examples": "storage.local.LocalExampleStore",
        "models": "storage.local.LocalModelStore",
        "works": "storage.local.LocalWorkStore",
        "trainer": "storage.local.LocalTrainer",
    },
}

# Every table whose rows own objects (`storage/owners.py`): what erasing, checking and mending go through.
PROJECT_OBJECTS = [
    "training.cloud.examples.PICTURES_AND_SOUNDS",
    "training.cloud.models.MODEL_FILES",
    "making.cloud.WORK_FILES",
]

# What the sweeper does every five seconds, each on its own: one that fails does not stop the others.
SWEEPS = [
    "storage.objects.delete_due_objects",
    "training.jobs.ring_again",
    "training.jobs.purge_removed",
    "training.jobs.leaving.delete_due_workspaces",
    "training.watson.lent.end_forgotten_lendings",
    "projects.services.grants.forget_expired_grants",
    "classroom.services.sessions.forget_ended_sessions",
    "classroom.services.guests.forget_ended_guests",
    "classroom.services.sign_in.forget_wrong_guesses",
    "classroom.services.keeping.give_notices",
    "teaching.services.retention.erase_due_classes",
    "teaching.services.erasing.finish_erasing",
]

# What the page of a class says about each student's own computer, and how much the website keeps of each; and the name
# of the computer that a person used last. The app that knows is above the one that shows it.
SHOWN_BY_STUDENTS = "projects.services.shown.shown_by"
KEPT_OF_STUDENTS = "projects.services.shown.kept_of"
LAST_COMPUTER = "projects.services.grants.last_computer"

# The rules that a new class begins with, and how far a teacher may move them.
STORAGE_NAMES = {"cloud": _("on the website"), "local": _("on the student's own computer")}
FIRST_STORAGE = "cloud"
GUEST_FIRST_STORAGE = "local"
CLASSES_A_TEACHER = env.int("CLASSES_A_TEACHER", default=10)
STUDENTS_A_CLASS = env.int("STUDENTS_A_CLASS", default=40)
PROJECTS_A_STUDENT = env.int("PROJECTS_A_STUDENT", default=6)
PROJECTS_CEILING = env.int("PROJECTS_CEILING", default=30)
PROJECTS_A_GUEST = env.int("PROJECTS_A_GUEST", default=1)
GUESTS_AT_ONCE = env.int("GUESTS_AT_ONCE", default=200)
GUEST_HOURS = env.int("GUEST_HOURS", default=4)
TRAININGS_A_GUEST = env.int("TRAININGS_A_GUEST", default=20)
TEXTS_A_PROJECT = env.int("TEXTS_A_PROJECT", default=1000)
TEXTS_CEILING = env.int("TEXTS_CEILING", default=5000)
ROWS_A_PROJECT = env.int("ROWS_A_PROJECT", default=1000)
ROWS_CEILING = env.int("ROWS_CEILING", default=5000)
PICTURES_A_PROJECT = env.int("PICTURES_A_PROJECT", default=250)
PICTURES_CEILING = env.int("PICTURES_CEILING", default=1000)
SOUNDS_A_PROJECT = env.int("SOUNDS_A_PROJECT", default=100)
SOUNDS_CEILING = env.int("SOUNDS_CEILING", default=500)
BYTES_A_STUDENT = env.int("BYTES_A_STUDENT", default=150_000_000)
# Whether a teacher may allow these at all.
PICTURES_FROM_WEB_ADDRESSES = env.bool("PICTURES_FROM_WEB_ADDRESSES", default=True)
MEDIA_ON_WEBSITE = env.bool("MEDIA_ON_WEBSITE", default=True)
# Where a class's own Watson Assistant may be: keys and texts are sent nowhere else. Without any, no class may use one.
WATSON_ADDRESSES = env.list("WATSON_ADDRESSES", default=["https://*.watson.cloud.ibm.com"])

# Whose data `manage.py import_original` brings in; better here than on its command line, which other users can see.
ORIGINAL_DATABASE = env.str("ORIGINAL_DATABASE", default="")

AUTH_USER_MODEL = "classroom.User"
AUTHENTICATION_BACKENDS = ["classroom.backend.PersonBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/"
LOGIN_REDIRECT_URL = "/classes/"

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="dummymail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 10
SITE_SENDS_MAIL = "EMAIL_URL" in env.ENVIRON
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default=f"no-reply@{_site.hostname}")

ACCOUNT_ADAPTER = "classroom.adapter.TeacherAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional" if SITE_SENDS_MAIL else "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_FORM_CLASS = "classroom.forms.TeacherNameForm"
# Counted for each person, not for each address: a school has one address.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/5m/key",
    "reset_password": "5/h/key",
    "reset_password_from_key": None,
    "signup": "200/h/ip",
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["storage.http.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["storage.http.JsonParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "storage.http.AlwaysJson",
    "DEFAULT_THROTTLE_CLASSES": ["storage.throttles.PersonThrottle"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "storage.http.problem_response",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Machine Learning for Kids",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_PATCH": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "GrantKind": "projects.serializers.GRANTED",
        "ToldKind": "projects.serializers.TOLD",
        "ProblemCode": "storage.schema.CODES",
        "Leaving": "projects.serializers.LEAVING",
        "ProjectKind": "storage.values.PROJECT_KINDS",
        "StorageKind": "storage.routing.KINDS",
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
FRONTEND_BUILD = env.str("FRONTEND_BUILD", default=str(BASE_DIR / "frontend" / "dist"))
STATICFILES_DIRS = [FRONTEND_BUILD]
STATIC_ROOT = SITE_FOLDER / "static"
DJANGO_VITE = {
    "default": {"dev_mode": False, "manifest_path": Path(FRONTEND_BUILD) / "manifest.json"},
    "frame": {"dev_mode": False, "manifest_path": Path(FRONTEND_BUILD) / "frame.json"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8}\.\w+$"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, "'wasm-unsafe-eval'"],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "frame-src": FRAME_ORIGINS or [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Pages of the site's sub-domains may be opened from the workshop and must keep their opener.
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin-allow-popups"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SESSION_ENGINE = "classroom.session_store"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_SECURE = SECURE
CSRF_USE_SESSIONS = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
CSRF_FAILURE_VIEW = "mlforkids.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000
FILE_UPLOAD_HANDLERS = [
    "storage.http.BoundedFiles",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# What fits into a project on the website is far smaller than a file may be.
PROJECT_FILE_BYTES = env.int("PROJECT_FILE_BYTES", default=400_000_000)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mlforkids.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # At lower levels it writes down what it sends: children's texts.
        "ibm-cloud-sdk-core": {"level": "WARNING", "propagate": True},
        # Its lines carry paths; ours carry route names.
        "django.request": {"level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
