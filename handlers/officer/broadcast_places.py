"""Where a notice goes: all of an officer's area, or communes or clubs by name, each found within that area.

A name that fits nothing, or two places, is asked again: nobody gets a notice that was meant for others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.dialogue.hearing.folding import fold, nfc, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.questions import Choose, Option, Question
from handlers.dialogue.replay import Fact
from handlers.officer.asks import AreaTree, ClubSearch, ClubsFound
from handlers.officer.broadcast_words import BroadcastPhrase, split_names
from handlers.officer.places import COMMUNE, NATION, Area

TRIES, MOST_NAMES = 3, 20
ALL, COMMUNES, CLUBS = "all", "communes", "clubs"
PLACE_KEYS = ("where", *(f"{kind}.{n}" for kind in (COMMUNES, CLUBS) for n in range(1, TRIES + 1)))
OPTIONS = (
    Option(ALL, ("tất cả", "cả xã", "cả tỉnh", "cả nước", "toàn bộ", "hết")),
    Option(COMMUNES, ("một số xã", "mấy xã", "chọn xã", "xã", "một số tỉnh", "chọn tỉnh")),
    Option(CLUBS, ("một số clb", "mấy clb", "chọn clb", "câu lạc bộ", "clb")),
)


@dataclass(frozen=True, slots=True)
class Where:
    """Areas by code or clubs by id; `titles` is how the read-back names them, `all` the whole area."""

    codes: tuple[str, ...] = ()
    club_ids: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    all: bool = False


@dataclass(frozen=True, kw_only=True)
class PlaceNames(Question[str]):
    """Several names in one message: "thôn Khổng, thôn Tân Tiến"."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        names = split_names(words)
        fits = 0 < len(names) <= MOST_NAMES and all(1 < len(name) <= 100 for name in names)
        return Heard(", ".join(names)) if fits else Unclear("not_understood")


async def where_to(said: BroadcastPhrase, codes: Sequence[str], tree: AreaTree) -> Where | None:
    """The place that was named or is asked for; None where it could not be found."""
    top = tree.areas[0]
    kind = await Choose(key="where", choices=_offered(top), known=_known(said, top), show={"own": top})
    if kind == ALL:
        return Where((top.code,), (), (top.title,), all=True)
    first = said.communes if kind == COMMUNES else said.clubs
    unknown: tuple[str, ...] = ()
    for attempt in range(1, TRIES + 1):
        show = {"own": top, "unknown": unknown}
        known = first if first and attempt == 1 else None
        names = split_names(await PlaceNames(key=f"{kind}.{attempt}", known=known, show=show))
        where, unknown = await _found(kind, names[:MOST_NAMES], codes, tree)
        if where is not None:
            return where
    return None


def _offered(top: Area) -> tuple[Option, ...]:
    return OPTIONS if top.kind != COMMUNE else (OPTIONS[0], OPTIONS[2])


def _known(said: BroadcastPhrase, top: Area) -> str | None:
    """A commune's officer means the whole commune unless clubs are named."""
    if said.clubs or (said.communes and top.kind != COMMUNE):
        return CLUBS if said.clubs else COMMUNES
    return ALL if top.kind == COMMUNE else None


async def _found(
    kind: str, names: Sequence[str], codes: Sequence[str], tree: AreaTree
) -> tuple[Where | None, tuple[str, ...]]:
    if kind == COMMUNES:
        return _communes(names, tree)
    asks = [(name, await Fact(ClubsFound, ClubSearch(tidy(name), tuple(codes)))) for name in names]
    lost = tuple(name for name, found in asks if not found.sure or len(found.clubs) != 1)
    clubs = {found.clubs[0].club_id: found.clubs[0] for name, found in asks if name not in lost}
    titles = tuple(f"CLB {club.place}" for club in clubs.values())
    return (None, lost) if lost else (Where((), tuple(clubs), titles), ())


def _communes(names: Sequence[str], tree: AreaTree) -> tuple[Where | None, tuple[str, ...]]:
    meant = [(name, areas_named(name, tree.areas[1:], tree.areas)) for name in names]
    lost = tuple(name for name, areas in meant if len(areas) != 1)
    areas = {found[0].code: found[0] for name, found in meant if name not in lost}
    titles = tuple(_title(area, tree.areas) for area in areas.values())
    return (None, lost) if lost else (Where(tuple(areas), (), titles), ())


def _title(area: Area, tree: Sequence[Area]) -> str:
    """With its province beside it for those who look after several."""
    parent = next((above for above in tree if above.code == area.parent_code), None)
    beside = tree[0].kind == NATION and parent is not None and parent.kind != NATION
    return f"{area.title}, {parent.title}" if beside and parent else area.title


def areas_named(name: str, below: Sequence[Area], tree: Sequence[Area]) -> tuple[Area, ...]:
    """The areas a name may mean: the longest name in it; accents, then the province, tell equals apart."""
    said, plain = f" {nfc(name).lower()} ", f" {fold(nfc(name).lower())} "
    inside = [area for area in below if area.bare and f" {fold(area.bare.lower())} " in plain]
    by_name = {area.code: area for area in tree}
    own = [area for area in inside if not _is_above(area, inside, by_name)]
    longest = max((len(area.bare) for area in own), default=0)
    best = [area for area in own if len(area.bare) == longest]
    best = [area for area in best if f" {area.bare.lower()} " in said] or best
    parents = {area.code for area in inside}
    return tuple([area for area in best if area.parent_code in parents] or best)


def _is_above(area: Area, inside: Sequence[Area], by_name: dict[str, Area]) -> bool:
    """ "xã Tân Trào tỉnh Tuyên Quang" means the commune."""
    return any(by_name.get(below.parent_code) == area for below in inside)
