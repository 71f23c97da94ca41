"""The doors that lead on from a talk that has ended: a late remark, a picture of the receipt."""

from dataclasses import replace
from typing import Any

from handlers.dialogue.doors import Doors
from handlers.dialogue.state import Closed, TalkState
from handlers.dialogue.subject import Subject


class DoorsAfter(Doors):
    """The doors, and those behind what was closed today."""

    def afterword(self, closed: Closed | None, words: str) -> bool:
        talk = self.catalogue.talks.get(closed.name) if closed is not None else None
        if closed is None or talk is None or not talk.afterword or len(words.split()) < 3:
            return False
        return self._after(closed, talk.afterword, {"words": words[:2000]})

    def picture(self, media: str) -> bool:
        """A picture that comes right after an entry is offered as its receipt."""
        closed = self.talking.desk.closed
        talk = self.catalogue.talks.get(closed.name) if closed is not None and closed.kept else None
        if closed is None or talk is None or not talk.photo or self.talking.desk.talk_id:
            return False
        return self._after(closed, talk.photo, {"media": media})

    def captioned(self, caption: str, current: TalkState | None) -> bool:
        """ "chi 200k mua nước" beneath the picture of the bill: the entry first, then the picture."""
        talk = self._talk_opened_by(caption) if caption else None
        return talk is not None and bool(talk.photo) and self.open(caption, current)

    def _after(self, closed: Closed, name: str, opening: dict[str, Any]) -> bool:
        """Open the talk that belongs to one that ended today."""
        if closed.on != self.talking.caller.today.isoformat():
            return False
        subject = replace(Subject.read(closed.subject), record=self.talking.caller.inbox_id)
        self.talking.open(self.catalogue.talks[name], subject, opening)
        return True
