/** SPARQL: a query of one's own, with the words of the graph at hand, and its answer as a table, a matrix, a network or a map. */
import { AnswerError, capital, count, defineView, h, howMade, keepParams, number, pagePart, parseRoute, replace, save, siteInfo } from "../core";
import type { Child, Context, Source } from "../core";
import type { Answer, SparqlJson } from "../asking/answer";
import { namesOf, rowsOf, triplesOf } from "../asking/answer";
import type { Example, Limits, QuestionLine, Questions, Vocabulary } from "../asking/api";
import type { Editor } from "../asking/editor";
import { makeEditor } from "../asking/editor";
import { grouped } from "../asking/grouped";
import { AS } from "../forms/api";
import type { FormsPart } from "../forms/api";
import { needsServer } from "../asking/served";
import { heading } from "../pages/parts";

const FIRST = `# Who says what about agreements? Change the query and press Ctrl+Enter.
SELECT ?claim ?statement ?speaker WHERE {
  ?claim a mkg:Agreement ; rdfs:label ?statement .
  OPTIONAL { ?claim mkg:attributedTo ?speaker }
}
ORDER BY ?statement
LIMIT 50`;
const ROWS = "application/sparql-results+json", TRIPLES = "application/n-triples";
const ROW_FILES = [["CSV", "text/csv", "csv"], ["JSON", ROWS, "json"], ["TSV", "text/tab-separated-values", "tsv"]] as const;
const GRAPH_FILES = [["Turtle", "text/turtle", "ttl"], ["N-Triples", TRIPLES, "nt"], ["JSON-LD", "application/ld+json", "jsonld"]] as const;

interface Found { kind: "rows" | "graph" | "truth"; answer: Answer; truth: boolean }

/** Variables of `SELECT *`, which have no order of their own, as they come in the query. */
function inOrder(variables: string[], query: string): string[] {
  if (!/\bSELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?\*/i.test(query)) return variables;
  const at = (name: string): number => query.search(new RegExp(`[?$]${name}\\b`));
  return [...variables].sort((a, b) => at(a) - at(b));
}

async function ask(query: string, source: Source): Promise<Found> {
  const response = await source.ask("/sparql", { query }, `${ROWS}, ${TRIPLES};q=0.9`);
  const truncated = response.headers.get("MKG-Truncated") === "true";
  if (response.headers.get("Content-Type")?.startsWith(TRIPLES)) {
    const rows = triplesOf(await response.text());
    return { kind: "graph", truth: false, answer: { variables: ["subject", "predicate", "object"], rows, names: await namesOf(source, rows), truncated } };
  }
  const json = (await response.json()) as SparqlJson;
  if (json.boolean !== undefined) return { kind: "truth", truth: json.boolean, answer: { variables: [], rows: [], names: {}, truncated } };
  const variables = inOrder(json.head.vars ?? [], query), rows = rowsOf(json, variables);
  return { kind: "rows", truth: false, answer: { variables, rows, names: await namesOf(source, rows), truncated } };
}

function downloads(query: string, found: Found, source: Source, failed: (error: unknown) => void): Child {
  const files = found.kind === "graph" ? GRAPH_FILES : ROW_FILES;
  const keep = async (type: string, ending: string): Promise<void> => {
    try {
      const response = await source.ask("/sparql", { query }, type);
      save(`answer.${ending}`, type, await response.blob());
    } catch (error) {
      failed(error);
    }
  };
  return h("p", { class: "sparql-tools downloads" }, h("span", { class: "small" }, "Download: "), files.map(([name, type, ending]) =>
    h("button", { type: "button", class: "quiet", onclick: () => void keep(type, ending) }, name)));
}

function results(query: string, found: Found, seconds: number, limits: Limits, prefixes: Record<string, string>, source: Source, part: FormsPart, failed: (error: unknown) => void): Child {
  const { answer } = found, n = answer.rows.length;
  if (found.kind === "truth") return h("p", { class: "truth", role: "status" }, found.truth ? "Yes" : "No");
  const told = `${count(n, found.kind === "graph" ? "triple" : "row")} in ${seconds.toFixed(1)} s`;
  const cut = answer.truncated && h("p", { class: "notice" }, n >= limits.rows ? `Cut at ${number(limits.rows)} rows, the limit of this server. ` : "Cut at the size that this server allows. ", "Add filters, or LIMIT and OFFSET to read on.");
  return [h("p", { class: "row-count", role: "status" }, told), cut,
    n > 0 && part.formed(answer, parseRoute(location.hash).params.get(AS) ?? "", {
      caption: found.kind === "graph" ? "Triples" : "Rows", file: "answer", prefixes, source, by: { names: answer.names, prefixes, tags: true },
    }),
    downloads(query, found, source, failed)];
}

