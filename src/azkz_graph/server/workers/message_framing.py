"""Framing of messages between processes that trust each other.

A frame is the length of a head and that of a body, four bytes each, then both; the head is JSON.
"""

import json
import socket
import struct
from typing import Any, Final

from azkz_graph.server.workers.reply import Reply

LENGTHS: Final = struct.Struct("!II")
Head = dict[str, Any]


def frame(head: Head, body: bytes | bytearray = b"") -> bytes:
    """Return the frame of a message."""
    text = json.dumps(head, separators=(",", ":")).encode()
    return b"".join((LENGTHS.pack(len(text), len(body)), text, body))


def unframe(buffer: bytearray) -> tuple[Head, bytearray] | None:
    """Return the message that the buffer holds; None until it is whole.

    The buffer itself becomes the body, which may be too large to be copied in passing, and is not to be filled again.
    A process sends its next message only once it was answered, so that no more than one is in the buffer.
    """
    if len(buffer) < LENGTHS.size:
        return None
    head, body = LENGTHS.unpack_from(buffer)
    end = LENGTHS.size + head
    if len(buffer) < end + body:
        return None
    said = json.loads(buffer[LENGTHS.size : end])
    del buffer[:end]
    return said, buffer


def receive(stream: socket.socket) -> tuple[Head, bytearray] | None:
    """Read the next message of a blocking stream; None at its end."""
    buffer = bytearray()
    while (message := unframe(buffer)) is None:
        chunk = stream.recv(65536)
        if not chunk:
            return None
        buffer += chunk
    return message


def reply_frame(reply: Reply) -> bytes:
    """Return the frame of a reply."""
    head = {"status": reply.status, "media_type": reply.media_type, "headers": dict(reply.headers)}
    return frame(head, reply.content)


def reply_of(head: Head, body: bytes | bytearray) -> Reply:
    """Return the reply of a frame."""
    return Reply(head["status"], head["media_type"], body, head["headers"])
