/** Section of the routes: the map, what cannot be drawn, and all of them as a table. */
import { count, h, keepParams, number, pageData, pagePart, table } from "../core";
import type { Child } from "../core";
import { holds, pick, refChoices } from "../lines/chooser";
import { mark } from "../lines/chosen";
import type { Line } from "../lines/api";
import { claimLink, isAbout, named, speakers, standing, valuesOf, years } from "../lines/words";
import { interval } from "../agreements/words";
import { BORDERS } from "../map/api";
import type { End, MapPart, Point, Way } from "../map/api";
import type { Trafficking } from "./api";
import { arcName, arcsOf, nameOf } from "./arcs";
import type { Arc, Undrawn } from "./arcs";
import type { Section } from "./section";

const NOTE = `${BORDERS} A point stands for a whole state; towns are drawn at the point of their state, groups of states at a ring in the middle of their members. A route says nothing about the guilt of a state or a people.`;

export async function routes(of: Section): Promise<Child> {
  const { all, params } = of, wanted = { purpose: params.get("purpose") ?? "", victims: params.get("victims") ?? "" };
  const lines = all.routes.filter((l) => isAbout(l, of.at) && holds(l.refs.purpose, wanted.purpose) && holds(l.refs.victims, wanted.victims));
  of.filters.append(
    pick("purpose", "Purpose", wanted.purpose, refChoices(valuesOf(all.routes, "purpose")), "any"),
    pick("victims", "Victims", wanted.victims, refChoices(valuesOf(all.routes, "victims")), "any"));
  const drawn = arcsOf(lines, all);
  const choose = (id: string, focus = true): void => {
    const arc = drawn.arcs.find((a) => a.id === id), here = arc ? arc.lines : lines.filter((l) => drawn.arcs.some((a) => (a.from === id || a.to === id) && a.lines.includes(l)));
    if (!here.length) return;
    keepParams({ chosen: id });
    mark(`on-map-${id}`);
    of.chosen.show(arc ? arcName(arc, all) : nameOf(id, all), arc ? "" : "Routes from here or to here", here.map((l) => l.claim), focus);
  };
  const twin = routeTable(lines);
  if (!drawn.arcs.length) return [lead(lines, drawn.undrawn), lines.length > 0 && [unplaced(of, drawn.undrawn), twin]];
  const [known, { mapFigure }] = await Promise.all([pageData<Record<string, Point>>("points"), pagePart<MapPart>("map")]);
  const map = mapFigure(drawn.ends.map((id) => endOf(id, all, drawn.arcs, known)), drawn.arcs.map((arc) => wayOf(arc, all)), {
    ...of.size(), chosen: of.asked, choose, title: "Routes that claims tell of", note: NOTE, file: "trafficking-routes", twin, legend: legend(drawn.arcs.some((a) => a.through)),
  });
  of.ready = () => {
    if (of.asked) choose(of.asked, false);
    map.ready();
  };
  const left = new Set(map.left.map((w) => w.id));
  const nowhere = drawn.arcs.filter((a) => left.has(a.id)).flatMap((a) => a.lines.map((line): Undrawn => ({ line, text: arcName(a, all), reason: "the map knows one of them by no number" })));
  const undrawn = [...drawn.undrawn, ...nowhere];
  return [lead(lines, undrawn), map.figure, unplaced(of, undrawn)];
}

/** An end of arcs for the map: a state, or a group with the points of its members. */
function endOf(id: string, all: Trafficking, arcs: Arc[], known: Record<string, Point>): End {
  const isGroup = !id.startsWith("state/"), name = nameOf(id, all);
  const numbers = (all.spots[id]?.states ?? [id.slice(6)]).map((code) => all.numbers[code] ?? "").filter(Boolean);
  const out = arcs.filter((a) => a.from === id).length, into = arcs.filter((a) => a.to === id).length;
  return {
    id, name, numbers, isGroup, points: numbers.flatMap((number) => known[number] ? [known[number]] : []),
    words: `${name}${isGroup ? ", group of states" : ""}: ${out} from here, ${into} to here`,
  };
}

function wayOf(arc: Arc, all: Trafficking): Way {
  const unsure = arc.lines.every((l) => standing(l));
  return {
    id: arc.id, from: arc.from, to: arc.to, weight: arc.lines.length, unsure, isLeg: arc.through,
    words: `${arcName(arc, all)}, ${count(arc.lines.length, "claim")}${unsure ? `, ${standing(arc.lines[0]!)}` : ""}${arc.through ? ", leg of a route through another place" : ""}`,
  };
}

function lead(lines: Line[], undrawn: Undrawn[]): HTMLElement {
  const left = new Set(undrawn.map((u) => u.line.claim)).size;
  return h("p", { class: "lead" }, `${count(lines.length, "claim")} on routes${left ? `; ${left} of them ${left === 1 ? "has a part" : "have a part"} that no map can show` : ""}.`);
}

/** How to read the map. */
function legend(through: boolean): HTMLElement {
  const entry = (name: string, text: string): HTMLElement => h("li", {}, h("span", { class: `sign ${name}`, "aria-hidden": "true" }), text);
  return h("ul", { class: "map-legend", "aria-label": "Signs" }, entry("state", "state"), entry("group", "group of states"),
    entry("arrow", "route; the thicker, the more claims"), through && entry("leg", "leg of a route through another place"),
    entry("dashed", "denied, or not said as a fact"),
    h("li", { class: "faint" }, "Tab enters the map, arrow keys go on, Enter chooses; plus, minus and 0 zoom."));
}

function unplaced(of: Section, undrawn: Undrawn[]): Child {
  if (!undrawn.length) return null;
  return h("section", { class: "unplaced" }, h("h2", {}, `Not on the map (${undrawn.length})`),
    h("ul", { class: "plain" }, undrawn.map((u) => h("li", {},
      h("button", { type: "button", class: "linkish", onclick: () => of.chosen.show(u.text, u.reason, [u.line.claim]) }, u.text),
      h("span", { class: "faint" }, ` ${[named(u.line, "victims"), named(u.line, "purpose").replace(/^any$/, "any purpose"), u.line.low !== null || u.line.high !== null ? interval(u.line.low, u.line.high) : "", years(u.line)].filter(Boolean).join(" · ")} – ${u.reason}`)))));
}

function routeTable(lines: Line[]): HTMLElement {
  const slot = (head: string, name: string) => ({ head, plain: (l: Line) => named(l, name), cell: (l: Line) => named(l, name) || "–" });
  return table<Line>([
    slot("From", "origin"), slot("Through", "transit"), slot("To", "destination"), slot("Victims", "victims"), slot("Purpose", "purpose"),
    { head: "Lowest", numeric: true, plain: (l) => l.low, cell: (l) => l.low === null ? "" : number(l.low) },
    { head: "Highest", numeric: true, plain: (l) => l.high, cell: (l) => l.high === null ? "" : number(l.high) },
    { head: "Years", plain: years, cell: years },
    { head: "Said as", plain: (l) => standing(l) || "asserted", cell: (l) => standing(l) || "asserted" },
    { head: "Who says so", plain: speakers, cell: speakers },
    { head: "Claim", plain: (l) => l.claim, cell: claimLink },
  ], lines, { caption: "Trafficking routes", file: "trafficking-routes" });
}
