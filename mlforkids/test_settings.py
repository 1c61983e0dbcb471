"""The site's settings with a password hasher that costs nothing."""

from mlforkids.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
