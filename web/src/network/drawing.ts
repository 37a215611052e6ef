/** The picture of a network: nodes that can be chosen, dragged and walked through with the keyboard, lines with their ends. */
import { select, zoom, zoomIdentity } from "../shared";
import { count, s } from "../core";
import { FAMILIES, shapeOf } from "./families";
import type { Node } from "./api";
import { stepsOf } from "./model";
import type { Bond, Scene } from "./model";
import { sides } from "./labels";
import type { Label } from "./labels";
import type { Place } from "./layout";

export interface DrawingOptions {
  /** Lines that touch none of them are drawn faint; without any, none is. */
  centres: Set<string>;
  way: string[];
  chosen: string;
  name: (id: string) => string;
  /** What a line says, read aloud. */
  words: (bond: Bond) => string;
  kind: (kind: string) => string;
  choose: (id: string) => void;
  chooseBond: (bond: Bond) => void;
}

/** A name as far as it fits beside a node; the whole of it is read aloud and shown in the panel. */
function short(name: string): string {
  return name.length > 26 ? `${name.slice(0, 25)}…` : name;
}

const AT_ONCE = 240, EACH = 60; // nodes and lines drawn at first, and in each frame after that
const RADIUS = (node: { degree: number }): number => 6 + Math.min(10, Math.sqrt(node.degree) * 1.6);

export class Drawing {
  readonly svg: SVGSVGElement;
  private readonly view = s("g", {});
  private readonly bonds = s("g", { class: "lines" });
  private readonly nodes = s("g", { class: "nodes" });
  private readonly onWay: Set<string>;
  private readonly lines = new Map<string, { bond: Bond; shift: number; paths: SVGPathElement[] }>();
  private readonly marks = new Map<string, SVGGElement>();
  private readonly radius = new Map<string, number>();
  private readonly labels: Map<string, Label>;
  private readonly zooming = zoom<SVGSVGElement, unknown>().scaleExtent([0.4, 6]);

  constructor(private readonly scene: Scene, private readonly places: Map<string, Place>, width: number, height: number, private readonly options: DrawingOptions) {
    const [x, y, w, h] = this.box(width, height);
    scene.nodes.forEach((n) => this.radius.set(n.id, RADIUS(n)));
    this.labels = sides(scene.nodes.map((n) => n.id), places, (id) => this.radius.get(id)!, (id) => short(options.name(id)).length, Math.max(1, w / width));
    this.svg = s("svg", { class: "network", viewBox: `${x} ${y} ${w} ${h}`, "--unit": w / width }, this.view);
    this.view.append(this.bonds, this.nodes);
    this.onWay = stepsOf(options.way);
    this.draw(this.pieces(), AT_ONCE);
    this.svg.addEventListener("keydown", (event) => this.key(event));
    this.zooming.filter((event: Event) => this.zooms(event))
      .on("zoom", (event: { transform: { toString(): string } }) => this.view.setAttribute("transform", event.transform.toString()));
    select(this.svg).call(this.zooming).on("dblclick.zoom", null);
  }

  /** One finger and a plain wheel go on scrolling the page; two fingers, Ctrl, or a picture in use zoom. */
  private zooms(event: Event): boolean {
    if ((event.target as Element).closest(".node")) return false;
    if (event instanceof WheelEvent) return event.ctrlKey || this.svg.contains(document.activeElement);
    return !("touches" in event) || (event as TouchEvent).touches.length > 1;
  }

  /** Larger or smaller by a factor; 0 shows everything again. */
  zoom(factor: number): void {
    if (factor) this.zooming.scaleBy(select(this.svg), factor);
    else this.zooming.transform(select(this.svg), zoomIdentity);
  }

  /** The smallest box of the wanted shape around all nodes and their names. */
  private box(width: number, height: number): [number, number, number, number] {
    const all = [...this.places.values()], ratio = width / height;
    // Names are larger in a box that is drawn smaller than it is, so the margin follows from a first guess.
    const guess = Math.max(1, (Math.max(...all.map((p) => p.x)) - Math.min(...all.map((p) => p.x)) + 100) / width);
    const left = Math.min(...all.map((p) => p.x - p.half * guess)) - 14, right = Math.max(...all.map((p) => p.x + p.half * guess)) + 14;
    const top = Math.min(...all.map((p) => p.y)) - 26 * guess, bottom = Math.max(...all.map((p) => p.y)) + 32 * guess;
    const w = Math.max(right - left, (bottom - top) * ratio, width * 0.8), h = Math.max(bottom - top, w / ratio);
    return [(left + right - w) / 2, (top + bottom - h) / 2, w, h];
  }

