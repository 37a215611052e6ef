/** What the answer `estimates` holds: the dataclasses of `kg/web/explorer/estimates.py`. */
import type { Ref } from "../core";

export interface Quantity { type: string; ref: Ref; groups: number; figures: number }
export interface Quantities { quantities: Quantity[] }
export interface FigureLine {
  claim: string; label: string; low: number | null; high: number | null; unit: string; wording: string; population: string; basis: string;
  period: [number, number] | null; written: number | null; speakers: Ref[]; modality: string; ends: string; source: "report" | "data set";
}
export interface VerdictLine { kind: string; first: string; second: string; reason: string; independent: boolean }
export interface Group {
  key: string; title: string; origin: Ref[]; destination: Ref[]; origin_states: string[]; destination_states: string[];
  figures: FigureLine[]; wholes: FigureLine[]; verdicts: VerdictLine[]; incomparable: { reason: string; pairs: number }[]; notes: string[];
}
export interface Estimates { type: string; groups: Group[]; states: Record<string, Ref> }
