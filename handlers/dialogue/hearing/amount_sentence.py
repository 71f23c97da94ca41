"""A sentence cut into words, each with its place; which of its numbers are no money is marked."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Word:
    """One word, numeral or sign of the sentence, in small letters, with its place in the text."""

    text: str
    start: int
    end: int
    set_aside: bool = False  # a number that is no money
    merged: bool = False  # "1 500 000", one number written with spaces
    doubtful: bool = False

    @property
    def numeral(self) -> bool:
        return "0" <= self.text[0] <= "9"


@dataclass(slots=True)
class Sentence:
    """The words of one message, and which of its numbers are no money."""

    text: str
    words: list[Word] = field(default_factory=list)
    folded: bool = False  # the whole text is without accents

    def word(self, place: int) -> str:
        return self.words[place].text if 0 <= place < len(self.words) else ""

    def glued(self, place: int) -> bool:
        return 0 < place < len(self.words) and self.words[place - 1].end == self.words[place].start
