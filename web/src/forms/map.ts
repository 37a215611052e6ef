/** Rows on a map: states of one column as points, or lines to those of another. */
import { capital, count, h, pageData, pagePart } from "../core";
import type { Child } from "../core";
import type { Answer, Cell } from "../asking/answer";
import { mark } from "../lines/chosen";
import { widthBelow } from "../lines/room";
import { BORDERS } from "../map/api";
import type { End, MapPart, Point, Way } from "../map/api";
import { STATE } from "./api";
import type { Column, Form, FormOptions } from "./api";
import { ChosenRows, denials } from "./chosen-rows";
import type { Choice } from "./picking";
import { ofColumns } from "./picking";

const NOTE = `${BORDERS} A point stands for a whole state.`;

interface Placed { ends: Map<string, { name: string; rows: Cell[][] }>; ways: Map<string, { from: string; to: string; rows: Cell[][] }> }

/** Rows by the states that they name. */
function placed(answer: Answer, [one, other]: [Column, Column | null], options: FormOptions): Placed {
  const found: Placed = { ends: new Map(), ways: new Map() };
  const end = (row: Cell[], column: Column): string => {
    const node = options.node(row, column);
    if (!node.startsWith(STATE)) return "";
    const code = node.slice(STATE.length), known = found.ends.get(code) ?? { name: options.text(row, column), rows: [] };
    if (known.rows.at(-1) !== row) known.rows.push(row); // both ends of a row may be one state
    found.ends.set(code, known);
    return code;
  };
  for (const row of answer.rows) {
    const from = end(row, one), to = other ? end(row, other) : from;
    if (from && to && other) {
      const way = found.ways.get(`${from}~${to}`) ?? { from, to, rows: [] };
      way.rows.push(row);
      found.ways.set(`${from}~${to}`, way);
    }
  }
  return found;
}

async function drawn(answer: Answer, columns: [Column, Column | null], options: FormOptions): Promise<Child> {
  const found = placed(answer, columns, options);
  const [known, numbers, { mapFigure }] = await Promise.all([pageData<Record<string, Point>>("points"), options.numbers(), pagePart<MapPart>("map")]);
  const ends = [...found.ends].map(([id, { name, rows }]): End => {
    const point = known[numbers[id] ?? ""];
    const said = denials(rows, options);
    return { id, name, numbers: numbers[id] ? [numbers[id]] : [], isGroup: false, points: point ? [point] : [], words: `${name}: ${count(rows.length, "row")}${said && `, ${said}`}` };
  });
  if (!ends.some((e) => e.points.length)) return h("p", { class: "notice" }, "No row names a state that has a place on the map in these columns.");
  const name = (code: string): string => found.ends.get(code)!.name;
  const ways = [...found.ways].map(([id, w]): Way => {
    const said = denials(w.rows, options);
    return { id, from: w.from, to: w.to, weight: w.rows.length, unsure: said === "denied", isLeg: false, words: `${name(w.from)} → ${name(w.to)}: ${count(w.rows.length, "row")}${said && `, ${said}`}` };
  });
  const chosen = new ChosenRows(options, "Choose a point or a line to read its rows.");
  const choose = (id: string): void => {
    mark(`on-map-${id}`);
    const way = found.ways.get(id);
    chosen.show(way ? `${name(way.from)} → ${name(way.to)}` : name(id), way ? way.rows : found.ends.get(id)!.rows);
  };
  const width = widthBelow(1200);
  const map = mapFigure(ends, ways, { width, height: Math.min(640, width * 0.62), chosen: "", choose, title: capital(options.caption), note: NOTE, file: `${options.file}-map`, twin: options.table(answer.rows, options.caption) });
  map.ready();
  const left = new Set(map.left.map((w) => w.id)), shown = columns[1] ? [...found.ways].filter(([id]) => !left.has(id)).map(([, w]) => w) : [...found.ends].filter(([id]) => known[numbers[id] ?? ""]).map(([, e]) => e);
  const off = answer.rows.length - new Set(shown.flatMap((s) => s.rows)).size;
  const told = off > 0 && h("p", { class: "faint small" }, `${count(off, "row")} ${off === 1 ? "is" : "are"} no ${columns[1] ? "line" : "point"} on the map, since it knows no place for what they name; the table has all rows.`);
  return [told, map.figure, chosen.element];
}

export const map: Form = (answer, columns, options) => {
  const states = columns.filter((c) => c.hasStates);
  const choices: Choice[] = [
    { parameter: "from-column", text: states.length > 1 ? "From" : "States", among: states, first: states[0]! },
    ...(states.length > 1 ? [{ parameter: "to-column" as const, text: "To", among: states, first: states[1]!, none: "nowhere: points alone" }] : []),
  ];
  return ofColumns(choices, options.params, ([one, other]) => drawn(answer, [one!, other ?? null], options));
};
