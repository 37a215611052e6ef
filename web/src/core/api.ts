/** What answers hold: the dataclasses of `kg/web/explorer`, field by field. */

export interface Ref { id: string; label: string; ru: string | null }

export interface DocumentLine { ref: Ref; authors: Ref[]; publisher: string; year: string; is_data_set: boolean }

export interface Site {
  version: string; digest: string; triples: number; claims: number;
  documents: DocumentLine[]; languages: string[]; prefixes: Record<string, string>;
}

export interface Hit {
  id: string; kind: string; label: string; ru: string | null; what: string; names: string[];
  text: string; claims: number; start: number | null;
}
export interface Index { things: Hit[] }
export interface Found { hits: Hit[]; total: number; kinds: Record<string, number> }

export interface Value { text: string; id: string | null; ru: string | null }
export interface Slot { name: string; label: string; values: Value[]; how: string }
export interface NoteCard { number: number; text: string; state: string; sources: Ref[] }
export interface EvidenceCard {
  kind: "sentence" | "cell"; document: Ref; authors: Ref[]; year: string; section: string; page: string;
  sentence: string; quote: string; start: number | null; end: number | null; notes: NoteCard[]; row: string; column: string;
}
export interface ClaimCard {
  id: string; type: Ref; label: string; polarity: string; modality: string; slots: Slot[]; evidence: EvidenceCard[];
  speakers: Ref[]; roots: Ref[]; proposer: string; status: string; version: string; score: string; basis: string;
  anchors: string[]; cues: string[];
}
