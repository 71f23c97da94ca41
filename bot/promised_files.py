"""Draws what committed letters promise: outside every transaction, before their letter may leave.

Until its files are there a letter waits, and the person's later letters behind it; a file that cannot be
drawn is told in words, so that nobody waits for ever.
"""

import logging
from dataclasses import replace
from datetime import date, datetime

from bot.assistant import Assistant
from bot.logs import tracing
from bot.papers.bulletin import draw_bulletin_files
from handlers.decision import Say
from handlers.messages import Outgoing
from handlers.officer.bulletin import PAGE
from storage.drawing import Undrawn, claim_undrawn, is_any_undrawn, may_leave
from storage.outage import is_outage
from storage.people import load_people

log = logging.getLogger(__name__)
TRIES = 3  # a drawing that takes the process down with it is not begun a fourth time


async def draw_next(assistant: Assistant, now: datetime, only: str = "") -> int:
    """Draw the files of the next letter that waits for them; how many letters may leave now: 0 or 1."""
    async with assistant.database.read() as connection:
        if not await is_any_undrawn(connection, now, only):
            return 0
    async with assistant.database.write() as connection:
        letter = await claim_undrawn(connection, now, only)
    if letter is None:
        return 0
    today = now.astimezone(assistant.zone).date()
    with tracing(letter.trace):
        files = await _files_of(assistant, letter, today)
        log.info("drawn", extra={"letter": letter.id, "files": len(files)})
    message = replace(letter.outgoing, files=files) if files else await _sorry(assistant, letter, today)
    async with assistant.database.write() as connection:
        await may_leave(connection, letter, message, now)
    return 1


async def _files_of(assistant: Assistant, letter: Undrawn, today: date) -> tuple[str, ...]:
    """() where there is nothing to draw, or drawing fails for a reason that waiting does not mend."""
    if letter.tries > TRIES:
        log.error("drawing_given_up", extra={"letter": letter.id})
        return ()
    try:
        return await draw_bulletin_files(assistant.database, letter.person_id, letter.wanted, today)
    except Exception as error:
        if is_outage(error):
            raise
        log.exception("drawing_failed", extra={"letter": letter.id})
        return ()


async def _sorry(assistant: Assistant, letter: Undrawn, today: date) -> Outgoing:
    async with assistant.database.read() as connection:
        people = await load_people(connection, [letter.person_id], today)
    return assistant.wording.compose([Say(PAGE, "not_drawn")], {}, people[letter.person_id].honorific)
