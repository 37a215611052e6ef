/** The rows behind what was chosen in a form. */
import { count, h, replace } from "../core";
import type { Cell } from "../asking/answer";
import type { FormOptions } from "./api";

export class ChosenRows {
  readonly element: HTMLElement;

  constructor(private readonly options: FormOptions, hint: string) {
    this.element = h("section", { class: "chosen-rows", "aria-label": "Rows of what is chosen" }, h("p", { class: "hint" }, hint));
  }

  /** Shows rows under a heading, where a reader who chose by the keyboard goes on. */
  show(name: string, rows: Cell[][]): void {
    const head = h("h2", { tabindex: -1 }, `${name}: ${count(rows.length, "row")}`);
    replace(this.element, head, this.options.table(rows, name));
    head.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
  }
}

/** How many of some rows are denied, in words; nothing where none is. */
export function denials(rows: Cell[][], options: FormOptions): string {
  const n = rows.filter((row) => options.denied(row)).length;
  if (!n) return "";
  return n === rows.length ? "denied" : `${n} denied`;
}
