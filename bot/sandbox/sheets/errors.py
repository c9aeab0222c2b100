"""What Google answers when it refuses, in its own shapes.

GoogleError              {"error": {"code", "message", "status", "details"?}}
└── DriveError           {"error": {"errors": [{domain, reason, message}], "code", "message"}}
"""

from typing import Any


class GoogleError(Exception):
    """A refusal: HTTP `code`, Google's `status` word and `message`, and optional `details`."""

    def __init__(
        self, code: int, status: str, message: str, details: list[dict[str, Any]] | None = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.message = message
        self.details = details

    def body(self) -> dict[str, Any]:
        """The JSON object that goes over the wire."""
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": self.status}
        if self.details:
            error["details"] = self.details
        return {"error": error}

    def within(self, place: str) -> "GoogleError":
        """The same refusal, said of one part of the body: `Invalid <place>: <message>`."""
        if self.status != "INVALID_ARGUMENT":
            return self
        return GoogleError(self.code, self.status, f"Invalid {place}: {self.message}")


class DriveError(GoogleError):
    """Drive's refusals also carry a `reason`, such as notFound or storageQuotaExceeded."""

    def __init__(self, code: int, reason: str, message: str) -> None:
        super().__init__(code, reason, message)
        self.reason = reason

    def body(self) -> dict[str, Any]:
        """The JSON object that goes over the wire."""
        each = {"domain": "global", "reason": self.reason, "message": self.message}
        return {"error": {"errors": [each], "code": self.code, "message": self.message}}


def invalid(message: str) -> GoogleError:
    """400: the request asks for something that cannot be."""
    return GoogleError(400, "INVALID_ARGUMENT", message)


def bad_field(field: str, description: str, message: str | None = None) -> GoogleError:
    """400 with a `BadRequest` detail that names the field of the body or query."""
    detail = {
        "@type": "type.googleapis.com/google.rpc.BadRequest",
        "fieldViolations": [{"field": field, "description": description}],
    }
    return GoogleError(400, "INVALID_ARGUMENT", message or description, [detail])


def not_found(message: str = "Requested entity was not found.") -> GoogleError:
    """404: no such spreadsheet, or no such thing in it."""
    return GoogleError(404, "NOT_FOUND", message)


def forbidden(message: str = "The caller does not have permission") -> GoogleError:
    """403: the caller is known, and may not do this."""
    return GoogleError(403, "PERMISSION_DENIED", message)


def not_here(what: str) -> GoogleError:
    """501: Google does this and this sandbox does not. Said aloud, never passed over."""
    return GoogleError(
        501, "UNIMPLEMENTED", f"Google Sheets knows {what}, but this sandbox does not do it."
    )
