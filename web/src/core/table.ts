/** Tables: the twin of every picture, with its numbers to keep. */
import type { Child } from "./dom";
import { append, h, replace } from "./dom";
import { count } from "./format";
import { csv, save } from "./save";

export interface Column<T> {
  head: string;
  /** What the cell shows; text of it goes to CSV unless `plain` says otherwise. */
  cell: (row: T) => Child;
  /** The value for CSV and for sorting. */
  plain: (row: T) => string | number | null;
  /** Numbers stand at the right. */
  numeric?: boolean;
}

export interface TableOptions {
  /** Says what the table holds; read aloud before it. */
  caption: string;
  /** File name without its ending. */
  file: string;
  /** Rows that are shown at first. */
  first?: number;
}

/** A table that can be sorted by its heads and kept as CSV. */
export function table<T>(columns: Column<T>[], rows: T[], options: TableOptions): HTMLElement {
  const first = options.first ?? 100;
  let order = rows, sorted = -1, down = false, shown = first;
  const body = h("tbody");
  const more = h("div", { class: "table-more" });
  const heads = columns.map((column, i) => {
    const button = h("button", { type: "button", class: "sort", onclick: () => sort(i) }, column.head);
    return h("th", { scope: "col", class: column.numeric ? "numeric" : null }, button);
  });
  const draw = (): void => {
    body.replaceChildren(...order.slice(0, shown).map((row) => h("tr", {}, columns.map((c, i) => {
      const cell = h(i === 0 ? "th" : "td", { class: c.numeric ? "numeric" : null, "data-head": c.head });
      if (i === 0) cell.setAttribute("scope", "row");
      append(cell, [c.cell(row)]);
      return cell;
    }))));
    const left = order.length - shown;
    replace(more, left > 0 && h("button", { type: "button", class: "quiet", onclick: () => { shown += 500; draw(); } },
      `Show ${Math.min(left, 500)} more of ${left}`));
  };
  const sort = (i: number): void => {
    down = sorted === i ? !down : columns[i]?.numeric === true;
    sorted = i;
    const plain = columns[i]?.plain;
    if (!plain) return;
    order = [...rows].sort((a, b) => compare(plain(a), plain(b), down));
    heads.forEach((head, k) => {
      if (k === i) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    draw();
  };
  draw();
  const keep = h("button", {
    type: "button", class: "quiet",
    onclick: () => save(`${options.file}.csv`, "text/csv;charset=utf-8",
      csv(columns.map((c) => c.head), order.map((row) => columns.map((c) => c.plain(row))))),
  }, "CSV");
  keep.setAttribute("aria-label", `Save ${options.caption} as CSV`);
  return h("div", { class: "table-box" },
    h("div", { class: "table-scroll", tabindex: 0, role: "region", "aria-label": options.caption },
      h("table", {}, h("caption", {}, options.caption), h("thead", {}, h("tr", {}, heads)), body)),
    h("div", { class: "table-foot" }, h("span", { class: "faint" }, count(rows.length, "row")), more, keep));
}

/** What is not there comes last, whichever way the others go. */
function compare(a: string | number | null, b: string | number | null, down: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return (down ? -1 : 1) * order(a, b);
}

function order(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
}
