/** Rows with lowest and highest figures as bars, one picture a unit. */
import { claimCard, count, h, picture, replace, s } from "../core";
import type { Child, ClaimCard, Ref, Source } from "../core";
import { drawBars, unitWords } from "../estimates/bars";
import type { FigureLine } from "../estimates/api";
import type { Answer, Cell } from "./answer";
import { letterSize } from "../lines/room";
import { nodesOf } from "./answer";
import type { Naming } from "./cells";
import { claimOf, isNumber, plain } from "./cells";
import { grouped } from "./grouped";

const UNITS = ["unit_of", "unit", "money", "currency"]; // variables that hold the unit, the first that has one counts
const ABOUT = ["type", "of", "measure", "what", "in", "from", "to", "kind_of", "payer", "payers", "payee", "payees", "at", "sector", "standing", "per"];
const MOST_FIGURES = 40, MOST_UNITS = 4;

export function hasRanges(answer: Answer): boolean {
  return ["low", "high", "claim"].every((name) => answer.variables.includes(name));
}

function numeric(of: Cell): number | null {
  return isNumber(of) ? Number(of!.value) : null;
}

/** One figure for each claim; what its rows differ in stands together. */
function figures(answer: Answer, by: Naming, lists: Set<string>): FigureLine[] {
  const at = (row: Cell[], name: string): Cell => row[answer.variables.indexOf(name)] ?? null;
  const words = (row: Cell[], name: string): string => String(plain(at(row, name), lists.has(name), by) ?? "");
  const found = new Map<string, FigureLine & { about: Set<string> }>();
  for (const row of answer.rows) {
    const claim = claimOf(nodesOf(at(row, "claim"))[0] ?? "", by.prefixes), low = numeric(at(row, "low")), high = numeric(at(row, "high"));
    if (!claim || (low === null && high === null)) continue;
    const unit = at(row, UNITS.find((name) => at(row, name)) ?? "");
    const sides = [words(row, "from"), words(row, "to")].filter(Boolean).join(" → ");
    const about = [sides, ...ABOUT.filter((n) => n !== "from" && n !== "to").map((n) => words(row, n))].filter(Boolean).join(", ");
    const year = words(row, "first_year"), last = words(row, "last_year") || year;
    const speakers: Ref[] = nodesOf(at(row, "speakers"), true).map((iri) => by.names[iri] ?? { id: "", label: iri, ru: null });
    const key = `${claim} ${low} ${high}`;
    const known = found.get(key);
    if (known) known.about.add(about);
    else found.set(key, { claim, label: "", low, high, unit: String(unit?.value ?? "").replace(/^.*\//, ""), wording: "", population: "", basis: "",
      period: year ? [Number(year), Number(last)] : null, written: null, speakers, modality: words(row, "modality") || "asserted", ends: "", source: "report", about: new Set([about]) });
  }
  return [...found.values()].map((f) => ({ ...f, population: [...f.about].slice(0, 3).join("; ") + (f.about.size > 3 ? ` and ${f.about.size - 3} more` : "") }));
}

/** The pictures; `twin` makes the table of the same rows. */
export function rangesOf(answer: Answer, by: Naming, lists: Set<string>, source: Source, file: string, twin: (caption: string) => HTMLElement): Child {
  const all = figures(answer, by, lists);
  const units = grouped(all, (f) => f.unit);
  const shown = [...units].sort(([, a], [, b]) => b.length - a.length).slice(0, MOST_UNITS);
  const place = h("div", { class: "figure-evidence", "aria-live": "polite" });
  const choose = (claim: string): void => {
    for (const e of document.querySelectorAll(".figure[aria-current]")) e.removeAttribute("aria-current");
    document.getElementById(`figure-${claim}`)?.setAttribute("aria-current", "true");
    void source.get<ClaimCard>(`claim/${claim}`).then((card) => {
      replace(place, h("div", { class: "figure-card" }, claimCard(card, { slots: true })));
      place.scrollIntoView({ block: "nearest" });
    });
  };
  const size = letterSize();
  const drawn = shown.map(([unit, list]) => {
    const svg = s("svg", { class: "estimates-picture" });
    const draw = (width: number): void => drawBars(svg, list.slice(0, MOST_FIGURES), { width, logarithmic: false, chosen: "", choose });
    draw(Math.min(900, document.getElementById("main")!.clientWidth / size - 40));
    const name = unitWords(unit) || "no unit";
    return picture(svg, { title: name, file: `${file}-${unit || "no-unit"}`, twin: twin(name),
      note: list.length > MOST_FIGURES && `The first ${MOST_FIGURES} of ${count(list.length, "figure")} are drawn; the table has all.` });
  });
  const left = [...units.keys()].filter((u) => !shown.some(([name]) => name === u)).map((u) => unitWords(u) || "no unit");
  return [
    h("p", { class: "picture-note" }, `${count(all.length, "figure")}, each claim once, never averaged: a bar spans a figure as it is said, a diamond is a single value, an arrow an open end. Choose one to read its sentence.`),
    drawn, left.length > 0 && h("p", { class: "faint" }, `Not drawn, for they are few: ${left.join(", ")}. The table has them.`), place,
  ];
}
