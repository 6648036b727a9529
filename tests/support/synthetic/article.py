"""Files of one made-up article."""

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from synthetic.block import Node
from synthetic.mould import Mould, Piece

MOST_LACKING: Final = 3
"""How many passages an article may lack."""

MOST_TWICE: Final = 7
"""How many passages an article may have twice."""

EARLIER: Final = 8
"""By how many years at most what an article tells of is earlier than in the real one."""

CODES: Final = (
    *(
        ("AD", "AND", "020"),
        ("BT", "BTN", "064"),
        ("CL", "CHL", "152"),
        ("DJ", "DJI", "262"),
        ("EE", "EST", "233"),
    ),
    *(
        ("FJ", "FJI", "242"),
        ("GH", "GHA", "288"),
        ("HN", "HND", "340"),
        ("IS", "ISL", "352"),
        ("JO", "JOR", "400"),
    ),
    *(
        ("KE", "KEN", "404"),
        ("LA", "LAO", "418"),
        ("MT", "MLT", "470"),
        ("NP", "NPL", "524"),
        ("OM", "OMN", "512"),
    ),
    *(
        ("PE", "PER", "604"),
        ("QA", "QAT", "634"),
        ("RW", "RWA", "646"),
        ("SN", "SEN", "686"),
        ("TO", "TON", "776"),
    ),
    *(
        ("UY", "URY", "858"),
        ("VU", "VUT", "548"),
        ("WS", "WSM", "882"),
        ("YE", "YEM", "887"),
        ("ZM", "ZMB", "894"),
    ),
)
"""Codes of states that the real article does not name: two letters, three letters, number."""

HEAD: Final = """\
# Article {} (0: what all share) of a corpus that a program made up from a seed: nothing in it is about the world.
# Its shape is that of the project's own article. Licence: CC BY-SA 4.0.

"""


@dataclass(frozen=True)
class Article:
    """An article by its number in the corpus, from 1: the text of each file by its path in the article's folder."""

    number: int
    files: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"article-{self.number:05}"


def make_article(mould: Mould, number: int, seed: int, describes_shared: bool) -> Article:
    """The article of a number, the same for the same seed; it may leave shared things to `shared_files`."""
    chance = random.Random(f"{seed}/{number}")
    lacking = frozenset(chance.sample(sorted(mould.spare), chance.randint(0, MOST_LACKING)))
    twice = frozenset(chance.sample(sorted(mould.groups.keys() - lacking), chance.randint(0, MOST_TWICE)))
    gone = frozenset().union(*(mould.groups[passage] for passage in lacking))
    pieces = [
        piece
        for piece in mould.pieces
        if piece.node not in gone
        if not piece.again or piece.group in twice
        if not (piece.shared and piece.file.startswith("entities/")) or describes_shared
        if not piece.about or any(node not in gone for node, _ in piece.about)
    ]
    return Article(number, filled(pieces, gaps(mould, pieces, gone, number, chance), str(number)))


def shared_files(mould: Mould) -> dict[str, str]:
    """The files of the entities that articles share, by their names."""
    pieces = [piece for piece in mould.pieces if piece.file.startswith("entities/")]
    files = filled([piece for piece in pieces if piece.shared or not piece.node], {}, "0")
    return {file.removeprefix("entities/"): text for file, text in files.items()}


def filled(pieces: Collection[Piece], gaps: Mapping[str, str], number: str) -> dict[str, str]:
    """The texts of the files; one that would have no more than its head is left out."""
    texts: dict[str, list[str]] = defaultdict(list)
    for piece in pieces:
        texts[piece.file].append(piece.text % gaps)
    head = HEAD.format(number)
    return {file: head + "\n".join(parts) for file, parts in texts.items() if len(parts) > 1}


def gaps(
    mould: Mould, pieces: Collection[Piece], gone: Collection[Node], number: int, chance: random.Random
) -> dict[str, str]:
    """What fills the gaps of an article's pieces."""
    earlier, trade = chance.randint(0, EARLIER), chance.uniform(0.8, 1.2)
    factors = {
        key: 1.0
        if key.startswith("same:")
        else trade
        if key.startswith("trade:")
        else chance.uniform(0.8, 1.2)
        for key in mould.gaps.values
    }
    names = {
        "n": str(number),
        "n5": f"{number:05}",
        **{f"y{year}": str(int(year) - earlier) for year in mould.gaps.years},
    }
    return {
        **names,
        **{key: scaled(mould.gaps.values[key], factor) for key, factor in factors.items()},
        **codes(sorted(mould.gaps.codes), chance),
        **dict(placed(mould, pieces, chance)),
        **{f"about:{piece.key}": about(piece, gone) % names for piece in pieces if piece.about},
    }


def scaled(value: str, factor: float) -> str:
    """A number of about the factor's size, with as many decimals, of which the last is not 0.

    >>> scaled("129", 1.1), scaled("136.6", 0.9)
    ('142', '122.9')
    """
    whole, point, decimals = value.partition(".")
    digits = max(1, round(int(whole + decimals) * factor))
    if not point:
        return str(digits)
    digits += digits % 10 == 0
    return f"{digits // 10 ** len(decimals)}.{digits % 10 ** len(decimals):0{len(decimals)}}"


def codes(states: Sequence[Node], chance: random.Random) -> dict[str, str]:
    """The codes of the states, by the keys of their gaps."""
    predicates = ("azkz:iso3166alpha2", "azkz:iso3166alpha3", "azkz:m49")
    return {
        f"{predicate}:{state}": code
        for state, own in zip(states, chance.sample(CODES, len(states)), strict=True)
        for predicate, code in zip(predicates, own, strict=True)
    }


def placed(mould: Mould, pieces: Collection[Piece], chance: random.Random) -> Iterator[tuple[str, str]]:
    """The order of passages and sections, where they stand in the article's text, and the digests of their texts."""
    orders = {"azkz:Section": 0, "azkz:Passage": 0}
    last = 0
    for piece in pieces:
        if piece.file != "article.ttl":
            continue
        kind = "azkz:Section" if " a azkz:Section" in piece.text else "azkz:Passage"
        if f"%(order:{piece.key})s" in piece.text:
            orders[kind] += 1
            yield f"order:{piece.key}", str(orders[kind])
        if piece.node in mould.places:
            before, length = mould.places[piece.node]
            start = last + before
            last = start + max(1, round(length * chance.uniform(0.8, 1.2)))
            yield f"start:{piece.key}", str(start)
            yield f"end:{piece.key}", str(last)
        yield f"digest:{piece.key}", f"{chance.getrandbits(256):064x}"
    yield "start:passage:position", "0"
    yield "end:passage:position", str(last)


def about(piece: Piece, gone: Collection[Node]) -> str:
    """What is left of what a note is about."""
    return " ,\n        ".join(name for node, name in piece.about if node not in gone)
