"""What asking costs: an estimate before, the sum after, and a limit that stops.

>>> limit("2.50 USD"), limit("200000 tokens")
(Limit(most=2.5, unit='USD'), Limit(most=200000.0, unit='tokens'))
>>> Usage(2, 0, 12_000, 3_000).told(Price(3, 15))
'2 asked, 0 from the record; 12,000 tokens in, 3,000 out, $0.08'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from kg.errors import UserError

_LETTERS = 4  # characters of a token of English, about
_GROWTH = 5  # characters of an answer to one of text: measured on annotated passages
_AGAIN = 0.3  # size of a second answer to that of a first
_MILLION = 1_000_000
_DATE = re.compile(r"[-@]\d{4}-?\d\d-?\d\d$")  # of a dated release of a model
_LIMIT = re.compile(r"\s*\$?(?P<most>\d[\d,_]*(?:\.\d+)?)\s*(?P<unit>USD|tokens)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars for a million tokens read and written."""

    input: float
    output: float

    def of(self, read: int, written: int) -> float:
        return (read * self.input + written * self.output) / _MILLION


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that a run may use, in US dollars or in tokens read and written together."""

    most: float
    unit: Literal["USD", "tokens"]


@dataclass(frozen=True, slots=True)
class Usage:
    """Requests asked and replayed, and the tokens of those that were asked."""

    asked: int = 0
    replayed: int = 0
    input: int = 0
    output: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.asked + other.asked,
            self.replayed + other.replayed,
            self.input + other.input,
            self.output + other.output,
        )

    def told(self, price: Price | None) -> str:
        """In one line; without a price no sum of money."""
        money = f", ${price.of(self.input, self.output):,.2f}" if price else ", price of the model unknown"
        return (
            f"{self.asked} asked, {self.replayed} from the record; "
            f"{self.input:,} tokens in, {self.output:,} out{money if self.asked else ''}"
        )


def tokens(characters: int) -> int:
    """About how many tokens a text has."""
    return -(-characters // _LETTERS)


def expected(request: int, text: int) -> Usage:
    """What one first request of so many characters will use, with so many characters of the report to read."""
    return Usage(1, 0, tokens(request), tokens(_GROWTH * text))


def expected_again(request: int, text: int) -> Usage:
    """The same for a second request."""
    return Usage(1, 0, tokens(request), round(_AGAIN * tokens(_GROWTH * text)))


def total(found: Iterable[Usage]) -> Usage:
    return sum(found, Usage())


def limit(text: str) -> Limit:
    """A limit such as "2.50 USD" or "200000 tokens".

    Raises:
        UserError: no such form.
    """
    match = _LIMIT.fullmatch(text)
    if match is None:
        raise UserError(f"--limit {text}: is no limit; write `2.50 USD` or `200000 tokens`")
    return Limit(float(re.sub("[,_]", "", match["most"])), "USD" if match["unit"].upper() == "USD" else "tokens")


def price(model: str, file: Path | None = None) -> Price | None:
    """The price of a model, from a file of the user's or the shipped list; None where neither has it.

    Raises:
        UserError: the file cannot be read or has another form.
    """
    path = file or Path(__file__).parent / "prices.yaml"
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        known = {str(n): Price(float(p["input"]), float(p["output"])) for n, p in given.items()}
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); check --prices") from error
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        form = "NAME: {input: 3.00, output: 15.00}"
        raise UserError(f"{path}: holds no prices; write lines such as `{form}`") from error
    return known.get(model) or known.get(_DATE.sub("", model))


class Meter:
    """Adds up what a run uses and stops it before it passes its limit."""

    def __init__(self, most: Limit | None = None, prices: Path | None = None) -> None:
        self._most = most
        self._prices = prices
        self.price: Price | None = None
        self.used = Usage()

    def set_to(self, model: str) -> Meter:
        """This meter, counting at the price of a model.

        Raises:
            UserError: the limit is in money and the price is unknown.
        """
        self.price = price(model, self._prices)
        if self._most is not None and self._most.unit == "USD" and self.price is None:
            raise UserError(f"{model}: its price is unknown; name it with --prices, or give --limit in tokens")
        return self

    def add(self, used: Usage) -> None:
        self.used += used

    def check(self, coming: Usage) -> None:
        """Stop before something is sent that would pass the limit.

        Raises:
            UserError: it would.
        """
        if self._most is None:
            return
        after = self.used + coming
        amount = float(after.input + after.output)
        if self._most.unit == "USD" and self.price is not None:
            amount = self.price.of(after.input, after.output)
        if amount > self._most.most:
            raise UserError(
                f"--limit {self._most.most:,g} {self._most.unit}: would be passed (used: {self.used.told(self.price)}; "
                f"needed in all about {amount:,.10g} {self._most.unit}); what was answered is recorded, so raise it "
                "and run again"
            )
