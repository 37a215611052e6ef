/** Rows as a matrix: one column of the answer down, another across, and in each cell what stands for both. */
import { capital, count, h, replace, table } from "../core";
import type { Child } from "../core";
import type { Answer, Cell } from "../asking/answer";
import type { Column, Form, FormOptions } from "./api";
import { ChosenRows } from "./chosen-rows";
import type { Choice } from "./picking";
import { picker, pickedOf } from "./picking";

const MOST_ACROSS = 40;
const MISSING = "–";

type Line = [string, Map<string, Cell[][]>];

/** Rows by the text of one column, then of another; `across` are all texts of the other, most rows first. */
function crossed(answer: Answer, [down, across]: [Column, Column], options: FormOptions): { lines: Line[]; across: string[] } {
  const lines = new Map<string, Map<string, Cell[][]>>(), counts = new Map<string, number>();
  for (const row of answer.rows) {
    const a = options.text(row, down) || MISSING, b = options.text(row, across) || MISSING;
    const line = lines.get(a) ?? new Map<string, Cell[][]>();
    line.set(b, [...(line.get(b) ?? []), row]);
    lines.set(a, line);
    counts.set(b, (counts.get(b) ?? 0) + 1);
  }
  const byName = new Intl.Collator("en", { numeric: true });
  const most = [...counts].sort(([a, x], [b, y]) => y - x || byName.compare(a, b)).map(([name]) => name);
  return { lines: [...lines].sort(([a], [b]) => byName.compare(a, b)), across: most };
}

function drawn(answer: Answer, [down, across, cells]: [Column, Column, Column | null], options: FormOptions): Child {
  const found = crossed(answer, [down, across], options), shown = found.across.slice(0, MOST_ACROSS);
  const chosen = new ChosenRows(options, "Choose a cell to read its rows.");
  const words = (rows: Cell[][]): string => cells ? [...new Set(rows.map((r) => options.text(r, cells)).filter(Boolean))].join("; ") || MISSING : String(rows.length);
  const button = (a: string, b: string, rows: Cell[][]): HTMLElement =>
    h("button", { type: "button", class: "linkish", "aria-label": `${a}, ${b}: ${words(rows)}`, onclick: () => chosen.show(`${a}, ${b}`, rows) }, words(rows));
  return [
    h("p", { class: "faint small" }, `${count(found.lines.length, "line")} by ${count(found.across.length, "column")}`,
      found.across.length > shown.length && `; the ${shown.length} columns with most rows are shown`, cells ? "." : ", in each cell the number of rows."),
    table<Line>([
      { head: capital(down.heading), plain: ([name]) => name, cell: ([name]) => name },
      ...shown.map((b) => ({
        head: b, numeric: !cells || cells.kind === "number",
        plain: ([, line]: Line) => { const rows = line.get(b); return !rows ? null : cells ? words(rows) : rows.length; },
        cell: ([a, line]: Line): Child => { const rows = line.get(b); return rows ? button(a, b, rows) : null; },
      })),
    ], found.lines, { caption: options.caption, file: `${options.file}-matrix` }),
    chosen.element,
  ];
}

export const matrix: Form = async (answer, columns, options) => {
  const sides = columns.filter((c) => c.kind === "node" || c.kind === "text");
  const nodes = sides.filter((c) => c.kind === "node");
  const first = nodes[0] ?? sides[0]!, second = nodes[1] ?? sides.find((c) => c !== first)!;
  const choices: Choice[] = [
    { parameter: "from-column", text: "Down", among: sides, first }, { parameter: "to-column", text: "Across", among: sides, first: second },
    { parameter: "cell-column", text: "In the cells", among: columns.filter((c) => c.kind !== "empty" && c.kind !== "claim"), first: null, none: "number of rows" },
  ];
  const place = h("div", {});
  const again = (picked: (Column | null)[]): void => replace(place, drawn(answer, [picked[0]!, picked[1]!, picked[2] ?? null], options));
  const picked = pickedOf(choices, options.params);
  again(picked);
  return [picker(choices, picked, again), place];
};
