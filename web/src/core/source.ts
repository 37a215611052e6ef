/** Where answers come from: the server that gave the page, or files beside it. */
import { loadScript } from "./scripts";
import { search } from "./search";
import type { Hit, Index, Site } from "./api";

/** Where in a request the fault lies: a parameter of a question, or a place in a query, both counted from 1. */
export interface Fault { parameter?: string; line?: number; column?: number }

export class AnswerError extends Error {
  constructor(message: string, readonly status: number, readonly fault: Fault = {}) {
    super(message);
  }
}

export interface Source {
  /** False for files: no free SPARQL, no templates with other values. */
  readonly live: boolean;
  /** Answer to `/api/NAME/REST`; the same in both kinds of source. `T` says what its dataclass gives. */
  get<T>(path: string): Promise<T>;
  /** Found things; files are searched here, by the same rules as on the server. */
  search(words: string, kind: string, limit: number): Promise<{ hits: Hit[]; total: number; kinds: Record<string, number> }>;
  /** What needs a server: an address of it with fields, `ask("/queries/NAME", {state: ["KZ"]}, "application/json")`. */
  ask(path: string, fields: Record<string, string | string[]>, accept: string): Promise<Response>;
}

const encode = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

async function problem(response: Response): Promise<AnswerError> {
  const told = `${response.status} ${response.statusText}`;
  try {
    const found = (await response.json()) as Fault & { detail?: string };
    return new AnswerError(found.detail ?? told, response.status, found);
  } catch {
    return new AnswerError(told, response.status); // without a body of ours its status must do
  }
}

/** The JSON interface of `mkg serve`. */
class Live implements Source {
  readonly live = true;
  private readonly kept = new Map<string, Promise<unknown>>();

  get<T>(path: string): Promise<T> {
    let found = this.kept.get(path);
    if (!found) {
      found = this.fetch(path);
      this.kept.set(path, found);
      found.catch(() => this.kept.delete(path));
    }
    return found as Promise<T>;
  }

  private async fetch(path: string): Promise<unknown> {
    const response = await fetch(`api/${encode(path)}`, { headers: { Accept: "application/json" } });
    if (!response.ok) throw await problem(response);
    const found: unknown = await response.json();
    if (response.status === 202) this.kept.delete(path); // still being made: the next asker asks again
    return found;
  }

  async search(words: string, kind: string, limit: number) {
    const params = new URLSearchParams({ q: words, kind, limit: String(limit) });
    const response = await fetch(`api/search?${params}`);
    if (!response.ok) throw await problem(response);
    return (await response.json()) as { hits: Hit[]; total: number; kinds: Record<string, number> };
  }

  async ask(path: string, fields: Record<string, string | string[]>, accept: string): Promise<Response> {
    const params = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) params.append(name, one);
    const relative = path.replace(/^\//, "");
    const response = relative === "sparql" || relative === "api/names" // what may be too long for an address
      ? await fetch(relative, { method: "POST", body: params, headers: { Accept: accept } })
      : await fetch(`${relative}?${params}`, { headers: { Accept: accept } });
    if (!response.ok) throw await problem(response);
    return response;
  }
}

const files = new Map<string, (value: unknown) => void>();

/** Called by each data file of a folder: `mkg.answer("actor/state/KZ", {…})`. */
export function answer(path: string, value: unknown): void {
  files.get(path)?.(value);
}

/** Where a folder holds the answer of an address, by the rule of `kg/web/explorer/folder.py`. */
function fileOf(path: string): string {
  return `data/${path.split("/").map((part) => (/^\.*$/.test(part) ? `_${part}` : encodeURIComponent(part))).join("/")}.js`;
}

/** A folder of files that `mkg export --site` wrote; each is a script, since a folder's files cannot be fetched. */
class Files implements Source {
  readonly live = false;
  private readonly kept = new Map<string, Promise<unknown>>();

  get<T>(path: string): Promise<T> {
    let found = this.kept.get(path);
    if (!found) {
      found = new Promise((resolve, reject) => {
        files.set(path, resolve);
        const missing = (): void => reject(new AnswerError(`${path}: is not in this folder`, 404));
        loadScript(fileOf(path)).then(missing, missing); // a file that is there has answered before
      });
      this.kept.set(path, found);
    }
    return found as Promise<T>;
  }

  async search(words: string, kind: string, limit: number) {
    const index = await this.get<Index>("index");
    return search(index.things, words, kind, limit);
  }

  ask(): Promise<Response> {
    return Promise.reject(new AnswerError("needs a server: run `mkg serve` on this graph", 501));
  }
}

export const source: Source = document.documentElement.dataset.source === "static" ? new Files() : new Live();

let site: Promise<Site> | undefined;
/** What the page shows of itself: graph, version, corpus. */
export function siteInfo(): Promise<Site> {
  site ??= source.get<Site>("site");
  return site;
}
