"""The doors of reception: commands and questions of people's own, and the words that open a talk."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.catalogue_types import Catalogue, Query, Talk
from handlers.dialogue.follow_on import FollowOn, opening_of
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.put_right import hear_put_right
from handlers.dialogue.questions import Question
from handlers.dialogue.rounds import another_round
from handlers.dialogue.state import TalkState
from handlers.dialogue.story import pieces_of
from handlers.dialogue.subject import Subject
from handlers.dialogue.talking import OpenTalk, Talking


class Doors:
    """What words open, whatever is on the desk; works on the conversation of one message."""

    def __init__(self, catalogue: Catalogue, talking: Talking) -> None:
        self.catalogue = catalogue
        self.talking = talking

    def ask_again(self, how: str = "again") -> None:
        """The open question once more, in short; nothing where none is open."""
        state = self.talking.current()
        if state is None:
            return
        if self.talking.desk.resuming:
            self.talking.offer_to_resume(state)
        else:
            self.talking.go_on(state, again=how)

    def command(self, words: str, state: TalkState | None, *, exact: bool = False) -> bool:
        """A query, or a talk called by its very name: heard before an answer is looked for."""
        if exact and not words.startswith("/"):
            return False
        return self._query(words) or (words.startswith("/") and self.open(words, state))

    def _query(self, words: str) -> bool:
        for query in self.catalogue.queries:
            asked = None if query.first else query.hears(words, self.talking.caller)
            if asked is not None and self._answered(query, asked):
                if not self.talking.drop_passing():
                    self.ask_again()
                return True
        return False

    def heard_first(self, words: str) -> bool:
        """What is never an answer to the open question; that one is put again afterwards."""
        for query in (query for query in self.catalogue.queries if query.first):
            asked = query.hears(words, self.talking.caller)
            if asked is not None and self._answered(query, asked):
                self.ask_again()
                return True
        return False

    def tapped(self, payload: str) -> bool:
        """A button under a message that was no question."""
        for query in (query for query in self.catalogue.queries if query.tap):
            if payload.startswith(f"{query.tap}:") and self._answered(query, payload):
                self.ask_again()
                return True
        return False

    def _answered(self, query: Query, asked: Any) -> bool:
        caller, facts = self.talking.caller, self.talking.facts
        said = query.answer(asked, caller, facts) if query.roles & caller.roles else None
        if said is None:
            return False
        self.talking.reply.append(said)
        if query.keeps is not None:
            self.talking.notes += query.keeps(said)
        return True

    def opening(self, words: str, state: TalkState, question: Question[Any]) -> bool:
        """Words that are no answer here but open another talk: this one waits for it."""
        here = self.talking.talk_of(state)
        if here.begins_again is not None and not here.begins_again(words, question.key):
            return False
        return self.open(words, state, dict(question.show.get("hands_on", {})))

    def instead(self, words: str, state: TalkState, question: Question[Any]) -> bool:
        """A whole line of its own where another waits for its amount: opened, never taken for the answer."""
        talk = self._talk_opened_by(words)
        says = (talk.says_all or talk.breaks_in) if talk is not None else None
        if says is None or _same(words, state):
            return False
        told = says(words, self.talking.caller.today, question.show)
        if told == "instead":
            self.talking.keep(replace(state, status="dropped", doubt=None))
        return bool(told) and self.opening(words, state, question)

    def open(self, words: str, current: TalkState | None, hands_on: Mapping[str, Any] | None = None) -> bool:
        if self._story(words, current, hands_on or {}):
            return True
        words = self._without_forgetting(words)
        talk = self._talk_opened_by(words)
        if talk is None:
            return False
        if self.talking.caller.behalf is not None and not talk.on_behalf:
            self.talking.say("officer/behalf", "not_here", behalf=self.talking.caller.behalf)
            self.ask_again()
            return True
        if current is not None and current.name == talk.name and _same(words, current):
            self.talking.advance(replace(current, repeats=current.repeats + 1))
            return True
        subject = self._subject(talk, words, current)
        self._enter(talk, subject, {**self._opening(talk, words[:2000]), **(hands_on or {})})
        return True

    def _without_forgetting(self, words: str) -> str:
        """ "À quên chi tiền hoa 50k nữa" is that line of the book and no more; other words as they are."""
        slip = hear_put_right(words)
        line = slip.right.removesuffix(" nữa").removesuffix(" nua") if slip is not None and slip.adds else ""
        talk = self._talk_opened_by(line) if line else None
        return line if talk is not None and talk.says_all is not None else words

    def _story(self, words: str, current: TalkState | None, hands_on: Mapping[str, Any]) -> bool:
        """Several things told at once: one after the other; told twice, its first part came twice."""
        pieces = pieces_of(words, self._talk_opened_by, self._without_forgetting)
        if not pieces or self.talking.caller.behalf is not None:
            return False
        talk = self.catalogue.talks[pieces[0][0]]
        if current is not None and current.name == talk.name and _same(pieces[0][1], current):
            self.talking.advance(replace(current, repeats=current.repeats + 1))
            return True
        day = str(hands_on.get("day") or self.talking.caller.today.isoformat())
        self._enter(talk, self._subject(talk, pieces[0][1], None), opening_of(FollowOn(pieces, day)))
        return True

    def _subject(self, talk: Talk, words: str, current: TalkState | None) -> Subject:
        """What the words are about; a talk left on another day is no longer what people speak of."""
        today = self.talking.caller.today.isoformat()
        inside = current is not None and current.name == talk.name and current.touched_on == today
        if current is not None and inside and talk.names_no_subject and talk.names_no_subject(words):
            return Subject.read(current.subject)
        return talk.subject(words, self.talking.caller, self.talking.facts)

    def _opening(self, talk: Talk, words: str) -> dict[str, Any]:
        """The words a talk opens with; what else the message holds follows it."""
        today = self.talking.caller.today
        apart = talk.beside(words, today) if talk.beside is not None else None
        if apart is None:
            return {"words": words}
        own = (talk.name, apart[0])
        return opening_of(FollowOn((own, *apart[1]), today.isoformat()))

    def _talk_opened_by(self, words: str) -> Talk | None:
        bare = words.removeprefix("/")
        fitting = (
            t for t in self.catalogue.talks.values() if t.roles & self.talking.caller.roles or not t.roles
        )
        found = next((talk for talk in fitting if talk.opens(bare, self.talking.caller.today)), None)
        return self._after_what_ended(found, bare) if found is not None and found.after else found

    def _after_what_ended(self, talk: Talk, words: str) -> Talk:
        """The same words may be about what was written just now, which is no receipt."""
        closed = self.talking.desk.closed
        if closed is None or not closed.kept or closed.on != self.talking.caller.today.isoformat():
            return talk
        name = talk.after(words, closed.name) if talk.after is not None else ""
        return self.catalogue.talks[name] if name else talk

    def _enter(self, talk: Talk, subject: Subject, opening: dict[str, Any]) -> None:
        found = self.talking.facts.get(OpenTalk, f"{talk.name}@{subject}")
        if not isinstance(found, TalkState):
            self.talking.open(talk, subject, opening)
        elif found.answers and self._tells(talk, opening):
            self.talking.go_on(another_round(found, opening))
        elif found.status == "finished":
            self.talking.go_on(another_round(found))
        elif (
            talk.resumes
            and found.answers
            and found.id != self.talking.desk.talk_id
            and self._left_behind(found)
        ):
            self.talking.offer_to_resume(found)
        else:
            fresh = talk.shared and not found.answers  # "điểm danh", and later "vắng bà Lan": heard, not lost
            told = {**opening, "round": found.round}
            self.talking.go_on(replace(found, opening=told) if fresh else found)

    def _tells(self, talk: Talk, opening: dict[str, Any]) -> bool:
        words = str(opening.get("words", ""))
        return talk.tells is not None and talk.tells(words, self.talking.caller.today)

    def _left_behind(self, state: TalkState) -> bool:
        return state.status == "parked" or state.touched_on != self.talking.caller.today.isoformat()


def _same(words: str, state: TalkState) -> bool:
    return fold(tidy(words)) == fold(tidy(str(state.opening.get("words", ""))))
