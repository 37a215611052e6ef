/** Rows as a matrix: one column of the answer down, another across, and in each cell what stands for both. */
import { capital, count, h, number, table } from "../core";
import type { Child } from "../core";
import type { Answer, Cell } from "../asking/answer";
import type { Column, Form, FormOptions } from "./api";
import { ChosenRows, denials } from "./chosen-rows";
import type { Choice } from "./picking";
import { ofColumns } from "./picking";

const MOST_ACROSS = 40;
const MISSING = "–";

/** Rows of one value of the first column, by the key of the second. */
interface Line { key: string; cells: Map<string, Cell[][]> }
interface Crossed { lines: Line[]; across: string[]; names: Map<string, string> }

/** Names of keys; those that several have get the key behind them. */
function told(names: Map<string, string>): Map<string, string> {
  const times = new Map<string, number>();
  for (const name of names.values()) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map([...names].map(([key, name]) => [key, times.get(name)! > 1 && key !== name ? `${name} (${key})` : name]));
}

/** Rows by a column, then by another; `across` begins with the values of most rows. */
function crossed(answer: Answer, down: Column, across: Column, options: FormOptions): Crossed {
  const lines = new Map<string, Line>(), counts = new Map<string, number>(), names = new Map<string, string>();
  const keyOf = (row: Cell[], column: Column): string => {
    const text = options.text(row, column) || MISSING, key = options.node(row, column) || text;
    names.set(key, text);
    return key;
  };
  for (const row of answer.rows) {
    const a = keyOf(row, down), b = keyOf(row, across), line = lines.get(a) ?? { key: a, cells: new Map<string, Cell[][]>() };
    const rows = line.cells.get(b) ?? [];
    rows.push(row);
    line.cells.set(b, rows);
    lines.set(a, line);
    counts.set(b, (counts.get(b) ?? 0) + 1);
  }
  const byName = new Intl.Collator("en", { numeric: true }), shown = told(names);
  const compare = (a: string, b: string): number => byName.compare(shown.get(a)!, shown.get(b)!);
  return {
    lines: [...lines.values()].sort((a, b) => compare(a.key, b.key)), names: shown,
    across: [...counts].sort(([a, x], [b, y]) => y - x || compare(a, b)).map(([key]) => key),
  };
}

/** What a cell says, and what a file keeps of it: the number of its rows, or what a column says in them. */
function saying(cells: Column | null, options: FormOptions): { words: (rows: Cell[][]) => string; plain: (rows: Cell[][]) => string | number } {
  const texts = (rows: Cell[][], column: Column): string[] => [...new Set(rows.map((r) => options.text(r, column)).filter(Boolean))];
  const figures = (rows: Cell[][], column: Column): number[] => [...new Set(rows.map((r) => options.number(r, column)).filter((n) => n !== null))];
  const noted = (text: string, rows: Cell[][]): string => { const said = denials(rows, options); return said ? `${text} (${said})` : text; };
  if (!cells) return { words: (rows) => noted(number(rows.length), rows), plain: (rows) => rows.length };
  if (cells.kind !== "number") return { words: (rows) => noted(texts(rows, cells).join("; ") || MISSING, rows), plain: (rows) => texts(rows, cells).join("; ") };
  return {
    words: (rows) => noted(figures(rows, cells).map((n) => number(n)).join("; ") || MISSING, rows),
    plain: (rows) => { const all = figures(rows, cells); return all.length === 1 ? all[0]! : all.join("; "); },
  };
}

function drawn(answer: Answer, [down, across, cells]: [Column, Column, Column | null], options: FormOptions): Child {
  const found = crossed(answer, down, across, options), shown = found.across.slice(0, MOST_ACROSS);
  const chosen = new ChosenRows(options, "Choose a cell to read its rows.");
  const { words, plain } = saying(cells, options), name = (key: string): string => found.names.get(key)!;
  const button = (a: string, b: string, rows: Cell[][]): HTMLElement => {
    const place = `${name(a)}, ${name(b)}`;
    return h("button", { type: "button", class: "linkish", "aria-label": `${place}: ${words(rows)}`, onclick: () => chosen.show(place, rows) }, words(rows));
  };
  return [
    h("p", { class: "faint small" }, `${count(found.lines.length, "line")} by ${count(found.across.length, "column")}`,
      found.across.length > shown.length && `; the ${shown.length} columns with most rows are shown`, cells ? "." : ", in each cell the number of rows."),
    table<Line>([
      { head: capital(down.heading), plain: (line) => name(line.key), cell: (line) => name(line.key) },
      ...shown.map((b) => ({
        head: name(b), numeric: !cells || cells.kind === "number",
        plain: (line: Line) => { const rows = line.cells.get(b); return rows ? plain(rows) : null; },
        cell: (line: Line): Child => { const rows = line.cells.get(b); return rows ? button(line.key, b, rows) : null; },
      })),
    ], found.lines, { caption: options.caption, file: `${options.file}-matrix` }),
    chosen.element,
  ];
}

export const matrix: Form = (answer, columns, options) => {
  const sides = columns.filter((c) => c.isSide), nodes = sides.filter((c) => c.kind === "node");
  const first = nodes[0] ?? sides[0]!, second = nodes[1] ?? sides.find((c) => c !== first)!;
  const choices: Choice[] = [
    { parameter: "from-column", text: "Down", among: sides, first }, { parameter: "to-column", text: "Across", among: sides, first: second },
    { parameter: "cell-column", text: "In the cells", among: columns.filter((c) => c.kind !== "empty" && c.kind !== "claim"), first: null, none: "number of rows" },
  ];
  return ofColumns(choices, options.params, ([down, across, cells]) => drawn(answer, [down!, across!, cells ?? null], options));
};
