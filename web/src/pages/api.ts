/** Answers of the pages: overview, actors, claims, documents, ontology, validation. */
import type { ClaimCard, DocumentLine, Hit, Ref } from "../core";

export interface Count { ref: Ref; number: number }
export interface Maker { name: string; label: string; version: string; claims: number }
export interface Overview {
  claims: number; types: Count[]; actors: Count[]; spoken_of: Hit[]; sources: { line: DocumentLine; claims: number }[];
  makers: Maker[]; gaps: Count[]; questions: number; edges: number;
}

export interface ResultLine {
  rule: string; name: string; severity: string; focus: Ref; path: string; value: string; message: string; hint: string;
}
export interface RuleLine {
  id: string; name: string; description: string; severity: string; looked_at: number; results: number;
}
export interface Validation {
  state: string; conforms: boolean; violations: number; warnings: number; notices: number; total: number;
  results: ResultLine[]; rules: RuleLine[];
}

export interface Group { type: Ref; total: number; claims: ClaimCard[] }
export interface Edge { predicate: Ref; other: Ref; outward: boolean; claims: string[] }
export interface Figure {
  claim: string; label: string; low: number | null; high: number | null; unit: string; population: string;
  period: [number, number] | null; speakers: string[]; modality: string; basis: string; ends: string;
  evidence: { sentence: string; quote: string; section: string };
  cells: { data_set: string; row: string; column: string; text: string }[];
}
export interface Verdict { kind: string; first: string; second: string; reason: string; independent: boolean }
export interface Comparison { type: string; title: string; figures: Figure[]; wholes: Figure[]; recorded: Figure[]; notes: string[]; verdicts: Verdict[] }
export interface ActorPage {
  ref: Ref; kind: Ref; names: string[]; facts: { property: Ref; values: Ref[] }[]; groups: Group[]; said: Group | null;
  edges: Edge[]; rivals: Comparison[];
}
export interface ClaimList { type: Ref; total: number; part: number; parts: number; claims: ClaimCard[] }

export interface ClaimPage {
  claim: ClaimCard; iri: string; origins: { slot: string; how: string; words: string; rule: string }[];
  beside: ClaimCard[]; derived: { kind: string; label: string; refs: Ref[] }[];
}

export interface Mark { start: number; end: number; claims: string[] }
export interface FigureMark { start: number; end: number; state: string; reason: string }
export interface SentenceLine {
  text: string; start: number; marks: Mark[]; figures: FigureMark[]; notes: { number: number; at: number }[];
}
export interface SectionBlock { title: string; level: number; blocks: { kind: string; sentences: SentenceLine[] }[] }
export interface ClaimLine { label: string; type: string; type_label: string; status: string; polarity: string; modality: string }
export interface DocumentPage {
  line: DocumentLine; whole: boolean; sections: SectionBlock[]; claims: Record<string, ClaimLine>;
  notes: { number: number; line: SentenceLine; state: string }[]; figures: Record<string, number>;
  details: { name: string; values: string[] }[]; sample: ClaimCard[]; types: Record<string, number>;
}
export interface Documents { lines: DocumentLine[]; types: Record<string, number>[] }

export interface Term { ref: Ref; definition: string; scope: string; number: number }
export interface ClassTerm extends Term { parents: Ref[]; slots: Ref[] }
export interface PropertyTerm extends Term { domain: Ref[]; range: Ref[]; scheme: Ref | null }
export interface ConceptTerm extends Term { notation: string; broader: Ref[] }
export interface SchemeTerm { ref: Ref; definition: string; concepts: ConceptTerm[] }
export interface RuleTerm {
  id: string; kind: string; name: string; description: string; severity: string; message: string; hint: string;
}
export interface Ontology { classes: ClassTerm[]; properties: PropertyTerm[]; schemes: SchemeTerm[]; rules: RuleTerm[] }
