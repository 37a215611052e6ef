/** The table of states by states: a letter a pair; arrow keys move, Enter opens the story. */
import { h, label } from "../core";
import type { Matrix, PairLine, StateLine } from "./api";
import { look } from "./lens";
import type { Lens } from "./lens";
import { flowSign, flowWords, pairId } from "./words";

export interface GridOptions {
  states: StateLine[];
  lens: Lens;
  /** The only look that is to stand out; empty for all. */
  status: string;
  figures: boolean;
  chosen: string;
  href: (pair: string) => string;
  open: (pair: string) => void;
}

/** Order of rows and columns. */
export function ordered(states: StateLine[], by: string): StateLine[] {
  if (by === "exposure") return [...states].sort((a, b) => a.place - b.place);
  if (by === "cluster") return [...states].sort((a, b) => (a.cluster || 99) - (b.cluster || 99) || a.place - b.place);
  return states;
}

/** Where a new group of states begins in an order, so that a line can part them. */
export function groupOf(state: StateLine, by: string): string {
  if (by === "cluster") return String(state.cluster);
  return by === "exposure" ? "" : state.region;
}

export function grid(matrix: Matrix, by: string, options: GridOptions): HTMLTableElement {
  const pairs = new Map(matrix.pairs.map((p) => [pairId(...p.pair), p]));
  const { states } = options;
  const starts = states.map((s, i) => i > 0 && groupOf(s, by) !== groupOf(states[i - 1]!, by));
  const cells: (HTMLAnchorElement | null)[][] = [];
  const body = states.map((row, i) => {
    const line: (HTMLAnchorElement | null)[] = [];
    cells.push(line);
    return h("tr", { class: starts[i] ? "starts" : null },
      h("th", { scope: "row" }, h("span", { class: "long" }, label(row.ref)), h("abbr", { class: "short", title: label(row.ref) }, row.code)),
      states.map((column, j) => {
        const made = i === j ? null : cell(row, column, pairs.get(pairId(row.code, column.code)), matrix, options);
        line.push(made);
        return h("td", { class: `${starts[j] ? "starts " : ""}${i === j ? "self" : ""}` }, made);
      }));
  });
  const table = h("table", { class: `matrix${options.figures ? " with-figures" : ""}`, onkeydown: (e: KeyboardEvent) => move(e, cells) },
    h("caption", { class: "hidden" }, `Labor-migration agreements between ${states.length} states. Arrow keys move between cells.`),
    h("thead", {}, h("tr", {}, h("td", {}, options.figures ? h("span", { class: "corner" }, "from ↓ to →") : null),
      states.map((s, j) => h("th", { scope: "col", class: starts[j] ? "starts" : null },
        h("abbr", { title: label(s.ref), "aria-label": label(s.ref) }, s.code))))),
    h("tbody", {}, body));
  const start = cells.flat().find((c) => c?.dataset.pair === options.chosen) ?? cells.flat().find(Boolean);
  start?.setAttribute("tabindex", "0");
  return table;
}

function cell(row: StateLine, column: StateLine, pair: PairLine | undefined, matrix: Matrix, options: GridOptions): HTMLAnchorElement {
  const id = pairId(row.code, column.code);
  const seen = look(pair, options.lens, matrix);
  const flow = pair?.migrants.find((f) => f.origin === row.code);
  const rank = options.lens === "reports" && pair?.rank ? `, rank ${pair.rank}` : "";
  const people = options.figures && flow ? `; migrants from ${label(row.ref)}: ${flowWords(flow)}` : "";
  const faded = options.status && options.status !== seen.key ? " faded" : "";
  const words = `${label(row.ref)} and ${label(column.ref)}: ${seen.label}${rank}${people}`;
  return h("a", {
    id: `cell-${row.code}-${column.code}`, class: `cell-link gap-${seen.key}${faded}`, href: options.href(id), "data-pair": id, tabindex: -1,
    title: words, "aria-label": words, "aria-current": options.chosen === id ? "true" : null,
    onclick: (event: MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      options.open(id);
    },
  }, h("span", { class: "letter" }, seen.letter),
    options.figures && h("span", { class: "flow" }, (flow && flowSign(flow)) || "\u00a0"));
}

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0],
};

/** Moves the focus by one cell, over the diagonal; Home and End go to the ends of the row. */
function move(event: KeyboardEvent, cells: (HTMLAnchorElement | null)[][]): void {
  const i = cells.findIndex((row) => row.includes(event.target as HTMLAnchorElement));
  if (i < 0) return;
  const j = cells[i]!.indexOf(event.target as HTMLAnchorElement);
  const last = cells.length - 1;
  let target: HTMLAnchorElement | null | undefined;
  if (event.key === "Home" || event.key === "End") {
    target = event.key === "Home" ? cells[i]!.find(Boolean) : cells[i]!.findLast(Boolean);
  } else {
    const step = STEPS[event.key];
    if (!step) return;
    let [r, c] = [i + step[0], j + step[1]];
    if (r === c) [r, c] = [r + step[0], c + step[1]];
    target = r < 0 || c < 0 || r > last || c > last ? null : cells[r]?.[c];
  }
  event.preventDefault();
  if (!target) return;
  for (const other of cells.flat()) other?.setAttribute("tabindex", "-1");
  target.setAttribute("tabindex", "0");
  target.focus();
}
