/** Fields that narrow what a view shows; each value is a parameter of the address. */
import { h, label, link, parseRoute } from "../core";
import type { Ref } from "../core";

/** The present address with some parameters changed; what was chosen in a picture is forgotten. */
export function changed(changes: Record<string, string | string[]>): string {
  const { view, path, params } = parseRoute(location.hash);
  const kept: Record<string, string[]> = {};
  for (const name of params.keys()) kept[name] = params.getAll(name);
  return link([view, ...path].join("/"), { ...kept, chosen: "", ...changes });
}

/** A list of choices; empty text is the choice of everything. */
export function pick(id: string, text: string, value: string, choices: [string, string][], any: string): HTMLElement {
  const select = h("select", { id, onchange: () => { location.hash = changed({ [id]: select.value }).slice(1); } },
    h("option", { value: "" }, any), choices.map(([v, t]) => h("option", { value: v, selected: v === value }, t)));
  return h("label", {}, text, select);
}

/** States by name. */
export function stateChoices(states: Record<string, Ref>): [string, string][] {
  return Object.entries(states).map(([code, ref]): [string, string] => [code, label(ref)]).sort(([, a], [, b]) => a.localeCompare(b));
}

export function refChoices(of: Ref[]): [string, string][] {
  return of.map((r) => [r.id, label(r)]);
}

/** Whether some values hold the wanted one; no wish takes all. */
export function holds(of: Ref[] | undefined, wanted: string): boolean {
  return !wanted || (of ?? []).some((r) => r.id === wanted);
}
