/** Answers `timeline` and `timeline/KZ`. */
import type { Ref } from "../core";
import type { Line } from "../lines/api";

export interface Lane { type: string; ref: Ref }
export interface Timeline { lanes: Lane[]; events: Line[]; states: Record<string, Ref>; listed: string[] }
