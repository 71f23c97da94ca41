"""A person gets one message a second from us, and nobody waits for somebody else."""

from bot.zalo_bot.pacing import Pacer


async def test_one_message_a_second_to_one_person_and_others_need_not_wait() -> None:
    clock, waited = [100.0], list[float]()

    async def wait(seconds: float) -> None:
        waited.append(round(seconds, 3))

    pacer = Pacer(lambda: clock[0], wait)
    for address in ("a", "a", "b", "a"):
        await pacer.turn(address)
    clock[0] = 110.0
    await pacer.turn("a")
    assert waited == [1.0, 2.0]


async def test_pacing_forgets_people_who_are_long_served() -> None:
    pacer = Pacer(iter(range(10**6)).__next__, lambda seconds: _never())
    for number in range(5000):
        await pacer.turn(str(number))
    assert len(pacer._free_at) < 1500


async def _never() -> None:
    raise AssertionError("nobody had to wait")
