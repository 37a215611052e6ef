/** The schematic map: land, lines from end to end, a mark for each end. */
import { geoPath } from "d3-geo";
import type { GeoProjection } from "d3-geo";
import { select, zoom, zoomIdentity } from "../shared";
import type { ZoomTransform } from "d3-zoom";
import { s } from "../core";
import { letterSize } from "../lines/room";
import { walkable } from "../lines/chosen";
import { sides } from "../network/labels";
import type { Label } from "../network/labels";
import type { Place } from "../network/layout";
import type { End, MapOptions, Way } from "./api";
import { between, projectionFor } from "./world";
import type { Country } from "./world";

const RADIUS = 6, APART = 24, LETTER = 7.2;

/** Groups step aside from states that they would cover. */
function spread(places: Map<string, Place>, groups: Set<string>): void {
  const all = [...places.values()];
  for (let turn = 0; turn < 30; turn += 1) {
    for (const a of all) for (const b of all) {
      const dx = a.x - b.x, dy = a.y - b.y, far = Math.hypot(dx, dy);
      if (a === b || !groups.has(a.id) || far >= APART) continue;
      const [ux, uy] = far ? [dx / far, dy / far] : [0, -1];
      a.x = b.x + ux * APART;
      a.y = b.y + uy * APART;
    }
  }
}

/** The countries that lie on the map. */
function shapes(land: Country[], projection: GeoProjection, concerned: Set<string>): SVGPathElement[] {
  const path = geoPath(projection).digits(1);
  return land.flatMap((country) => {
    const d = path(country);
    return d ? [s("path", { d, "vector-effect": "non-scaling-stroke", class: concerned.has(String(country.id)) ? "concerned" : null })] : [];
  });
}

export class RouteMap {
  readonly svg: SVGSVGElement;
  private readonly view = s("g", {});
  private readonly ground = s("g", { class: "land", "aria-hidden": "true" });
  private readonly projection: GeoProjection;
  private readonly places = new Map<string, Place>();
  private readonly zooming = zoom<SVGSVGElement, unknown>().scaleExtent([0.6, 8]);

  constructor(private readonly ends: End[], private readonly ways: Way[], private readonly options: MapOptions) {
    const { width, height } = options;
    const points = new Map(ends.filter((e) => e.points.length).map((e) => [e.id, e.points.length > 1 ? between(e.points) : e.points[0]!]));
    this.projection = projectionFor([...points.values()], width, height);
    for (const [id, point] of points) { const [x, y] = this.projection(point)!; this.places.set(id, { id, x, y, half: 0 }); }
    spread(this.places, new Set(ends.filter((e) => e.isGroup).map((e) => e.id)));
    this.svg = s("svg", { class: "route-map", viewBox: `0 0 ${width} ${height}`, "--size": letterSize() }, this.view);
    this.view.append(this.ground, s("g", {}, ways.map((w) => this.way(w))), s("g", {}, this.marks()));
    walkable(this.svg);
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.zooming.filter((event: Event) => event instanceof WheelEvent ? event.ctrlKey || this.svg.contains(document.activeElement) : !("touches" in event) || (event as TouchEvent).touches.length > 1)
      .on("zoom", (event: { transform: ZoomTransform }) => {
        this.view.setAttribute("transform", event.transform.toString());
        for (const e of this.svg.querySelectorAll(".steady")) e.setAttribute("transform", `scale(${1 / event.transform.k})`);
      });
    select(this.svg).call(this.zooming).on("dblclick.zoom", null);
  }

  /** Ways with an end that has no place on this map. */
  get left(): Way[] {
    return this.ways.filter((w) => !this.places.has(w.from) || !this.places.has(w.to));
  }

  /** Puts the shapes of the countries under the routes. */
  drawLand(land: Country[]): void {
    this.ground.append(...shapes(land, this.projection, new Set(this.ends.flatMap((e) => e.numbers))));
  }

  /** Larger or smaller by a factor; 0 shows everything again. */
  zoom(factor: number): void {
    if (factor) this.zooming.scaleBy(select(this.svg), factor);
    else this.zooming.transform(select(this.svg), zoomIdentity);
  }

