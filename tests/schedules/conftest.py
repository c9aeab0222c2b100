"""A newsroom beside a sandbox that can be made to fail."""

from tests.sheet.conftest import sandboxed

__all__ = ["sandboxed"]
