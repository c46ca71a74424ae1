"""Coming in and going out: a one-time address, a class code, a return code; signing out.

A browser that already is a learner is never turned into another without being asked: a link or a
form on somebody else's page must not make people work under a pseudonym that is not theirs.
"""

from __future__ import annotations

import hashlib
import hmac
from html import escape

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from simulator.serve.error_pages import code_form, form, onward, said_of, waiting
from simulator.serve.handlers import LearnerHandler
from simulator.serve.housekeeping import close
from simulator.serve.identity import cookie_name, learner_of, sign_in, sign_out
from simulator.serve.rate_limit import RateLimiter
from simulator.store.people import Learner, end_tokens, has_token, learner_by_token, new_learner

MOST_SIGNS = 200


class PublicHandler(LearnerHandler):
    """What both sides of the door share."""

    @property
    def tries(self) -> RateLimiter:
        """Wrong codes so far."""
        found: RateLimiter = self.settings["simulator_tries"]
        return found

    def say(self, status: int, said: str, inside: str = "", *, home: bool = True) -> None:
        """Answer with a small page."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.notice(said, inside, home=home, warn=status != 200))

    def proof(self) -> str:
        """The hidden field that shows that a form is ours."""
        return str(self.xsrf_form_html())

    def given(self, name: str) -> str:
        """A field of a form, shortened."""
        return str(self.get_body_argument(name, ""))[:MOST_SIGNS].strip()


class HomeHandler(PublicHandler):
    """The bare address leads to the first page."""

    @allow_unauthenticated
    def get(self) -> None:
        """Go to the start page, or to the door. From somebody else's page a step of our own comes between."""
        if self.foreign():
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(onward(self.notice(""), "/start"))
            return
        self.redirect("/start" if learner_of(self) else "/welcome")


class WelcomeHandler(PublicHandler):
    """What a stranger sees: how to come in."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say how to come in."""
        if self.house.class_code:
            self.say(200, "", code_form(self.proof(), self.speech()), home=False)
        else:
            self.say(200, said_of(200, self.speech()), home=False)


class SignInHandler(PublicHandler):
    """A one-time address, a class code or a return code lets a browser in."""

    @allow_unauthenticated
    def get(self) -> None:
        """Take a one-time address; ask first if it could make this browser somebody else's unnoticed."""
        token = self.get_query_argument("door", "")[:MOST_SIGNS]
        learner = learner_by_token(self.engine, token, "door")
        if learner is None:
            return self.say(403, said_of(403, self.speech()))
        here = learner_of(self)
        if self.foreign():
            return self._ask(
                self.speech().text("You came here through a link on another page."), {"door": token}
            )
        if here is not None and here.id != learner.id:
            return self._ask_to_change(here, {"door": token})
        return self._open(learner, here, token)

    @allow_unauthenticated
    def post(self) -> None:
        """Take a class code (of a new learner), or a return code or a one-time address (of an old one)."""
        if self.foreign():
            raise web.HTTPError(403)
        door, back, code = self.given("door"), self.given("back"), self.given("code")
        learner = None
        if door:
            learner = learner_by_token(self.engine, door, "door")
        elif back:
            learner = learner_by_token(self.engine, back, "return")
        is_new = learner is None and not door and self._is_class_code(code)
        if learner is None and not is_new:
            return self._refuse(wrong=bool(back or code) and not door)
        here = learner_of(self)
        other = here is not None and (learner is None or learner.id != here.id)
        if here is not None and other and self.given("sure") != here.id:
            return self._ask_to_change(here, {"door": door, "back": back, "code": code})
        return self._open(learner or new_learner(self.engine, self.speech().code), here, door)

    def _is_class_code(self, code: str) -> bool:
        """Whether a code is the class's. While there were too many wrong ones, none is."""
        expected = self.house.class_code
        if not (code and expected) or self.tries.wait(self.address()):
            return False
        digests = (
            hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in (code, expected)
        )
        return hmac.compare_digest(*digests)

    def address(self) -> str:
        """Where a request comes from."""
        return str(self.request.remote_ip or "")

    def _refuse(self, *, wrong: bool) -> None:
        """Say that nobody comes in with this; a wrong try counts, and too many mean waiting."""
        text = self.speech().text
        inside = code_form(self.proof(), self.speech()) if self.house.class_code else ""
        seconds = self.tries.wait(self.address())
        if wrong and seconds:
            self.set_header("Retry-After", str(seconds))
            return self.say(429, waiting(seconds, self.speech()), inside)
        if wrong:
            self.tries.wrong(self.address())
            return self.say(403, text("This code is not recognised. Check it and try again."), inside)
        return self.say(403, said_of(403, self.speech()), inside)

    def _ask(self, said: str, given: dict[str, str], submit: str = "") -> None:
        text = self.speech().text
        hidden = {name: value for name, value in given.items() if value}
        button = form("/enter", self.proof(), submit or text("Enter"), hidden)
        sure = text("Go on only if you opened the simulator yourself just now.")
        self.say(200, f"{said} {sure}", button)

    def _ask_to_change(self, here: Learner, given: dict[str, str]) -> None:
        text = self.speech().text
        said = text("In this browser you are already working as {name}.", name=here.id)
        self._ask(said, {**given, "sure": here.id}, text("Sign out and enter as somebody else"))

    def _open(self, learner: Learner, here: Learner | None, door: str) -> None:
        """Let a learner in; a one-time address is used up, whoever was here before goes out."""
        if door and learner_by_token(self.engine, door, "door", use_up=True) is None:
            return self.say(403, said_of(403, self.speech()))
        if here is None or here.id != learner.id:
            sign_out(self)
            sign_in(self, learner)
        self.redirect("/start")
        return None


