/** Questions: the templates by topic, each as a form with its rows. */
import { AnswerError, capital, count, defineView, go, h, howMade, keepParams, link, number, pagePart, parseRoute, replace, siteInfo } from "../core";
import type { Child, Context, Source } from "../core";
import type { Answer } from "../asking/answer";
import { namesOf, rowsOf } from "../asking/answer";
import type { SparqlJson } from "../asking/answer";
import type { Question, QuestionLine, QuestionRows, Questions, Written, WrittenValue } from "../asking/api";
import type { Form, Given } from "../asking/form";
import { checked, givenIn, questionForm } from "../asking/form";
import { grouped } from "../asking/grouped";
import { hasRanges, rangesOf } from "../asking/ranges";
import { needsServer, shellWord } from "../asking/served";
import { AS } from "../forms/api";
import type { FormsPart } from "../forms/api";
import { heading } from "../pages/parts";

function hit(of: QuestionLine, words: string): boolean {
  const text = [of.name, of.topic, of.summary, ...of.parameters].join(" ").toLowerCase();
  return words.toLowerCase().split(/\s+/).every((w) => text.includes(w));
}

function list(found: QuestionLine[]): Child {
  const topics = grouped(found, (q) => q.topic);
  return [...topics].sort(([a], [b]) => a.localeCompare(b)).map(([topic, own]) => h("section", { class: "topic" }, h("h2", {}, capital(topic)),
    h("ul", { class: "plain" }, own.map((q) => h("li", {}, h("a", { href: link(`questions/${q.name}`) }, q.summary),
      h("span", { class: "faint small" }, q.parameters.length > 0 && q.parameters.join(" · ")))))));
}

async function index({ params, source, title }: Context): Promise<Child> {
  const { questions } = await source.get<Questions>("questions");
  title("Questions");
  const status = h("p", { role: "status", class: "faint" }), place = h("div", { class: "topics" });
  const box = h("input", { id: "filter", type: "search", value: params.get("filter") ?? "", placeholder: "A word, such as remittances", autocomplete: "off",
    oninput: () => { keepParams({ filter: box.value }); draw(); } });
  const draw = (): void => {
    const found = questions.filter((q) => hit(q, box.value.trim()));
    status.textContent = found.length ? count(found.length, "question") : "No question has these words.";
    replace(place, list(found));
  };
  draw();
  return h("div", { class: "questions" }, heading("", "Questions"),
    h("p", { class: "lead" }, "Choose a question, fill in what it is about or leave it open. Every row leads to its sentences."),
    h("div", { class: "filters" }, h("label", {}, "Filter", box), status), place,
    howMade({ words: "Each question is a SPARQL template: a file with its parameters, which is also a query as it stands.", command: "mkg query" }));
}

function headings(question: Question): Record<string, string> {
  return Object.fromEntries(question.columns.map((c) => [c.name, c.heading]));
}

const listsOf = (question: Question): Set<string> => new Set(question.columns.filter((c) => c.is_list).map((c) => c.name));

async function ask(question: Question, given: Given, source: Source): Promise<{ answer: Answer; query: string }> {
  const variables = question.columns.map((c) => c.name), at = `/queries/${question.name}`;
  const [rows, query] = await Promise.all([
    source.ask(at, given, "application/sparql-results+json").then((r) => r.json() as Promise<SparqlJson>),
    source.ask(at, given, "application/sparql-query").then((r) => r.text()),
  ]);
  const found = rowsOf(rows, variables);
  const names = await namesOf(source, found, question.columns.map((c) => c.is_list));
  return { answer: { variables, rows: found, names, truncated: rows.truncated ?? false }, query };
}

function downloads(question: Question, given: Given, answer: Answer): Child {
  const address = (format: string, more: Record<string, string> = {}): string => {
    const fields = new URLSearchParams([...Object.entries(given).flatMap(([n, vs]) => vs.map((v) => [n, v])), ["format", format], ...Object.entries(more)]);
    return `queries/${question.name}?${fields}`;
  };
  const file = (format: string, ending: string, text: string, more?: Record<string, string>): Child =>
    h("a", { href: address(format, more), download: `${question.name}.${ending}` }, text);
  const claims = answer.variables.some((v) => v === "claim" || v === "claims" || v === "support");
  return h("p", { class: "downloads small" }, "Download: ", file("csv", "csv", "CSV"), " · ", file("json", "json", "JSON"),
    question.makes_graph && [" · ", file("turtle", "ttl", "Turtle")],
    claims && answer.rows.length > 0 && [" · with sentences: ", file("csv", "csv", "CSV", { evidence: "true" }), " · ", file("json", "json", "JSON", { evidence: "true" })]);
}

function results(question: Question, answer: Answer, total: number, as: string, prefixes: Record<string, string>, source: Source, part: FormsPart): Child {
  const options = { caption: question.summary, file: question.name, prefixes, source, headings: headings(question), lists: listsOf(question) };
  const by = { names: answer.names, prefixes, tags: false };
  const ranges = (): Child => rangesOf(answer, by, options.lists, source, question.name, (unit) => part.rowsTable(answer, { ...options, caption: `${question.summary} – ${unit}` }));
  const own = question.view === "ranges" && hasRanges(answer) ? [{ name: "ranges", text: "Ranges", make: ranges }] : [];
  return [
    h("p", { role: "status", class: "row-count" }, total === 0 ? "No rows: no claim of this graph answers this." : count(total, "row"),
      answer.rows.length < total && `; the first ${answer.rows.length} are shown`, answer.truncated && "; the answer was cut at the limit of the server"),
    total > 0 && part.formed(answer, as, { ...options, by, own }),
  ];
}

