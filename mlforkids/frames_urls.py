"""Everything that there is at the origins of frames, besides static files."""

from __future__ import annotations

from django.urls import path

from mlforkids.frames import frame, lead_home

urlpatterns = [
    path("", lead_home, name="frames"),
    path("frames/", frame, name="frame"),
]
