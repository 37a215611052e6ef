/** Section of the money: prices, bribes, fees and wages as intervals, who pays and who is paid. */
import { scaleLog } from "../shared";
import { capital, count, h, keepParams, number, picture, s, table } from "../core";
import type { Child } from "../core";
import { interval } from "../agreements/words";
import { wrapped } from "../estimates/bars";
import { holds, pick, refChoices } from "../lines/chooser";
import { mark, walkable } from "../lines/chosen";
import type { Line } from "../lines/api";
import { claimLink, isAbout, named, speakers, standing, valuesOf } from "../lines/words";
import type { Section } from "./section";

const LINE = 17, BAR = 28, HEAD = 34, AXIS = 40, SIDE = 14, LETTER = 6.9;

const currency = (l: Line): string => (l.words.currency ?? []).join("/");
const per = (l: Line): string => (l.words.per ?? []).join("/");
const hasAmount = (l: Line): boolean => l.low !== null || l.high !== null;
const amount = (l: Line): string => (hasAmount(l) ? `${interval(l.low, l.high)} ${currency(l)}`.trim() : "");

/** `employers → guest workers`, `to border guards`, `paid by migrants`. */
function between(l: Line): string {
  const payer = named(l, "payer"), payee = named(l, "payee");
  if (payer && payee) return `${payer} → ${payee}`;
  return payee ? `to ${payee}` : payer ? `paid by ${payer}` : "";
}

function words(l: Line): string {
  const where = named(l, "place");
  return [hasAmount(l) ? `${amount(l)}${per(l) ? ` per ${per(l)}` : ""}` : per(l) && `per ${per(l)}`, between(l), where && `in ${where}`, standing(l)].filter(Boolean).join(" · ");
}

export function money(of: Section): Child {
  const kind = of.params.get("paid") ?? "";
  of.filters.append(pick("paid", "Kind", kind, refChoices(valuesOf(of.all.payments, "kind")), "any"));
  const lines = of.all.payments.filter((l) => isAbout(l, of.at) && holds(l.refs.kind, kind));
  const choose = (line: Line, focus = true): void => {
    keepParams({ chosen: line.claim });
    mark(`paid-${line.claim}`);
    of.chosen.show(`${capital(named(line, "kind"))}${amount(line) && `: ${amount(line)}`}`, words(line), [line.claim], focus);
  };
  of.ready = () => { const line = lines.find((l) => l.claim === of.asked); if (line) choose(line, false); };
  if (!lines.length) return h("p", { class: "notice" }, "No claim tells of such a payment.");
  const told = lines.filter(hasAmount), untold = lines.filter((l) => !hasAmount(l));
  const currencies = [...new Set(told.map(currency))].sort((a, b) => told.filter((l) => currency(l) === b).length - told.filter((l) => currency(l) === a).length);
  return [
    h("p", { class: "lead" }, `${count(told.length, "claim")} with an amount, ${untold.length} without. Money that migrants send home is not among them.`),
    currencies.map((c, i) => {
      const here = told.filter((l) => currency(l) === c);
      return picture(drawAmounts(here, of, choose), {
        title: c ? `Amounts in ${c}` : "Amounts without a currency", file: `payments${c && `-${c}`}`, twin: paymentTable(here),
        note: i === 0 && "The axis is logarithmic. A bar spans the amount as it is said, a diamond is a single one, an arrow an open end (“over”, “up to”). Amounts per person, crossing, month or year differ in kind; each bar says its own.",
      });
    }),
    untold.length > 0 && h("section", {}, h("h2", {}, `Said to be paid, no amount told (${untold.length})`),
      h("ul", { class: "plain untold" }, byKind(untold).map(([name, list]) => h("li", {}, h("b", {}, capital(name)), h("ul", {}, list.map((l) =>
        h("li", {}, h("button", { type: "button", class: "linkish choice", id: `paid-${l.claim}`, onclick: () => choose(l) }, words(l) || l.label))))))),
      h("details", { class: "twin" }, h("summary", {}, "The same as a table"), paymentTable(untold))),
  ];
}

/** Payments of each kind, kinds by name and amounts by their size. */
function byKind(lines: Line[]): [string, Line[]][] {
  const found = new Map<string, Line[]>();
  for (const l of lines) found.set(named(l, "kind"), [...(found.get(named(l, "kind")) ?? []), l]);
  for (const list of found.values()) list.sort((a, b) => (a.low ?? a.high ?? 0) - (b.low ?? b.high ?? 0) || words(a).localeCompare(words(b)));
  return [...found].sort(([a], [b]) => a.localeCompare(b));
}