function command(question: Question, given: Given): string {
  return ["mkg query", question.name, ...Object.entries(given).map(([n, vs]) => `--param ${shellWord(`${n}=${vs.join(",")}`)}`)].join(" ");
}

const ABOUT_ROWS = "The query below was run as it stands: values became checked terms and were put into its VALUES lines.";

/** The rows of a question with its values, from a server. */
async function answered(question: Question, asked: Given, form: Form, place: HTMLElement, context: Context): Promise<void> {
  const { source, signal, params } = context;
  const { given, fault } = checked(question, asked);
  const fail = (parameter: string, message: string): void => {
    form.complain(parameter, message);
    replace(place, h("p", { class: "notice" }, "Not asked: a value above cannot be used."));
  };
  if (fault) return fail(...fault);
  try {
    const [{ answer, query }, site, part] = await Promise.all([ask(question, given, source), siteInfo(), pagePart<FormsPart>("forms")]);
    if (signal.aborted) return;
    const as = params.get(AS) ?? "";
    replace(place, results(question, answer, answer.rows.length, as, site.prefixes, source, part), downloads(question, given, answer),
      howMade({ words: ABOUT_ROWS, query, command: command(question, given) }));
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof AnswerError)) throw error;
    const { parameter } = error.fault;
    if (parameter) fail(parameter, error.message.replace(new RegExp(`^${parameter}: `), ""));
    else replace(place, h("p", { class: "notice", role: "alert" }, error.message));
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/** Links to the values that a folder holds rows for, by parameter. */
function choices(question: Question, known: WrittenValue[], asked: Given, as: string): Child {
  return question.parameters.map((p) => [p, known.filter((v) => v.parameter === p.name)] as const).filter(([, own]) => own.length).map(([p, own]) =>
    h("nav", { class: "filters written", "aria-label": p.label }, h("span", { class: "small" }, capital(p.label)), own.map((v) => h("a", {
      class: "chip", href: link(`questions/${question.name}`, { [p.name]: v.value, [AS]: as }), "aria-current": asked[p.name]?.join() === v.value ? "true" : null,
    }, `${v.label} ${number(v.rows)}`))));
}

/** The one value that is asked for, if its rows are among those of a folder. */
function amongWritten(known: WrittenValue[], asked: Given): WrittenValue | undefined {
  const [[name, values] = ["", []], ...others] = Object.entries(asked);
  const wanted = values[0]?.toLowerCase();
  if (others.length || values.length !== 1) return undefined;
  return known.find((v) => v.parameter === name && [v.value, v.label].some((text) => text.toLowerCase() === wanted));
}

/** The rows of a question from a folder: without values, or with one of those that are written. */
async function fromFolder(question: Question, asked: Given, as: string, source: Source): Promise<Child> {
  const all = question.parameters.length ? await source.get<Written>(`written/${question.name}`) : { values: [], more: false };
  const given = Object.keys(asked).length > 0, chosen = amongWritten(all.values, asked);
  const links = choices(question, all.values, chosen ? { [chosen.parameter]: [chosen.value] } : {}, as);
  const example = Object.fromEntries(question.parameters.filter((p) => p.example).slice(0, 1).map((p) => [p.name, [p.example]]));
  const told = question.parameters.length > 0 && needsServer(given && !chosen ? "This folder holds no rows for these values. On the command line, or with a server, it can be asked with them:"
    : "This folder holds rows without values and for the values above. With others it is asked on the command line or with a server:",
  [`${command(question, given ? asked : example)} --graph graph.ttl`, "mkg serve --graph graph.ttl"]);
  if (given && !chosen) return [links, told];
  const rest = chosen ? `/${chosen.parameter}/${chosen.value}` : "";
  const [found, site, part] = await Promise.all([source.get<QuestionRows>(`questions/${question.name}/rows${rest}`).catch(() => null), siteInfo(), pagePart<FormsPart>("forms")]);
  if (!found) return [links, told];
  const variables = question.columns.map((c) => c.name);
  const answer: Answer = { variables, rows: rowsOf(found.results, variables), names: found.names, truncated: false };
  return [links, results(question, answer, found.total, as, site.prefixes, source, part), told,
    howMade({ words: "The query below, when this folder was written.", query: found.query, command: command(question, chosen ? asked : {}) })];
}

defineView({
  name: "questions",
  async show(context): Promise<Child> {
    const { path, params, source, title } = context;
    if (!path[0]) return index(context);
    const question = await source.get<Question>(`questions/${path[0]}`);
    title(question.summary);
    const asked = givenIn(question, params);
    const top = [h("p", { class: "small back" }, h("a", { href: link("questions") }, "All questions")), heading(question.topic, question.summary), h("p", { class: "lead" }, question.description)];
    if (!source.live) return h("div", { class: "question" }, top, await fromFolder(question, asked, params.get(AS) ?? "", source));
    const form = questionForm(question, asked, source, (given) => go(link(`questions/${question.name}`, { ...given, [AS]: parseRoute(location.hash).params.get(AS) })));
    const place = h("section", { class: "rows", "aria-label": "Rows", "aria-busy": "true" }, h("p", { class: "faint", role: "status" }, "Asking …"));
    void answered(question, asked, form, place, context);
    return h("div", { class: "question" }, top, question.parameters.length > 0 && form.element, place);
  },
});
