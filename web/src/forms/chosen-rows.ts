/** The rows behind what was chosen in a form. */
import { count, h, replace } from "../core";
import type { Cell } from "../asking/answer";
import type { FormOptions } from "./api";

export class ChosenRows {
  readonly element: HTMLElement;

  constructor(private readonly options: FormOptions, hint: string) {
    this.element = h("section", { class: "chosen-rows", "aria-live": "polite", "aria-label": "Rows of what is chosen" }, h("p", { class: "hint" }, hint));
  }

  show(name: string, rows: Cell[][]): void {
    replace(this.element, h("h3", { tabindex: -1 }, `${name}: ${count(rows.length, "row")}`), this.options.table(rows, name));
    this.element.scrollIntoView({ block: "nearest" });
  }
}
