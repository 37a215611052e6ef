/** Section of the routes: the map, what cannot be drawn, and all of them as a table. */
import { count, h, keepParams, number, picture, table } from "../core";
import type { Child } from "../core";
import { holds, pick, refChoices } from "../lines/chooser";
import { mark } from "../lines/chosen";
import type { Line } from "../lines/api";
import { claimLink, isAbout, named, speakers, standing, valuesOf, years } from "../lines/words";
import { interval } from "../agreements/words";
import { arcName, arcsOf, nameOf } from "./arcs";
import type { Undrawn } from "./arcs";
import { RouteMap } from "./map";
import type { Section } from "./section";
import { countries, points } from "./world";

const SHOWN = 60; // milliseconds until what can be read is on the screen
const NOTE = "Borders and names are schematic (Natural Earth, as world-atlas gives them) and express no view on the status of any territory. A point stands for a whole state; towns are drawn at the point of their state, groups of states at a ring in the middle of their members. A route says nothing about the guilt of a state or a people.";

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
  const map = new RouteMap(drawn, all, await points(), { ...of.size(), chosen: of.asked, choose });
  const figure = picture(map.svg, { title: "Routes that claims tell of", file: "trafficking-routes", twin, note: NOTE });
  const zoom = (sign: string, name: string, factor: number): HTMLElement =>
    h("button", { type: "button", class: "quiet", "aria-label": name, title: name, onclick: () => map.zoom(factor) }, sign);
  figure.querySelector(".picture-scroll")!.append(h("div", { class: "zoom" }, zoom("+", "Larger", 1.4), zoom("−", "Smaller", 1 / 1.4), zoom("All", "Show everything", 0)));
  figure.querySelector(".picture-scroll")!.after(legend(drawn.arcs.some((a) => a.through)));
  of.ready = () => {
    if (of.asked) choose(of.asked, false);
    setTimeout(() => void countries().then((land) => map.drawLand(land), () => figure.append(h("p", { class: "notice" }, "The shapes of the countries could not be loaded."))), SHOWN);
  };
  const nowhere = map.left.flatMap((a) => a.lines.map((line): Undrawn => ({ line, text: arcName(a, all), reason: "the map knows one of them by no number" })));
  const undrawn = [...drawn.undrawn, ...nowhere];
  return [lead(lines, undrawn), figure, unplaced(of, undrawn)];
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
