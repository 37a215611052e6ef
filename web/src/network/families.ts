/** Kinds of edges and nodes as the picture tells them apart: by line, by end and by colour. */

export interface Family { label: string; line: "plain" | "dashed" | "dotted"; end: "dot" | "bar" | "arrow" }

/** Ends: a dot for what binds, a bar for what hinders or is denied, an arrow for what moves. */
export const FAMILIES: Record<string, Family> = {
  cooperation: { label: "works with, supports", line: "plain", end: "dot" },
  agreements: { label: "agreement in force", line: "plain", end: "dot" },
  presence: { label: "present in", line: "dotted", end: "dot" },
  corridors: { label: "migrants, money, victims go to", line: "plain", end: "arrow" },
  obstruction: { label: "hinders, refuses, presses", line: "dashed", end: "bar" },
  absence: { label: "said not to be present in", line: "dotted", end: "bar" },
  other: { label: "raises, competes, combats", line: "plain", end: "arrow" },
};

/** Shape of a node by its class: places are squares, bodies round, groups of people and issues diamonds. */
export function shapeOf(kind: string): "square" | "round" | "diamond" {
  if (["State", "Region", "Place"].includes(kind)) return "square";
  return ["PopulationGroup", "Issue", "Diaspora"].includes(kind) ? "diamond" : "round";
}
