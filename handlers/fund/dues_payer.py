"""Whose hội phí it is where one member is named ("thu 10k hội phí của bà Hoa"): it counts as that member's.

Money for several people, or from somebody who is not on the roll, stays a sum without a payer.
"""

from dataclasses import replace

from handlers.club.people_named import people_named
from handlers.club.typed import cut_out, find, phrases, words_of
from handlers.fund.book import EntryDraft, FundBook
from handlers.loan.who import members_meant, one_of

_SEVERAL = phrases(
    "và|cùng|với|mấy|các|những|người|nhà|gia đình|tổ|nhóm|vợ chồng|hai vợ chồng|hộ|thu hộ|cả|chưa"
)


async def with_payer(book: FundBook, key: str, draft: EntryDraft) -> EntryDraft:
    """The entry with its payer; two members of one name are asked about."""
    said = _only_payer(draft)
    found = members_meant(said, book.members) if said else ()
    if not found:
        return draft
    payer = await one_of(f"{key}.payer", found, {"what": draft.what}, money=True)
    title = said.partition(" ")[0].lower()
    return replace(draft, member_id=payer.id, party=f"{title} {payer.name}")


def _only_payer(draft: EntryDraft) -> str:
    """The one person the hội phí is of, as typed; "" where it is of several or of nobody named."""
    people = people_named(draft.what)
    beside = cut_out(draft.what, people[0].start, people[0].end) if people else ""
    several = draft.product or find(words_of(beside), _SEVERAL)
    return people[0].said if draft.category == "dues" and len(people) == 1 and not several else ""


def not_on_the_roll(drafts: tuple[EntryDraft, ...]) -> str:
    """Whose hội phí would count as nobody's: a name of one person who is no member."""
    return next((said for one in drafts if one.member_id is None and (said := _only_payer(one))), "")
