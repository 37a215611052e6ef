/** What the answer `agreements` holds: the dataclasses of `kg/web/explorer/agreements.py`. */
import type { ClaimCard, Ref } from "../core";

export interface Status { name: string; label: string; definition: string; is_gap: boolean }
export interface StateLine { code: string; ref: Ref; region: string; exposure: number; place: number; cluster: number }
export interface Flow {
  origin: string; destination: string; low: number | null; high: number | null;
  scope: "whole" | "part" | "flow" | "shared" | null; estimates: number;
}
export interface PairLine {
  pair: [string, string]; names: [string, string]; status: string; basis: string;
  rank: number | null; best: number | null; worst: number | null; claims: number; migrants: [Flow, Flow];
  listed: string[]; reading: string; kinds: string[];
}
export interface Matrix { states: StateLine[]; pairs: PairLine[]; statuses: Status[]; readings: Status[] }

export interface Line { text: string; speakers: string[]; sentence: string; where: string; claim: string }
export interface Chapter { title: string; lines: Line[] }
export interface Bridge { ref: Ref; kind: string; claims: Record<string, string[]> }
export interface Story {
  pair: [string, string]; states: [Ref, Ref]; status: string; reading: string; basis: string; note: string;
  rank: number | null; best: number | null; worst: number | null; deciding: string[];
  migrants: [Flow, Flow]; money: [Flow, Flow]; money_units: [string, string];
  chapters: Chapter[]; bridges: Bridge[]; cards: Record<string, ClaimCard>;
}
