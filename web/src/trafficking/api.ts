/** Answer `trafficking`. */
import type { Ref } from "../core";
import type { Line } from "../lines/api";

export interface Spot { ref: Ref; kind: "state" | "town" | "group" | "unknown"; states: string[] }

export interface Trafficking {
  routes: Line[]; roles: Line[]; payments: Line[]; services: Line[];
  spots: Record<string, Spot>; states: Record<string, Ref>; numbers: Record<string, string>; silent: string[];
  queries: Record<string, string>;
}
