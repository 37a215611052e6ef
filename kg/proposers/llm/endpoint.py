"""Where a model answers, and with which key: from options and the environment, before anything is sent."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from kg.errors import UserError

Kind = Literal["openai", "anthropic"]

_HOSTED: dict[str, tuple[Kind, str, str]] = {
    "openai": ("openai", "https://api.openai.com/v1", "OPENAI_API_KEY"),
    "anthropic": ("anthropic", "https://api.anthropic.com", "ANTHROPIC_API_KEY"),
}
_OWN_KEY = "MKG_LLM_KEY"  # goes before the others, and is the only one that a URL of the user's gets
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An interface, its address, and the key, which no text form of this shows."""

    kind: Kind
    url: str
    key: str = field(repr=False)

    @property
    def hosted(self) -> bool:
        """Whether it is the provider's own address."""
        return any(self.url == url for _, url, _ in _HOSTED.values())


def endpoint(given: str | None, model: str, environment: Mapping[str, str] | None = None) -> Endpoint:
    """The endpoint of an option: "openai", "anthropic", a URL, or "anthropic+" and a URL.

    Without an option a model whose name begins with "claude" is asked at Anthropic, any other at OpenAI.

    Raises:
        UserError: no such form, a key inside the URL, a key that would travel unprotected, or no key.
    """
    env = os.environ if environment is None else environment
    chosen = given or ("anthropic" if model.startswith("claude") else "openai")
    if chosen in _HOSTED:
        kind, url, name = _HOSTED[chosen]
        key = env.get(_OWN_KEY) or env.get(name)
        if not key:
            raise UserError(f"{url}: needs a key; set {name} (or {_OWN_KEY}) in the environment, or replay a record")
        return Endpoint(kind, url, key)
    kind = "anthropic" if chosen.startswith("anthropic+") else "openai"
    return _own(kind, chosen.removeprefix("anthropic+"), env)


def _own(kind: Kind, url: str, env: Mapping[str, str]) -> Endpoint:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if host is None or parts.scheme not in ("http", "https"):
        raise UserError("--endpoint: is neither openai, anthropic, an http(s) URL, nor one with `anthropic+` before it")
    if parts.username or parts.password or parts.query:
        raise UserError(f"--endpoint: the URL of {host} carries more than an address; a key goes into {_OWN_KEY}")
    key = env.get(_OWN_KEY)
    if host in _LOOPBACK:
        return Endpoint(kind, url, key or "none")
    if not key:
        raise UserError(f"{host}: needs a key; set {_OWN_KEY} in the environment (any word where none is asked for)")
    if parts.scheme != "https":
        raise UserError(f"{host}: the key would travel unprotected; use an https URL")
    return Endpoint(kind, url, key)
