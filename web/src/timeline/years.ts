/** Where years stand: each year is a band, and stretches in which nothing begins or ends are narrower. */
import type { Line } from "../lines/api";

export interface Scale { first: number; last: number; left: (year: number) => number; right: (year: number) => number; ticks: number[] }

/** First and last year of a line on an axis that ends with `last`; an open side goes on to the end of the axis. */
export function spanOf(line: Line, scale: { first: number; last: number }): [number, number] {
  return [line.first ?? scale.first, line.last ?? scale.last];
}

/** A scale over all years of some lines, from `from` to `to`; each tick has `room` for its number. */
export function scaleOf(lines: Line[], from: number, to: number, room: number): Scale {
  const told = new Set(lines.flatMap((l) => [l.first, l.last]).filter((y): y is number => y !== null));
  const first = Math.min(...told), last = Math.max(...told);
  const weight = (year: number): number => (told.has(year) ? 1 : told.has(year - 1) || told.has(year + 1) ? 0.5 : 0.18);
  const ends = [0];
  for (let year = first; year <= last; year += 1) ends.push(ends.at(-1)! + weight(year));
  const unit = (to - from) / ends.at(-1)!;
  const left = (year: number): number => from + ends[year - first]! * unit, right = (year: number): number => from + ends[year - first + 1]! * unit;
  const middle = (year: number): number => (left(year) + right(year)) / 2;
  // The ends and round years come first when numbers would touch.
  const rank = (year: number): number => (year === first || year === last ? 0 : year % 10 === 0 ? 1 : year % 5 === 0 ? 2 : 3);
  const ticks: number[] = [];
  for (const year of [...told].sort((a, b) => rank(a) - rank(b) || a - b)) {
    if (ticks.every((t) => Math.abs(middle(t) - middle(year)) >= room)) ticks.push(year);
  }
  return { first, last, left, right, ticks: ticks.sort((a, b) => a - b) };
}
