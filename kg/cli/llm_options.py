"""The options that say how a language model is asked, for every command that names a proposer."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from kg.errors import UserError

if TYPE_CHECKING:
    from kg.proposers.llm import Settings

_option = functools.partial(typer.Option, rich_help_panel="Language model (with --proposer llm)")


class Structure(StrEnum):
    SCHEMA = "schema"
    OBJECT = "object"
    NONE = "none"


RecordOption = Annotated[
    Path | None,
    _option("--record", help="Folder of recorded answers; what is missing is asked and recorded.", show_default=False),
]  # fmt: skip
ModelOption = Annotated[
    str | None,
    _option("--model", help="Model to ask; without it the one whose answers are recorded.", show_default=False),
]  # fmt: skip
EndpointOption = Annotated[
    str | None,
    _option("--endpoint", help="openai, anthropic, the URL of a compatible server, or anthropic+URL.",
            show_default=False),
]  # fmt: skip
LimitOption = Annotated[
    str | None,
    _option("--limit", help="Most that the run may use: `2.50 USD` or `200000 tokens`.", show_default=False),
]  # fmt: skip
PricesOption = Annotated[
    Path | None,
    _option("--prices", help="YAML of prices, instead of those shipped.", show_default=False),
]  # fmt: skip
StructureOption = Annotated[
    Structure,
    _option("--structure", help="How the endpoint is held to JSON."),
]
TimeoutOption = Annotated[
    float, _option("--timeout", help="Seconds to wait for one answer.", min=0.1)
]
RetriesOption = Annotated[
    int, _option("--retries", help="Tries after the first.", min=0, max=20)
]
SecondOption = Annotated[
    bool,
    _option("--second/--no-second", help="Ask once more for what seems to be missing."),
]


def _options(
    record: RecordOption = None,
    model: ModelOption = None,
    endpoint: EndpointOption = None,
    limit: LimitOption = None,
    prices: PricesOption = None,
    structure: StructureOption = Structure.SCHEMA,
    timeout: TimeoutOption = 300.0,
    retries: RetriesOption = 4,
    second: SecondOption = True,
) -> Settings | None:
    """Settings of the options; None when no record is named."""
    if record is None:
        if model or endpoint or limit:
            raise UserError("--model, --endpoint and --limit: go with --proposer llm --record DIR")
        return None
    from kg.proposers.llm import Settings
    from kg.proposers.llm.cost import Meter
    from kg.proposers.llm.cost import limit as limit_of

    return Settings(
        record=record,
        model=model,
        endpoint=endpoint,
        meter=Meter(limit_of(limit) if limit else None, prices),
        structure=structure.value,
        timeout=timeout,
        retries=retries,
        second=second,
        tell=lambda line: typer.echo(line, err=True),
    )


def with_llm(command: Callable[..., None]) -> Callable[..., None]:
    """A command whose parameter `llm` is filled from options of its own."""
    hints = get_type_hints(_options, {**globals(), "Settings": object}, include_extras=True)
    added = [p.replace(annotation=hints[p.name]) for p in inspect.signature(_options).parameters.values()]
    own = inspect.signature(command)
    known = get_type_hints(command, {**command.__globals__, "Settings": object}, include_extras=True)
    kept = [p.replace(annotation=known[p.name]) for p in own.parameters.values() if p.name != "llm"]

    @functools.wraps(command)
    def run(**given: Any) -> None:
        settings = _options(**{p.name: given.pop(p.name) for p in added})
        command(**given, llm=settings)

    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*kept, *added)]
    run.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": None}
    return run
