/** Where the nodes of a picture go: forces settle before it is drawn, a little at a time. */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import type { SimulationLinkDatum, SimulationNodeDatum } from "d3-force";
import { breath } from "./breath";
import type { Scene } from "./model";

export interface Place extends SimulationNodeDatum { id: string; x: number; y: number; half: number }
const SLICE = 12; // milliseconds of work between two breaths of the page
const TICKS = 260;

/** Places of a scene's nodes. Equal scenes give equal pictures; `fixed` nodes stay where they are put. */
export async function settle(
  scene: Scene, fixed: Map<string, [number, number]>, centres: Set<string>, ratio: number, textOf: (id: string) => string,
): Promise<Map<string, Place>> {
  const places: Place[] = scene.nodes.map((n, i) => {
    const pinned = fixed.get(n.id), angle = i * 2.399963, far = 26 * Math.sqrt(i);
    const place: Place = { id: n.id, x: far * Math.cos(angle), y: far * Math.sin(angle), half: Math.min(88, textOf(n.id).length * 3.3 + 6) };
    return pinned ? { ...place, x: pinned[0], y: pinned[1], fx: pinned[0], fy: pinned[1] } : place;
  });
  const links: (SimulationLinkDatum<Place> & { near: boolean })[] = scene.drawn.map((b) => ({
    source: b.a, target: b.b, near: centres.has(b.a) || centres.has(b.b),
  }));
  const simulation = forceSimulation(places)
    .force("link", forceLink<Place, (typeof links)[number]>(links).id((p) => p.id).distance(scene.nodes.length < 12 ? 170 : 120).strength((l) => (l.near ? 0.14 : 0.012)))
    .force("repel", forceManyBody<Place>().strength(-420).distanceMax(600))
    .force("apart", forceCollide<Place>((p) => Math.max(24, Math.min(60, p.half) * 0.8)).iterations(2))
    .force("x", forceX<Place>(0).strength(ratio > 1 ? 0.06 / ratio : 0.06))
    .force("y", forceY<Place>(0).strength(ratio > 1 ? 0.06 : 0.06 * ratio))
    .alphaDecay(1 - 0.001 ** (1 / TICKS)).stop();
  let done = 0;
  while (done < TICKS) {
    const until = performance.now() + SLICE;
    while (done < TICKS && performance.now() < until) {
      simulation.tick();
      done += 1;
    }
    if (done < TICKS) await breath();
  }
  return new Map(places.map((p) => [p.id, p]));
}
