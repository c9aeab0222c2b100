"""Where the real newsletter's data lies while the project is being built.

It is not part of the project: tests that need it are skipped where it is missing, and fail instead
where ``REQUIRE_SHARED=1`` says that it has to be there.
"""

import os
from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared(name: str) -> Path:
    """Return the path of one shared data file, or skip the test with the reason."""
    path = _SHARED / name
    if path.exists():
        return path
    reason = f"needs {name} of the shared data, which is not on this machine"
    if os.environ.get("REQUIRE_SHARED") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
