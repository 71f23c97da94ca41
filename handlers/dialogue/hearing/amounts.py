"""Hears amounts of money in đồng, alone or inside a sentence.

A wrong amount taken silently is the worst this assistant can do: whatever has two readings is asked about.
"""

from handlers.dialogue.hearing.amount_atoms import TOO_LARGE, Reading
from handlers.dialogue.hearing.amount_counts import (
    Product,
    Taken,
    count_before,
    is_lone_factor,
    is_rate,
    product_beside,
    rate_end,
)
from handlers.dialogue.hearing.amount_search import TIMES, Run, doubt_beside, joined, runs_in
from handlers.dialogue.hearing.amount_sentence import Sentence
from handlers.dialogue.hearing.amount_words import cut
from handlers.dialogue.hearing.folding import LONGEST, nfc, polish, tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.hearing.second_amounts import belongs
from handlers.dialogue.hearing.slang import is_slang, slang_guesses

_NOTHING = set(
    "không|không có|ko|ko có|k|k có|kg|kg có|hông|hông có|khong|khong co|chưa có|chưa có gì|không có gì|"
    "không đồng|không đồng nào|không có đồng nào|không có khoản nào|khong dong nao|không phát sinh".split("|")
)
_NEGATIONS = set(
    "không ko hông hổng chưa đừng chẳng chả khong chua âm trừ bớt thiếu hụt giảm sai nhầm hủy huỷ".split()
)
_CONDITIONS = set("nếu nhưng neu nhung tùy tuỳ".split())
_ALTERNATIVES = set("hay hoặc hoac".split())
_QUESTIONS = set("? hả nhỉ sao bao".split())

FoundAmount = tuple["Heard[int] | Unclear", str]


def hear_amount(text: str, zero: bool = False) -> Heard[int] | Unclear:
    """The answer to "bao nhiêu tiền ạ?", in đồng; 0 ("không", "0 đồng") is an amount only when `zero`.

    The source of the forms is domain.md 9.2. Reasons: not_understood, no_unit, inexact, several, negative,
    zero, too_large, slang, each, conditional, looks_like_day.
    """
    if tidy(text) in _NOTHING:
        return _zero(zero)
    if len(nfc(text)) > LONGEST:
        return Unclear("not_understood")
    sentence = cut(polish(text))
    runs = runs_in(sentence)
    if not runs or is_slang(sentence):
        return _no_runs(sentence)
    outcome, taken = _decide(sentence, runs)
    if isinstance(outcome, Unclear):
        return _zero(zero) if outcome.reason == "zero" else outcome
    return _whole_answer(sentence, outcome, runs, taken)


def find_amount(text: str) -> FoundAmount | None:
    """The one amount in a sentence, and the sentence without it; None when it speaks of no money.

    Two amounts are Unclear("several", both); months, roster numbers, people, days and percents are none.
    """
    sentence = cut(polish(text))
    runs = [run for run in runs_in(sentence) if run.solid or run.numeral or run.end - run.start > 1]
    if not any(run.solid or run.numeral for run in runs):
        runs = [run for run in runs if run.reading.doubt == "no_unit"]
    if not runs:
        return None
    outcome, taken = _decide(sentence, runs)
    if isinstance(outcome, Heard) and {"?", "nếu", "neu"} & {word.text for word in sentence.words}:
        outcome = Unclear("conditional", (outcome.value,))
    return outcome, _without(sentence, taken)


def find_product(text: str) -> tuple[int, int] | None:
    """The count and the amount of each in "52 người x 5 nghìn" (52, 5.000); None where nothing multiplies."""
    sentence = cut(polish(text))
    for run in runs_in(sentence):
        times = product_beside(sentence, run)
        if times and not run.reading.doubt:
            return times.count, run.reading.amounts[0]
    return None


def split_amounts(text: str) -> tuple[FoundAmount, ...]:
    """Every amount with the words before it: "gốc 1tr lãi 50k" -> (1.000.000, "gốc"), (50.000, "lãi")."""
    sentence = cut(polish(text))
    found: list[FoundAmount] = []
    since = 0
    for run in runs_in(sentence):
        if run.solid or run.numeral:
            outcome, taken = _one(sentence, run)
            lead = sentence.text[since : sentence.words[taken.start].start]
            found.append((outcome, lead.strip(" ,.;:-")))
            since = sentence.words[taken.end - 1].end
    return tuple(found)


def _zero(allowed: bool) -> Heard[int] | Unclear:
    return Heard(0) if allowed else Unclear("zero")


