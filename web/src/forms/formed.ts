/** The rows of an answer in the form that the reader chooses: table, ranges, matrix, network or map. */
import { h, keepParams, parseRoute, replace } from "../core";
import type { Child } from "../core";
import type { Answer } from "../asking/answer";
import { nodesOf } from "../asking/answer";
import { plain, short } from "../asking/cells";
import type { Form, FormName, FormedOptions } from "./api";
import { AS } from "./api";
import { columnsOf, formsOf } from "./columns";
import { map } from "./map";
import { matrix } from "./matrix";
import { network } from "./network";
import { rowsTable } from "./rows";

const FORMS: Record<FormName, Form> = { matrix, network, map };
const NAMES: Record<FormName, string> = { matrix: "Matrix", network: "Network", map: "Map" };

async function made(form: FormName, answer: Answer, options: FormedOptions): Promise<Child> {
  const { by, source } = options, lists = options.lists ?? new Set<string>();
  return FORMS[form](answer, columnsOf(answer, by, lists, options.headings), {
    text: (row, c) => String(plain(row[c.at] ?? null, lists.has(c.name), by) ?? ""),
    node: (row, c) => { const [iri] = nodesOf(row[c.at] ?? null); return iri ? short(iri, by.prefixes) : ""; },
    table: (rows, caption) => rowsTable({ ...answer, rows }, { ...options, caption }),
    file: options.file, caption: options.caption, params: parseRoute(location.hash).params,
    numbers: async () => (await source.get<{ numbers: Record<string, string> }>("numbers")).numbers,
  });
}

/** The rows with the choice of their form; `as` is the one that the address asks for. */
export function formed(answer: Answer, as: string, options: FormedOptions): HTMLElement {
  const columns = columnsOf(answer, options.by, options.lists ?? new Set(), options.headings);
  const own = options.own ?? [];
  const forms = [["", "Table"], ...own.map((o) => [o.name, o.text]), ...formsOf(columns).map((f) => [f, NAMES[f]])] as [string, string][];
  const place = h("div", {}), links = new Map<string, HTMLElement>();
  let now = 0;
  const show = async (name: string): Promise<void> => {
    const run = ++now;
    for (const [form, link] of links) link.toggleAttribute("aria-current", form === name);
    links.get(name)?.setAttribute("aria-current", "true");
    const found = own.find((o) => o.name === name)?.make() ?? (name ? await made(name as FormName, answer, options) : rowsTable(answer, options));
    if (run === now) replace(place, found);
  };
  const chip = ([name, text]: [string, string]): HTMLElement => {
    const button = h("button", { type: "button", class: "chip", id: `as-${name || "table"}`, onclick: () => { keepParams({ [AS]: name }); void show(name); } }, text);
    links.set(name, button);
    return button;
  };
  const choice = forms.length > 1 && h("div", { class: "filters", role: "group", "aria-label": "Form of the rows" }, forms.map(chip));
  void show(forms.some(([name]) => name === as) ? as : "");
  return h("div", { class: "formed" }, choice, place);
}
