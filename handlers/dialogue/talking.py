"""The conversation of one person during one message: opens, advances, sets aside and ends talks."""

from dataclasses import replace
from typing import Any

from handlers.catalogue_types import COMMITTEE, Talk
from handlers.decision import Ask, Done
from handlers.dialogue.desk_work import KEPT_LINES, PAGE, RESUME, OpenTalk, closed_by, seal_of
from handlers.dialogue.doubts import numbered_options, shown_options
from handlers.dialogue.follow_on import FollowOn, follows, how_many, lines_left, opening_of
from handlers.dialogue.pictures import PictureWork
from handlers.dialogue.questions import Choose
from handlers.dialogue.replay import Asking, Finished, Keeping
from handlers.dialogue.state import Answer, TalkState
from handlers.dialogue.subject import Subject
from handlers.dialogue.take_up import AwaitsAnother, StandIn, TakeUp

__all__ = ["PAGE", "RESUME", "OpenTalk", "Talking", "seal_of"]


class Talking(PictureWork):
    """Opens, advances, sets aside and ends talks; `decision()` is its result."""

    def open(self, talk: Talk, subject: Subject, opening: dict[str, Any]) -> None:
        """Open a talk afresh; the one on the desk waits until this one ends."""
        person = None if talk.shared else self.caller.person.id
        state = TalkState(talk.name, str(subject), person_id=person, opening=opening)
        self.put_on_desk(state)
        self.advance(state)

    def take_from_aside(self) -> bool:
        """ "Ghi tiếp": the talk set aside last is taken up again."""
        if self.desk.talk_id or not self.desk.waiting:
            return False
        self.desk = replace(self.desk, talk_id=self.desk.waiting[-1], waiting=self.desk.waiting[:-1])
        state = self.current()
        if state is not None:
            self.go_on(state)
        return state is not None

    def offer_to_resume(self, state: TalkState) -> None:
        """ "Bác đang làm dở … làm tiếp không?" for a talk left on another day."""
        self.put_on_desk(state)
        self.desk = replace(self.desk, resuming=True)
        asking = self.run(state)
        step = asking.question.step if isinstance(asking, Asking) else None
        show = {
            "talk": state.name,
            "subject": Subject.read(state.subject),
            "since": state.touched_on,
            "step": step,
        }
        self.show(state, "resume", RESUME)
        question = Choose(key="resume", choices=RESUME, show=show, step=step)
        self.reply.append(Ask("dialogue/reception", question, RESUME, number=self.desk.count))

    def go_on(self, state: TalkState, *, again: str = "") -> None:
        """Take up a talk where it stands."""
        opened = replace(state, status="open")
        self.put_on_desk(opened)
        self.advance(opened, again=again)

    def advance(self, state: TalkState, *, again: str = "") -> None:
        """Run the talk on: to its next question, or to its end."""
        outcome = self.run(state)
        if isinstance(outcome, Finished):
            self._finish(state, outcome)
        elif isinstance(outcome, Keeping):
            self._keep_and_go_on(state, outcome)
        else:
            self._ask(state, outcome, again)

    def _ask(self, state: TalkState, asking: Asking, again: str) -> None:
        question = asking.question
        if question.key not in state.asked:
            state = replace(state, asked=(*state.asked, question.key), doubt=question.unclear or state.doubt)
        options = shown_options(state, question)
        state = self.keep(state)
        self.show(state, question.key, options, seal_of(question))
        doubt = state.doubt if state.doubt and state.doubt.key == question.key else None
        page = self.talk_of(state).page
        number, listed = self.desk.count, bool(numbered_options(state, question))
        ask = Ask(page, question, options, doubt, asking.reopened, state.edited, again, number)
        self.reply.append(replace(ask, listed=listed))

    def _finish(self, state: TalkState, finished: Finished) -> None:
        kept = finished.effects or state.round > 1  # taken up again and left as it was: still finished
        status = "finished" if kept else "dropped"
        self.close(replace(state, status=status), finished.effects)
        ahead = next((effect for effect in finished.effects if isinstance(effect, TakeUp)), None)
        if ahead is not None:
            self._take_up(ahead)
            return
        saved = tuple(effect for effect in finished.effects if not isinstance(effect, FollowOn))
        if finished.effects and not saved:
            return
        self.done = Done(self.changed[state.id], saved)
        self._stand_in(finished)
        talk = self.talk_of(state)
        self.say(talk.page, "done" if saved else "nothing", effects=saved)
        if talk.parks and finished.effects:
            self._let_rest()

    def _stand_in(self, finished: Finished) -> None:
        """Whoever begins to speak for a club leaves their own talks behind."""
        club = next((effect for effect in finished.effects if isinstance(effect, StandIn)), None)
        if club is None:
            return
        while (own := self.current()) is not None:
            self.keep(replace(own, status="dropped"))
        self.resume = False
        today = self.caller.today.isoformat()
        self.desk = replace(self.desk, shown=None, behalf_of=club.club_id, behalf_on=today)

    def _let_rest(self) -> None:
        """What was put off is not asked again in the same breath."""
        self.resume = False
        interrupted = self.current()
        if interrupted is not None:
            self.park(interrupted)

    def _take_up(self, ahead: TakeUp) -> None:
        """Straight on with another talk, from where it stands; what was set aside goes on waiting."""
        self.resume = False
        found = self.facts.get(OpenTalk, f"{ahead.name}@{ahead.subject}")
        if isinstance(found, TalkState) and found.status != "finished":
            self.go_on(found)
        else:
            self.open(self.talks[ahead.name], ahead.subject, {})

    def _keep_and_go_on(self, state: TalkState, keeping: Keeping) -> None:
        """What is certain is saved now; after that the talk goes on from the fresh facts."""
        key = keeping.keep.key
        answer = Answer(True, on=self.caller.today.isoformat(), by=self.caller.person.id, seal=keeping.seal)
        kept = self.keep(replace(state, answers={**state.answers, key: answer}))  # no step of "quay lại"
        self.done = Done(kept, keeping.keep.effects, KEPT_LINES)
        self.resume = True

    def stop(self, state: TalkState) -> None:
        """A report waits for its people; an entry of one message is not found again, so it is dropped."""
        talk = self.talk_of(state)
        if talk.resumes or talk.shared:
            self.park(state)
            self.say(PAGE, "parked", talk=state.name, subject=Subject.read(state.subject))
        elif follows(state):
            self.lay_by(state)
            self.say(PAGE, "lines_wait", count=how_many(state), loans=state.name.startswith("loan."))
        else:
            self.close(replace(state, status="dropped"))
            self.say_dropped(state)

    def wait_for(self, state: TalkState) -> None:
        """ "Để bác hỏi lại": nothing is given up; what one message told is kept for "ghi tiếp"."""
        talk = self.talk_of(state)
        if talk.resumes or talk.shared or follows(state) or not talk.waits:
            self.stop(state)
        else:
            self.lay_by(self.keep(state))
            self.say(PAGE, "kept_waiting")

    def say_dropped(self, state: TalkState) -> None:
        """In the talk's own words, where it has any: a notice is no entry."""
        talk = self.talk_of(state)
        an_entry = talk.roles & COMMITTEE or not talk.roles
        self.say(*(PAGE, "dropped") if an_entry else (talk.page, "nothing"))

    def close(self, state: TalkState, effects: tuple[Any, ...] = ()) -> None:
        """End a talk; the next line of its message is taken up, else the talk set aside for it goes on."""
        self.resume = bool(self.desk.waiting)
        waits = any(isinstance(effect, AwaitsAnother) for effect in effects)
        self.off_desk(closed_by(self.keep(replace(state, doubt=None)), waits=waits))
        follow = lines_left(state, effects)
        if follow is not None:
            self._next_line(follow)
        else:
            self.next_picture(state)

    def _next_line(self, follow: FollowOn) -> None:
        """Its talk opens once what was confirmed is saved: it reads the books as they are then."""
        lines = tuple(one for one in follow.lines if not self.caller.behalf or self.talks[one[0]].on_behalf)
        if lines != follow.lines:  # the committee's own affair, told by an officer who enters for the club
            self.say("officer/behalf", "not_here", behalf=self.caller.behalf)
        if not lines:
            return
        talk = self.talks[lines[0][0]]
        subject = talk.subject(lines[0][1], self.caller, self.facts)
        found = self.facts.get(OpenTalk, f"{talk.name}@{subject}") if talk.shared else None
        state = TalkState(talk.name, str(subject), person_id=None if talk.shared else self.caller.person.id)
        if isinstance(found, TalkState) and found.status != "finished":
            state = replace(found, status="open")
        state = self.keep(replace(state, opening=opening_of(replace(follow, lines=lines))))
        self.put_on_desk(state)
        self.resume = True
