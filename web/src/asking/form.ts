/** The values of a question as a form: a closed list as boxes to tick, everything else as a field that offers what the graph has. */
import { capital, h, label, link, number } from "../core";
import type { Child, Source } from "../core";
import type { Choice, ListedValues, Parameter, Question } from "./api";
import { combobox } from "./combobox";
import { wholeNumber } from "./numbers";

const MOST_BOXES = 12;
export const EVERYTHING = "*";

/** Values by name of parameter; one without a value is left out. */
export type Given = Record<string, string[]>;

export interface Form {
  element: HTMLFormElement;
  /** Says at a field what is wrong with it. */
  complain(parameter: string, message: string): void;
}

/** Values that an address holds for the parameters of a question. */
export function givenIn(question: Question, params: URLSearchParams): Given {
  const found = question.parameters.map((p) => [p.name, params.getAll(p.name).map((v) => v.trim()).filter(Boolean)] as const);
  return Object.fromEntries(found.filter(([, values]) => values.length));
}

/** Values as the server takes them: numbers as digits. The first that is no number is told. */
export function checked(question: Question, given: Given): { given: Given; fault: [string, string] | null } {
  const found: Given = {};
  for (const p of question.parameters.filter((one) => given[one.name])) {
    const values = given[p.name]!;
    if (p.kind !== "integer") { found[p.name] = values; continue; }
    const numbers = values.map((v) => (v === EVERYTHING ? v : wholeNumber(v)));
    const wrong = numbers.indexOf(null);
    if (wrong >= 0) return { given: found, fault: [p.name, `“${values[wrong]}” is no whole number; write digits, such as ${p.example || "2007"}`] };
    found[p.name] = numbers as string[];
  }
  return { given: found, fault: null };
}

interface Field { element: HTMLElement; read: () => string[]; first: HTMLElement }

function chosenBoxes(p: Parameter, values: string[]): Choice[] | null {
  const wanted = values.length ? values.filter((v) => v !== EVERYTHING) : p.default;
  const named = (c: Choice, v: string): boolean => c.value === v || c.label.toLowerCase() === v.toLowerCase();
  const found = wanted.map((v) => p.choices.find((c) => named(c, v)));
  return found.every((c) => c !== undefined) ? found : null;
}

/** Boxes for a short closed list. How many rows each value has is told as soon as it is known. */
function boxes(p: Parameter, ticked: Choice[], id: string, load: () => Promise<ListedValues>): Field {
  const rows = new Map<string, HTMLElement>();
  const inputs = p.choices.map((c, i) => {
    const told = h("span", { class: "faint rows", title: "Rows with this value, whatever else is given" });
    rows.set(c.value, told);
    const input = h("input", { type: "checkbox", id: i === 0 ? id : null, name: p.name, value: c.value, checked: ticked.includes(c) });
    return { input, element: h("label", {}, input, ` ${capital(label(c))} `, told) };
  });
  void load().then((known) => {
    const counts = new Map(known.values.map((v) => [v.code ?? v.value, v.rows]));
    for (const [value, told] of rows) told.textContent = number(counts.get(value) ?? 0);
  }).catch(() => undefined); // the boxes work without numbers
  const read = (): string[] => {
    const found = inputs.filter((o) => o.input.checked).map((o) => o.input.value);
    if (!found.length) return p.default.length ? [EVERYTHING] : [];
    return found.join() === [...p.default].join() ? [] : found;
  };
  return { element: h("div", { class: "boxes" }, inputs.map((o) => o.element)), read, first: inputs[0]!.input };
}

function typed(p: Parameter, values: string[], id: string, hint: string, load: () => Promise<ListedValues>): Field {
  const { box, input } = combobox({ id, name: p.name, value: values.filter((v) => v !== EVERYTHING).join("; "), describedBy: hint, numeric: p.kind === "integer", load });
  const read = (): string[] => {
    const text = input.value.trim();
    if (p.kind === "text") return text ? [text] : [];
    return text.split(";").map((t) => t.trim()).filter(Boolean);
  };
  return { element: box, read, first: input };
}

function hintOf(p: Parameter, question: Question): Child {
  const example = p.example && ["For example ", h("a", { href: link(`questions/${question.name}`, { [p.name]: p.example }) }, p.example)];
  const several = p.kind === "text" ? "" : p.kind === "integer" ? (p.example.length > 4 ? "1.000, 1 000 and 1,000 are understood" : "") : "several with ;";
  return [example, example && several && " · ", several, !p.optional && !p.default.length && " · must be given"];
}

/** The form; `ask` is called with what was filled in. */
export function questionForm(question: Question, given: Given, source: Source, ask: (given: Given) => void): Form {
  const load = (p: Parameter) => async (): Promise<ListedValues> => {
    const response = await source.ask(`/queries/${question.name}/values/${p.name}`, { limit: "1000" }, "application/json");
    return (await response.json()) as ListedValues;
  };
  const fields = question.parameters.map((p) => {
    const id = `field-${p.name}`, hint = `${id}-hint`, error = h("p", { class: "field-error", role: "alert", id: `${id}-error` });
    const values = given[p.name] ?? [];
    const ticked = p.choices.length && p.choices.length <= MOST_BOXES ? chosenBoxes(p, values) : null;
    const field = ticked ? boxes(p, ticked, id, load(p)) : typed(p, values, id, `${hint} ${id}-error`, load(p));
    const element = ticked
      ? h("fieldset", { class: "field wide-field" }, h("legend", {}, p.label), field.element, error)
      : h("div", { class: "field" }, h("label", { for: id }, p.label), field.element, h("p", { class: "faint small", id: hint }, hintOf(p, question)), error);
    return { p, field, element, error };
  });
  const complain = (name: string, message: string): void => {
    const found = fields.find((f) => f.p.name === name);
    if (!found) return;
    found.error.textContent = message;
    found.field.first.setAttribute("aria-invalid", "true");
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    const filled = Object.fromEntries(fields.map((f) => [f.p.name, f.field.read()] as const).filter(([, values]) => values.length));
    const { fault } = checked(question, filled);
    for (const f of fields) { f.error.textContent = ""; f.field.first.removeAttribute("aria-invalid"); }
    if (!fault) return ask(filled);
    complain(...fault);
    fields.find((f) => f.p.name === fault[0])?.field.first.focus();
  };
  const element = h("form", { class: "question-form", onsubmit: submit, novalidate: true, "aria-label": "Values" },
    h("div", { class: "fields" }, fields.map((f) => f.element)),
    h("p", { class: "form-buttons" }, h("button", { type: "submit", class: "primary", id: "ask" }, "Ask"),
      Object.keys(given).length > 0 && h("a", { class: "button", href: link(`questions/${question.name}`), id: "clear" }, "Clear")));
  return { element, complain };
}
