/** What the columns of an answer hold, and which forms its rows can have. */
import type { Column, FormName } from "./api";
import type { Answer, Cell } from "../asking/answer";
import type { Naming } from "../asking/cells";
import { claimOf, isNumber, short } from "../asking/cells";

const STATE = "id:state/";
const MOST_TEXTS = 60; // different texts of a column that can be the sides of a matrix

function kindOf(cells: Cell[], isList: boolean, by: Naming): Column["kind"] {
  if (!cells.length) return "empty";
  if (isList) return "text";
  if (cells.every((c) => c!.type === "uri")) return cells.every((c) => claimOf(String(c!.value), by.prefixes)) ? "claim" : "node";
  return cells.every((c) => isNumber(c)) ? "number" : "text";
}

export function columnsOf(answer: Answer, by: Naming, lists: Set<string>, headings: Record<string, string> = {}): Column[] {
  return answer.variables.map((name, at) => {
    const cells = answer.rows.map((row) => row[at] ?? null).filter(Boolean), kind = kindOf(cells, lists.has(name), by);
    const few = kind !== "text" || (!lists.has(name) && new Set(cells.map((c) => c!.value)).size <= MOST_TEXTS);
    const hasStates = kind === "node" && cells.some((c) => short(String(c!.value), by.prefixes).startsWith(STATE));
    return { at, name, heading: headings[name] ?? name, kind: few ? kind : "empty", hasStates };
  });
}

/** Forms beside the table that rows with such columns can have. */
export function formsOf(columns: Column[]): FormName[] {
  const nodes = columns.filter((c) => c.kind === "node").length, texts = columns.filter((c) => c.kind === "text").length;
  const found: FormName[] = [];
  if (nodes + texts > 1 && nodes > 0) found.push("matrix");
  if (nodes > 1) found.push("network");
  if (columns.some((c) => c.hasStates)) found.push("map");
  return found;
}
