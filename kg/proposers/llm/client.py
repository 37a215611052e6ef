"""One way to ask a model, whatever interface it has; the official libraries do the sending and the retrying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from kg.errors import UserError
from kg.proposers.llm.cost import tokens
from kg.proposers.llm.endpoint import Endpoint
from kg.proposers.llm.request import MOST_OUTPUT, Request

if TYPE_CHECKING:
    import anthropic
    import openai

# How an endpoint is made to answer in JSON: by schema, as any object, or by the instructions alone.
Structure = Literal["schema", "object", "none"]
STRUCTURES: tuple[Structure, ...] = ("schema", "object", "none")
_SHOWN = 200  # characters of an endpoint's own message


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the text, and the tokens read and written."""

    text: str
    input: int
    output: int


class Client(Protocol):
    """Asks a model once; retries are its own affair."""

    def complete(self, request: Request) -> Answer:
        """The answer to a request.

        Raises:
            UserError: no answer came, after all tries.
        """
        ...


def client(where: Endpoint, structure: Structure, timeout: float, retries: int) -> Client:
    """A client of an endpoint. `timeout` is in seconds, for one try.

    Raises:
        UserError: the extra is not installed.
    """
    try:
        if where.kind == "anthropic":
            return _Anthropic(where, structure, timeout, retries)
        return _OpenAI(where, structure, timeout, retries)
    except ImportError as error:
        raise UserError("asking a model needs the extra `llm`: pip install 'migration-kg[llm]'") from error


class _OpenAI:
    """Chat completions, as OpenAI and most other servers offer them."""

    def __init__(self, where: Endpoint, structure: Structure, timeout: float, retries: int) -> None:
        import openai

        self._where, self._structure, self._tries = where, structure, retries + 1
        self._api: openai.OpenAI = openai.OpenAI(
            api_key=where.key, base_url=where.url, timeout=timeout, max_retries=retries,
            http_client=openai.DefaultHttpxClient(follow_redirects=False, timeout=timeout),
        )  # fmt: skip

    def complete(self, request: Request) -> Answer:
        import openai

        most = "max_completion_tokens" if self._where.hosted else "max_tokens"  # other servers know the old name
        settings: dict[str, Any] = {most: MOST_OUTPUT}
        if self._structure == "schema":
            schema = {"name": "claims", "strict": True, "schema": request.plain()["schema"]}
            settings["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self._structure == "object":
            settings["response_format"] = {"type": "json_object"}
        try:
            found: Any = self._api.chat.completions.create(
                model=request.model,
                messages=[
                    {"role": "system", "content": request.system},
                    {"role": "user", "content": request.user},
                ],
                **settings,
            )
        except (openai.OpenAIError, ValueError) as error:
            raise _failure(error, self._where, self._tries) from None
        choices = getattr(found, "choices", None)
        if not choices or getattr(choices[0], "message", None) is None:
            raise UserError(f"{self._where.url}: answered with something that is no chat completion; check --endpoint")
        used = getattr(found, "usage", None)
        text = _without_key(choices[0].message.content, self._where)
        return _answer(request, text, getattr(used, "prompt_tokens", None), getattr(used, "completion_tokens", None))


class _Anthropic:
    """Messages, as Anthropic offers them."""

    def __init__(self, where: Endpoint, structure: Structure, timeout: float, retries: int) -> None:
        import anthropic

        if structure == "object":
            raise UserError("--structure object: this interface knows schema and none alone")
        self._where, self._structure, self._tries = where, structure, retries + 1
        self._api: anthropic.Anthropic = anthropic.Anthropic(
            api_key=where.key, base_url=where.url, timeout=timeout, max_retries=retries,
            http_client=anthropic.DefaultHttpxClient(follow_redirects=False, timeout=timeout),
        )  # fmt: skip

    def complete(self, request: Request) -> Answer:
        import anthropic

        settings: dict[str, Any] = {}
        if self._structure == "schema":
            settings["output_config"] = {"format": {"type": "json_schema", "schema": request.plain()["schema"]}}
        try:
            found: Any = self._api.messages.create(
                model=request.model,
                max_tokens=MOST_OUTPUT,
                # The instructions are the same for all parts, so the endpoint may keep them.
                system=[{"type": "text", "text": request.system, "cache_control": {"type": "ephemeral"}}],
                messages=[{"role": "user", "content": request.user}],
                **settings,
            )
        except (anthropic.AnthropicError, ValueError) as error:
            raise _failure(error, self._where, self._tries) from None
        blocks = getattr(found, "content", None)
        if not isinstance(blocks, list):
            raise UserError(f"{self._where.url}: answered with something that is no message; check --endpoint")
        text = "".join(b.text for b in blocks if getattr(b, "type", "") == "text")
        used = getattr(found, "usage", None)
        kinds = ("input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")
        read = sum(getattr(used, kind, None) or 0 for kind in kinds)
        return _answer(request, _without_key(text, self._where), read or None, getattr(used, "output_tokens", None))


def _answer(request: Request, text: str, read: int | None, written: int | None) -> Answer:
    """An answer whose tokens are estimated where the endpoint does not count them."""
    return Answer(text, tokens(request.length) if read is None else read, written or tokens(len(text)))


def _without_key(text: str | None, where: Endpoint) -> str:
    """A text in which the key does not stand, should an endpoint send it back."""
    return (text or "").replace(where.key, "[key]") if len(where.key) > len("none") else text or ""


def _failure(error: Exception, where: Endpoint, tries: int) -> UserError:
    """One line on what the endpoint said last."""
    status = getattr(error, "status_code", None)
    body = getattr(error, "body", None)
    inner = body.get("error", body) if isinstance(body, Mapping) else None
    said = inner.get("message") if isinstance(inner, Mapping) else None
    words = " ".join(_without_key(str(said or error), where).split())[:_SHOWN]
    what = f"HTTP {status}: {words}" if status else words
    if status in (401, 403):
        return UserError(f"{where.url}: refused the key ({what}); check the key in the environment")
    if status is not None and 400 <= status < 500 and status not in (408, 409, 429):
        return UserError(f"{where.url}: refused the request ({what}); check --model and --structure")
    return UserError(
        f"{where.url}: no answer after {tries} tries ({what}); what was answered before is recorded, so try again later"
    )