  /** Draws some of the pieces, and the others in later frames, so that a large picture never holds up the page. */
  private draw(pieces: Iterator<void>, some: number): void {
    for (let i = 0; i < some; i += 1) if (pieces.next().done) return;
    requestAnimationFrame(() => this.draw(pieces, EACH));
  }

  private *pieces(): Generator<void> {
    const start = this.scene.nodes.find((n) => n.id === this.options.chosen) ?? this.scene.nodes[0];
    for (const node of this.scene.nodes) {
      this.nodes.append(this.node(node, node === start));
      yield;
    }
    const between = new Map<string, Bond[]>();
    for (const bond of this.scene.drawn) between.set(`${bond.a} ${bond.b}`, [...(between.get(`${bond.a} ${bond.b}`) ?? []), bond]);
    for (const beside of between.values()) {
      for (const [i, bond] of beside.entries()) {
        this.bonds.append(this.bond(bond, (i - (beside.length - 1) / 2) * 16));
        this.redraw(bond.id);
        yield;
      }
    }
  }

  private bond(bond: Bond, shift: number): SVGGElement {
    const family = FAMILIES[bond.family] ?? FAMILIES.other!, on = this.onWay;
    const { centres } = this.options;
    const far = on.size ? !on.has(`${bond.a} ${bond.b}`) : centres.size > 0 && !centres.has(bond.a) && !centres.has(bond.b);
    const paths = [s("path", { class: "hit" }), s("path", { class: "line" }), s("path", { class: "end" })];
    const words = this.options.words(bond);
    this.lines.set(bond.id, { bond, shift, paths });
    return s("g", {
      class: `bond family-${bond.family} line-${family.line}${far ? " far" : ""}`, role: "button", tabindex: -1, "aria-label": words,
      "aria-current": this.options.chosen === bond.id ? "true" : null, "--claims": Math.min(4, 1 + Math.log2(bond.claims.length || 1)),
      onclick: () => this.options.chooseBond(bond),
    }, s("title", {}, words), paths);
  }

  private node(n: Node, first: boolean): SVGGElement {
    const r = this.radius.get(n.id)!, name = this.options.name(n.id), place = this.places.get(n.id)!;
    const shape = shapeOf(n.kind), label = this.labels.get(n.id)!;
    const mark = s("g", {
      id: `node-${n.id}`, role: "button", tabindex: first ? 0 : -1, "data-node": n.id, transform: `translate(${place.x},${place.y})`,
      class: `node kind-${n.kind} shape-${shape}${this.options.centres.has(n.id) ? " centre" : ""}${this.options.way.includes(n.id) ? " on-way" : ""}`,
      "aria-label": `${name}, ${this.options.kind(n.kind)}, ${count(n.degree, "neighbour")}`, "aria-current": this.options.chosen === n.id ? "true" : null,
    }, s("title", {}, `${name} (${this.options.kind(n.kind)})`),
    shape === "square" ? s("rect", { class: "mark", x: -r, y: -r, width: 2 * r, height: 2 * r, rx: 2 })
      : shape === "diamond" ? s("path", { class: "mark", d: `M0 ${-r * 1.15}L${r * 1.15} 0L0 ${r * 1.15}L${-r * 1.15} 0Z` }) : s("circle", { class: "mark", r }),
    s("text", { x: label.dx, y: label.dy, "text-anchor": label.anchor }, short(name)));
    this.marks.set(n.id, mark);
    this.hold(mark, n.id);
    return mark;
  }

