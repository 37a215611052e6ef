/** The network as a reader asks for it: nodes around a centre, filtered, and the shortest way between two. */
import { label } from "../core";
import { breath } from "./breath";
import type { Network, Node, Predicate } from "./api";

/** One thing said of two nodes: an edge of the graph. */
export interface Tie { from: string; to: string; predicate: Predicate; claims: string[] }

/** All ties of one family between two nodes: one line of the picture. `ahead` and `back` tell where it has an arrow. */
export interface Bond { id: string; a: string; b: string; family: string; sign: number; ties: Tie[]; claims: string[]; ahead: boolean; back: boolean }

export interface Filter { without: Set<string>; kinds: Set<string> }

/** Nodes to draw, with what was left out of how many; `drawn` are the bonds that the picture has lines for. */
export interface Scene { nodes: Node[]; bonds: Bond[]; drawn: Bond[]; shown: number; of: number; hidden: number }

const MOST_LINES = 800; // of one picture
const BY_NAME = new Intl.Collator("en");
const PART = 3000; // edges taken in between two breaths of the page

export class Model {
  readonly nodes = new Map<string, Node>();
  private readonly ties: Tie[] = [];
  private readonly known = new Set<string>();

  /** Takes in an answer, a part at a time; what is known already is not taken twice. */
  async add(of: Network): Promise<void> {
    for (const node of of.nodes) this.nodes.set(node.id, node);
    for (const [i, edge] of of.edges.entries()) {
      if (i % PART === PART - 1) await breath();
      const from = of.nodes[edge.source]!.id, to = of.nodes[edge.target]!.id, predicate = of.predicates[edge.predicate]!;
      const key = `${from} ${predicate.name} ${to}`;
      if (this.known.has(key)) continue;
      this.known.add(key);
      this.ties.push({ from, to, predicate, claims: edge.claims });
    }
  }

  /** Ties that a filter lets through. */
  kept(filter: Filter): Tie[] {
    const fits = (id: string): boolean => !filter.kinds.has(this.nodes.get(id)?.kind ?? "");
    return this.ties.filter((t) => t.from !== t.to && !filter.without.has(t.predicate.family) && fits(t.from) && fits(t.to));
  }

  /** The nodes around some centres, those with most claims first, at most `most` of them. */
  around(centres: string[], filter: Filter, most: number): Scene {
    const ties = this.kept({ ...filter, kinds: new Set([...filter.kinds].filter((k) => !centres.some((c) => this.nodes.get(c)?.kind === k))) });
    const core = new Set(centres);
    const claims = new Map<string, number>();
    for (const t of ties) {
      for (const [one, other] of [[t.from, t.to], [t.to, t.from]] as const) {
        if (core.has(one) && !core.has(other)) claims.set(other, (claims.get(other) ?? 0) + t.claims.length);
      }
    }
    const ranked = [...claims].sort(([a, x], [b, y]) => y - x || BY_NAME.compare(this.name(a), this.name(b)));
    const chosen = new Set([...core, ...ranked.slice(0, most).map(([id]) => id)]);
    const all = this.ties.filter((t) => core.has(t.from) !== core.has(t.to));
    const reachable = new Set(all.flatMap((t) => [t.from, t.to]).filter((id) => !core.has(id)));
    return { ...this.scene(chosen, ties, (b) => core.has(b.a) || core.has(b.b)), shown: chosen.size - core.size, of: ranked.length, hidden: reachable.size - ranked.length };
  }

  /**
   * The nodes of all shortest ways between two, directions ignored, and the first of these ways; null where none is.
   * That somebody is said not to be somewhere is no way.
   */
  between(one: string, other: string, filter: Filter, most: number): { scene: Scene; way: string[] } | null {
    const ties = this.kept({ without: new Set([...filter.without, "absence"]), kinds: new Set([...filter.kinds].filter((k) => k !== this.nodes.get(one)?.kind && k !== this.nodes.get(other)?.kind)) });
    const next = neighbours(ties);
    const from = distances(one, next), to = distances(other, next);
    const length = from.get(other);
    if (length === undefined) return null;
    const on = [...from.keys()].filter((id) => from.get(id)! + (to.get(id) ?? Infinity) === length)
      .sort((a, b) => (this.nodes.get(b)?.degree ?? 0) - (this.nodes.get(a)?.degree ?? 0) || BY_NAME.compare(this.name(a), this.name(b)));
    const way = [one];
    while (way.at(-1) !== other) {
      const last = way.at(-1)!;
      way.push(on.find((id) => next.get(last)?.has(id) && to.get(id) === to.get(last)! - 1)!);
    }
    const chosen = new Set([...way, ...on.filter((id) => !way.includes(id)).slice(0, most)]);
    const steps = stepsOf(way);
    return { scene: { ...this.scene(chosen, ties, (b) => steps.has(`${b.a} ${b.b}`)), shown: chosen.size - 2, of: on.length - 2, hidden: 0 }, way };
  }

