/** Where names stand beside their nodes, so that few of them cover each other. */
import type { Place } from "./layout";

export interface Label { dx: number; dy: number; anchor: "middle" | "start" | "end" }
interface Box { left: number; right: number; top: number; bottom: number }

const LETTER = 6.1, HIGH = 13; // size of a letter at the plain size of names

/** How much of two boxes lies on each other. */
function common(a: Box, b: Box): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}

/** A side for each name: below its node, else where it covers least; `ids` go first to last, `unit` is the size of letters. */
export function sides(
  ids: string[], places: Map<string, Place>, radius: (id: string) => number, letters: (id: string) => number, unit: number,
): Map<string, Label> {
  const taken: Box[] = ids.map((id) => {
    const p = places.get(id)!, r = radius(id);
    return { left: p.x - r, right: p.x + r, top: p.y - r, bottom: p.y + r };
  });
  const found = new Map<string, Label>();
  for (const [i, id] of ids.entries()) {
    const p = places.get(id)!, r = radius(id), wide = letters(id) * LETTER * unit, high = HIGH * unit;
    const choices: [Label, Box][] = [
      [{ dx: 0, dy: r + 11 * unit, anchor: "middle" }, { left: p.x - wide / 2, right: p.x + wide / 2, top: p.y + r, bottom: p.y + r + high }],
      [{ dx: 0, dy: -r - 4 * unit, anchor: "middle" }, { left: p.x - wide / 2, right: p.x + wide / 2, top: p.y - r - high, bottom: p.y - r }],
      [{ dx: r + 4, dy: 4 * unit, anchor: "start" }, { left: p.x + r, right: p.x + r + wide + 4, top: p.y - high / 2, bottom: p.y + high / 2 }],
      [{ dx: -r - 4, dy: 4 * unit, anchor: "end" }, { left: p.x - r - wide - 4, right: p.x - r, top: p.y - high / 2, bottom: p.y + high / 2 }],
    ];
    let least = Infinity, best = choices[0]!;
    for (const choice of choices) {
      const covered = taken.reduce((sum, box, k) => sum + (k === i ? 0 : common(box, choice[1])), 0);
      if (covered < least) [least, best] = [covered, choice];
    }
    taken.push(best[1]);
    found.set(id, best[0]);
  }
  return found;
}
