/** Rival figures as bars on one axis, grouped by who says so; an open end is an arrow, a single value a diamond. */
import { scaleLinear, scaleSymlog } from "../shared";
import { label, number, replace, s } from "../core";
import { interval } from "../agreements/words";
import type { FigureLine } from "./api";

export interface BarsOptions { width: number; logarithmic: boolean; chosen: string; choose: (claim: string) => void }

const LINE = 17, BAR = 29, HEAD = 34, AXIS = 40, SIDE = 14;
const LETTER = 6.9; // width of a letter, on average

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

/** Zero and the powers of ten of a domain, on both sides of zero. */
function powers([from = 0, to = 0]: number[]): number[] {
  const most = Math.max(Math.abs(from), Math.abs(to));
  const all = Array.from({ length: Math.max(1, Math.floor(Math.log10(most || 1)) + 1) }, (_, i) => 10 ** i);
  return [...all.map((v) => -v).reverse(), 0, ...all].filter((v) => v >= from && v <= to);
}

/** Ticks whose numbers do not touch: zero, then the largest first. */
function apart(ticks: number[], scale: (v: number) => number): number[] {
  const kept: number[] = [];
  for (const t of [...ticks].sort((a, b) => Number(b === 0) - Number(a === 0) || Math.abs(b) - Math.abs(a))) {
    if (kept.every((k) => Math.abs(scale(k) - scale(t)) > 8 * Math.max(number(k).length, number(t).length))) kept.push(t);
  }
  return kept;
}

function bySpeaker(figures: FigureLine[]): [string, FigureLine[]][] {
  const found = new Map<string, FigureLine[]>();
  for (const f of figures) found.set(speakersOf(f), [...(found.get(speakersOf(f)) ?? []), f]);
  for (const list of found.values()) list.sort((a, b) => (a.period?.[0] ?? 9999) - (b.period?.[0] ?? 9999) || (a.low ?? a.high ?? 0) - (b.low ?? b.high ?? 0));
  return [...found].sort(([a], [b]) => a.localeCompare(b));
}

/** Words broken into lines of a width, in letters. */
export function wrapped(text: string, fit: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < fit) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Fills a picture with the figures of one unit. */
export function drawBars(svg: SVGSVGElement, figures: FigureLine[], options: BarsOptions): void {
  const { width } = options;
  const values = figures.flatMap((f) => [f.low, f.high]).filter((v) => v !== null);
  const least = Math.min(0, ...values), most = Math.max(0, ...values);
  const room = (most - least) * 0.08 || 1;
  const open = figures.some((f) => f.high === null), below = figures.some((f) => f.low === null && (f.high ?? 0) < 0);
  const fit = Math.max(20, Math.floor((width - 2 * SIDE) / LETTER));
  const texts = new Map(figures.map((f) => [f, wrapped(`${figureWords(f)} · ${qualities(f)}`, fit)]));
  const tall = (f: FigureLine): number => texts.get(f)!.length * LINE + BAR;
  const share = figures.every((f) => f.unit === "percent") && most > 50 && most <= 100;
  const top = options.logarithmic && open ? most * 3 : most > 0 ? most + room / 2 : most;
  const domain = share ? [least, 100] : [below ? least - room : least, top];
  const scale = (options.logarithmic ? scaleSymlog().constant(Math.max(1, most / 1000)) : scaleLinear()).domain(domain).range([SIDE, width - SIDE]);
  const groups = bySpeaker(figures);
  const height = AXIS + groups.reduce((sum, [, list]) => sum + HEAD + list.reduce((h, f) => h + tall(f), 0), 0) + 6;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const whole = values.every((v) => Number.isInteger(v));
  const wanted = options.logarithmic ? powers(domain) : scale.ticks(Math.max(2, Math.floor(width / 130)));
  const ticks = apart(wanted.filter((t) => !whole || Number.isInteger(t)), scale);
  const axis = s("g", { class: "axis", "aria-hidden": "true" }, ticks.map((t) => {
    const x = scale(t), anchor = x < 40 ? "start" : x > width - 50 ? "end" : "middle";
    return [s("line", { x1: x, x2: x, y1: AXIS - 12, y2: height - 4 }), s("text", { x, y: AXIS - 18, "text-anchor": anchor }, number(t))];
  }));
  let y = AXIS;
  const rows = groups.map(([speaker, list]) => {
    y += HEAD;
    const head = s("text", { class: "speaker", x: SIDE, y: y - 10 }, speaker.length > fit * 0.86 ? `${speaker.slice(0, fit * 0.86 - 1)}…` : speaker);
    return [head, list.map((f) => {
      const made = bar(f, texts.get(f)!, y, scale, options);
      y += tall(f);
      return made;
    })];
  });
  replace(svg, axis, s("g", {}, rows));
}

function bar(of: FigureLine, lines: string[], y: number, scale: (v: number) => number, options: BarsOptions): SVGGElement {
  const end = options.width - SIDE, at = y + lines.length * LINE + 10;
  const zero = scale(0);
  const from = of.low === null ? Math.min(zero, scale(of.high!)) : scale(of.low), to = of.high === null ? end : scale(of.high);
  const single = of.low !== null && of.low === of.high;
  const words = `${speakersOf(of)}, ${qualities(of)}: ${figureWords(of)}`;
  return s("g", {
    id: `figure-${of.claim}`, class: `figure source-${of.source.replace(" ", "-")}`, role: "button", tabindex: 0, "aria-label": words,
    "aria-current": options.chosen === of.claim ? "true" : null, onclick: () => options.choose(of.claim),
    onkeydown: (event: KeyboardEvent) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); options.choose(of.claim); } },
  },
  s("title", {}, words), s("rect", { class: "row", x: 0, y: y - 4, width: options.width, height: lines.length * LINE + BAR - 4, rx: 3 }),
  lines.map((text, i) => s("text", { x: SIDE, y: y + 11 + i * LINE, class: "figure-text" }, text)),
  single ? s("path", { class: "value", d: `M${from} ${at - 7}l7 7l-7 7l-7 -7Z` }) : [
    s("rect", { class: `range${of.low === null || of.high === null ? " open" : ""}`, x: from, y: at - 5, width: Math.max(2, to - from - (of.high === null ? 8 : 0)), height: 10 }),
    of.low !== null && s("line", { class: "bound", x1: from, x2: from, y1: at - 8, y2: at + 8 }),
    of.high !== null && s("line", { class: "bound", x1: to, x2: to, y1: at - 8, y2: at + 8 }),
    of.high === null && s("path", { class: "value", d: `M${end} ${at}l-11 -8v16Z` }),
    of.low === null && s("path", { class: "value", d: `M${from} ${at}l11 -8v16Z` }),
  ]);
}
