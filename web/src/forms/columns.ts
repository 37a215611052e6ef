/** What the columns of an answer hold, and which forms its rows can have. */
import type { Answer, Cell } from "../asking/answer";
import type { Naming } from "../asking/cells";
import { claimOf, isNumber, short } from "../asking/cells";
import { STATE } from "./api";
import type { Column, FormName } from "./api";

const THING = "id:";
const MOST_TEXTS = 60, LONGEST = 60; // different texts of a column, and their letters, that can be the sides of a matrix

function kindOf(cells: Cell[], isList: boolean, by: Naming): Column["kind"] {
  if (!cells.length) return "empty";
  if (isList) return "text";
  const names = cells.map((c) => c!.type === "uri" ? short(String(c!.value), by.prefixes) : "");
  if (names.every(Boolean)) {
    if (cells.every((c) => claimOf(String(c!.value), by.prefixes))) return "claim";
    return names.every((n) => n.startsWith(THING)) ? "node" : "concept";
  }
  return cells.every((c) => isNumber(c)) ? "number" : "text";
}

/** Whether the values of a column can be the lines or the columns of a matrix. */
function isSide(kind: Column["kind"], cells: Cell[], isList: boolean): boolean {
  if (kind === "node" || kind === "concept") return true;
  const texts = new Set(cells.map((c) => String(c!.value)));
  return kind === "text" && !isList && texts.size <= MOST_TEXTS && [...texts].every((t) => t.length <= LONGEST);
}

export function columnsOf(answer: Answer, by: Naming, lists: Set<string>, headings: Record<string, string> = {}): Column[] {
  return answer.variables.map((name, at) => {
    const cells = answer.rows.map((row) => row[at] ?? null).filter(Boolean), kind = kindOf(cells, lists.has(name), by);
    const hasStates = kind === "node" && cells.some((c) => short(String(c!.value), by.prefixes).startsWith(STATE));
    return { at, name, heading: headings[name] ?? name, kind, isSide: isSide(kind, cells, lists.has(name)), hasStates };
  });
}

/** Whether the rows are triples, as CONSTRUCT gives them. */
export function isGraph(answer: Answer): boolean {
  return answer.variables.join() === "subject,predicate,object";
}

/** Forms beside the table that rows with such columns can have. */
export function formsOf(answer: Answer, columns: Column[]): FormName[] {
  const found: FormName[] = [], ends = columns.filter((c) => c.kind === "node").length;
  const sides = columns.filter((c) => c.isSide).length;
  const linked = isGraph(answer) && answer.rows.some((row) => row[0]?.type === "uri" && row[2]?.type === "uri");
  if (sides > 1 && !isGraph(answer)) found.push("matrix");
  if (linked || (ends > 1 && !isGraph(answer))) found.push("network");
  if (columns.some((c) => c.hasStates)) found.push("map");
  return found;
}