def _whole_answer(
    sentence: Sentence, heard: Heard[int], runs: list[Run], taken: Taken
) -> Heard[int] | Unclear:
    """An amount given as an answer may have no "không", "nếu", "hay" or question anywhere around it."""
    inside = set(range(taken.start, taken.end)).union(*(range(run.start, run.end) for run in runs))
    words = {word.text for place, word in enumerate(sentence.words) if place not in inside}
    for reason, traps in (
        ("conditional", _CONDITIONS),
        ("negative", _NEGATIONS),
        ("several", _ALTERNATIVES),
        ("inexact", _QUESTIONS),
    ):
        if words & traps:
            return Unclear(reason, (heard.value,))
    return heard


def _no_runs(sentence: Sentence) -> Unclear:
    words = [word.text for word in sentence.words]
    if is_slang(sentence):
        return Unclear("slang", slang_guesses(sentence))
    if any(word.set_aside for word in sentence.words) and "/" in words:
        return Unclear("looks_like_day")
    if {"vài", "mấy", "vai", "may"} & set(words):
        return Unclear("inexact")
    return Unclear("negative" if _NEGATIONS & set(words) else "not_understood")


def _decide(sentence: Sentence, runs: list[Run]) -> tuple[Heard[int] | Unclear, Taken]:
    """One amount out of the runs, or why not, and the places it takes up."""
    solid = [run for run in runs if run.solid] or runs
    main, others = solid[0], solid[1:]
    outcome, taken = _one(sentence, main)
    others += [run for run in runs if not run.solid and run is not main and run not in others]
    loose = [run for run in others if not belongs(sentence, run, main, taken)]
    if not loose:
        return outcome, taken
    amounts = [amount for run in (main, *loose) for amount in run.reading.amounts[:1] if amount]
    if slipped := [amount for run in loose for amount in joined(sentence, run, main)]:
        amounts = (
            [*amounts[:1], *slipped, *amounts[1:]] if main.reading.amounts != (0,) else slipped + amounts
        )
        taken = Taken(main.start - 1, taken.end)
    reason = "inexact" if isinstance(outcome, Unclear) and outcome.reason == "inexact" else "several"
    return Unclear(reason, tuple(dict.fromkeys(amounts))), taken


def _one(sentence: Sentence, run: Run) -> tuple[Heard[int] | Unclear, Taken]:
    """What a single run says together with its neighbours."""
    times = product_beside(sentence, run)
    taken = Taken(times.start, times.end, times.kept) if times else Taken(run.start, run.end)
    reading = _multiplied(run.reading, times) if times else run.reading
    if times and {sentence.word(times.end), sentence.word(times.start - 1)} & TIMES:
        reading = Reading(reading.amounts, "several")  # "2 x 500k x 3"
    beside = doubt_beside(sentence, run)
    if reading.doubt:
        worse = reading.doubt in ("no_unit", "not_understood") and beside
        return Unclear(beside if worse else reading.doubt, reading.amounts), taken
    amount = reading.amounts[0]
    alone = not times and (is_rate(sentence, run) or is_lone_factor(sentence, run))
    doubt = beside or ("each" if alone else "")
    if doubt:
        return Unclear(doubt, (amount,)), Taken(taken.start, max(taken.end, rate_end(sentence, run)))
    if not times and (count := count_before(sentence, run)):
        both = (amount * count, amount) if amount < 50_000 else (amount, amount * count)
        return Unclear("several", both), taken
    return Heard(amount, reading.literal and not _interpreted(sentence, run)), taken


def _interpreted(sentence: Sentence, run: Run) -> bool:
    return any(word.text in ("trong", "cành", "củ", "m") for word in sentence.words[run.start :])


def _multiplied(reading: Reading, times: Product) -> Reading:
    amounts = tuple(amount * times.count for amount in reading.amounts)
    if any(amount >= TOO_LARGE for amount in amounts):
        return Reading((), "too_large")
    return Reading(amounts, reading.doubt, False)


def _without(sentence: Sentence, taken: Taken) -> str:
    words = sentence.words
    first, last = words[taken.start].start, words[taken.end - 1].end
    kept = words[slice(*taken.kept)]
    inner = sentence.text[kept[0].start : kept[-1].end].strip(" ,;:-") if kept else ""
    rest = f"{sentence.text[:first].rstrip(' ,;:-')} {inner} {sentence.text[last:].lstrip(' ,;:.-')}"
    return " ".join(rest.split())
