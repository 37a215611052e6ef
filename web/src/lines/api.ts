/** Claims in short, as `kg/web/explorer/lines.py` gives them. */
import type { Ref } from "../core";

export interface Line {
  claim: string; type: string; label: string; polarity: string; modality: string; speakers: Ref[];
  refs: Record<string, Ref[]>; words: Record<string, string[]>;
  low: number | null; high: number | null; first: number | null; last: number | null;
  states: string[]; members: string[];
}
