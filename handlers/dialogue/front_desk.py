"""The front desk: what sort of thing came in, and who reads it.

Words go to the open question, to "làm tiếp không?", or, with nothing open, to the doors.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.catalogue_types import OFFICERS, Catalogue
from handlers.dialogue.answering import accept
from handlers.dialogue.at_question import AtQuestion
from handlers.dialogue.doors_after import DoorsAfter
from handlers.dialogue.hearing.control import Control, hear_control
from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.on_behalf import OnBehalf
from handlers.dialogue.pages import asks_more
from handlers.dialogue.questions import Photo
from handlers.dialogue.replay import Asking
from handlers.dialogue.resuming import Resuming
from handlers.dialogue.state import Seen, TalkState
from handlers.dialogue.subject import Subject
from handlers.dialogue.talking import PAGE, RESUME, Talking
from handlers.messages import Incoming, Kind

LONGEST_HEARD = 1500  # characters and lines of one message: nothing beyond is read, and that is said
MOST_LINES = 12
LATE = timedelta(hours=24)  # beyond it "hôm nay" was another day, and who wrote may have told somebody else
GO_ON = frozenset({"ghi tiep", "tiep", "lam tiep", "tiep tuc"})
_WORDLESS = {Kind.VOICE: "voice", Kind.STICKER: "sticker", Kind.TEXT: "sticker", Kind.FILE: "file"}
ABOVE_CLUBS = OFFICERS | {"operator"}


class FrontDesk:
    """Reads one message against what is on the person's desk."""

    def __init__(self, catalogue: Catalogue, talking: Talking, heard_at: datetime, seen: Seen) -> None:
        self.catalogue, self.heard_at = catalogue, heard_at
        self.talking = talking
        self.doors = DoorsAfter(catalogue, self.talking)
        self.behalf = OnBehalf(self.talking)
        self.resuming = Resuming(self.doors, self.talking, self._outside)
        self.question = AtQuestion(self.doors, self.talking, heard_at, seen)

    def take(self, incoming: Incoming) -> None:
        """Route by what sort of thing came in."""
        text = nfc(incoming.text).strip()
        self.behalf.over()
        if self.heard_at - incoming.at > LATE and incoming.kind in (Kind.TEXT, Kind.PHOTO):
            self._say_and_ask("late", sent=incoming.at)
        elif incoming.kind is Kind.TAP:
            self._tap(incoming.tap)
        elif incoming.kind is Kind.PHOTO:
            self._photo(incoming.media, text)
        elif len(text) > LONGEST_HEARD or len(text.splitlines()) > MOST_LINES:
            self._say_and_ask("too_long")
        elif incoming.kind is Kind.TEXT and text:
            self._words(text)
        else:
            self._wordless(incoming.kind, incoming.channel)

    def _say_and_ask(self, block: str, **show: object) -> None:
        self.talking.say(PAGE, block, **show)
        self.doors.ask_again()

    # -- things that are not words ---------------------------------------------------------------

    def _wordless(self, kind: Kind, channel: str) -> None:
        block = _WORDLESS.get(kind, "unsupported")
        if kind is Kind.UNSUPPORTED:
            block = self.behalf.unread(channel) or block
        self.talking.say(PAGE, block)
        if block != "voice":
            self.doors.ask_again()

    def _photo(self, media: str, caption: str) -> None:
        state, asking = self._open_question()
        wanted = state and asking and isinstance(asking.question, Photo)
        if state and asking and wanted and not self.question.not_shown(state, asking.question):
            taken = accept(state, asking.question, media, self.talking.by)
            self.question.apply(state, asking.question, taken)
        elif self.doors.captioned(caption, state):
            self.talking.keep_picture(media)
        elif not self.doors.picture(media):
            kept = self.talking.current() is not None and self.talking.keep_picture(media)
            self._say_and_ask("photo_kept" if kept else "photo")

    def _tap(self, payload: str) -> None:
        """A button means the list it was shown with, and no other."""
        if self.doors.tapped(payload):
            return
        number, _, index = payload.partition(":")
        shown = self.talking.desk.shown
        fits = shown is not None and str(shown.number) == number and index.isdecimal()
        if shown is None or not fits or int(index) >= len(shown.codes):
            self._say_and_ask("old_button")
            return
        state, asking = (None, None) if self.talking.desk.resuming else self._open_question()
        hidden = self.question.not_shown(state, asking.question) if state and asking else ""
        if hidden:
            self._say_and_ask(hidden)
        else:
            self._number(int(index))

    # -- words -----------------------------------------------------------------------------------

    def _words(self, words: str) -> None:
        if self.doors.heard_first(words) or self.behalf.ended_by(words):
            return
        self.behalf.changes(words)
        state, asking = (None, None) if self.talking.desk.resuming else self._open_question()
        if self.talking.desk.resuming:
            self.resuming.hear(words)
        elif state is None or asking is None:
            self._outside(words)
        elif fold(tidy(words)) in GO_ON:
            self.doors.ask_again()
        else:
            self.question.hear(state, asking.question, words)

    def _open_question(self) -> tuple[TalkState | None, Asking | None]:
        state = self.talking.current()
        if state is None:
            return None, None
        where = self.talking.run(state)
        return (state, where) if isinstance(where, Asking) else (None, None)

    def _number(self, index: int) -> None:
        if self.talking.desk.resuming:
            self.resuming.choose(RESUME[index].code if index < len(RESUME) else "")
            return
        state, asking = self._open_question()
        if state is None or asking is None:
            self._outside(str(index + 1))
        else:
            self.question.pick(state, asking.question, index)

    # -- nothing is open ---------------------------------------------------------------------------------

    def _outside(self, words: str) -> None:
        if self.doors.command(words, None) or self.doors.open(words, None):
            return
        over, control = self.talking.current(), hear_control(words)
        if over is not None:  # nothing is left to ask in it: what was missing has come from elsewhere
            self.talking.advance(over)
        elif control in (Control.GREETING, Control.LAUGH):
            self.talking.say(PAGE, f"greeting{self._whose}")
        elif control in (Control.THANKS, Control.STOP):
            self.talking.say(PAGE, str(control))
        elif control is Control.ASK_FIRST:
            self.talking.say(PAGE, "stop")
        elif control is Control.HELP:
            self.talking.say(PAGE, f"menu{self._whose}")
        elif fold(tidy(words)) in GO_ON and self.talking.take_from_aside():
            return
        elif not self._said_again(words) and not self.doors.afterword(self.talking.desk.closed, words):
            self._lost(words)

    def _said_again(self, words: str) -> bool:
        """A second "1" after a talk has ended does nothing, and says so."""
        closed = self.talking.desk.closed
        if not _bare_answer(words):
            return False
        if closed is None:
            self.talking.say(PAGE, "nothing_open")
            return True
        if closed.waits:
            self.talking.say(PAGE, "waits_again")
        elif closed.kept:
            page = self.catalogue.talks[closed.name].page
            self.talking.say(page, "again", subject=Subject.read(closed.subject))
        else:
            self.talking.say(PAGE, "dropped_again")
        return True

    @property
    def _whose(self) -> str:
        """Whoever serves no club is helped with other words: officers, those who only look, operators."""
        roles = self.talking.caller.roles
        for name, alone in (("_operator", {"operator"}), ("_reader", {"reader"}), ("_officer", ABOVE_CLUBS)):
            if roles and roles <= alone:
                return name
        return ""

    def _lost(self, words: str) -> None:
        if self.behalf.lost():
            return
        if asks_more(words):
            self.talking.say(PAGE, "nothing_more")
            return
        misses = self.talking.desk.misses + 1
        self.talking.desk = replace(self.talking.desk, misses=misses, closed=None)
        keeps_money = self.talking.caller.roles <= {"treasurer", "accountant"}
        first = "lost_treasurer" if keeps_money else f"lost{self._whose}"
        self.talking.say(PAGE, first if misses == 1 else f"lost_again{self._whose}")


def _bare_answer(words: str) -> bool:
    folded = fold(tidy(words))
    return folded in {"1", "dung", "dung roi", "u", "ok", "co", "vang", "nop", "roi", "xong"}
