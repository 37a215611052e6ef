/** Lines in words. */
import { h, label, link } from "../core";
import type { Child, Ref } from "../core";
import type { Line } from "./api";

/** Labels of the values of a slot, with commas between; empty where it has none. */
export function named(of: Line, slot: string): string {
  return (of.refs[slot] ?? []).map(label).join(", ");
}

/** `2007`, `2004–2006`, `since 2004`, or nothing. */
export function years(of: Line): string {
  if (of.first === null) return of.last === null ? "" : `until ${of.last}`;
  if (of.last === null) return `since ${of.first}`;
  return of.first === of.last ? String(of.first) : `${of.first}–${of.last}`;
}

/** How it is said where it is not plainly said to be: `denied`, `forecast`. */
export function standing(of: Line): string {
  return [of.polarity === "negated" && "denied", of.modality !== "asserted" && of.modality].filter(Boolean).join(", ");
}

export function speakers(of: Line): string {
  return of.speakers.map(label).join(", ") || "unnamed";
}

/** A link to the page of a claim, for the last column of a table. */
export function claimLink(of: Line): Child {
  return h("a", { href: link(`claim/${of.claim}`), "aria-label": `claim: ${of.label}` }, "claim");
}

/** Whether a line is about a state, be it as a member of a group. */
export function isAbout(of: Line, state: string): boolean {
  return !state || of.states.includes(state) || of.members.includes(state);
}

/** Values of a slot in some lines, each once, in the order of their labels. */
export function valuesOf(lines: Line[], slot: string): Ref[] {
  const found = new Map(lines.flatMap((l) => l.refs[slot] ?? []).map((r) => [r.id, r]));
  return [...found.values()].sort((a, b) => label(a).localeCompare(label(b)));
}
