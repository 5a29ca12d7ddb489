"""Who may come in: a key in the first link, used once, and after that a cookie that scripts cannot read."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading


class Keys:
    """The secrets of one start of the desk. They are never written anywhere."""

    def __init__(self) -> None:
        self._session = secrets.token_urlsafe(32)
        self._unused: set[str] = set()
        self._lock = threading.Lock()

    def new_link_key(self) -> str:
        """A key for a link; it opens the desk once."""
        key = secrets.token_urlsafe(32)
        with self._lock:
            self._unused.add(key)
        return key

    def redeem(self, key: str) -> str | None:
        """The cookie's value for an unused key, which is then used; None for any other."""
        given = key.encode("utf-8", "surrogatepass")
        with self._lock:
            for unused in self._unused:
                if hmac.compare_digest(unused.encode(), given):
                    self._unused.discard(unused)
                    return self._session
        return None

    def is_session(self, cookie: str) -> bool:
        """Whether a cookie is that of this start."""
        return hmac.compare_digest(self._session.encode(), cookie.encode("utf-8", "surrogatepass"))

    @property
    def form_mark(self) -> str:
        """The mark that every form carries, so that no other page can send one in this page's name."""
        return hmac.new(self._session.encode(), b"formular", hashlib.sha256).hexdigest()

    def is_form_mark(self, given: str) -> bool:
        """Whether a form carries the mark."""
        return hmac.compare_digest(self.form_mark.encode(), given.encode("utf-8", "surrogatepass"))
