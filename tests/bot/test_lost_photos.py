"""A photo that cannot be kept is told to its sender once, kindly, and nothing else is touched."""

from bot.lost_photos import LostPhotos
from bot.wording import Wording
from handlers.messages import Incoming, Kind
from storage.database import Database
from storage.messages import add_incoming
from storage.outbox import claim
from tests.talks.conversation import moment

TOLD = (
    "Dạ, tấm ảnh bác gửi lúc 09:12 ngày 21/11/2026 cháu chưa lưu được vì ảnh nặng quá, sổ thì vẫn nguyên ạ. "
    "Bác chụp lại tấm khác rồi gửi cháu nhé."
)
SENT, LATER = moment("2026-11-21 09:12"), moment("2026-11-21 09:13")


async def test_its_sender_is_told_once(database: Database) -> None:
    photo = Incoming("telegram", "77", "5", SENT, Kind.PHOTO, media="a-file-id")
    other = Incoming("zalo_bot", "lan", "5", SENT, Kind.PHOTO, media="a-file-id")
    voice = Incoming("telegram", "78", "6", SENT, Kind.VOICE, media="another-id")
    async with database.write() as connection:
        await add_incoming(connection, [photo, other, voice], SENT)
    lost = LostPhotos(database, "telegram", Wording(), lambda: LATER)
    assert [await lost.tell(media, True) for media in ("a-file-id", "a-file-id", "another-id")] == [True] * 3
    async with database.write() as connection:
        letters = await claim(connection, ["telegram", "zalo_bot"], LATER, 9)
    assert [(one.channel, one.address, one.outgoing.text) for one in letters] == [
        (
            "telegram",
            "77",
            TOLD,
        )
    ]


async def test_an_outage_leaves_it_to_be_told_later(database: Database) -> None:
    await database.dispose()

    class Away:
        def write(self) -> None:
            raise ConnectionError

    lost = LostPhotos(Away(), "telegram", Wording(), lambda: LATER)  # type: ignore[arg-type]  # only write() is used
    assert await lost.tell("a-file-id", False) is False
