import time

from azkz_graph.server.http.request_rate import BURST, MOST, Rate


def test_without_a_rate_all_may_ask() -> None:
    rate = Rate(0)
    assert all(rate.allows("a") for _ in range(10_000))


def test_who_asks_too_often_waits_and_others_do_not() -> None:
    rate = Rate(2)
    asked = [rate.allows("a") for _ in range(4 * BURST)]
    assert asked[: 2 * BURST] == [True] * 2 * BURST
    assert not asked[-1]
    assert rate.allows("b")


def test_tokens_come_back() -> None:
    rate = Rate(50)
    while rate.allows("a"):
        pass
    time.sleep(0.1)
    assert rate.allows("a")


def test_clients_without_number_take_no_memory_without_bound() -> None:
    rate = Rate(1)
    for number in range(MOST + 10):
        rate.allows(str(number))
    assert len(rate._buckets) == MOST
