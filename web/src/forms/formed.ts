/** The rows of an answer in the form that the reader chooses: table, ranges, matrix, network or map. */
import { h, keepParams, parseRoute } from "../core";
import type { Child } from "../core";
import type { Answer, Cell } from "../asking/answer";
import { nodesOf } from "../asking/answer";
import { claimOf, plain, short } from "../asking/cells";
import type { Column, Form, FormName, FormedOptions } from "./api";
import { AS } from "./api";
import { columnsOf, formsOf } from "./columns";
import { latestOnly } from "./latest";
import { map } from "./map";
import { matrix } from "./matrix";
import { network } from "./network";
import { rowsTable } from "./rows";

const FORMS: Record<FormName, Form> = { matrix, network, map };
const NAMES: Record<FormName, string> = { matrix: "Matrix", network: "Network", map: "Map" };

function made(form: FormName, answer: Answer, columns: Column[], options: FormedOptions): Promise<Child> {
  const { by, source } = options, lists = options.lists ?? new Set<string>(), polarity = answer.variables.indexOf("polarity");
  const value = (row: Cell[], column: Column) => plain(row[column.at] ?? null, lists.has(column.name), by);
  return FORMS[form](answer, columns, {
    text: (row, c) => {
      const [iri] = nodesOf(row[c.at] ?? null), claim = iri ? claimOf(iri, by.prefixes) : "";
      return claim ? `claim ${claim.slice(0, 8)}` : String(value(row, c) ?? "");
    },
    node: (row, c) => { const [iri] = nodesOf(row[c.at] ?? null); return iri ? short(iri, by.prefixes) : ""; },
    denied: (row) => /\bnegated$/.test(String(row[polarity]?.value ?? "")),
    number: (row, c) => { const found = value(row, c); return typeof found === "number" ? found : null; },
    table: (rows, caption) => rowsTable({ ...answer, rows }, { ...options, caption }),
    file: options.file, caption: options.caption, params: parseRoute(location.hash).params,
    numbers: async () => (await source.get<{ numbers: Record<string, string> }>("numbers")).numbers,
  });
}

/** The rows with the choice of their form; `as` is the one that the address asks for. */
export function formed(answer: Answer, as: string, options: FormedOptions): HTMLElement {
  const columns = columnsOf(answer, options.by, options.lists ?? new Set(), options.headings);
  const own = options.own ?? [];
  const forms = [["", "Table"], ...own.map((o) => [o.name, o.text]), ...formsOf(answer, columns).map((f) => [f, NAMES[f]])] as [string, string][];
  const place = h("div", {}), latest = latestOnly(place), chips = new Map<string, HTMLElement>();
  const show = (name: string): Promise<void> => {
    for (const [form, button] of chips) button.setAttribute("aria-pressed", String(form === name));
    return latest(() => own.find((o) => o.name === name)?.make() ?? (name ? made(name as FormName, answer, columns, options) : rowsTable(answer, options)));
  };
  const chip = ([name, text]: [string, string]): HTMLElement => {
    const button = h("button", { type: "button", class: "chip", id: `as-${name || "table"}`, onclick: () => { keepParams({ [AS]: name }); void show(name); } }, text);
    chips.set(name, button);
    return button;
  };
  const choice = forms.length > 1 && h("div", { class: "filters", role: "group", "aria-label": "Form of the rows" }, forms.map(chip));
  void show(forms.some(([name]) => name === as) ? as : "");
  return h("div", { class: "formed" }, choice, place);
}
