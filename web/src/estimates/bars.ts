/** Rival figures as bars on one axis, grouped by who says so; an open end is an arrow, a single value a diamond. */
import { scaleLinear, scaleSymlog } from "d3-scale";
import { label, number, replace, s } from "../core";
import { interval } from "../agreements/words";
import type { FigureLine } from "./api";

export interface BarsOptions { width: number; logarithmic: boolean; chosen: string; choose: (claim: string) => void }

const ROW = 46, HEAD = 34, AXIS = 40, SIDE = 14;

/** `percent` → `%`. */
export function unitWords(unit: string): string {
  if (unit === "percent") return "%";
  return unit.replaceAll("-", " ");
}

export function figureWords(of: FigureLine): string {
  return `${interval(of.low, of.high)} ${unitWords(of.unit)}`.trim();
}

/** Years of a figure, else the year of its report. */
export function when(of: FigureLine): string {
  if (of.period) return of.period[0] === of.period[1] ? String(of.period[0]) : `${of.period[0]}–${of.period[1]}`;
  return of.written ? `told in ${of.written}` : "no year";
}

export function speakersOf(of: FigureLine): string {
  return of.speakers.map(label).join(", ") || "unnamed";
}

/** What is counted and how sure it is said, with the words of the text. */
export function qualities(of: FigureLine): string {
  const basis = of.basis === "stock" || of.basis === "total" ? "" : of.basis;
  return [when(of), of.population, basis, of.modality === "asserted" ? "" : of.modality, of.wording && `“${of.wording}”`].filter(Boolean).join(" · ");
}

function bySpeaker(figures: FigureLine[]): [string, FigureLine[]][] {
  const found = new Map<string, FigureLine[]>();
  for (const f of figures) found.set(speakersOf(f), [...(found.get(speakersOf(f)) ?? []), f]);
  for (const list of found.values()) list.sort((a, b) => (a.period?.[0] ?? 9999) - (b.period?.[0] ?? 9999) || (a.low ?? a.high ?? 0) - (b.low ?? b.high ?? 0));
  return [...found].sort(([a], [b]) => a.localeCompare(b));
}

/** Fills a picture with the figures of one unit. */
export function drawBars(svg: SVGSVGElement, figures: FigureLine[], options: BarsOptions): void {
  const { width } = options;
  const values = figures.flatMap((f) => [f.low, f.high]).filter((v) => v !== null);
  const least = Math.min(0, ...values), most = Math.max(0, ...values);
  const room = (most - least) * 0.08 || 1;
  const open = figures.some((f) => f.high === null), below = figures.some((f) => f.low === null && (f.high ?? 0) < 0);
  const domain = [below ? least - room : least, open ? most + room : most];
  const scale = (options.logarithmic ? scaleSymlog().constant(Math.max(1, most / 1000)) : scaleLinear()).domain(domain).range([SIDE, width - SIDE]);
  const groups = bySpeaker(figures);
  const height = AXIS + groups.reduce((sum, [, list]) => sum + HEAD + list.length * ROW, 0) + 6;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const ticks = options.logarithmic ? scaleLinear().domain(domain).ticks(3).flatMap((t, i) => (i ? [t] : [t])) : scale.ticks(Math.max(2, Math.floor(width / 130)));
  const axis = s("g", { class: "axis", "aria-hidden": "true" }, ticks.map((t) => {
    const x = scale(t), anchor = x < 40 ? "start" : x > width - 50 ? "end" : "middle";
    return [s("line", { x1: x, x2: x, y1: AXIS - 12, y2: height - 4 }), s("text", { x, y: AXIS - 18, "text-anchor": anchor }, number(t))];
  }));
  let y = AXIS;
  const rows = groups.map(([speaker, list]) => {
    y += HEAD;
    const head = s("text", { class: "speaker", x: SIDE, y: y - 10 }, speaker);
    return [head, list.map((f) => {
      const made = bar(f, y, scale, options);
      y += ROW;
      return made;
    })];
  });
  replace(svg, axis, s("g", {}, rows));
}

function bar(of: FigureLine, y: number, scale: (v: number) => number, options: BarsOptions): SVGGElement {
  const end = options.width - SIDE, at = y + 27;
  const zero = scale(0);
  const from = of.low === null ? Math.min(zero, scale(of.high!)) : scale(of.low), to = of.high === null ? end : scale(of.high);
  const single = of.low !== null && of.low === of.high;
  const words = `${speakersOf(of)}, ${qualities(of)}: ${figureWords(of)}`;
  const text = `${figureWords(of)} · ${qualities(of)}`;
  const fit = Math.max(20, Math.floor((options.width - 2 * SIDE) / 6.6));
  return s("g", {
    id: `figure-${of.claim}`, class: `figure source-${of.source.replace(" ", "-")}`, role: "button", tabindex: 0, "aria-label": words,
    "aria-current": options.chosen === of.claim ? "true" : null, onclick: () => options.choose(of.claim),
    onkeydown: (event: KeyboardEvent) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); options.choose(of.claim); } },
  },
  s("title", {}, words), s("rect", { class: "row", x: 0, y: y - 4, width: options.width, height: ROW - 2, rx: 3 }),
  s("text", { x: SIDE, y: y + 11, class: "figure-text" }, text.length > fit ? `${text.slice(0, fit - 1)}…` : text),
  single ? s("path", { class: "value", d: `M${from} ${at - 7}l7 7l-7 7l-7 -7Z` }) : [
    s("rect", { class: `range${of.low === null || of.high === null ? " open" : ""}`, x: from, y: at - 5, width: Math.max(2, to - from - (of.high === null ? 8 : 0)), height: 10 }),
    of.low !== null && s("line", { class: "bound", x1: from, x2: from, y1: at - 8, y2: at + 8 }),
    of.high !== null && s("line", { class: "bound", x1: to, x2: to, y1: at - 8, y2: at + 8 }),
    of.high === null && s("path", { class: "value", d: `M${end} ${at}l-11 -8v16Z` }),
    of.low === null && s("path", { class: "value", d: `M${from} ${at}l11 -8v16Z` }),
  ]);
}
