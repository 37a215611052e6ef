/** Statuses and intervals in letters and words, the same in the table, the list and the story. */
import { h, number } from "../core";
import type { Flow, PairLine, Status } from "./api";

/** One letter a status, so that none is told by colour alone. */
export const LETTERS: Record<string, string> = {
  "in-force": "F", "in-progress": "P", unratified: "U", "stated-absent": "A", "group-only": "G", contested: "C", silent: "S",
};

/** A status as a small field with its letter and its name. */
export function badge(status: string, text: string, letter = LETTERS[status] ?? "?"): HTMLElement {
  return h("span", { class: `badge gap-${status}` }, h("span", { class: "letter", "aria-hidden": "true" }, letter), ` ${text}`);
}

export function labelOf(statuses: Status[], name: string): string {
  return statuses.find((s) => s.name === name)?.label ?? name;
}

/** "250,000", "at least 5", "no figure"; what it covers is said apart. */
export function interval(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return low === high ? number(low) : `${number(low)} to ${number(high)}`;
  if (low !== null) return `at least ${number(low)}`;
  return high !== null ? `up to ${number(high)}` : "no figure";
}

const SCOPES: Record<string, string> = { whole: "", part: "some of them", flow: "in a year", shared: "shared with other corridors" };

/** A flow in words: "250,000", "up to 800,000, shared with other corridors", "nothing said". */
export function flowWords(flow: Flow): string {
  if (!flow.scope) return "nothing said";
  const scope = SCOPES[flow.scope];
  return `${interval(flow.low, flow.high)}${scope ? `, ${scope}` : ""}`;
}

const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 2 });

/** A flow for a cell: "250K", "≥200K", "≤800K*" (shared, a part or a year's flow), "?" (said, without a figure). */
export function flowSign(flow: Flow): string {
  if (!flow.scope) return "";
  const { low, high } = flow, star = flow.scope === "whole" ? "" : "*";
  if (low === null && high === null) return "?";
  if (low === null) return `≤${short.format(high ?? 0)}${star}`;
  if (high === null) return `≥${short.format(low)}${star}`;
  return `${low === high ? short.format(low) : `${short.format(low)}–${short.format(high)}`}${star}`;
}

/** "rank 3", "rank 3 (1 to 14)". */
export function rankWords(of: { rank: number | null; best: number | null; worst: number | null }): string {
  if (of.rank === null) return "";
  return of.best === of.worst ? `rank ${of.rank}` : `rank ${of.rank}, between ${of.best} and ${of.worst}`;
}

/** Name of a pair in addresses. */
export function pairId(one: string, other: string): string {
  return one < other ? `${one}-${other}` : `${other}-${one}`;
}

export function pairName(of: PairLine): string {
  return of.names.join(" – ");
}
