import socket

from hypothesis import given
from hypothesis import strategies as st

from azkz_graph.server.workers.message_framing import frame, receive, reply_frame, reply_of, unframe
from azkz_graph.server.workers.reply import Reply


@given(st.dictionaries(st.text(), st.text() | st.integers()), st.binary(max_size=2000))
def test_a_message_comes_back_however_it_is_cut(head: dict[str, object], body: bytes) -> None:
    buffer, sent = bytearray(), frame(head, body)
    for byte in sent[:-1]:
        buffer.append(byte)
        assert unframe(buffer) is None
    buffer.append(sent[-1])
    message = unframe(buffer)
    assert message is not None
    assert (message[0], bytes(message[1])) == (head, body)
    assert message[1] is buffer, "what may be large is not copied"


def test_a_stream_that_ends_within_a_message_has_none() -> None:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(frame({"b": 2})[:-1])
        assert receive(ours) is None


def test_a_reply_comes_back() -> None:
    reply = Reply(206, "text/turtle", b"<a> <b> <c> .", {"Vary": "Accept"})
    message = unframe(bytearray(reply_frame(reply)))
    assert message is not None
    assert reply_of(*message) == reply
