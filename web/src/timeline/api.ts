/** Answers `timeline` and `timeline/KZ`. */
import { capital, label } from "../core";
import type { Ref } from "../core";
import type { Line } from "../lines/api";

export interface Lane { type: string; ref: Ref }
export interface Timeline { lanes: Lane[]; events: Line[]; states: Record<string, Ref>; listed: string[] }

/** Name of a lane: "Law" for claims on laws. */
export function laneName(of: Lane): string {
  return capital(label(of.ref)).replace(/ claim$/, "");
}
