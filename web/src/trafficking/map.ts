/** The schematic map: land, arcs from end to end, a mark for each end. */
import { geoPath } from "d3-geo";
import type { GeoProjection } from "d3-geo";
import { select, zoom, zoomIdentity } from "../shared";
import type { ZoomTransform } from "d3-zoom";
import { count, s } from "../core";
import { letterSize } from "../lines/room";
import { standing } from "../lines/words";
import { walkable } from "../lines/chosen";
import { sides } from "../network/labels";
import type { Label } from "../network/labels";
import type { Place } from "../network/layout";
import type { Trafficking } from "./api";
import { arcName, nameOf } from "./arcs";
import type { Arc, Drawn } from "./arcs";
import { between, projectionFor } from "./world";
import type { Country, Point } from "./world";

export interface MapOptions { width: number; height: number; chosen: string; choose: (id: string) => void }

const RADIUS = 6, APART = 24, LETTER = 7.2;

/** Points of the ends on the globe; those without a country in the map are left out. */
function pointsOf(ends: string[], all: Trafficking, known: Record<string, Point>): Map<string, Point> {
  const at = (code: string): Point[] => { const point = known[all.numbers[code] ?? ""]; return point ? [point] : []; };
  const found = ends.map((end): [string, Point[]] => [end, end.startsWith("state/") ? at(end.slice(6)) : (all.spots[end]?.states ?? []).flatMap(at)]);
  return new Map(found.filter(([, points]) => points.length).map(([end, points]) => [end, points.length > 1 ? between(points) : points[0]!]));
}

/** Groups step aside from states that they would cover. */
function spread(places: Map<string, Place>): void {
  const all = [...places.values()];
  for (let turn = 0; turn < 30; turn += 1) {
    for (const a of all) for (const b of all) {
      const dx = a.x - b.x, dy = a.y - b.y, far = Math.hypot(dx, dy);
      if (a === b || a.id.startsWith("state/") || far >= APART) continue;
      const [ux, uy] = far ? [dx / far, dy / far] : [0, -1];
      a.x = b.x + ux * APART;
      a.y = b.y + uy * APART;
    }
  }
}

/** ISO numbers of the states at the ends of routes. */
function concernedBy(drawn: Drawn, all: Trafficking): Set<string | undefined> {
  return new Set(drawn.ends.flatMap((end) => (all.spots[end]?.states ?? [end.slice(6)]).map((code) => all.numbers[code])));
}

/** The countries that lie on the map. */
function shapes(land: Country[], projection: GeoProjection, concerned: Set<string | undefined>): SVGPathElement[] {
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

  constructor(private readonly drawn: Drawn, private readonly all: Trafficking, known: Record<string, Point>, private readonly options: MapOptions) {
    const { width, height } = options;
    const points = pointsOf(drawn.ends, all, known);
    this.projection = projectionFor([...points.values()], width, height);
    for (const [id, point] of points) { const [x, y] = this.projection(point)!; this.places.set(id, { id, x, y, half: 0 }); }
    spread(this.places);
    this.svg = s("svg", { class: "route-map", viewBox: `0 0 ${width} ${height}`, "--size": letterSize() }, this.view);
    this.view.append(this.ground, s("g", {}, drawn.arcs.map((a) => this.arc(a))), s("g", {}, this.marks()));
    walkable(this.svg);
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.zooming.filter((event: Event) => event instanceof WheelEvent ? event.ctrlKey || this.svg.contains(document.activeElement) : !("touches" in event) || (event as TouchEvent).touches.length > 1)
      .on("zoom", (event: { transform: ZoomTransform }) => {
        this.view.setAttribute("transform", event.transform.toString());
        for (const e of this.svg.querySelectorAll(".steady")) e.setAttribute("transform", `scale(${1 / event.transform.k})`);
      });
    select(this.svg).call(this.zooming).on("dblclick.zoom", null);
  }

  /** Arcs with an end that has no point on this map. */
  get left(): Arc[] {
    return this.drawn.arcs.filter((a) => !this.places.has(a.from) || !this.places.has(a.to));
  }

  /** Puts the shapes of the countries under the routes. */
  drawLand(land: Country[]): void {
    this.ground.append(...shapes(land, this.projection, concernedBy(this.drawn, this.all)));
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

  private arc(arc: Arc): SVGGElement | null {
    const a = this.places.get(arc.from), b = this.places.get(arc.to);
    if (!a || !b) return null;
    const { line, end } = a === b ? loop(a) : bend(a, b);
    const unsure = arc.lines.every((l) => standing(l)) ? " unsure" : "";
    const words = `${arcName(arc, this.all)}, ${count(arc.lines.length, "claim")}${unsure ? `, ${standing(arc.lines[0]!)}` : ""}${arc.through ? ", leg of a route through another place" : ""}`;
    return this.choice(arc.id, `arc${unsure}${arc.through ? " through" : ""}`, words,
      s("path", { class: "hit", d: line }), s("path", { class: "line", d: line, "vector-effect": "non-scaling-stroke", "--claims": 1 + Math.log2(arc.lines.length) }), s("path", { class: "end", d: end }));
  }

  private marks(): SVGGElement[] {
    const ids = [...this.places.keys()].sort((a, b) => this.places.get(a)!.x - this.places.get(b)!.x);
    const name = (id: string): string => nameOf(id, this.all);
    const labels = sides(ids, this.places, () => RADIUS + 3, (id) => name(id).length, 1);
    return ids.map((id) => {
      const p = this.places.get(id)!, at = inside(p, labels.get(id)!, name(id).length, this.options.width), group = !id.startsWith("state/");
      const out = this.drawn.arcs.filter((a) => a.from === id).length, into = this.drawn.arcs.filter((a) => a.to === id).length;
      const words = `${name(id)}${group ? ", group of states" : ""}: ${out} from here, ${into} to here`;
      const made = this.choice(id, group ? "spot group" : "spot", words,
        s("g", { class: "steady" }, s("circle", { class: "mark", r: group ? RADIUS + 3 : RADIUS }), s("text", { x: at.dx, y: at.dy, "text-anchor": at.anchor }, name(id))));
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
