/** What the table shows of a pair: what reports say, what data sets list, or how the two stand to each other. */
import type { Matrix, PairLine } from "./api";
import { LETTERS } from "./words";

export type Lens = "reports" | "data-sets" | "both";

/** How a pair looks: `key` names its colour and the filter, `letter` stands in the cell. */
export interface Look { key: string; letter: string; label: string }

export interface LookLine extends Look { definition: string; pairs: number }

const SIGNS: Record<string, string> = { contradict: "≠", undecided: "?", "data-set-only": "D", "report-only": "R", agree: "=", neither: "–" };
const UNSEEN: Look = { key: "unseen", letter: "·", label: "nothing said" };

/** The lens of an address; a graph without data sets on agreements has the reports alone. */
export function lensOf(matrix: Matrix, asked: string | null): Lens {
  if (!matrix.readings.length) return "reports";
  return asked === "reports" || asked === "data-sets" ? asked : "both";
}

export function look(pair: PairLine | undefined, lens: Lens, matrix: Matrix): Look {
  if (!pair) return UNSEEN;
  if (lens === "data-sets") {
    if (!pair.listed.length) return { ...UNSEEN, label: "not listed" };
    return { key: "listed", letter: "L", label: `listed, signed ${pair.listed.map((d) => d.slice(0, 4) || "without a year").join(", ")}` };
  }
  if (lens === "both") {
    const found = matrix.readings.find((r) => r.name === pair.reading);
    const kinds = pair.kinds.length ? `: ${pair.kinds.join("; ")}` : "";
    return { key: pair.reading, letter: SIGNS[pair.reading] ?? "?", label: `${found?.label ?? pair.reading}${kinds}` };
  }
  if (pair.status === "silent" && !pair.rank) return UNSEEN;
  return { key: pair.status, letter: LETTERS[pair.status] ?? "?", label: matrix.statuses.find((s) => s.name === pair.status)?.label ?? pair.status };
}

/** What there is to see through a lens, with how many pairs have it. */
export function lookLines(matrix: Matrix, lens: Lens): LookLine[] {
  const counted = new Map<string, number>();
  for (const pair of matrix.pairs) {
    const { key } = look(pair, lens, matrix);
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const all = lens === "reports" ? matrix.statuses.map((s) => ({ key: s.name, letter: LETTERS[s.name] ?? "?", label: s.label, definition: s.definition }))
    : lens === "both" ? matrix.readings.map((r) => ({ key: r.name, letter: SIGNS[r.name] ?? "?", label: r.label, definition: r.definition }))
      : [{ key: "listed", letter: "L", label: "listed", definition: "A data set lists an agreement of the two." }];
  return all.map((a) => ({ ...a, pairs: counted.get(a.key) ?? 0 })).filter((a) => a.pairs > 0);
}
