"""The site's settings with a password hasher that costs nothing and static files that need no collecting.

The values below let tools (mypy, the OpenAPI description) load the settings where no server runs; in tests
`tests/servers.py` has set the real ones before.
"""

import os

for _name, _value in {
    "SECRET_KEY": "for tools only",
    "FIELD_KEY": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "SITE_ADDRESS": "http://app.ml4k.localhost:8000",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "S3_BUCKET": "none",
    "S3_ACCESS_KEY": "none",
    "S3_SECRET_KEY": "none",
}.items():
    os.environ.setdefault(_name, _value)

from mlforkids.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