  private key(event: KeyboardEvent): void {
    const factor = { "+": 1.4, "=": 1.4, "-": 1 / 1.4, "0": 0 }[event.key];
    if (factor === undefined) return;
    event.preventDefault();
    this.zoom(factor);
  }

  private choice(id: string, kind: string, words: string, ...parts: Parameters<typeof s>[2][]): SVGGElement {
    return s("g", {
      id: `on-map-${id}`, class: `choice ${kind}`, role: "button", tabindex: -1, "aria-label": words, "data-id": id,
      "aria-current": this.options.chosen === id ? "true" : null, onclick: () => this.options.choose(id),
    }, s("title", {}, words), ...parts);
  }

  private way(way: Way): SVGGElement | null {
    const a = this.places.get(way.from), b = this.places.get(way.to);
    if (!a || !b) return null;
    const { line, end } = a === b ? loop(a) : bend(a, b);
    return this.choice(way.id, `arc${way.unsure ? " unsure" : ""}${way.isLeg ? " through" : ""}`, way.words,
      s("path", { class: "hit", d: line }), s("path", { class: "line", d: line, "vector-effect": "non-scaling-stroke", "--claims": 1 + Math.log2(way.weight) }), s("path", { class: "end", d: end }));
  }

  private marks(): SVGGElement[] {
    const shown = this.ends.filter((e) => this.places.has(e.id)).sort((a, b) => this.places.get(a.id)!.x - this.places.get(b.id)!.x);
    const letters = new Map(shown.map((e) => [e.id, e.name.length]));
    const labels = sides(shown.map((e) => e.id), this.places, () => RADIUS + 3, (id) => letters.get(id)!, 1);
    return shown.map((end) => {
      const p = this.places.get(end.id)!, at = inside(p, labels.get(end.id)!, end.name.length, this.options.width);
      const made = this.choice(end.id, end.isGroup ? "spot group" : "spot", end.words,
        s("g", { class: "steady" }, s("circle", { class: "mark", r: end.isGroup ? RADIUS + 3 : RADIUS }), s("text", { x: at.dx, y: at.dy, "text-anchor": at.anchor }, end.name)));
      made.setAttribute("transform", `translate(${p.x},${p.y})`);
      return made;
    });
  }
}

/** A name moved as far as the edge of the picture asks for. */
function inside(p: Place, at: Label, letters: number, width: number): Label {
  const wide = letters * LETTER, from = p.x + at.dx - (at.anchor === "middle" ? wide / 2 : at.anchor === "end" ? wide : 0);
  const shift = Math.max(0, 4 - from) - Math.max(0, from + wide - (width - 4));
  return { ...at, dx: at.dx + shift };
}

/** A curve that bends to the left of its way, so that there and back are two lines. */
function bend(a: Place, b: Place): { line: string; end: string } {
  const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1;
  const cx = (a.x + b.x) / 2 + dy * 0.2, cy = (a.y + b.y) / 2 - dx * 0.2;
  const back = Math.hypot(b.x - cx, b.y - cy) || 1, ux = (b.x - cx) / back, uy = (b.y - cy) / back;
  const reach = Math.min(RADIUS + 4, far / 3), x = b.x - ux * reach, y = b.y - uy * reach;
  return { line: `M${a.x} ${a.y}Q${cx} ${cy} ${x - ux * 5} ${y - uy * 5}`, end: `M${x} ${y}l${-ux * 10 - uy * 4.5} ${-uy * 10 + ux * 4.5}l${uy * 9} ${-ux * 9}Z` };
}

/** A loop above a point: a route within a state or a group. */
function loop(a: Place): { line: string; end: string } {
  const y = a.y - RADIUS;
  return { line: `M${a.x - 3} ${y}C${a.x - 26} ${y - 30} ${a.x + 26} ${y - 30} ${a.x + 5} ${y - 6}`, end: `M${a.x + 2} ${y}l1 -11l8 6Z` };
}
