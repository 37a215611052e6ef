/** Parts that several pages have. */
import { capital, claimCard, count, h, number, replace } from "../core";
import type { Child, ClaimCard, Context, Ref, Source } from "../core";
import type { Validation } from "./api";

export interface Bar { label: Child; number: number; text: string }

/** A list of amounts as bars with their numbers, the longest as wide as the list. */
export function bars(rows: Bar[], name: string): HTMLElement {
  const most = Math.max(1, ...rows.map((r) => r.number));
  return h("ul", { class: "bars", "aria-label": name }, rows.map((row) => h("li", { "--share": row.number / most },
    h("span", { class: "bar-label" }, row.label), h("span", { class: "bar", "aria-hidden": "true" }),
    h("span", { class: "bar-number" }, number(row.number), h("span", { class: "hidden" }, ` ${row.text}`)))));
}

/** Claims with a button for the rest of them; `more(n)` gives the n-th part, the first being here. */
export function claimsWithMore(first: ClaimCard[], total: number, more: (part: number) => Promise<ClaimCard[]>): HTMLElement {
  const list = h("div", { class: "claims" }, first.map((c) => claimCard(c)));
  let shown = first.length, part = 1;
  const foot = h("p", {});
  const draw = (): void => replace(foot, shown < total && h("button", { type: "button", onclick: () => void next() },
    `Show more (${number(shown)} of ${number(total)} shown)`));
  const next = async (): Promise<void> => {
    part += 1;
    const found = await more(part);
    const at = list.children.length;
    list.append(...found.map((c) => claimCard(c)));
    shown += found.length;
    draw();
    list.children[at]?.querySelector("a")?.focus();
  };
  draw();
  return h("div", {}, list, foot);
}

/** Asks for the report of validation until it is there. */
export async function whenValidated(source: Source, signal: AbortSignal): Promise<Validation | null> {
  while (!signal.aborted) {
    const found = await source.get<Validation>("validation");
    if (found.state === "done") return found;
    await new Promise((resolve) => setTimeout(resolve, 1200));
  }
  return null;
}

/** The outcome in a few words. */
export function outcome(of: Validation): string {
  if (of.conforms && of.total === 0) return `Conforms to all ${of.rules.length} rules`;
  const found = [[of.violations, "violation"], [of.warnings, "warning"], [of.notices, "notice"]] as const;
  const told = found.filter(([n]) => n > 0).map(([n, word]) => count(n, word)).join(", ");
  return `${of.conforms ? "Conforms" : "Does not conform"}${told ? `: ${told}` : ""}`;
}

/** Heading of a page with what kind of thing it is about above it. */
export function heading(kind: string, text: string): HTMLElement {
  return h("div", { class: "heading" }, kind && h("p", { class: "kicker" }, capital(kind)), h("h1", {}, text));
}

/** A list of names with a count, closed where it is long. */
export function refList(of: Ref[], draw: (r: Ref) => Child, most = 12): Child {
  const shown = of.slice(0, most), rest = of.slice(most);
  const joined = (list: Ref[]): Child[] => list.flatMap((r, i) => (i ? [", ", draw(r)] : [draw(r)]));
  return [joined(shown), rest.length > 0 && h("details", { class: "inline" }, h("summary", {}, ` and ${rest.length} more`), joined(rest))];
}

export type { Context };
