"""Signing in and out: a one-time address, a class code, a return code; here and on other devices.

A browser that already is a learner is never turned into another without being asked: a link or a
form on somebody else's page must not make people work under a pseudonym that is not theirs.
"""

from __future__ import annotations

import hashlib
import hmac

from markupsafe import Markup
from tornado import web

from simulator.serve.arrival import on_the_way, page_address
from simulator.serve.error_pages import (
    MOST_SIGNS,
    ButtonForm,
    code_form,
    forms_html,
    status_sentence,
    wait_sentence,
)
from simulator.serve.handlers import LearnerHandler
from simulator.serve.housekeeping import end_signed_out_kernels
from simulator.serve.identity import cookie_name, learner_of, sign_in, sign_out
from simulator.serve.jupyter_private.server import allow_unauthenticated
from simulator.serve.rate_limit import RateLimiter
from simulator.store.learners import Learner, end_tokens, has_token, learner_by_token, new_learner


class PublicHandler(LearnerHandler):
    """What an address has that answers strangers, too."""

    @property
    def wrong_codes(self) -> RateLimiter:
        """Wrong codes so far."""
        limiter: RateLimiter = self.settings["simulator_wrong_codes"]
        return limiter

    def show(
        self, status: int, sentence: str, *forms: ButtonForm, remark: str = "", home: bool = True
    ) -> None:
        """Answer with a small page."""
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        inside = forms_html(forms, self.proof(), remark) if forms else ""
        self.finish(self.notice(sentence, inside, home=home, warn=status != 200))

    def proof(self) -> Markup:
        """The hidden field that shows that a form is ours."""
        return Markup(self.xsrf_form_html())

    def typed(self, name: str) -> str:
        """A field of a form, shortened."""
        return str(self.get_body_argument(name, ""))[:MOST_SIGNS].strip()

    def wanted(self) -> str:
        """The page that a link from outside wanted; a browser's word, for `page_address` to judge."""
        return str(self.get_argument("to", ""))[:MOST_SIGNS]

    def code_form(self) -> ButtonForm:
        """Where a code is typed; it remembers the page that is wanted."""
        return code_form(self.speech(), page_address(self.wanted()))


class HomeHandler(PublicHandler):
    """The bare address leads to the first page, or to the page that a link from outside wants."""

    @allow_unauthenticated
    def get(self) -> None:
        """Go to the page, or to where one signs in.

        From somebody else's page a step of our own comes between, so that the browser shows its cookie.
        """
        if self.foreign():
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self.notice("", onward=page_address(self.wanted())))
            return
        wanted = self.wanted()
        self.redirect(page_address(wanted) if learner_of(self) else on_the_way("/welcome", wanted))


class WelcomeHandler(PublicHandler):
    """What a stranger sees: how to come in."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say how to come in."""
        if self.server_settings.class_code:
            self.show(200, "", self.code_form(), home=False)
        else:
            self.show(200, status_sentence(200, self.speech()), home=False)


