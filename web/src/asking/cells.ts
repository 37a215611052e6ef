/** One cell of an answer, as readers see it and as a file keeps it. */
import { capital, count, h, label, link, nodeLink, number } from "../core";
import type { Child, Ref } from "../core";
import type { Cell, Term } from "./answer";
import { nodesOf } from "./answer";

const CLAIM = "claim/";
const HASH = /^[0-9a-f]{16,}$/;
const LONG = 60; // letters from which a text wants room
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger"].map((n) => XSD + n));
const WITH_PAGE = new Set(["state", "group", "region", "organisation", "place", "law", "agreement", "person", "unknown", "issue", "claim", "document"]);

/** `tags`: whether texts tell their language. */
export interface Naming { names: Record<string, Ref>; prefixes: Record<string, string>; tags: boolean }

/** `https://…/id/state/KZ` → `id:state/KZ`; the longest fitting prefix counts. */
export function short(iri: string, prefixes: Record<string, string>): string {
  const fits = Object.entries(prefixes).filter(([, namespace]) => iri.startsWith(namespace)).sort(([, a], [, b]) => b.length - a.length)[0];
  return fits ? `${fits[0]}:${iri.slice(fits[1].length)}` : iri;
}

/** Id of a claim by its IRI, or nothing. */
export function claimOf(iri: string, prefixes: Record<string, string>): string {
  const name = short(iri, prefixes);
  return name.startsWith(`id:${CLAIM}`) ? name.slice(3 + CLAIM.length) : "";
}

export function claimsOf(row: Cell[], lists: boolean[], prefixes: Record<string, string>): string[] {
  return [...new Set(row.flatMap((cell, i) => nodesOf(cell, lists[i])).map((iri) => claimOf(iri, prefixes)).filter(Boolean))];
}

/** The page on a node, where it has one. */
function address(name: string): string {
  const [prefix = "", rest = ""] = name.split(/:(.*)/s);
  if (prefix === "id") return WITH_PAGE.has(rest.split("/", 1)[0]!) ? nodeLink(rest) : "";
  if (prefix === "mkg") return link(`ontology/${/^[A-Z]/.test(rest) ? "classes" : "properties"}/${rest}`);
  return prefix.startsWith("mkg-") ? link(`ontology/lists/${prefix.slice(4)}`) : "";
}

function named(iri: string, by: Naming): string {
  const ref = by.names[iri], name = ref ? label(ref) : short(iri, by.prefixes).replace(/^(id:|mkg[\w-]*:)/, "");
  const hash = ref && HASH.test(name); // a node without a label of its own
  return hash ? `${ref.id.split("/", 1)[0]} ${name.slice(0, 8)}` : name;
}

function node(iri: string, by: Naming): Child {
  const name = short(iri, by.prefixes), where = address(name), text = named(iri, by);
  const shown = claimOf(iri, by.prefixes) && !by.names[iri] ? `claim ${text.slice(CLAIM.length, CLAIM.length + 8)}` : text;
  const inner = where ? h("a", { href: where, title: name }, shown) : h("span", { title: name }, by.names[iri] ? shown : h("code", {}, shown));
  return shown.length > LONG ? h("div", { class: "long" }, inner) : inner;
}

export function isNumber(cell: Cell): boolean {
  return cell?.type === "literal" && NUMBERS.has(cell.datatype ?? "") && Number.isFinite(Number(cell.value));
}

function literal(term: Term & { value: string }, by: Naming): Child {
  if (isNumber(term)) return number(Number(term.value));
  const text = term.datatype === `${XSD}boolean` ? capital(term.value === "true" || term.value === "1" ? "yes" : "no") : term.value;
  const inner: Child[] = [text, by.tags && term["xml:lang"] && h("span", { class: "faint small" }, ` @${term["xml:lang"]}`)];
  return text.length > LONG ? h("div", { class: "long" }, inner) : inner;
}

/** What a cell shows. */
export function cell(of: Cell, isList: boolean, by: Naming): Child {
  if (!of) return h("span", { class: "faint" }, "–");
  if (typeof of.value !== "string") return h("code", {}, JSON.stringify(of.value));
  if (!isList && of.type !== "uri") return of.type === "literal" ? literal(of as Term & { value: string }, by) : h("code", {}, `_:${of.value}`);
  const nodes = nodesOf(of, isList);
  const claims = nodes.filter((n) => claimOf(n, by.prefixes));
  if (isList && claims.length === nodes.length && nodes.length > 1) return count(nodes.length, "claim");
  return nodes.flatMap((iri, i) => (i ? [", ", node(iri, by)] : [node(iri, by)]));
}

/** What a file keeps of a cell, and what rows are ordered by: names, numbers, the ids of claims. */
export function plain(of: Cell, isList: boolean, by: Naming): string | number | null {
  if (!of) return null;
  if (typeof of.value !== "string") return JSON.stringify(of.value);
  if (isNumber(of)) return Number(of.value);
  if (!isList && of.type !== "uri") return of.value;
  return nodesOf(of, isList).map((iri) => claimOf(iri, by.prefixes) || named(iri, by)).join("; ");
}
