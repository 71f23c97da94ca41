"""What officers might type for a club, by rules of its own: nothing here is imported from the search.

A query also says which clubs are right answers: where it names only a hamlet that several clubs share, any
of them is.
Accents that the query does not carry cannot be asked of the answer, so names are compared without accents.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.club_names import MadeClub
from benchmarks.typing_slips import bare, lose_letter, raw_telex, swap_letters, wrong_key

_SHORT_KIND = {"Tổ dân phố": "tdp", "Khu phố": "kp", "Xóm": "x.", "Thôn": "thôn", "Khu": "khu"}
_POLITE = (
    "cho bác hỏi clb {}",
    "xem giúp bác clb {} với",
    "{} cháu ơi",
    "quỹ của câu lạc bộ {}",
    "clb {} thế nào rồi",
)


@dataclass(frozen=True, slots=True)
class Query:
    """A text, how it was spoilt, and the ids of the clubs that answer it."""

    text: str
    way: str
    answers: frozenset[int]


def _initials(name: str) -> str:
    return "".join(bare(word)[0] for word in name.split())


def _plain(club: MadeClub, luck: Random) -> str:
    return bare(f"{luck.choice(('clb ', 'cau lac bo ', ''))}{club.hamlet} {club.commune_kind} {club.commune}")


def _full(club: MadeClub, luck: Random) -> str:
    head = luck.choice(
        ("Câu lạc bộ Liên thế hệ tự giúp nhau", "CLB LTHTGN", "CLB liên thế hệ", "CLB tự giúp nhau")
    )
    return f"{head} {club.hamlet}, {club.commune_kind.lower()} {club.commune}, tỉnh {club.province}"


def _short(club: MadeClub, luck: Random) -> str:
    kind = _SHORT_KIND.get(club.kind, club.kind)
    commune = (
        luck.choice(("x.", "x ", "xã "))
        if club.commune_kind == "Xã"
        else luck.choice(("p.", "p ", "phường "))
    )
    province = luck.choice(("", f"t. {club.province}", _initials(club.province)))
    return f"clb {kind} {club.title} {commune}{club.commune} {province}"


def _dropped(club: MadeClub, luck: Random) -> str:
    words = club.title.removeprefix("số ").split()
    lost = luck.randrange(len(words))
    kept = words[:lost] + words[lost + 1 :] or words
    return f"clb {' '.join(kept)} xã {club.commune}"


def _glued(club: MadeClub, _: Random) -> str:
    return bare(f"clb {club.title.replace(' ', '')} {club.commune}")


def _backwards(club: MadeClub, _: Random) -> str:
    return f"{club.commune_kind} {club.commune}, {club.hamlet}"


def _only_hamlet(club: MadeClub, _: Random) -> str:
    return f"/quy CLB {club.hamlet}"


def _with_province(club: MadeClub, _: Random) -> str:
    return bare(f"{club.title} {club.province}")


def _swapped(club: MadeClub, luck: Random) -> str:
    return swap_letters(bare(f"{club.title} {club.commune} {club.province}"), luck)


def _lost(club: MadeClub, luck: Random) -> str:
    return lose_letter(bare(f"{club.hamlet} xa {club.commune}"), luck)


def _slipped(club: MadeClub, luck: Random) -> str:
    return wrong_key(bare(f"{club.title} {club.commune}"), luck)


def _telex_off(club: MadeClub, _: Random) -> str:
    return raw_telex(f"clb {club.hamlet} {club.commune}")


def _politely(club: MadeClub, luck: Random) -> str:
    return luck.choice(_POLITE).format(f"{club.hamlet} {club.commune}")


def _old_district(club: MadeClub, luck: Random) -> str:
    return bare(f"{club.hamlet} x {club.commune} h {luck.choice(('Sơn Dương', 'Tân Yên'))}")


WAYS: dict[str, tuple[Callable[[MadeClub, Random], str], str]] = {
    "no accents": (_plain, "title commune"),
    "in full": (_full, "title commune province"),
    "short forms": (_short, "title commune"),
    "only the hamlet": (_only_hamlet, "title"),
    "hamlet and province": (_with_province, "title province"),
    "word dropped": (_dropped, "some commune"),
    "letters swapped": (_swapped, "title commune"),
    "letter lost": (_lost, "title commune"),
    "wrong key": (_slipped, "title commune"),
    "telex off": (_telex_off, "title commune"),
    "words glued": (_glued, "title commune"),
    "commune first": (_backwards, "title commune"),
    "politely": (_politely, "title commune"),
    "old district": (_old_district, "title commune"),
}


class _Answers:
    def __init__(self, clubs: list[MadeClub]) -> None:
        self._clubs = [
            (club, _title_words(club.title), bare(club.commune), bare(club.province)) for club in clubs
        ]

    def to(self, club: MadeClub, says: str, text: str) -> frozenset[int]:
        title, commune, province = _title_words(club.title), bare(club.commune), bare(club.province)
        if "some" in says:
            title = title & set(bare(text).split())
        return frozenset(
            other.club_id
            for other, other_title, other_commune, other_province in self._clubs
            if ("commune" not in says or commune == other_commune)
            and ("province" not in says or province == other_province)
            and (title == other_title if "title" in says else title <= other_title)
        )


def _title_words(title: str) -> frozenset[str]:
    return frozenset(bare(title).split()) - {"so"}


def made_queries(clubs: list[MadeClub], each: int, seed: int) -> list[Query]:
    """`each` queries of every way, over clubs drawn at random."""
    luck, answers, queries = Random(seed), _Answers(clubs), list[Query]()
    for way, (spoil, says) in WAYS.items():
        for _ in range(each):
            club = luck.choice(clubs)
            text = spoil(club, luck)
            queries.append(Query(text, way, answers.to(club, says, text)))
    return queries
