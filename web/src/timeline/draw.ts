/** The picture: a lane for each type of claims, a bar for each claim over the years that it is about. */
import { count, s } from "../core";
import type { Line } from "../lines/api";
import { walkable } from "../lines/chosen";
import { standing, years } from "../lines/words";
import { laneName } from "./api";
import type { Lane } from "./api";
import { scaleOf, spanOf } from "./years";
import type { Scale } from "./years";

/** Claims that are drawn as one bar: one, or many of the same years. */
export interface Mark { id: string; lines: Line[]; name: string }
interface Placed { mark: Mark; from: number; to: number; text: string; x: number; anchor: "start" | "end"; inside: boolean; row: number }

const ROW = 19, TIGHT = 15, TALL = 34, NARROW = 560, HEAD = 30, AXIS = 30, SIDE = 12, LETTER = 7;
const SPOKEN = 24; // bars of a lane up to which each has its words beside it
const ALIKE = 12; // claims of the same years in a lane from which they are one bar

/** The bars of a lane. */
export function marksOf(lines: Line[]): Mark[] {
  const alike = new Map<string, Line[]>();
  for (const l of lines) alike.set(years(l), [...(alike.get(years(l)) ?? []), l]);
  return [...alike].flatMap(([when, list]) => (list.length < ALIKE ? list.map((l) => ({ id: l.claim, lines: [l], name: l.label }))
    : [{ id: `${list[0]!.type}-${when}`, lines: list, name: count(list.length, "claim") }]));
}

function cut(text: string, fit: number): string {
  return text.length > fit ? `${text.slice(0, Math.max(0, fit - 1))}…` : text;
}

/** The first row in which a stretch is free, which then is taken. */
function free(rows: [number, number][][], taken: [number, number]): number {
  let row = rows.findIndex((spans) => spans.every(([a, b]) => b <= taken[0] || a >= taken[1]));
  if (row < 0) row = rows.push([]) - 1;
  rows[row]!.push(taken);
  return row;
}

/** Puts bars in rows so that none covers another; words stand at the side with more room, on a narrow page above. */
function place(marks: Mark[], scale: Scale, width: number, spoken: boolean): Placed[] {
  const ends: [number, number][][] = [];
  return marks.map((mark, i) => {
    const [first, last] = spanOf(mark.lines[0]!, scale), from = scale.left(first), to = Math.max(scale.right(last), from + 7);
    const anchor = width - to >= from ? "start" : "end", room = (anchor === "start" ? width - SIDE - to : from - SIDE) - 8;
    if (spoken && width < NARROW) return { mark, from, to, text: cut(mark.name, Math.floor((width - 2 * SIDE) / LETTER)), x: SIDE, anchor: "start", inside: false, row: i };
    const within = Math.floor((to - from - 14) / LETTER), inside = within > room / LETTER && room / LETTER < mark.name.length;
    if (spoken && inside) {
      const taken: [number, number] = [from - 2, to + 12], row = free(ends, taken);
      return { mark, from, to, text: cut(mark.name, within), x: from + 7, anchor: "start", inside, row };
    }
    const text = !spoken && mark.lines.length === 1 ? "" : cut(mark.name, Math.floor(room / LETTER));
    const wide = text ? text.length * LETTER + 14 : 0;
    const taken: [number, number] = anchor === "start" ? [from - 2, to + wide + 2] : [from - wide - 2, to + 2];
    const row = free(ends, taken);
    const open = mark.lines[0]!.last === null ? 8 : 0;
    return { mark, from, to, text, x: anchor === "start" ? to + 6 + open : from - 6, anchor, inside: false, row };
  });
}

export interface DrawOptions { width: number; chosen: string; choose: (mark: Mark) => void }

/** Draws lines that name a year. */
export function drawLanes(lanes: Lane[], lines: Line[], options: DrawOptions): SVGSVGElement {
  const { width } = options, scale = scaleOf(lines, SIDE, width - SIDE - 8, 38);
  let y = AXIS;
  const drawn = lanes.map((lane) => {
    const marks = marksOf(lines.filter((l) => l.type === lane.type));
    if (!marks.length) return null;
    const spoken = marks.length <= SPOKEN, placed = place(marks, scale, width, spoken), top = y;
    const row = !spoken ? TIGHT : width < NARROW ? TALL : ROW;
    y += HEAD + row * (1 + Math.max(...placed.map((p) => p.row))) + 6;
    const total = marks.reduce((sum, m) => sum + m.lines.length, 0);
    return s("g", { class: `lane lane-${lane.type}`, role: "group", "aria-label": `${laneName(lane)}: ${count(total, "claim")}` },
      s("line", { class: "rule", x1: 0, x2: width, y1: top + 4, y2: top + 4 }),
      s("text", { class: "lane-name", x: SIDE, y: top + 22 }, `${laneName(lane)} (${total})`),
      placed.map((p) => bar(p, top + HEAD + p.row * row, row, options)));
  });
  const axis = s("g", { class: "axis", "aria-hidden": "true" }, scale.ticks.map((t) => {
    const x = (scale.left(t) + scale.right(t)) / 2;
    return [s("line", { x1: x, x2: x, y1: AXIS - 8, y2: y }), s("text", { x: Math.max(18, Math.min(width - 18, x)), y: AXIS - 13, "text-anchor": "middle" }, String(t))];
  }));
  const svg = s("svg", { class: "timeline-picture", viewBox: `0 0 ${width} ${y}` }, axis, drawn);
  walkable(svg);
  return svg;
}

function bar(of: Placed, top: number, row: number, options: DrawOptions): SVGGElement {
  const { mark, from, to } = of, line = mark.lines[0]!, open = line.last === null, many = mark.lines.length > 1;
  const unsure = !many && standing(line) ? " unsure" : "";
  const said = [years(line), mark.name, !many && standing(line)].filter(Boolean).join(", ");
  const above = row === TALL ? 16 : 0, y = top + above, tall = row === TIGHT ? 11 : 13;
  return s("g", {
    id: `event-${mark.id}`, class: `choice event${unsure}${many ? " many" : ""}`, role: "button", tabindex: -1, "aria-label": said,
    "aria-current": options.chosen === mark.id ? "true" : null, onclick: () => options.choose(mark),
  },
  s("title", {}, said), s("rect", { class: "hit", x: above ? 0 : from - 2, y: top - 2, width: above ? options.width : to - from + 4, height: row }),
  s("rect", { class: "bar", x: from + 1, y, width: to - from - 2, height: tall, rx: 3 }),
  open && s("path", { class: "open", d: `M${to - 2} ${y - 2}l9 ${tall / 2 + 2}l-9 ${tall / 2 + 2}Z` }),
  of.text && s("text", { class: of.inside ? "inside" : null, x: of.x, y: top + 10.5, "text-anchor": of.anchor }, of.text));
}
