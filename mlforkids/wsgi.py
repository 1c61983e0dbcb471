from __future__ import annotations

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")

application = get_wsgi_application()

from storage.routing import load_stores  # noqa: E402  needs the apps

# Here, so that no child's first press waits two seconds for the parts that train.
import_module(settings.ROOT_URLCONF)
load_stores()