  /** A scene of given nodes; of too many lines those that the picture `isAbout` are drawn first. */
  scene(chosen: Set<string>, ties: Tie[], isAbout: (bond: Bond) => boolean): { nodes: Node[]; bonds: Bond[]; drawn: Bond[] } {
    const nodes = [...chosen].map((id) => this.nodes.get(id)).filter((n) => n !== undefined);
    const all = bonds(ties.filter((t) => chosen.has(t.from) && chosen.has(t.to)));
    return { nodes, bonds: all, drawn: strongest(all, isAbout) };
  }

  name(id: string): string {
    const node = this.nodes.get(id);
    return node ? label(node) : id;
  }

  /** Node by its label or id, as typed. */
  find(text: string): string | undefined {
    const wanted = text.trim().toLowerCase();
    if (this.nodes.has(text.trim())) return text.trim();
    const all = [...this.nodes.values()];
    return (all.find((n) => label(n).toLowerCase() === wanted || n.label.toLowerCase() === wanted)
      ?? all.find((n) => wanted && label(n).toLowerCase().startsWith(wanted)))?.id;
  }
}

/** Ties as lines: one a pair of nodes and family. */
export function bonds(ties: Tie[]): Bond[] {
  const found = new Map<string, Bond>(), claims = new Map<string, Set<string>>();
  for (const tie of ties) {
    const [a, b] = tie.from < tie.to ? [tie.from, tie.to] : [tie.to, tie.from];
    const id = `${a} ${tie.predicate.family} ${b}`;
    const bond = found.get(id) ?? { id, a, b, family: tie.predicate.family, sign: tie.predicate.sign, ties: [], claims: [], ahead: false, back: false };
    bond.ties.push(tie);
    const own = claims.get(id) ?? new Set<string>();
    for (const claim of tie.claims) own.add(claim);
    claims.set(id, own);
    if (tie.from === a) bond.ahead = true;
    else bond.back = true;
    found.set(id, bond);
  }
  for (const [id, bond] of found) bond.claims = [...claims.get(id)!];
  return [...found.values()].sort((x, y) => y.claims.length - x.claims.length || (x.id < y.id ? -1 : 1));
}

/**
 * As many bonds as one picture has lines for, of some that begin with those of most claims: those that the picture is about, then the first
 * ones of each node, then the first of all.
 */
export function strongest(all: Bond[], isAbout: (bond: Bond) => boolean = () => false): Bond[] {
  if (all.length <= MOST_LINES) return all;
  const seen = new Set<string>();
  const firsts = new Set(all.filter((b) => {
    const isFirst = !seen.has(b.a) || !seen.has(b.b);
    seen.add(b.a).add(b.b);
    return isFirst;
  }));
  const rank = (bond: Bond): number => (isAbout(bond) ? 0 : firsts.has(bond) ? 1 : 2);
  const ranked = all.map((bond) => ({ bond, rank: rank(bond) })).sort((x, y) => x.rank - y.rank);
  const kept = new Set(ranked.slice(0, MOST_LINES).map((r) => r.bond));
  return all.filter((b) => kept.has(b));
}

/** The steps of a way as pairs of nodes, there and back. */
export function stepsOf(way: string[]): Set<string> {
  return new Set(way.slice(1).flatMap((id, i) => [`${way[i]} ${id}`, `${id} ${way[i]}`]));
}

function neighbours(ties: Tie[]): Map<string, Set<string>> {
  const next = new Map<string, Set<string>>();
  for (const t of ties) {
    for (const [one, other] of [[t.from, t.to], [t.to, t.from]] as const) {
      const found = next.get(one) ?? new Set<string>();
      found.add(other);
      next.set(one, found);
    }
  }
  return next;
}

function distances(start: string, next: Map<string, Set<string>>): Map<string, number> {
  const found = new Map([[start, 0]]);
  let rim = [start];
  while (rim.length) {
    const further: string[] = [];
    for (const id of rim) {
      for (const other of next.get(id) ?? []) {
        if (!found.has(other)) {
          found.set(other, found.get(id)! + 1);
          further.push(other);
        }
      }
    }
    rim = further;
  }
  return found;
}
