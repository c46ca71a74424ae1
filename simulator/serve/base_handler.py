"""What every answer has, of whatever kind: the host checked, our headers, refusals in the visitor's words."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from tornado import web

from simulator.content.enums import LANGUAGES
from simulator.language import Language, language
from simulator.serve.csp import CONTENT_POLICY, HEADERS
from simulator.serve.error_pages import accepted_language, notice, status_sentence
from simulator.serve.identity import learner_of
from simulator.serve.settings import Settings, is_local
from simulator.store.database import Engine, StoreFault


class SecureHandler(web.RequestHandler):
    """The host checked, our content policy, no page and no banner of anybody else's."""

    @property
    def server_settings(self) -> Settings:
        """How this server runs."""
        settings: Settings = self.settings["simulator_settings"]
        return settings

    @property
    def engine(self) -> Engine:
        """The database."""
        engine: Engine = self.settings["simulator_engine"]
        return engine

    def prepare(self, **named: Any) -> Any:
        """Refuse a request that calls us by a name that is not ours (DNS rebinding)."""
        _, name = place_of(f"//{self.request.host}")
        own = self.server_settings
        if not (is_local(name) and is_local(own.host)) and name not in own.hosts:
            raise web.HTTPError(421)
        return super().prepare(**named)

    def set_default_headers(self) -> None:
        """Headers of every answer."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")  # what may be cached says so itself
        self.set_header("Content-Security-Policy", CONTENT_POLICY)
        self.clear_header("Server")

    def speech(self) -> Language:
        """The language of the learner, else that of the browser, else that of the prompt."""
        try:
            learner = learner_of(self)
        except StoreFault:
            learner = None
        if learner is not None and learner.language in LANGUAGES:
            return language(learner.language)
        accepted = self.request.headers.get("Accept-Language", "")
        return language(accepted_language(accepted, self.server_settings.language))

    def prompt_language(self) -> Language:
        """The language of whoever runs this server, for its log."""
        return language(self.server_settings.language)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A short page in the visitor's language; never a traceback."""
        fault = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(fault, StoreFault):
            status_code = 503
            self.set_status(status_code)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.notice(status_sentence(status_code, self.speech()), warn=True))

    def notice(
        self,
        sentence: str,
        inside: Markup | str = "",
        *,
        home: bool = True,
        warn: bool = False,
        onward: str = "",
    ) -> str:
        """A small whole page in the visitor's language (`error_pages.notice`)."""
        style = f"{self.settings['simulator_assets'].address}/notice.css"
        return notice(sentence, self.speech(), style, inside, home=home, warn=warn, onward=onward)


def place_of(address: str) -> tuple[str, str]:
    """The host with its port, and the host alone; empty for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.netloc.lower(), (parts.hostname or "").lower()
