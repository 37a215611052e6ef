/** What a map is made of, and what the part `map` of the page gives. */
import type { Child } from "../core";

/** Longitude and latitude. */
export type Point = [number, number];

/** What every map says of its land. */
export const BORDERS = "Borders and names are schematic (Natural Earth, as world-atlas gives them) and express no view on the status of any territory.";

/** An end of ways: a state, or a group of states, which stands in the middle of its points. Without points it has no place. */
export interface End { id: string; name: string; words: string; points: Point[]; numbers: string[]; isGroup: boolean }

/** From one end to another; `weight` is what its line is made of, `isLeg` tells that the way goes on elsewhere. */
export interface Way { id: string; from: string; to: string; weight: number; words: string; unsure: boolean; isLeg: boolean }

export interface MapOptions {
  width: number; height: number; chosen: string; choose: (id: string) => void;
  title: string; note: string; file: string; twin: HTMLElement; legend?: Child;
}

/** A map with its table; `left` are ways with an end that has no place on it. `ready` is called when it is on the page. */
export interface MapFigure { figure: HTMLElement; left: Way[]; ready: () => void }

export interface MapPart { mapFigure: (ends: End[], ways: Way[], options: MapOptions) => MapFigure }
