"""Tells whether another amount of a sentence is a second one, or belongs to the first."""

from handlers.dialogue.hearing.amount_counts import Taken, product_beside
from handlers.dialogue.hearing.amount_search import Run
from handlers.dialogue.hearing.amount_sentence import Sentence

_POCKETS = {"túi", "ví", "ngăn", "tui", "vi"}


def belongs(sentence: Sentence, run: Run, main: Run, taken: Taken) -> bool:
    """True when another run is no second amount: in the product, the same in words, a small count."""
    if taken.start <= run.start < taken.end:
        return True
    before = sentence.word(run.start - 1)
    same = bool(run.reading.amounts) and run.reading.amounts == main.reading.amounts and not run.reading.doubt
    if same and before == "(" and run.start - 1 == main.end:
        return True
    if before == "=" and not run.reading.doubt:
        return run.reading.amounts == _product_amounts(sentence, main)
    if run.solid:
        return _explains(sentence, run, main)
    named = not run.numeral and run.end - run.start == 1 and (run.end != main.start or _titled(sentence, run))
    thing = run.end != main.start and sentence.word(run.end).isalpha()
    return named or (run.numeral and 0 < run.number < 100 and thing)


def _titled(sentence: Sentence, run: Run) -> bool:
    """ "ông Tư 500k": a number word right before digits is a name when a title stands near before it."""
    near = {sentence.word(run.start - back) for back in (1, 2, 3)}
    return bool(near & {"ông", "bà", "cụ", "bác", "cô", "chú", "anh", "chị", "em", "ong", "ba", "dì"})


def _product_amounts(sentence: Sentence, main: Run) -> tuple[int, ...]:
    times = product_beside(sentence, main)
    return tuple(amount * times.count for amount in main.reading.amounts) if times else ()


def _explains(sentence: Sentence, run: Run, main: Run) -> bool:
    """ "13 triệu rưỡi, còn 100 nghìn trong túi áo": the first is all, the second says where a part lies."""
    if run.reading.doubt or not main.reading.amounts or run.reading.amounts[0] >= main.reading.amounts[0]:
        return False
    lead = [sentence.word(place) for place in range(main.end, run.start)]
    pocket = {sentence.word(run.end + step) for step in (1, 2)} & _POCKETS and sentence.word(
        run.end
    ) == "trong"
    return lead == ["trong", "đó"] or (lead == [",", "còn"] and bool(pocket)) or lead == [",", "trong", "đó"]
