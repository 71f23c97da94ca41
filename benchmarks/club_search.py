"""Club-name search over 10,000 clubs beside rapidfuzz and SQLite FTS5 in the same run: hits, times, memory.

A query that names only a hamlet several clubs share counts as right when any club of that name is returned.
The queries are drawn by `club_queries`, which knows nothing of the search; the search was tuned with query
seeds
1 and 2, the table below is drawn with another. All peers get the same cleaned keys: accents and boilerplate
removed.
"""

import argparse
import re
import sqlite3
import time
import tracemalloc
from collections.abc import Callable
from statistics import quantiles

from rapidfuzz import fuzz, process

from benchmarks.club_names import MadeClub, made_clubs
from benchmarks.club_queries import Query, made_queries
from benchmarks.typing_slips import bare
from handlers.officer.club_search import ClubIndex, ClubName

_BOILERPLATE = re.compile(
    r"\b(?:cau lac bo|clb|lien the he|tu giup nhau|lthtgn|quy|thon|xom|ban|ap|khu pho|khu|to dan pho|tdp|kp|"
    r"khoi|buon|"
    r"so|xa|phuong|x|p|h|t|tinh)\b|[^a-z0-9 ]"
)
Search = Callable[[str], list[int]]


def _key(text: str) -> str:
    return " ".join(_BOILERPLATE.sub(" ", bare(text)).split()) or bare(text)


def _names(clubs: list[MadeClub]) -> list[ClubName]:
    return [
        ClubName(
            club.club_id,
            f"Câu lạc bộ Liên thế hệ tự giúp nhau {club.hamlet}",
            club.hamlet,
            f"{club.commune_kind} {club.commune}",
            club.province,
        )
        for club in clubs
    ]


def _ours(clubs: list[MadeClub]) -> Search:
    index = ClubIndex(_names(clubs))
    return lambda text: [match.club_id for match in index.search(text, limit=5)]


def _rapidfuzz(scorer: Callable[..., float]) -> Callable[[list[MadeClub]], Search]:
    def build(clubs: list[MadeClub]) -> Search:
        keys = {club.club_id: _key(f"{club.title} {club.commune} {club.province}") for club in clubs}
        return lambda text: [
            club_id for _, _, club_id in process.extract(_key(text), keys, scorer=scorer, limit=5)
        ]

    return build


def _trigram(clubs: list[MadeClub]) -> Search:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE club USING fts5(name, tokenize='trigram')")
    rows = [(club.club_id, _key(f"{club.title} {club.commune} {club.province}")) for club in clubs]
    base.executemany("INSERT INTO club(rowid, name) VALUES (?, ?)", rows)

    def search(text: str) -> list[int]:
        key = f" {_key(text)} "
        pieces = {key[at : at + 3] for at in range(len(key) - 2)}
        asked = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
        found = base.execute(
            "SELECT rowid FROM club WHERE club MATCH ? ORDER BY bm25(club) LIMIT 5", (asked,)
        )
        return [row[0] for row in found]

    return search


PEERS: dict[str, Callable[[list[MadeClub]], Search]] = {
    "ClubIndex (ours)": _ours,
    "rapidfuzz WRatio": _rapidfuzz(fuzz.WRatio),
    "rapidfuzz token_set_ratio": _rapidfuzz(fuzz.token_set_ratio),
    "SQLite FTS5 trigram": _trigram,
}


def _measured(name: str, search: Search, queries: list[Query]) -> str:
    first = fifth = 0
    took = []
    for query in queries:
        begun = time.perf_counter()
        found = search(query.text)
        took.append(1000 * (time.perf_counter() - begun))
        first += bool(found) and found[0] in query.answers
        fifth += not query.answers.isdisjoint(found)
    cuts, asked = quantiles(took, n=100), len(queries)
    return f"{name:27}{100 * first / asked:7.2f}{100 * fifth / asked:8.2f}{cuts[49]:9.2f}{cuts[98]:9.2f}"


def _held(build: Callable[[list[MadeClub]], Search], clubs: list[MadeClub]) -> float:
    """MiB of Python memory the built search holds; what SQLite and rapidfuzz keep in C is not seen."""
    tracemalloc.start()
    search = build(clubs)
    held = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    del search
    return held


def main() -> None:
    """Prints one row a method, then our share of right answers by kind of query."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--clubs", type=int, default=10_000)
    arguments.add_argument("--each", type=int, default=60, help="queries of each kind")
    arguments.add_argument("--seed", type=int, default=2026)
    chosen = arguments.parse_args()
    clubs = made_clubs(chosen.clubs, seed=7)
    queries = made_queries(clubs, chosen.each, chosen.seed)
    print(f"{len(clubs)} clubs, {len(queries)} queries (seed {chosen.seed})")
    print(f"{'':27}{'top-1 %':>7}{'top-5 %':>8}{'p50 ms':>9}{'p99 ms':>9}{'MiB':>7}")
    for name, build in PEERS.items():
        held = _held(build, clubs)
        print(f"{_measured(name, build(clubs), queries)}{held:7.1f}", flush=True)
    search = _ours(clubs)
    for way in dict.fromkeys(query.way for query in queries):
        print("  " + _measured(way, search, [query for query in queries if query.way == way]))


if __name__ == "__main__":
    main()
