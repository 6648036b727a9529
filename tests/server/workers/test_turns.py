"""Who has the next place, where many wait."""

import asyncio
from collections.abc import Sequence

from own_loop import run_apart
from patience import PATIENCE

from azkz_graph.server.workers.turns import Turns


async def all_waiting(turns: Turns, clients: Sequence[str], order: list[str]) -> list["asyncio.Task[int]"]:
    """A question of each of the clients; who has a place is in `order`, and holds it."""

    async def ask(client: str) -> int:
        if refused := await turns.take(client, PATIENCE):
            return refused.status
        order.append(client)
        return 200

    asked = [asyncio.create_task(ask(client)) for client in clients]
    await asyncio.sleep(0)
    return asked


async def leave(turns: Turns, order: list[str], place: int) -> None:
    turns.leave(order[place])
    for _ in range(5):
        await asyncio.sleep(0)


def test_one_client_leaves_places_to_others() -> None:
    async def run() -> None:
        order: list[str] = []
        turns = Turns(4, 2, 10, 0)
        asked = await all_waiting(turns, ["a", "a", "a", "b"], order)
        assert order == ["a", "a", "b"]
        assert turns.queued == 1
        await leave(turns, order, 2)
        assert order == ["a", "a", "b"]
        await leave(turns, order, 0)
        assert order == ["a", "a", "b", "a"]
        assert [await each for each in asked] == [200] * 4
        turns.leave("a")
        turns.leave("a")
        assert turns.is_unused

    run_apart(run())


def test_several_who_hold_their_share_leave_a_place_to_others() -> None:
    async def run() -> None:
        order: list[str] = []
        turns = Turns(4, 2, 10, 0)
        await all_waiting(turns, ["a", "a", "b", "b", "c", "b"], order)
        assert order == ["a", "a", "b", "c"]
        await leave(turns, order, 0)
        assert order == ["a", "a", "b", "c"]
        await leave(turns, order, 1)
        assert order == ["a", "a", "b", "c", "b"]

    run_apart(run())


def test_clients_take_turns_however_many_questions_they_have() -> None:
    async def run() -> None:
        order: list[str] = []
        turns = Turns(1, 1, 100, 0)
        await all_waiting(turns, ["a"] * 5 + ["b"] * 2 + ["c"], order)
        for place in range(7):
            await leave(turns, order, place)
        assert order == ["a", "a", "b", "c", "a", "b", "a", "a"]

    run_apart(run())


def test_one_client_has_so_many_questions_and_no_more() -> None:
    async def run() -> None:
        order: list[str] = []
        turns = Turns(2, 1, 100, 3)
        asked = await all_waiting(turns, ["a"] * 5 + ["b"], order)
        assert order == ["a", "b"]
        assert [await each for each in asked[3:5]] == [429, 429]

    run_apart(run())


def test_who_waits_with_most_makes_way_in_a_full_queue() -> None:
    async def run() -> None:
        order: list[str] = []
        turns = Turns(1, 1, 3, 0)
        asked = await all_waiting(turns, ["a"] * 5 + ["b", "b"], order)
        assert [await asked[place] for place in (3, 4, 6)] == [503, 503, 503]
        assert turns.queued == 3
        for place in range(3):
            await leave(turns, order, place)
        assert order == ["a", "a", "b", "a"]

    run_apart(run())


def test_who_gives_up_leaves_nothing_behind() -> None:
    async def run() -> None:
        turns = Turns(1, 1, 5, 5)
        assert await turns.take("a", PATIENCE) is None
        refused = await turns.take("b", 0.01)
        assert refused is not None
        assert refused.status == 503
        gone = asyncio.create_task(turns.take("b", PATIENCE))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        assert turns.queued == 0
        turns.leave("a")
        assert turns.is_unused

    run_apart(run())


def test_a_place_that_is_given_to_one_that_leaves_goes_on_to_the_next() -> None:
    async def run() -> None:
        turns = Turns(1, 1, 5, 5)
        assert await turns.take("a", PATIENCE) is None
        gone, next_one = (asyncio.create_task(turns.take(each, PATIENCE)) for each in "bc")
        await asyncio.sleep(0)
        turns.leave("a")
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        assert await next_one is None
        turns.leave("c")
        assert turns.is_unused

    run_apart(run())
