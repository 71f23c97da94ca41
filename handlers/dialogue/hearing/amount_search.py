"""Finds the runs of a sentence that may be amounts, and what the words beside them do to their meaning.

"bà Tư trăm nghìn", "gần 2 triệu", "không phải 500k": the neighbours decide.
"""

from dataclasses import dataclass

from handlers.dialogue.hearing.amount_atoms import Atom, Reading
from handlers.dialogue.hearing.amount_reading import read_amount
from handlers.dialogue.hearing.amount_sentence import Sentence
from handlers.dialogue.hearing.amount_words import atom_at
from handlers.dialogue.hearing.folding import fold
from handlers.dialogue.hearing.loose_tails import both_readings, is_surely_plain, plain_length
from handlers.dialogue.hearing.money_words import COUNTED, CROWDS, TITLES

LABELS = set(
    "tháng thang số so tổ ngày ngay thứ quý thôn thon xóm xom lần khu mùng mồng mung mong đợt".split()
)
TIMES = {"x", "×", "*", "nhân", "nhan"}
_INEXACT = set(
    "lẻ gần hơn khoảng vài mấy độ tầm cỡ chừng xấp xỉ ngót trên dưới dăm non ngoài quãng cao lắm tối đa "
    "thiểu nhất ước "
    "tính đâu hình như chắc lẽ ~ ≈ ± > < chục".split()
)
_INEXACT_FOLDED = set("gan hon khoang vai may tam chung do xap xi ngot tren duoi dam non ngoai chac".split())
_INEXACT_AFTER = set("hơn hon lẻ mấy đổ trở chứ gì".split())
_TERMS = {"tháng", "thang", "năm", "nam"}
_OR = set("hay hoặc hoac hoặt".split())
_NO = set("không ko kg hông hổng hong chưa đừng chẳng chả k khong chua".split())
_LESS = set("âm trừ bớt thiếu hụt giảm tru bot thieu am".split())
_CALM_BEFORE = set(", . ; : ( ) \" ' “ ” ‘ ’ ! % …".split())
_CALM_AFTER = set(", . ; : ) ( \" ' “ ” ‘ ’ ! … = x × * /".split())
_BARE_SPELLING = {"tram", "muoi", "chuc", "trieu", "nghin", "ngan", "ruoi"}
_BARE_DIGITS = {"mot", "bon", "nam", "sau", "bay", "tam", "chin", "linh", "le", "tu", "lam"}
_SPELLING = {"ruoi", "tram", "chuc", "nghin", "ngan", "trieu", "ty", "muoi", "nua", "phay", "cham"}


@dataclass(slots=True)
class Run:
    """Amount words at places start..end-1 of the sentence, and what they mean with their neighbours."""

    start: int
    end: int
    reading: Reading
    solid: bool  # money for certain: a unit, hundreds, or a number no list of people reaches
    numeral: bool  # begins with digits
    number: int = 0  # of a bare small numeral


def runs_in(sentence: Sentence) -> list[Run]:
    """Every run of amount words, in order; runs that count people or things are left out."""
    found: list[Run] = []
    place = 0
    while place < len(sentence.words):
        atoms = _longest(sentence, place)
        if atoms and atoms[0].kind == "unit" and sentence.word(place - 1) in TITLES:
            place += 1  # "bà Triệu" is a name
            continue
        kept = plain_length(sentence, place, atoms)
        if atoms and (kept < len(atoms) or not _counts_people(sentence, place + len(atoms), atoms)):
            found.append(_run_without_tail(sentence, place, atoms, kept))
        place += max(1, len(atoms))
    return found


def _longest(sentence: Sentence, start: int) -> list[Atom]:
    atoms: list[Atom] = []
    while start + len(atoms) < len(sentence.words) and (atom := atom_at(sentence, start + len(atoms), atoms)):
        atoms.append(atom)
    return atoms


def _counts_people(sentence: Sentence, end: int, atoms: list[Atom]) -> bool:
    return sentence.word(end) in COUNTED and all(atom.kind == "say" for atom in atoms)


def _run_without_tail(sentence: Sentence, start: int, atoms: list[Atom], kept: int) -> Run:
    if kept == len(atoms):
        return _run(sentence, start, atoms)
    run = _run(sentence, start, atoms[:kept])
    if not is_surely_plain(sentence, start, atoms, kept):
        run.reading = both_readings(sentence, start, atoms, kept)
    return run


def _run(sentence: Sentence, start: int, atoms: list[Atom]) -> Run:
    reading = _with_name_before(sentence, start, atoms)
    if any(sentence.words[place].doubtful for place in range(start, start + len(atoms))):
        reading = Reading(reading.amounts, reading.doubt or "several", False)
    elif (cut_short := _cut_short(sentence, start + len(atoms), atoms)) and not reading.doubt:
        longer = read_amount([*atoms, Atom("num", sentence.word(start + len(atoms)))])
        reading = Reading(
            (*reading.amounts, *longer.amounts), cut_short, False
        )  # "1tr 2 loa" may be 1.200.000
    texts = {atom.text for atom in atoms}
    money = any(a.kind in ("unit", "dong") for a in atoms) or bool({"trăm", "chục"} & texts)
    first = atoms[0]
    small = first.text if len(atoms) == 1 and first.kind == "num" and first.text.isdecimal() else "0"
    solid = money or (first.kind == "num" and reading.doubt in ("", "several") and reading.amounts != (0,))
    return Run(start, start + len(atoms), reading, solid, first.kind == "num", int(small[:9]))


