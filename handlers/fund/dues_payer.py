"""Whose hội phí it is where one member is named ("thu 10k hội phí của bà Hoa"): it counts as that member's.

Money for several people, or from somebody who is not on the roll, stays a sum without a payer.
"""

from dataclasses import replace

from handlers.club.people_named import people_named
from handlers.club.typed import find, phrases, words_of
from handlers.fund.book import EntryDraft, FundBook
from handlers.loan.who import members_meant, one_of

_SEVERAL = phrases(
    "và|cùng|với|mấy|các|những|người|nhà|gia đình|tổ|nhóm|vợ chồng|hai vợ chồng|hộ|thu hộ|cả|chưa"
)


async def with_payer(book: FundBook, key: str, draft: EntryDraft) -> EntryDraft:
    """The entry with its payer; two members of one name are asked about."""
    people = people_named(draft.what)
    several = draft.product or find(words_of(draft.what), _SEVERAL)
    if draft.category != "dues" or len(people) != 1 or several:
        return draft
    found = members_meant(people[0].said, book.members)
    if not found:
        return draft
    payer = await one_of(f"{key}.payer", found, {"what": draft.what}, money=True)
    title = people[0].said.partition(" ")[0].lower()
    return replace(draft, member_id=payer.id, party=f"{title} {payer.name}")
