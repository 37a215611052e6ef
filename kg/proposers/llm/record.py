"""Answers kept in a folder under the hash of the exact request, so that a run replays without a network.

A file holds the answer, the model and the tokens; neither the request nor the report's text, no key, no
time and no host.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.errors import UserError
from kg.graph.turtle import write_atomically
from kg.proposers.llm.client import Answer
from kg.proposers.llm.request import Request

BY_HAND = "by-hand"  # the model of answers that came another way than through an endpoint


class Record:
    """A folder of answers."""

    def __init__(self, folder: Path) -> None:
        if folder.exists() and not folder.is_dir():
            raise UserError(f"{folder}: is no folder; name a folder for the answers with --record")
        self.folder = folder

    def find(self, request: Request) -> Answer | None:
        """The answer to exactly this request, if there is one.

        Raises:
            UserError: its file is damaged.
        """
        path = self._path(request)
        if not path.exists():
            return None
        found = _read(path)
        return Answer(found["answer"], found["input"], found["output"])

    def keep(self, request: Request, answer: Answer) -> Path:
        """Write an answer; another answer to the same request is replaced.

        Raises:
            UserError: the folder cannot be made or written.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{self.folder}: cannot be made ({error.strerror}); choose another --record") from error
        held = {
            "document": request.document,
            "section": request.part,
            "turn": request.turn,
            "model": request.model,
            "input": answer.input,
            "output": answer.output,
            "answer": answer.text,
        }
        path = self._path(request)
        write_atomically(path, (json.dumps(held, ensure_ascii=True, indent=1) + "\n").encode())
        return path

    def model(self) -> str:
        """The one model whose answers are here.

        Raises:
            UserError: there are none, or those of several.
        """
        names = sorted({_read(path)["model"] for path in self.folder.glob("*.json")})
        if len(names) == 1:
            return str(names[0])
        held = f"holds answers of {', '.join(names)}" if names else "holds no answers"
        raise UserError(f"{self.folder}: {held}; say with --model which model is meant")

    def _path(self, request: Request) -> Path:
        return self.folder / f"{request.key}.json"


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(found, dict) or not isinstance(found["answer"], str):
            raise ValueError("no answer in it")
        found |= {"input": int(found["input"]), "output": int(found["output"]), "model": str(found["model"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path}: is no recorded answer ({type(error).__name__}: {error}); delete it") from error
    return found