function drawAmounts(lines: Line[], of: Section, choose: (l: Line) => void): SVGSVGElement {
  const width = Math.min(of.size().width, 860), fit = Math.floor((width - 2 * SIDE) / LETTER);
  const values = lines.flatMap((l) => [l.low, l.high]).filter((v): v is number => v !== null && v > 0);
  const scale = scaleLog().domain([Math.min(...values) / 2.2, Math.max(...values) * 1.6]).range([SIDE, width - SIDE]).clamp(true);
  const texts = new Map(lines.map((l) => [l, wrapped(words(l), fit)])), groups = byKind(lines);
  const height = AXIS + groups.reduce((sum, [, list]) => sum + HEAD + list.reduce((all, l) => all + texts.get(l)!.length * LINE + BAR, 0), 0);
  let y = AXIS;
  const rows = groups.map(([name, list]) => {
    y += HEAD;
    return [s("text", { class: "speaker", x: SIDE, y: y - 10 }, capital(name)), list.map((l) => {
      const made = bar(l, texts.get(l)!, y, scale, width, of.asked, choose);
      y += texts.get(l)!.length * LINE + BAR;
      return made;
    })];
  });
  const ticks = scale.ticks().filter((t) => Number.isInteger(Math.log10(t)));
  const svg = s("svg", { class: "estimates-picture", viewBox: `0 0 ${width} ${height}` },
    s("g", { class: "axis", "aria-hidden": "true" }, ticks.map((t) => [s("line", { x1: scale(t), x2: scale(t), y1: AXIS - 12, y2: height }), s("text", { x: scale(t), y: AXIS - 18, "text-anchor": "middle" }, number(t))])),
    rows);
  walkable(svg);
  return svg;
}

function bar(l: Line, lines: string[], y: number, scale: (v: number) => number, width: number, asked: string, choose: (l: Line) => void): SVGGElement {
  const at = y + lines.length * LINE + 8, from = l.low === null ? SIDE : scale(l.low), to = l.high === null ? width - SIDE : scale(l.high);
  const said = `${named(l, "kind")}: ${words(l)}`;
  return s("g", { id: `paid-${l.claim}`, class: "figure choice", role: "button", tabindex: -1, "aria-label": said, "aria-current": asked === l.claim ? "true" : null, onclick: () => choose(l) },
    s("title", {}, said), s("rect", { class: "row", x: 0, y: y - 4, width, height: lines.length * LINE + BAR - 4, rx: 3 }),
    lines.map((text, i) => s("text", { x: SIDE, y: y + 11 + i * LINE, class: "figure-text" }, text)),
    l.low !== null && l.low === l.high ? s("path", { class: "value", d: `M${from} ${at - 7}l7 7l-7 7l-7 -7Z` }) : [
      s("rect", { class: `range${l.low === null || l.high === null ? " open" : ""}`, x: from, y: at - 5, width: Math.max(2, to - from), height: 10 }),
      l.low === null ? s("path", { class: "value", d: `M${from} ${at}l11 -8v16Z` }) : s("line", { class: "bound", x1: from, x2: from, y1: at - 8, y2: at + 8 }),
      l.high === null ? s("path", { class: "value", d: `M${to} ${at}l-11 -8v16Z` }) : s("line", { class: "bound", x1: to, x2: to, y1: at - 8, y2: at + 8 }),
    ]);
}

function paymentTable(lines: Line[]): HTMLElement {
  const slot = (head: string, name: string) => ({ head, plain: (l: Line) => named(l, name), cell: (l: Line) => named(l, name) || "–" });
  const bound = (v: number | null): string => (v === null ? "" : number(v));
  return table<Line>([
    slot("Kind", "kind"), slot("Paid by", "payer"), slot("Paid to", "payee"), slot("At", "place"),
    { head: "Lowest", numeric: true, plain: (l) => l.low, cell: (l) => bound(l.low) }, { head: "Highest", numeric: true, plain: (l) => l.high, cell: (l) => bound(l.high) },
    { head: "Currency", plain: currency, cell: currency }, { head: "Per", plain: per, cell: per },
    { head: "Said as", plain: (l) => standing(l) || "asserted", cell: (l) => standing(l) || "asserted" },
    { head: "Who says so", plain: speakers, cell: speakers }, { head: "Claim", plain: (l) => l.claim, cell: claimLink },
  ], lines, { caption: "Payments", file: "payments" });
}
