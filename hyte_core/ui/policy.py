"""What browsers are told to refuse: the headers of safety that every answer carries."""

import re
from base64 import b64encode
from hashlib import sha256

_INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
#: Charts need no eval. Styles need 'unsafe-inline': Streamlit and our own HTML write them into elements. A component
#: of ours comes to the browser as a blob.
_POLICY = (
    "default-src 'none'",
    "script-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "media-src 'self'",
    "worker-src 'self' blob:",
    "manifest-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)
_NOBODY = ("camera", "microphone", "geolocation", "payment", "usb", "serial", "midi", "display-capture")

HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", ", ".join(f"{name}=()" for name in _NOBODY).encode()),
    (b"cross-origin-resource-policy", b"same-origin"),
)


def content_policy(document: bytes = b"") -> tuple[bytes, bytes]:
    """The header that says where anything on a page may come from: from us, and scripts only as we wrote them.

    An address of a picture in an uploaded text is not fetched, a script in one does not run. The scripts that stand
    in ``document`` itself are allowed by their SHA-256.
    """
    digests = (b64encode(sha256(script).digest()).decode() for script in _INLINE.findall(document))
    own = "".join(f" 'sha256-{digest}'" for digest in digests)
    told = (part + own if part.startswith("script-src") else part for part in _POLICY)
    return b"content-security-policy", "; ".join(told).encode()
