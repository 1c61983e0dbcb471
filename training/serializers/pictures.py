"""Pictures by their web addresses as JSON."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from storage.serializers import ExactText


class FromAddressSerializer(serializers.Serializer[Any]):
    address = ExactText()


def web_address(data: Any) -> str:
    """Problem: `invalid`."""
    serializer = FromAddressSerializer(data=data)
    serializer.is_valid(raise_exception=True)
    address: str = serializer.validated_data["address"]
    return address
