"""Who is asking: an opaque cookie, whose hash leads to a learner; nothing else counts as identity."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tornado.web import RequestHandler

from simulator.serve.jupyter_private.server import Authorizer, IdentityProvider, JupyterHandler, User
from simulator.store.learners import Learner, end_token, give_token, hash_of, learner_by_token

COOKIE = "simulator-visit"
COOKIE_DAYS = 30
ONE_TIME_LINK_MINUTES = 10
REMEMBERED = "_simulator_learner"


class CookieIdentityProvider(IdentityProvider):
    """Jupyter's question "who is this?" answered from our cookie alone; tokens in URLs count for nothing."""

    @property
    def auth_enabled(self) -> bool:
        """Always: there is no visitor without a learner."""
        return True

    def get_user(self, handler: JupyterHandler) -> User | None:
        """The user of a request, None for a stranger."""
        learner = learner_of(handler)
        return User(username=learner.id) if learner else None

    def get_handlers(self) -> list[Any]:
        """No login pages of Jupyter's own."""
        return []


class LearnerAuthorizer(Authorizer):
    """A known learner may do what our handlers offer; they check ownership themselves."""

    def is_authorized(self, handler: JupyterHandler, user: User, action: str, resource: str) -> bool:
        """Whether the request comes from a learner we know."""
        return learner_of(handler) is not None


def learner_of(handler: RequestHandler) -> Learner | None:
    """The learner of a request, looked up once per request."""
    if not hasattr(handler, REMEMBERED):
        token = handler.get_cookie(cookie_name(handler))
        engine = handler.settings["simulator_engine"]
        owner = learner_by_token(engine, token, "visit") if token and len(token) < 100 else None
        setattr(handler, REMEMBERED, owner)
    learner: Learner | None = getattr(handler, REMEMBERED)
    return learner


def cookie_name(handler: RequestHandler) -> str:
    """The cookie's name; over HTTPS one that no other host and no plain connection can set."""
    return f"__Host-{COOKIE}" if handler.request.protocol == "https" else COOKIE


def login_of(handler: JupyterHandler) -> str:
    """The login by which a request's learner came in: the hash of the cookie."""
    return hash_of(handler.get_cookie(cookie_name(handler)) or "")


def sign_in(handler: JupyterHandler, learner: Learner) -> None:
    """Give a browser the cookie that makes it this learner's."""
    token = give_token(handler.settings["simulator_engine"], learner.id, "visit", timedelta(days=COOKIE_DAYS))
    handler.set_cookie(
        cookie_name(handler),
        token,
        httponly=True,
        samesite="Strict",
        secure=handler.request.protocol == "https",
        expires_days=COOKIE_DAYS,
        path="/",
    )


def sign_out(handler: JupyterHandler) -> None:
    """Take the cookie back; the login that it stood for is over, also for a copy of it."""
    token = handler.get_cookie(cookie_name(handler))
    if token:
        end_token(handler.settings["simulator_engine"], token)
    handler.clear_cookie(
        cookie_name(handler),
        httponly=True,
        samesite="Strict",
        secure=handler.request.protocol == "https",
        path="/",
    )
