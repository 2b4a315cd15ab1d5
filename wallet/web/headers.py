"""The headers of every answer (protocol section 12)."""

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "worker-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "img-src 'self' blob:",
        "media-src blob:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types wallet",
    )
)
ALLOWED = (
    "camera",
    "microphone",
    "screen-wake-lock",
    "publickey-credentials-get",
    "publickey-credentials-create",
)
DENIED = ("accelerometer", "autoplay", "browsing-topics", "clipboard-read", "display-capture",
          "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection",
          "local-fonts", "magnetometer", "midi", "otp-credentials", "payment", "picture-in-picture", "serial",
          "storage-access", "usb", "window-management", "xr-spatial-tracking")  # fmt: skip
PERMISSIONS_POLICY = ", ".join([f"{name}=(self)" for name in ALLOWED] + [f"{name}=()" for name in DENIED])

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Integrity-Policy": "blocked-destinations=(script)",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=63072000"}
STATIC = "/static/"


def register(app: Flask, *, https: bool) -> None:
    """Puts the headers on every answer; everything but static files is never stored."""
    constant = HEADERS | HTTPS_ONLY if https else HEADERS

    def add(response: Response) -> Response:
        response.headers.update(constant)
        if not request.path.startswith(STATIC) or response.status_code >= 400:
            response.headers["Cache-Control"] = "no-store"
        return response

    app.after_request(add)