  /** Dragging moves one node and its lines; a press without movement chooses it. */
  private hold(mark: SVGGElement, id: string): void {
    let from: [number, number] | null = null, moved = false, waiting = 0, own: string[] = [];
    const put = (): void => { // once a frame, however often the pointer tells of itself
      waiting = 0;
      mark.setAttribute("transform", `translate(${place.x},${place.y})`);
      for (const key of own) this.redraw(key);
    };
    const place = this.places.get(id)!;
    mark.addEventListener("pointerdown", (event) => {
      own = [...this.lines.values()].map(({ bond }) => bond).filter((bond) => bond.a === id || bond.b === id).map((bond) => bond.id);
      from = [event.clientX, event.clientY];
      moved = false;
      mark.setPointerCapture(event.pointerId);
    });
    mark.addEventListener("pointermove", (event) => {
      const scale = this.view.getScreenCTM()?.a;
      if (!from || !scale || (!moved && Math.hypot(event.clientX - from[0], event.clientY - from[1]) < 4)) return;
      moved = true;
      place.x += (event.clientX - from[0]) / scale;
      place.y += (event.clientY - from[1]) / scale;
      from = [event.clientX, event.clientY];
      waiting ||= requestAnimationFrame(put);
    });
    mark.addEventListener("pointerup", () => {
      from = null;
      if (!waiting) return;
      cancelAnimationFrame(waiting);
      put();
    });
    mark.addEventListener("click", () => { if (!moved) this.options.choose(id); });
  }

  /** The path of a line and the signs at its ends. */
  private redraw(id: string): void {
    const { bond, shift, paths } = this.lines.get(id)!;
    const a = this.places.get(bond.a)!, b = this.places.get(bond.b)!;
    const dx = b.x - a.x, dy = b.y - a.y, far = Math.hypot(dx, dy) || 1, ux = dx / far, uy = dy / far;
    const cx = (a.x + b.x) / 2 - uy * shift * 2, cy = (a.y + b.y) / 2 + ux * shift * 2;
    const d = `M${a.x} ${a.y}Q${cx} ${cy} ${b.x} ${b.y}`;
    paths[0]!.setAttribute("d", d);
    paths[1]!.setAttribute("d", d);
    const end = FAMILIES[bond.family]?.end ?? "arrow";
    paths[2]!.setAttribute("d", [bond.ahead && sign(end, cx, cy, b, this.radius.get(bond.b)!), bond.back && sign(end, cx, cy, a, this.radius.get(bond.a)!)].filter(Boolean).join(""));
  }

  /** Arrow keys go to the nearest node that way, Enter chooses, plus, minus and 0 zoom. */
  private key(event: KeyboardEvent): void {
    const factor = { "+": 1.3, "=": 1.3, "-": 1 / 1.3, "0": 0 }[event.key];
    if (factor !== undefined) {
      event.preventDefault();
      this.zoom(factor);
      return;
    }
    const id = (event.target as Element).closest<SVGGElement>("[data-node]")?.dataset.node;
    if (!id) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.options.choose(id);
      return;
    }
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way) return;
    event.preventDefault();
    const next = this.nearest(id, way as [number, number]);
    const mark = next && this.marks.get(next);
    if (!mark) return;
    for (const other of this.marks.values()) other.setAttribute("tabindex", "-1");
    mark.setAttribute("tabindex", "0");
    mark.focus();
  }

  private nearest(id: string, [wx, wy]: [number, number]): string | undefined {
    const here = this.places.get(id)!;
    let best = Infinity, found: string | undefined;
    for (const [other, p] of this.places) {
      const along = (p.x - here.x) * wx + (p.y - here.y) * wy, across = Math.abs((p.x - here.x) * wy) + Math.abs((p.y - here.y) * wx);
      const cost = along + 2 * across;
      if (other !== id && along > 1 && cost < best) [best, found] = [cost, other];
    }
    return found;
  }
}

/** A sign where a curve that comes from (cx, cy) reaches the rim of a node. */
function sign(end: string, cx: number, cy: number, node: Place, radius: number): string {
  const far = Math.hypot(node.x - cx, node.y - cy) || 1, ux = (node.x - cx) / far, uy = (node.y - cy) / far;
  const x = node.x - ux * (radius + 3), y = node.y - uy * (radius + 3);
  if (end === "bar") return `M${x - uy * 6 - ux} ${y + ux * 6 - uy}L${x + uy * 6 - ux} ${y - ux * 6 - uy}L${x + uy * 6 + ux} ${y - ux * 6 + uy}L${x - uy * 6 + ux} ${y + ux * 6 + uy}Z`;
  if (end === "dot") return `M${x + 3} ${y}a3 3 0 1 1 -6 0a3 3 0 1 1 6 0Z`;
  return `M${x} ${y}L${x - ux * 9 - uy * 4} ${y - uy * 9 + ux * 4}L${x - ux * 9 + uy * 4} ${y - uy * 9 - ux * 4}Z`;
}
