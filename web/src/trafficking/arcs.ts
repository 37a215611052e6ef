/** Routes as arcs between states and groups of states, and what cannot be drawn. */
import { label } from "../core";
import type { Line } from "../lines/api";
import type { Spot, Trafficking } from "./api";

/** From one end to another; `ends` are names of the two, with towns where claims name some. */
export interface Arc { id: string; from: string; to: string; lines: Line[]; ends: [Set<string>, Set<string>]; through: boolean }
/** Part of a claim without a place on the map, with the reason. */
export interface Undrawn { line: Line; text: string; reason: string }
export interface Drawn { arcs: Arc[]; undrawn: Undrawn[]; ends: string[] }

/** The point of the map that a place has: towns stand at the point of their state. */
export function pointOf(spot: Spot | undefined): string | null {
  if (!spot || spot.kind === "unknown") return null;
  return spot.kind === "group" ? spot.ref.id : `state/${spot.states[0]}`;
}

/** Name of a point. */
export function nameOf(point: string, all: Trafficking): string {
  const spot = all.spots[point], state = all.states[point.replace("state/", "")];
  return spot ? label(spot.ref) : state ? label(state) : point;
}

export function arcsOf(lines: Line[], all: Trafficking): Drawn {
  const arcs = new Map<string, Arc>(), undrawn: Undrawn[] = [];
  const leg = (line: Line, from: string, to: string, through: boolean): void => {
    const a = pointOf(all.spots[from])!, b = pointOf(all.spots[to])!, id = `${a}~${b}`;
    const arc = arcs.get(id) ?? { id, from: a, to: b, lines: [], ends: [new Set<string>(), new Set<string>()], through };
    if (!arc.lines.includes(line)) arc.lines.push(line);
    arc.ends[0].add(label(all.spots[from]!.ref));
    arc.ends[1].add(label(all.spots[to]!.ref));
    arcs.set(id, arc);
  };
  for (const line of lines) {
    const ids = (slot: string): string[] => (line.refs[slot] ?? []).map((r) => r.id);
    const via = ids("transit").filter((id) => pointOf(all.spots[id]));
    for (const from of ids("origin").length ? ids("origin") : [""]) {
      for (const to of ids("destination").length ? ids("destination") : [""]) {
        const stops = [from, to].filter((id) => pointOf(all.spots[id]));
        if (stops.length === 2 && !via.length) leg(line, from, to, false);
        else if (via.length && stops.length) via.forEach((v) => { if (pointOf(all.spots[from])) leg(line, from, v, true); if (pointOf(all.spots[to])) leg(line, v, to, true); });
        if (stops.length < 2) undrawn.push({ line, ...missing(from, to, all) });
      }
    }
  }
  const found = [...arcs.values()].sort((a, b) => b.lines.length - a.lines.length || a.id.localeCompare(b.id));
  return { arcs: found, undrawn, ends: [...new Set(found.flatMap((a) => [a.from, a.to]))] };
}

function missing(from: string, to: string, all: Trafficking): { text: string; reason: string } {
  const name = (id: string): string => (id ? label(all.spots[id]!.ref) : "?");
  const vague = [from, to].filter((id) => id && !pointOf(all.spots[id])).map(name);
  const unnamed = [!from && "no origin", !to && "no destination"].filter(Boolean).join(" and ");
  return {
    text: `${name(from)} → ${name(to)}`,
    reason: [unnamed && `${unnamed} is named`, ...vague.map((v) => `“${v}” is no place on a map`)].filter(Boolean).join("; "),
  };
}

/** `Tajikistan (Osh) → Russia (Moscow)`: the ends of an arc with the towns that are named. */
export function arcName(arc: Arc, all: Trafficking): string {
  const end = (point: string, named: Set<string>): string => {
    const name = nameOf(point, all), towns = [...named].filter((n) => n !== name);
    return towns.length ? `${name} (${towns.sort().join(", ")})` : name;
  };
  const [a, b] = [end(arc.from, arc.ends[0]), end(arc.to, arc.ends[1])];
  return arc.from === arc.to ? `within ${nameOf(arc.from, all)}: ${[...arc.ends[0]].join(", ")} → ${[...arc.ends[1]].join(", ")}` : `${a} → ${b}`;
}
