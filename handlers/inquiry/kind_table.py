"""The questions people ask in words of their own: of each, what has to be told and what else may be.

The first kind that fits is meant. What stands for a club's own things, an officer may ask of a club or area.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """One question: of each group of `needs` one word at least, besides them only what `may` be said."""

    code: str
    needs: tuple[str, ...]
    may: str = ""
    days: str = "may"  # "must" be told, "may" be, or "" never
    aged: bool = False  # an age may be named; it also tells who is meant
    named: bool = False  # somebody's name has to be among the words nobody knows


_ASKS = "how_much how what"
KINDS = (
    Kind("birthdays", ("birthday", "who how_much what"), "member women men when"),
    Kind("absent", ("absent", "who how_much"), "meeting last_time member"),
    Kind("absent", ("came", "how_much"), "meeting last_time member absent", "may"),
    Kind("absent", ("meeting", "when", "last_time"), "came member", ""),
    Kind("absent", ("meeting", "when"), "last_time came member", "must"),
    Kind("absent", ("meeting", "how_much", "came member last_time"), "came member last_time"),
    Kind("long_not_met", ("which_club", "not_met", "two_months"), "whether"),
    Kind("not_met", ("which_club", "not_met"), "meeting whether"),
    Kind("not_met", ("which_club", "meeting", "whether"), "came"),
    Kind("met", ("which_club club_count", "met"), ""),
    Kind("met", ("which_club club_count", "meeting"), "came"),
    Kind("in_time", ("which_club club_count", "in_time"), "hand_in report"),
    Kind("late_ones", ("which_club club_count", "not_in_time"), "hand_in report"),
    Kind("earliest", ("which_club who", "earliest"), "hand_in report"),
    Kind("improved", ("which_club who part", "improved"), "most"),
    Kind("best", ("which_club part", "best"), "most report", ""),
    Kind("standing", ("which_club club_count", "in_progress not_started unreachable"), "report hand_in", ""),
    Kind("filed", ("who", "hand_in report"), "hand_in report approved"),
    Kind("turnout", ("percent", "meeting came"), "meeting came member"),
    Kind("turnout", ("which_club", "meeting came", "crowded few"), "member"),
    Kind("turnout", ("which_club", "absent", "most least"), "meeting came member"),
    Kind("met", ("times", "meeting came"), "meeting came each"),
    Kind("gap", ("which_club club_count", "gap"), "fund cash", ""),
    Kind("not_lending", ("which_club club_count", "not_lending"), "lent fund", ""),
    Kind("founded", ("which_club club_count", "founded"), ""),
    Kind("filed", ("which_club club_count", "hand_in report"), "hand_in report approved"),
    Kind("clubs", ("club_count",), "", ""),
    Kind("clubs", ("club_list",), "", ""),
    Kind("crowd", ("which_club", "crowded few"), "member"),
    Kind("crowd", ("which_club", "member", "most least"), "how_much"),
    Kind("wealth", ("which_club", "rich poor"), "fund"),
    Kind("wealth", ("which_club", "fund", "most least"), "how_much"),
    Kind("most_overdue", ("which_club", "overdue", "most"), "lent fund", ""),
    Kind("most_lent", ("which_club", "lent lent_out", "most"), "fund member", ""),
    Kind("parts", ("part_list part",), "part", ""),
    Kind("parts_without", ("part", "no_club"), "", ""),
    Kind("part_most", ("part", "many_clubs few_clubs"), "", ""),
    Kind("part_most", ("part", "crowded few"), "member"),
    Kind("part_most", ("part", "member", "most least"), "how_much"),
    Kind("part_most", ("part", "rich poor"), "fund"),
    Kind("part_most", ("part", "fund", "most least"), "how_much"),
    Kind("part_most", ("part", "overdue", "most"), "lent fund", ""),
    Kind("part_most", ("part", "lent lent_out", "most"), "fund member", ""),
    Kind("part_most", ("part", "spent received"), "how_much most"),
    Kind("part_most", ("part", "club_count"), "", ""),
    Kind("part_most", ("part", "fund member lent"), "fund lent how_much"),
    Kind("most_spent", ("which_club", "spent received", "most"), "how_much"),
    Kind("due_loans", ("pay_back", "who how_much"), "member lent fund"),
    Kind("overdue", ("overdue", "how_much who which_club"), "lent fund member club_count", ""),
    Kind("lendable", ("lendable",), "how_much whether how fund lent", ""),
    Kind("lendable", ("lent_out", "how_much", "fund"), "", ""),
    Kind("report_due", ("report_due",), "report hand_in when how_much whether deadline"),
    Kind("report_due", ("deadline", "report hand_in"), "when how_much whether report hand_in"),
    Kind("report_due", ("report", "when"), "hand_in"),
    Kind("report", ("report", "whether"), "hand_in approved"),
    Kind("committee", ("role committee", "who how_much"), "member when"),
    Kind("committee", ("committee",), "list", ""),
    Kind("joined", ("joined", "how_much who"), "member women men"),
    Kind("heads", ("how_much", "member women men elder"), "women men member each", "", aged=True),
    Kind("heads", ("each", "member women men elder"), "women men member", "", aged=True),
    Kind("heads", ("percent", "member women men elder"), "women men member how_much", "", aged=True),
    Kind("heads", ("who how_much", "age"), "women men member elder", "", aged=True),
    Kind("flow", ("sum",), "how_much how fund for", "must"),
    Kind("flow", ("lent_out repaid", "how_much"), "fund", "must"),
    Kind("flow", ("spent received turnover", _ASKS), "spent received for fund", "must"),
    Kind("flow", ("spent received turnover", "for", _ASKS), "spent received fund"),
    Kind("flow", ("for", "how_much"), "fund", "must"),
    Kind("debt", ("lent pay_back", "how_much when whether"), "fund", "", named=True),
    Kind("borrowers", ("lent_sum",), "how_much fund", ""),
    Kind("borrowers", ("lent lent_out", "how_much who"), "member fund", ""),
    Kind("money_now", ("fund cash", "how_much"), "cash fund", ""),
)
