"""Pictures that come while something else is asked: kept on the desk, offered as a receipt right after.

Whoever photographs the bill while its read-back is open need not send it a second time.
"""

from dataclasses import replace

from handlers.dialogue.desk_work import DeskWork
from handlers.dialogue.state import TalkState
from handlers.dialogue.subject import Subject

MOST = 5
"""More pictures than that at one question are an album, not receipts."""


class PictureWork(DeskWork):
    """What the desk does with pictures nobody asked for."""

    def keep_picture(self, media: str) -> bool:
        """Whether it was kept; only for people whose club has a book, and never over a day."""
        if self.picture_talk is None:
            return False
        today = self.caller.today.isoformat()
        kept = self.desk.pictures if self.desk.pictures_on == today else ()
        if media in kept or len(kept) >= MOST:
            return False
        self.desk = replace(self.desk, pictures=(*kept, media), pictures_on=today)
        return True

    def next_picture(self, ended: TalkState) -> None:
        """The first of those kept today is asked about once what ended is saved: the entry may be new.

        After an entry that was dropped they go on waiting: it may be told anew.
        """
        name, kept = self.picture_talk, self.desk.pictures
        if not kept or name is None or (ended.status == "dropped" and ended.name != name):
            return
        fresh = self.desk.pictures_on == self.caller.today.isoformat()
        self.desk = replace(self.desk, pictures=kept[1:] if fresh else ())
        if not fresh:
            return
        subject = Subject(self.caller.club_id, record=self.caller.inbox_id)
        state = TalkState(name, str(subject), person_id=self.caller.person.id, opening={"media": kept[0]})
        self.put_on_desk(self.keep(state))
        self.resume = True

    @property
    def picture_talk(self) -> str | None:
        """The talk that asks which entry a picture belongs to; None where this person may not hold it."""
        name = next((talk.photo for talk in self.talks.values() if talk.photo), None)
        here = name is not None and self.talks[name].roles & self.caller.roles
        return name if here and self.caller.club_id and self.caller.behalf is None else None
