/** What can be written next in a query: keywords, prefixes, terms with their meaning, things by their names, variables. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { capital, count, h, label } from "../core";
import type { Hit, Source } from "../core";
import type { TermLine, Vocabulary } from "./api";

const KEYWORDS = ("SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GROUP_CONCAT GROUP ORDER BY LIMIT OFFSET HAVING COUNT SUM MIN MAX AVG "
  + "SAMPLE CONSTRUCT ASK DESCRIBE EXISTS CONTAINS LCASE UCASE STR LANG DATATYPE BOUND COALESCE IF REGEX STRSTARTS STRAFTER CONCAT UNDEF PREFIX AS DESC ASC").split(" ");
const MOST = 60, MOST_THINGS = 8, LEAST_LETTERS = 3;
const PLAIN = /^[\w/.-]*[\w/-]$/;
const THINGS = new Set(["actor", "place", "agreement", "law", "document"]);

/** How well a term fits what was typed: 0 not at all, more is better. */
function fit(typed: string, name: string, text: string): number {
  const wanted = typed.toLowerCase(), local = name.slice(name.indexOf(":") + 1).toLowerCase();
  if (name.toLowerCase().startsWith(wanted) || local.startsWith(wanted)) return 3;
  if (text.toLowerCase().split(/\s+/).some((w) => w.startsWith(wanted)) || text.toLowerCase().startsWith(wanted)) return 2;
  return name.toLowerCase().includes(wanted) ? 1 : 0;
}

function term(of: TermLine): Completion {
  return {
    label: of.name, detail: label(of), type: of.kind === "concept" ? "constant" : of.kind,
    info: () => h("div", {}, h("strong", {}, capital(label(of))), of.definition && h("p", {}, of.definition),
      h("p", { class: "used" }, of.number ? `${capital(of.kind)}, ${count(of.number, "time")} in this graph` : `${capital(of.kind)}, not in this graph`)),
  };
}

/** How a query names a thing: `id:state\/KZ`, or its whole IRI where its name has other signs. */
function written(id: string, prefixes: Record<string, string>): string {
  return PLAIN.test(id) ? `id:${id.replaceAll("/", "\\/")}` : `<${prefixes.id ?? ""}${encodeURI(id)}>`;
}

function thing(of: Hit, prefixes: Record<string, string>): Completion {
  return { label: written(of.id, prefixes), displayLabel: label(of), detail: of.what, type: "variable", info: () => h("div", {}, h("strong", {}, label(of)), h("p", {}, written(of.id, prefixes))) };
}

function variables(context: CompletionContext): string[] {
  const found = context.state.doc.toString().match(/[?$]\w+/g) ?? [];
  return [...new Set(found)].filter((v) => v !== context.matchBefore(/[?$]\w*/)?.text);
}

/** Whether names mean nothing here: in a string, a comment or an IRI. */
function isQuoted(context: CompletionContext): boolean {
  const node = syntaxTree(context.state).resolveInner(context.pos, -1).name.toLowerCase();
  return node.includes("string") || node.includes("comment") || context.matchBefore(/<[^>\s]*/) !== null;
}

/** Completion from the vocabulary of the graph at hand; things are looked up as search does. */
export function completer(vocabulary: Vocabulary, source: Source): (context: CompletionContext) => Promise<CompletionResult | null> {
  return async (context) => {
    const variable = context.matchBefore(/[?$]\w*/);
    if (variable) return { from: variable.from, options: variables(context).map((v) => ({ label: v, type: "variable" })), validFor: /^[?$]\w*$/ };
    const word = context.matchBefore(/[A-Za-z][\w-]*(?::[\w\\/.-]*)?/);
    if (isQuoted(context) || (!word && !context.explicit)) return null;
    const typed = word?.text ?? "", from = word?.from ?? context.pos;
    const declared = context.matchBefore(/prefix\s+[\w-]*/i);
    if (declared) {
      return { from, options: Object.entries(vocabulary.prefixes).map(([p, iri]) => ({ label: `${p}: <${iri}>`, displayLabel: `${p}:`, detail: iri, type: "namespace" })), validFor: /^[\w-]*$/ };
    }
    const isThing = typed.startsWith("id:"), words = (isThing ? typed.slice(3) : typed).replace(/[\\/:]/g, " ").trim();
    const terms = isThing ? [] : vocabulary.terms.map((t) => [t, fit(typed, t.name, label(t))] as const).filter(([, f]) => f > 0)
      .sort(([a, x], [b, y]) => y - x || b.number - a.number).slice(0, MOST).map(([t]) => term(t));
    const hits = (isThing && words) || (!typed.includes(":") && words.length >= LEAST_LETTERS) ? (await source.search(words, "", 40)).hits : [];
    const things = hits.filter((x) => THINGS.has(x.kind)).slice(0, isThing ? MOST : MOST_THINGS).map((x) => thing(x, vocabulary.prefixes));
    if (context.aborted) return null;
    const wanted = typed.toUpperCase();
    const keywords = typed.includes(":") ? [] : KEYWORDS.filter((k) => k.startsWith(wanted)).map((k) => ({ label: k, type: "keyword" }));
    const prefixes = typed.includes(":") ? [] : Object.keys(vocabulary.prefixes).filter((p) => p.startsWith(typed.toLowerCase()))
      .map((p) => ({ label: `${p}:`, type: "namespace", detail: "prefix" }));
    const options = [...keywords, ...prefixes, ...terms, ...things];
    return options.length ? { from, options, filter: false } : null;
  };
}
