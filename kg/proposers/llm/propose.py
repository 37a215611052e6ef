"""A whole document through a model: part by part, from the record or an endpoint, within a limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.claims.gate import Gate, Passage
from kg.claims.model import Claim
from kg.claims.schema import schema
from kg.document import Document
from kg.errors import UserError
from kg.lexicon import lexicon
from kg.proposers.llm.client import Answer, Client, Structure, client
from kg.proposers.llm.cost import Meter, Usage, expected, expected_again, total
from kg.proposers.llm.endpoint import endpoint
from kg.proposers.llm.judge import joined, judge, together
from kg.proposers.llm.parts import Part, parts
from kg.proposers.llm.record import BY_HAND, Record
from kg.proposers.llm.request import Request, request, second_request
from kg.proposers.llm.second import missing, told

Tell = Callable[[str], None]


def _silent(_: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is asked, in one run over one document or several.

    Without `model` the record's own is meant; `tell` hears of costs before and after, `meter` adds them up.
    """

    record: Path
    model: str | None = None
    endpoint: str | None = None
    meter: Meter = field(default_factory=Meter, compare=False)
    structure: Structure = "schema"
    timeout: float = 300.0
    retries: int = 4
    second: bool = True
    tell: Tell = field(default=_silent, compare=False)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The claims that a model's answers come to, what of them fell, and what was used."""

    passage: Passage
    usage: Usage


Step = Callable[[str], None]


def propose(document: Document, settings: Settings, step: Step | None = None) -> Proposal:
    """All parts of a document, each asked once and, where something seems missing, a second time.

    Raises:
        UserError: an answer is not in the record and cannot be had, or the limit would be passed.
    """
    return _Run(document, settings, step or _silent).all()


def estimate(document: Document, model: str, second: bool = True, record: Record | None = None) -> Usage:
    """What asking about a whole document will use, without what is recorded."""
    coming = []
    for part in parts(document):
        asked = request(document, part, model)
        if record is None or record.find(asked) is None:
            size = sum(len(s.text) for s in part.sentences)
            coming.append(expected(asked.length, size))
            if second:
                coming.append(expected_again(asked.length, size))
    return total(coming)


class Conversation:
    """The requests of one document and the judging of their answers, whoever gives them."""

    def __init__(self, document: Document, model: str) -> None:
        self.document = document
        self.model = model
        self._gate = Gate(document, schema(), lexicon())

    @cached_property
    def _read(self) -> tuple[Claim, ...]:
        """What the offline reader finds."""
        from kg.proposers.reader import propose as read

        return read(self.document, lexicon())

    def first(self, part: Part) -> Request:
        return request(self.document, part, self.model)

    def judged(self, part: Part, text: str) -> Passage:
        """What a first answer comes to."""
        return judge(self._gate, self.document, part, self.model, text)

    def second(self, part: Part, so_far: Passage) -> Request | None:
        """The request for what seems to be missing; None when nothing does."""
        asked = missing(self.document, part, so_far.claims, self._read)
        if not asked:
            return None
        filed = told(self.document, part, so_far.claims, asked)
        return second_request(self.document, part, self.model, asked, filed)

    def judged_again(self, part: Part, so_far: Passage, text: str) -> Passage:
        """What both answers come to."""
        asked = missing(self.document, part, so_far.claims, self._read)
        return together(so_far, judge(self._gate, self.document, part, self.model, text, asked))


class _Run:
    def __init__(self, document: Document, settings: Settings, step: Step) -> None:
        self._settings = settings
        self._step = step
        self._record = Record(settings.record)
        self._model = settings.model or self._record.model()
        self._document = document
        self._talk = Conversation(document, self._model)
        self._meter = settings.meter.set_to(self._model)
        self._client: Client | None = None

    def all(self) -> Proposal:
        self._announce()
        todo = parts(self._document)
        done = []
        for part in todo:
            self._step(f"asking about {self._document.name}: section {part.number} of {len(todo)}")
            done.append(self._part(part))
        self._settings.tell(f"{self._model}: {self._meter.used.told(self._meter.price)}")
        return Proposal(joined(done), self._meter.used)

    def _announce(self) -> None:
        """Say what is to come, and stop here when that alone is too much."""
        coming = estimate(self._document, self._model, self._settings.second, self._record)
        if coming.asked:
            self._settings.tell(f"{self._model}: estimated for {self._document.name}: {coming.told(self._meter.price)}")
            self._meter.check(coming)

    def _part(self, part: Part) -> Passage:
        found = self._talk.judged(part, self._ask(part, self._talk.first(part)))
        if not self._settings.second:
            return found
        again = self._talk.second(part, found)
        return found if again is None else self._talk.judged_again(part, found, self._ask(part, again))

    def _ask(self, part: Part, asked: Request) -> str:
        known = self._record.find(asked)
        if known is not None:
            self._meter.add(Usage(replayed=1))
            return known.text
        answer = self._live(part, asked)
        self._record.keep(asked, answer)
        self._meter.add(Usage(1, 0, answer.input, answer.output))
        return answer.text

    def _live(self, part: Part, asked: Request) -> Answer:
        """An answer from the endpoint, when the limit allows another."""
        if self._model == BY_HAND:
            turn = "" if asked.turn == 1 else " --second"
            raise UserError(
                f"{self._document.name}: section {part.number} has no answer{turn and ' to its second request'} in "
                f"{self._record.folder}; see `mkg llm request {self._document.name} --section {part.number}{turn}`"
                + (", or leave the second requests out with --no-second" if turn else "")
            )
        size = sum(len(s.text) for s in part.sentences)
        self._meter.check((expected if asked.turn == 1 else expected_again)(asked.length, size))
        if self._client is None:
            s = self._settings
            self._client = client(endpoint(s.endpoint, self._model), s.structure, s.timeout, s.retries)
        return self._client.complete(asked)
