"""Amounts in the slang of markets ("2 chai", "1 lít"): what they are worth differs from place to place."""

from handlers.dialogue.hearing.amount_sentence import Sentence
from handlers.dialogue.hearing.number_words import below_thousand, number_word

SLANG = {
    "lít": (100_000,), "lit": (100_000,), "lốp": (100_000,), "lop": (100_000,), "xị": (100_000,),
    "xi": (100_000,),
    "chai": (100_000, 1_000_000), "cu": (1_000_000,), "canh": (1000,), "vé": (100_000,),
}  # fmt: skip


def is_slang(sentence: Sentence) -> bool:
    """Whether a number and a word of the market are the whole answer."""
    return len(sentence.words) == 2 and sentence.word(1) in SLANG


def slang_guesses(sentence: Sentence) -> tuple[int, ...]:
    """What the slang is worth, likeliest first; to be asked about."""
    words = [word.text for word in sentence.words]
    said = number_word(words[0], sentence.folded) or words[0]
    number = int(said[:4]) if said.isascii() and said.isdecimal() else 0
    meaning = None if number else below_thousand([said])
    count = number or (meaning.values[0] if meaning else 0)
    return tuple(count * worth for worth in SLANG[words[1]] if count)
