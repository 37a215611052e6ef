/** Answers to queries: SPARQL results and triples as rows of terms, with the names of their nodes. */
import type { Ref, Source } from "../core";

export interface Term {
  type: "uri" | "literal" | "bnode" | "triple"; value: string | Record<string, Term>; datatype?: string; "xml:lang"?: string;
}
export interface SparqlJson {
  head: { vars?: string[] }; results?: { bindings: Record<string, Term>[] }; boolean?: boolean; truncated?: boolean;
}
export type Cell = Term | null;
export interface Answer { variables: string[]; rows: Cell[][]; names: Record<string, Ref>; truncated: boolean }

const IDS_AT_ONCE = 2000;

/** Rows of SPARQL results; `variables` says which of them are wanted, else all are. */
export function rowsOf(json: SparqlJson, variables = json.head.vars ?? []): Cell[][] {
  return (json.results?.bindings ?? []).map((row) => variables.map((name) => row[name] ?? null));
}

const TRIPLE = /^(<[^>]*>|_:\S+) (<[^>]*>) (.+) \.$/;
const LITERAL = /^"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?$/;
const ESCAPED: Record<string, string> = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f", '"': '"', "'": "'", "\\": "\\" };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one: string) =>
    four || eight ? String.fromCodePoint(parseInt(four || eight, 16)) : ESCAPED[one] ?? one);
}

/** A term as N-Triples writes it. */
export function termOf(text: string): Term {
  if (text.startsWith("<")) return { type: "uri", value: unescaped(text.slice(1, -1)) };
  const literal = LITERAL.exec(text);
  if (!literal) return { type: "bnode", value: text.replace(/^_:/, "") };
  return { type: "literal", value: unescaped(literal[1]!), ...(literal[2] && { "xml:lang": literal[2] }), ...(literal[3] && { datatype: literal[3] }) };
}

/** Triples of an N-Triples document. */
export function triplesOf(text: string): Cell[][] {
  return text.split("\n").map((line) => TRIPLE.exec(line)).filter((m) => m !== null).map((m) => [termOf(m[1]!), termOf(m[2]!), termOf(m[3]!)]);
}

/** IRIs in a cell: one, or in a list several. */
export function nodesOf(cell: Cell, isList = false): string[] {
  if (!cell || typeof cell.value !== "string") return [];
  if (cell.type === "uri") return [cell.value];
  return isList ? cell.value.split(" ").filter(Boolean) : [];
}

/** Names of all nodes in the rows, as far as the graph has them. */
export async function namesOf(source: Source, rows: Cell[][], lists: boolean[] = []): Promise<Record<string, Ref>> {
  const nodes = [...new Set(rows.flatMap((row) => row.flatMap((cell, i) => nodesOf(cell, lists[i]))))];
  const found: Record<string, Ref> = {};
  for (let at = 0; at < nodes.length; at += IDS_AT_ONCE) {
    const response = await source.ask("/api/names", { id: nodes.slice(at, at + IDS_AT_ONCE) }, "application/json");
    Object.assign(found, await response.json());
  }
  return found;
}
