"""The content policy and the headers of every answer, each exception with its reason."""

from __future__ import annotations

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        # Voila's page carries small scripts of its own; anywidget loads a module from a blob.
        "script-src 'self' 'unsafe-inline' blob:",
        # The widgets' style sheets are inserted by script.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        # The kernel's socket and its shutdown.
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
