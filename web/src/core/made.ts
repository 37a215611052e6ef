/** "How was this made": the query behind a view, which can be changed and asked again. */
import { h } from "./dom";
import { hasView } from "./views";
import { link } from "./route";

export interface Made {
  /** In words: what was read and what was worked out from it. */
  words: string;
  /** SPARQL that gives the same data, or the part that comes straight from the graph. Prefixes need not be declared. */
  query?: string;
  /** The same on the command line. */
  command?: string;
}

/** A closed panel at the end of a view. */
export function howMade(made: Made): HTMLElement {
  return h("details", { class: "made" },
    h("summary", {}, "How was this made?"),
    h("p", {}, made.words),
    made.query && h("pre", { tabindex: 0, "aria-label": "SPARQL query" }, h("code", {}, made.query.trim())),
    made.query && hasView("sparql")
      && h("p", {}, h("a", { class: "button", href: link("sparql", { query: made.query.trim() }) }, "Open this query in the editor")),
    made.command && h("p", {}, "On the command line: ", h("code", {}, made.command)));
}