class SignInHandler(PublicHandler):
    """A one-time address, a class code or a return code lets a browser in."""

    @allow_unauthenticated
    def get(self) -> None:
        """Take a one-time address; ask first if it could make this browser somebody else's unnoticed."""
        token = self.get_query_argument("door", "")[:MOST_SIGNS]
        learner = learner_by_token(self.engine, token, "link")
        if learner is None:
            return self.show(403, status_sentence(403, self.speech()))
        here = learner_of(self)
        if self.foreign():
            return self._confirm(
                self.speech().text("You came here through a link on another page."), {"door": token}
            )
        if here is not None and here.id != learner.id:
            return self._confirm_change(here, {"door": token})
        return self._enter(learner, here, token)

    @allow_unauthenticated
    def post(self) -> None:
        """Take a class code (of a new learner), or a return code or a one-time address (of an old one)."""
        if self.foreign():
            raise web.HTTPError(403)
        token, back, code = self.typed("door"), self.typed("back"), self.typed("code")
        learner = None
        if token:
            learner = learner_by_token(self.engine, token, "link")
        elif back:
            learner = learner_by_token(self.engine, back, "return")
        is_new = learner is None and not token and self._is_class_code(code)
        if learner is None and not is_new:
            return self._refuse(wrong=bool(back or code) and not token)
        here = learner_of(self)
        other = here is not None and (learner is None or learner.id != here.id)
        if here is not None and other and self.typed("sure") != here.id:
            return self._confirm_change(here, {"door": token, "back": back, "code": code})
        return self._enter(learner or new_learner(self.engine, self.speech().code), here, token)

    def _is_class_code(self, code: str) -> bool:
        """Whether a code is the class's. While there were too many wrong ones, none is."""
        expected = self.server_settings.class_code
        if not (code and expected) or self.wrong_codes.wait(self.address()):
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
        forms = [self.code_form()] if self.server_settings.class_code else []
        seconds = self.wrong_codes.wait(self.address())
        if wrong and seconds:
            self.set_header("Retry-After", str(seconds))
            return self.show(429, wait_sentence(seconds, self.speech()), *forms)
        if wrong:
            self.wrong_codes.wrong(self.address())
            unknown = self.speech().text("This code is not recognised. Check it and try again.")
            return self.show(403, unknown, *forms)
        return self.show(403, status_sentence(403, self.speech()), *forms)

    def _confirm(self, sentence: str, answers: dict[str, str], submit: str = "") -> None:
        """Ask first; what was given is given again with the answer."""
        text = self.speech().text
        given = {**answers, "to": page_address(self.wanted())}
        hidden = {name: value for name, value in given.items() if value}
        sure = text("Go on only if you opened the simulator yourself just now.")
        self.show(200, f"{sentence} {sure}", ButtonForm("/enter", submit or text("Enter"), hidden))

    def _confirm_change(self, here: Learner, answers: dict[str, str]) -> None:
        text = self.speech().text
        sentence = text("In this browser you are already working as {name}.", name=here.id)
        self._confirm(sentence, {**answers, "sure": here.id}, text("Sign out and enter as somebody else"))

    def _enter(self, learner: Learner, here: Learner | None, token: str) -> None:
        """Let a learner in; a one-time address is used up, whoever was here before goes out."""
        if token and learner_by_token(self.engine, token, "link", use_up=True) is None:
            return self.show(403, status_sentence(403, self.speech()))
        if here is None or here.id != learner.id:
            sign_out(self)
            sign_in(self, learner)
        self.redirect(page_address(self.wanted()))
        return None


class SignOutHandler(PublicHandler):
    """Signing out: here, or on all other devices."""

    @allow_unauthenticated
    def get(self) -> None:
        """Offer both; say what it takes to come back."""
        learner = learner_of(self)
        if learner is None:
            return self.redirect("/welcome")
        text = self.speech().text
        here = ButtonForm("/leave", text("Sign out here"), {"where": "here"})
        others = ButtonForm("/leave", text("Sign out all other devices"), {"where": "others"})
        remark = text("The return codes you have been given until now will stop working, too.")
        return self.show(200, self._way_back(learner), here, others, remark=remark)

    def _way_back(self, learner: Learner) -> str:
        text = self.speech().text
        if not self.server_settings.class_code:
            return text("To come back after signing out, start the simulator again on this computer.")
        if has_token(self.engine, learner.id, "return"):
            return text("To come back after signing out, use your return code.")
        return text(
            "You have no return code: if you sign out now, you cannot come back to your plays. Ask for a "
            "code on the start page first (“A code for another device”)."
        )

    @allow_unauthenticated
    async def post(self) -> None:
        """End this login, or all others, and the pages that were opened by them."""
        if self.foreign():
            raise web.HTTPError(403)
        learner, where = learner_of(self), self.typed("where")
        if learner is None or where not in ("here", "others"):
            raise web.HTTPError(403)
        text = self.speech().text
        if where == "others":
            end_tokens(self.engine, learner.id, self.get_cookie(cookie_name(self)) or "")
            outcome = text("All other devices are signed out, and earlier return codes no longer work.")
        else:
            sign_out(self)
            outcome = text("You are signed out. Close this window if others use this computer.")
        await end_signed_out_kernels(self.kernels, self.engine)
        self.show(200, outcome, home=where == "others")


class GoodbyeHandler(PublicHandler):
    """Where a page leads once everything about its learner has been erased."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say so, and take back the cookie of nobody; somebody who is still here is sent on."""
        if learner_of(self) is not None:
            return self.redirect("/start")
        sign_out(self)
        text = self.speech().text
        erased = text("Everything about you has been erased")
        return self.show(200, f"{erased}. {text('Thank you for your work.')}", home=False)
