/** What the address of the network view asks for, and addresses that ask for something else. */
import { link, parseRoute } from "../core";

export const MOST = 300; // nodes that a picture holds

/** What the address asks for. */
export interface Asked { centre: string; to: string; gap: string; expand: string[]; without: string[]; kinds: string[]; most: number; chosen: string }

/** `wide`: a small picture begins with fewer nodes. */
export function read(params: URLSearchParams, wide: boolean): Asked {
  const most = Number(params.get("most"));
  return {
    centre: params.get("centre") ?? "", to: params.get("to") ?? "", gap: params.get("gap") ?? "", expand: params.getAll("expand"),
    without: params.getAll("without"), kinds: params.getAll("nokind"), most: most > 0 ? Math.min(most, MOST) : wide ? 40 : 14, chosen: params.get("chosen") ?? "",
  };
}

/** This view with some parameters changed. */
export function address(changes: Record<string, string | string[]>): string {
  const params = parseRoute(location.hash).params;
  const kept: Record<string, string[]> = {};
  for (const name of new Set(params.keys())) kept[name] = params.getAll(name);
  return link("network", { ...kept, ...changes });
}
