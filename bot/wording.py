"""Decisions -> Vietnamese text: finds the block in templates/, fills it in, numbers the choices.

One message is one text: what is said and what is asked are joined, so that a person hears one voice.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.wording_blocks import block_text, has_block
from bot.wording_pages import TELEPHONE, is_paged, one_page
from handlers.decision import Ask, Say
from handlers.dialogue.hearing.folding import nfc
from handlers.dialogue.question import block_of
from handlers.dialogue.questions import Confirm, Option, PickLine
from handlers.messages import Choice, Outgoing

OPTIONS = "dialogue/options"
DOUBT = "dialogue/doubt"
DEFAULT_HONORIFIC = "bác"
_EXAMPLE = re.compile(r"(?<=\?) Ví dụ: [^\n]*")


class Wording:
    """All words the assistant has, compiled once."""

    def has(self, page: str, block: str) -> bool:
        return has_block(page, block)

    def block(self, page: str, block: str, show: Mapping[str, Any]) -> str:
        return block_text(page, block, show)

    def compose(self, parts: Sequence[Say | Ask], show: Mapping[str, Any], honorific: str = "") -> Outgoing:
        """One message of several parts; only the last question's choices become buttons."""
        voice = _address(honorific or DEFAULT_HONORIFIC)
        texts: list[str] = []
        choices: tuple[Choice, ...] = ()
        for part in parts:
            values = {**voice, **show}
            if isinstance(part, Ask):
                labels = self.labels(part, values)
                question = self.question(part, values, labels)
                texts.append(without_example(question) if texts else question)
                choices = tuple(Choice(label, f"{part.number}:{n}") for n, label in enumerate(labels))
            else:
                texts.append(self.statement(part, values))
        return Outgoing(nfc(join_parts(texts)), choices)

    def statement(self, say: Say, show: Mapping[str, Any]) -> str:
        """What is said; of a long list one page, and past its end that it is over."""
        values: Mapping[str, Any] = {**show, **say.show}
        if is_paged(values):
            values = one_page(values, lambda page: self.block(say.page, say.block, page))
            if values["shown"] and not values["listed"]:
                return self.block("dialogue/reception", "list_over", values)
        return self.block(say.page, say.block, values)

    def question(self, ask: Ask, show: Mapping[str, Any], labels: Sequence[str]) -> str:
        """The question's words with its numbered list below."""
        page, block = self._block_of(ask)
        values: Mapping[str, Any] = {**show, **ask.question.show, **self._circumstances(ask, show)}
        if is_paged(values):
            room = TELEPHONE - sum(len(f"\n{n}. {label}") for n, label in enumerate(labels, 1))
            values = one_page(values, lambda one: self.block(page, block, one), room, around=True)
        text = self.block(page, block, values)
        if ask.doubt is not None and isinstance(ask.question, Confirm):  # what is pending is said again
            text = in_one_breath(text, self.block(ask.page, block_of(ask.question.key), values))
        return "\n".join([text, *(f"{n}. {label}" for n, label in enumerate(labels, 1) if ask.listed)])

    def _block_of(self, ask: Ask) -> tuple[str, str]:
        key = block_of(ask.question.key)
        if ask.doubt is not None:
            wanted = [f"{ask.doubt.reason}_{ask.question.kind}", ask.doubt.reason, "not_understood"]
            return next((DOUBT, block) for block in wanted if self.has(DOUBT, block))
        if isinstance(ask.question, PickLine):
            return ask.page, f"{key}_pick"
        wanted = [f"{key}_reopened"] if ask.reopened is not None else []
        wanted += [f"{key}_nudge"] if ask.again == "nudge" else []
        wanted += [f"{key}_again"] if ask.again else []
        return ask.page, next((block for block in wanted if self.has(ask.page, block)), key)

    def _circumstances(self, ask: Ask, show: Mapping[str, Any]) -> dict[str, Any]:
        key = block_of(ask.question.key)
        values = {**show, **ask.question.show}
        example = f"{key.removesuffix('_late').removesuffix('_corrected')}_example"
        return {
            "step": ask.question.step,
            "edited": ask.edited,
            "doubt": ask.doubt,
            "reopened": ask.reopened,
            "about": ask.question.about,
            "example": self.block(ask.page, example, values) if self.has(ask.page, example) else "",
            "again": self.block(ask.page, f"{key}_again", {**values, "step": ask.question.step})
            if ask.doubt is not None and self.has(ask.page, f"{key}_again")
            else "",
        }

    def labels(self, ask: Ask, show: Mapping[str, Any]) -> list[str]:
        values = {**show, **ask.question.show, "edited": ask.edited, "about": ask.question.about}
        return [self._label(ask, option, values) for option in ask.options]

    def _label(self, ask: Ask, option: Option, show: Mapping[str, Any]) -> str:
        values = {**show, **option.show}
        if option.code.startswith("guess") and ask.doubt is not None:
            units = getattr(ask.question, "units", ()) or ("",)
            guessed = {**values, "doubt": ask.doubt, "unit": units[0]}
            return self.block(OPTIONS, f"guess_{ask.question.kind}", guessed)
        key = block_of(ask.question.key)
        own = f"{key}_line_{option.code}" if isinstance(ask.question, PickLine) else f"{key}_{option.code}"
        of_records = (ask.page, own.rstrip("0123456789"))  # "which_entry15": one wording for every record
        for page, block in ((ask.page, own), of_records, (OPTIONS, f"{option.code}_{ask.question.kind}")):
            if self.has(page, block):
                return self.block(page, block, values)
        if "label" in option.show:
            return str(option.show["label"])
        return self.block(OPTIONS, option.code, values)


def _address(honorific: str) -> dict[str, str]:
    return {"bác": honorific, "Bác": honorific[:1].upper() + honorific[1:]}


def without_example(question: str) -> str:
    """Behind another sentence the example is left out: two sentences are enough for one message."""
    return _EXAMPLE.sub("", question, count=1)


def in_one_breath(doubt: str, pending: str) -> str:
    """ "Dạ, cháu chưa hiểu; cháu ghi CHI …": what is pending follows the doubt in the same sentence."""
    rest = pending.removeprefix("Dạ, ")
    small = rest if rest[:2].isupper() else rest[:1].lower() + rest[1:]
    return f"{doubt.rstrip('.')}; {small}"


def join_parts(texts: Iterable[str]) -> str:
    """Parts as one speech: on one line where that reads well, and with a single "Dạ"."""
    speech = ""
    for text in filter(None, texts):
        if not speech:
            speech = text
            continue
        rest = text.removeprefix("Dạ, ")
        stop = "" if speech[-1] in ".?!)…" or "\n" in speech else "."
        speech += stop + ("\n" if "\n" in speech else " ") + rest[:1].upper() + rest[1:]
    return speech
