/** A text field that offers values: those that the graph has rows for, most rows first. Anything else may be typed. */
import { h, number, replace, uid } from "../core";
import type { ListedValues, ListedValue } from "./api";

const MOST = 12;

export interface ComboboxOptions {
  id: string; name: string; value: string; describedBy: string; numeric: boolean;
  /** Loads the values, when they are first needed. */
  load: () => Promise<ListedValues>;
}

/** What stands behind the last semicolon, which is what values are offered for. */
function last(text: string): string {
  return text.slice(text.lastIndexOf(";") + 1).trim();
}

function fits(of: ListedValue, words: string): boolean {
  const wanted = words.toLowerCase();
  return [of.value, of.label, of.code ?? ""].some((t) => t.toLowerCase().includes(wanted));
}

/** The field with its list; keys as in the combobox pattern of ARIA. */
export function combobox(options: ComboboxOptions): { box: HTMLElement; input: HTMLInputElement } {
  const listId = uid("values");
  const list = h("ul", { id: listId, role: "listbox", class: "values", hidden: true, "aria-label": "Values in the graph" });
  const input = h("input", {
    id: options.id, name: options.name, value: options.value, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    inputmode: options.numeric ? "numeric" : null, "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list",
    "aria-describedby": options.describedBy, oninput: () => void open(), onclick: () => void open(), onblur: () => close(),
    onkeydown: (event: KeyboardEvent) => key(event),
  });
  let known: ListedValues | null = null, shown: ListedValue[] = [], at = -1;

  const close = (): void => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const take = (value: ListedValue): void => {
    const before = input.value.slice(0, input.value.lastIndexOf(";") + 1);
    input.value = `${before}${before ? " " : ""}${value.value}`;
    close();
  };
  const mark = (i: number): void => {
    at = i;
    [...list.children].forEach((e, k) => e.setAttribute("aria-selected", String(k === at)));
    const there = list.children[at];
    if (there) { input.setAttribute("aria-activedescendant", there.id); there.scrollIntoView({ block: "nearest" }); }
  };
  const open = async (): Promise<void> => {
    try {
      known ??= await options.load();
    } catch {
      return; // the field works without a list
    }
    if (document.activeElement !== input) return;
    const words = last(input.value), exact = known.values.some((v) => v.value === words);
    const all = known.values.filter((v) => !words || exact || fits(v, words));
    shown = all.slice(0, MOST);
    replace(list, shown.map((v, i) => h("li", { id: `${listId}-${i}`, role: "option", "aria-selected": "false",
      onmousedown: (event: MouseEvent) => { event.preventDefault(); take(v); } },
    h("span", {}, v.label, v.code && v.code !== v.label && h("span", { class: "faint" }, ` ${v.code}`)),
    h("span", { class: "faint rows" }, number(v.rows), h("span", { class: "hidden" }, v.rows === 1 ? " row" : " rows")))),
    (all.length > MOST || known.note) && h("li", { class: "faint small note", role: "presentation" },
      [all.length > MOST && `${number(all.length - MOST)} more: go on typing`, known.note].filter(Boolean).join("; ")));
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    at = -1;
    input.removeAttribute("aria-activedescendant");
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (list.hidden) void open().then(() => shown.length && mark(0));
      else if (shown.length) mark((at + step + shown.length) % shown.length);
    } else if (event.key === "Enter" && !list.hidden) {
      const chosen = shown[at];
      if (chosen) { event.preventDefault(); take(chosen); }
    }
  };
  return { box: h("div", { class: "combobox" }, input, list), input };
}
