"""`frontend/openapi.json` and `frontend/src/contract/api.ts` say what the API is today; `make api` writes them anew."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from django.conf import settings
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

FRONTEND: Path = settings.BASE_DIR / "frontend"
DESCRIPTION = FRONTEND / "openapi.json"


def test_the_description_is_current_valid_and_without_warnings() -> None:
    GENERATOR_STATS.reset()
    described = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    validate_schema(described)  # type: ignore[no-untyped-call]
    assert not GENERATOR_STATS
    assert json.loads(json.dumps(described, default=str)) == json.loads(DESCRIPTION.read_text())


def test_the_types_are_made_from_the_description(tmp_path: Path) -> None:
    tool = FRONTEND / "node_modules" / ".bin" / "openapi-typescript"
    made = tmp_path / "api.ts"
    subprocess.run([tool, DESCRIPTION, "-o", made], cwd=FRONTEND, check=True, capture_output=True)
    assert made.read_text() == (FRONTEND / "src" / "contract" / "api.ts").read_text()
