"""Waiting for a signal: a cancellation is never swallowed, a ring is never missed."""

import asyncio

from bot.store.signals import Signals, wait


async def test_a_cancellation_that_comes_with_the_ring_is_not_swallowed() -> None:
    signals = Signals()

    async def wait_for_ever() -> None:
        with signals.listen("topic") as rung:
            while True:
                rung.clear()
                await wait(rung, 60)

    task = asyncio.create_task(wait_for_ever())
    await asyncio.sleep(0)
    signals.ring("topic")
    # One step lets the event's waiter finish; the cancellation then meets a wait that is already over.
    await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait([task], timeout=2)
    assert done, "the task went on after its cancellation"
    assert task.cancelled()


async def test_a_ring_before_the_wait_counts_and_silence_ends_in_time() -> None:
    signals = Signals()
    with signals.listen("topic") as rung:
        signals.ring("topic")
        assert await wait(rung, 60)
        rung.clear()
        signals.ring("another topic")
        assert not await wait(rung, 0.01)
