/** Finding things in a folder of files, by the rules of `kg/web/explorer/search.py`. */
import type { Found, Hit } from "./api";

const KINDS = ["actor", "place", "agreement", "law", "document", "claim", "sentence"];

/** Text without case, accents and punctuation. */
export function fold(text: string): string {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function begins(text: string, word: string): boolean {
  return text.startsWith(word) || text.includes(` ${word}`);
}

/** How well folded names and text fit folded words; 0 where any word is missing. */
export function score(label: string, names: string[], text: string, words: string[]): number {
  const whole = words.join(" ");
  if (label === whole) return 100;
  if (names.includes(whole)) return 90;
  let best = 100;
  for (const word of words) {
    const fit = label.startsWith(word) ? 60 : label.includes(` ${word}`) ? 50
      : names.some((n) => begins(n, word)) ? 40 : begins(text, word) ? 20 : 0;
    if (!fit) return 0;
    best = Math.min(best, fit);
  }
  return best;
}

/** The best things for some words. */
export function search(things: Hit[], words: string, kind: string, limit: number): Found {
  const asked = fold(words).split(" ").filter(Boolean);
  const fitting: [number, Hit][] = [];
  const kinds: Record<string, number> = {};
  if (asked.length) {
    for (const thing of things) {
      const names = [...thing.names, ...(thing.ru ? [thing.ru] : [])].map(fold);
      const fit = score(fold(thing.label), names, fold(thing.text), asked);
      if (!fit) continue;
      kinds[thing.kind] = (kinds[thing.kind] ?? 0) + 1;
      if (!kind || thing.kind === kind) fitting.push([fit, thing]);
    }
  }
  fitting.sort(([a, x], [b, y]) => b - a || KINDS.indexOf(x.kind) - KINDS.indexOf(y.kind) || y.claims - x.claims
    || (x.label < y.label ? -1 : x.label > y.label ? 1 : 0) || (x.start ?? 0) - (y.start ?? 0));
  return { hits: fitting.slice(0, limit).map(([, thing]) => thing), total: fitting.length, kinds };
}