class SignOutHandler(PublicHandler):
    """Going out: here, or on all other devices."""

    @allow_unauthenticated
    def get(self) -> None:
        """Offer both; say what it takes to come back."""
        learner = learner_of(self)
        if learner is None:
            return self.redirect("/welcome")
        text = self.speech().text
        button = form("/leave", self.proof(), text("Sign out here"), {"where": "here"})
        others = form("/leave", self.proof(), text("Sign out all other devices"), {"where": "others"})
        about = text("The return codes you have been given until now will stop working, too.")
        return self.say(200, self._way_back(learner), f"{button}{others}<p>{escape(about)}</p>")

    def _way_back(self, learner: Learner) -> str:
        text = self.speech().text
        if not self.house.class_code:
            return text("To come back after signing out, start the simulator again on this computer.")
        if has_token(self.engine, learner.id, "return"):
            return text("To come back after signing out, use your return code.")
        return text(
            "You have no return code: if you sign out now, you cannot come back to your plays. Ask for a "
            "code on the start page first (“A code for another device”)."
        )

    @allow_unauthenticated
    async def post(self) -> None:
        """Close this door, or all others, and end the pages that were opened by them."""
        if self.foreign():
            raise web.HTTPError(403)
        learner, where = learner_of(self), self.given("where")
        if learner is None or where not in ("here", "others"):
            raise web.HTTPError(403)
        text = self.speech().text
        if where == "others":
            end_tokens(self.engine, learner.id, self.get_cookie(cookie_name(self)) or "")
            said = text("All other devices are signed out, and earlier return codes no longer work.")
        else:
            sign_out(self)
            said = text("You are signed out. Close this window if others use this computer.")
        await close(self.settings["kernel_manager"], self.engine)
        self.say(200, said, home=where == "others")


class GoodbyeHandler(PublicHandler):
    """Where a page leads once everything about its learner has been erased."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say so, and take back the cookie of nobody; somebody who is still here is sent on."""
        if learner_of(self) is not None:
            return self.redirect("/start")
        sign_out(self)
        text = self.speech().text
        said = text("Everything about you has been erased")
        return self.say(200, f"{said}. {text('Thank you for your work.')}", home=False)