function chooser(questions: QuestionLine[], source: Source, load: (query: string) => void): HTMLElement {
  const select = h("select", { id: "example", onchange: () => void choose() }, h("option", { value: "" }, "Choose a question …"),
    [...grouped(questions, (q) => q.topic)].sort(([a], [b]) => a.localeCompare(b)).map(([topic, own]) =>
      h("optgroup", { label: capital(topic) }, own.map((q) => h("option", { value: q.name }, q.summary)))));
  const choose = async (): Promise<void> => {
    if (!select.value) return;
    const found = await source.get<Example>(`examples/${select.value}`);
    load(`# ${found.summary}${found.given && ` (${found.given})`}\n${found.query}`);
  };
  return h("label", { class: "examples" }, "Examples", select);
}

function help(limits: Limits): HTMLElement {
  return h("p", { class: "faint small" },
    h("kbd", {}, "Ctrl"), "+", h("kbd", {}, "Enter"), " runs the query, ", h("kbd", {}, "Ctrl"), "+", h("kbd", {}, "Space"), " offers words; ",
    "Tab leaves the editor. The prefixes of the project need not be declared. ",
    `A query may take ${number(limits.seconds)} seconds and give ${number(limits.rows)} rows; it reads this graph alone and changes nothing.`);
}

function fileOnly(query: string): Child {
  return h("div", { class: "sparql" }, heading("", "SPARQL"), needsServer("This page is a folder of files, in which no query can be run. Run it with a server, or on the command line:",
    ["mkg serve --graph graph.ttl", "mkg sparql query.rq --graph graph.ttl"]),
  h("p", {}, "The query, to be kept as ", h("code", {}, "query.rq"), ":"), h("pre", { tabindex: 0, "aria-label": "SPARQL query" }, h("code", {}, query)),
  h("p", {}, h("button", { type: "button", onclick: () => save("query.rq", "application/sparql-query", query) }, "Save the query")));
}

/** Runs what the editor holds and shows what comes of it; a later run makes an earlier one pass unseen. */
function runner(editor: () => Editor, place: HTMLElement, button: HTMLButtonElement, limits: Limits, prefixes: Record<string, string>, context: Context): () => Promise<void> {
  let runs = 0;
  const failed = (error: unknown): void => {
    if (!(error instanceof AnswerError)) throw error;
    const { line, column } = error.fault;
    if (line && column) { editor().complain(line, column, error.message); editor().focus(); }
    replace(place, h("p", { class: "notice query-error", role: "alert" }, error.message));
  };
  return async () => {
    const query = editor().text(), run = ++runs, began = performance.now();
    keepParams({ query });
    editor().clear();
    button.textContent = "Running …";
    place.setAttribute("aria-busy", "true");
    try {
      const [found, part] = await Promise.all([ask(query, context.source), pagePart<FormsPart>("forms")]);
      if (run === runs && !context.signal.aborted) replace(place, results(query, found, (performance.now() - began) / 1000, limits, prefixes, context.source, part, failed));
    } catch (error) {
      if (run === runs && !context.signal.aborted) failed(error);
    } finally {
      if (run === runs) { button.textContent = "Run"; place.removeAttribute("aria-busy"); }
    }
  };
}

defineView({
  name: "sparql",
  async show(context): Promise<Child> {
    const { params, source, title } = context;
    title("SPARQL");
    const given = params.get("query") ?? "";
    if (!source.live) return fileOnly(given || FIRST);
    const [vocabulary, { questions }, limits, site] = await Promise.all([source.get<Vocabulary>("vocabulary"), source.get<Questions>("questions"), source.get<Limits>("limits"), siteInfo()]);
    const place = h("section", { class: "rows", "aria-label": "Answer" });
    const button = h("button", { type: "button", class: "primary", id: "run", onclick: () => void run() }, "Run");
    const editor: Editor = makeEditor(given || FIRST, vocabulary, source, () => void run(), () => editor.clear());
    const run = runner(() => editor, place, button, limits, site.prefixes, context);
    if (given) void run();
    return h("div", { class: "sparql" }, heading("", "SPARQL"),
      h("div", { class: "sparql-tools filters" }, chooser(questions, source, (query) => { editor.write(query); void run(); })),
      editor.element, h("div", { class: "sparql-tools run" }, button, help(limits)), place,
      howMade({ words: "The query runs on this graph as it stands, in a process of its own that is ended when its time is up. Labels in the table are those of the graph.", command: "mkg sparql query.rq" }));
  },
});
