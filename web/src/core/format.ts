/** Numbers and words as people read them. */
import type { Child } from "./dom";
import { h } from "./dom";
import type { Ref, Value } from "./api";
import { nodeLink } from "./route";
import { language } from "./settings";

const numbers = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** `1,250,000`. */
export function number(value: number): string {
  return numbers.format(value);
}

/** `1 claim`, `3 claims`. */
export function count(n: number, one: string, many = plural(one)): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** `bodies`, `companies`, `places`. */
export function plural(word: string): string {
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** A label in the language that the reader chose, where there is one. */
export function label(of: { label: string; ru: string | null }): string {
  return (language() === "ru" && of.ru) || of.label;
}

/** A camel-cased name of a class in words: `MigrantStock` → `Migrant stock`. */
export function words(name: string): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A node as a link to its view; what has no view of its own is text. */
export function ref(of: Ref): Child {
  const text = label(of);
  return of.id && !of.id.includes(":") ? h("a", { href: nodeLink(of.id) }, text) : text;
}

/** Several nodes, with commas between. */
export function refs(of: Ref[]): Child[] {
  return of.flatMap((one, i) => (i ? [", ", ref(one)] : [ref(one)]));
}

/** A value of a slot: a link where it is a node, a number with its thousands where it is one. */
export function value(of: Value, slot = ""): Child {
  if (of.id) return ref({ id: of.id, label: of.text, ru: of.ru });
  const years = slot === "year" || slot === "since";
  return !years && /^-?\d+(\.\d+)?$/.test(of.text) ? number(Number(of.text)) : of.text;
}