def _with_name_before(sentence: Sentence, start: int, atoms: list[Atom]) -> Reading:
    """After "ông" or "tháng" the first number words may be a name or a month: both readings are weighed."""
    whole = read_amount(atoms)
    before = sentence.word(start - 1)
    named = before in TITLES or before in LABELS or (sentence.folded and before == "ba")
    own_title = sentence.folded and atoms[0].text == "ba" and len(atoms) > 1 and start > 0
    if atoms[0].kind == "num" or not (named or own_title):
        return whole
    readings = [whole, *(read_amount(atoms[skip:]) for skip in (1, 2) if len(atoms) > skip)]
    good = [r for r in readings if r.doubt != "not_understood" and (r is whole or r.doubt != "no_unit")]
    amounts = tuple(dict.fromkeys(amount for reading in good for amount in reading.amounts))
    if len(amounts) > 1:
        return Reading(amounts, next((r.doubt for r in good if r.doubt), "several"), False)
    return good[0] if good else whole


def _cut_short(sentence: Sentence, end: int, atoms: list[Atom]) -> str:
    """A reason to doubt that the amount ends here: "1 triệu 2 người", "2 triệu ruoi", "1 500"."""
    after, tail = sentence.word(end), atoms[-1]
    has_unit = any(atom.kind == "unit" for atom in atoms)
    if has_unit and tail.kind not in ("unit", "dong") and after in COUNTED:
        return "" if _is_whole_tail(tail, after, sentence.word(end + 1)) else "several"
    if after[:1].isdecimal():
        glued = sentence.glued(end) or tail.kind == "num"
        counted = has_unit and sentence.words[end].set_aside and sentence.word(end + 1) in COUNTED - _TERMS
        return "several" if glued or counted else ""
    if after == "-" or (fold(after) in _SPELLING and after not in COUNTED):
        return "not_understood"
    garbled = after.isascii() and after not in TIMES and bool(set(after) & set("wfjz"))
    return "not_understood" if garbled else ""


def _is_whole_tail(tail: Atom, counted: str, following: str) -> bool:
    """ "1tr2 loa", "1tr 250 loa": nobody buys 250 loudspeakers, but 250 people may have come."""
    if tail.kind != "num" or counted in _TERMS:
        return tail.kind == "num" and following[:1].isdecimal()
    return tail.glued or (len(tail.text) == 3 and counted not in CROWDS)


def joined(sentence: Sentence, first: Run, second: Run) -> tuple[int, ...]:
    """What "20 0k" is when a space slipped in: 200.000; () when the two do not stand so."""
    if first.end != second.start or not first.number or not second.numeral:
        return ()
    atoms = _longest(sentence, second.start)
    digits = sentence.word(first.start) + atoms[0].text
    return read_amount([Atom("num", digits), *atoms[1:]]).amounts[:1]


def doubt_beside(sentence: Sentence, run: Run) -> str:
    """The reason code that the words next to the run give, or ""."""
    before = [sentence.word(run.start - back) for back in (1, 2, 3)]
    after = [sentence.word(run.end), sentence.word(run.end + 1)]
    for place, word in enumerate(before):
        if word in ("k", "kg") and sentence.word(run.start - place - 2)[:1].isdecimal():
            before[place] = ""  # "5kg gạo 100k", "lãi 50k gốc 1tr": it denies nothing
    if _NO & set(before) or _LESS & set(before[:1]) or after[0] in _NO | {"sai", "nhầm", "nham"}:
        return "negative"
    if before[0] in ("-", "–", "—", "−"):
        dash = before[1] and not sentence.glued(run.start) and not before[1][0].isdecimal()
        return "" if dash else "several" if before[1][:1].isdecimal() else "negative"
    if _OR & {before[0], after[0]}:
        return "several"
    if _INEXACT & set(before[:1]) or (before[1] in _INEXACT and before[0].isalpha() and before[1] != "tính"):
        return "inexact"
    if (sentence.folded and before[0] in _INEXACT_FOLDED) or after[0] in _INEXACT_AFTER:
        return "inexact"
    if before[0] in _BARE_SPELLING or (before[0] in _BARE_DIGITS and not run.numeral):
        return "not_understood"  # "tram muoi ba nghin" amid accented words
    return _strange_neighbour(before[0], after[0])


def _strange_neighbour(before: str, after: str) -> str:
    if before and not before[0].isalnum() and before not in _CALM_BEFORE | TIMES:
        return "not_understood"
    if after and not after[0].isalnum() and after not in _CALM_AFTER:
        return "inexact" if after == "?" else "not_understood"
    return (
        "not_understood" if before in ("usd", "$") or after in ("usd", "đô", "do la", "vàng", "chỉ") else ""
    )
