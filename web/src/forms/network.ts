/** Rows as a network: a line from the node of one column to that of another. */
import { capital, count, h, pagePart, picture, zoomButtons } from "../core";
import type { Child } from "../core";
import type { Answer, Cell } from "../asking/answer";
import { mark } from "../lines/chosen";
import { widthBelow } from "../lines/room";
import type { DrawingPart, Node, Predicate } from "../network/api";
import { MOST } from "../network/asked";
import { bonds, strongest } from "../network/model";
import type { Bond, Scene, Tie } from "../network/model";
import type { Column, Form, FormOptions } from "./api";
import { ChosenRows } from "./chosen-rows";
import { isGraph } from "./columns";
import type { Choice } from "./picking";
import { ofColumns } from "./picking";

const KINDS: Record<string, string> = { state: "State", region: "Region", place: "Place", group: "PopulationGroup", issue: "Issue" };

interface Pair { row: number; from: string; to: string }

/** The two columns and, of triples, the one between them, whose text the lines have. */
type Ends = [from: Column, to: Column, between: Column | null];

function sceneOf(answer: Answer, [from, to, between]: Ends, options: FormOptions): Scene {
  const pairs = answer.rows.map((row, i): Pair => ({ row: i, from: options.node(row, from), to: options.node(row, to) })).filter((p) => p.from && p.to && p.from !== p.to);
  const names = new Map<string, string>(), degree = new Map<string, Set<string>>();
  for (const p of pairs) {
    for (const [id, other, column] of [[p.from, p.to, from], [p.to, p.from, to]] as const) {
      names.set(id, options.text(answer.rows[p.row]!, column));
      degree.set(id, (degree.get(id) ?? new Set()).add(other));
    }
  }
  const ranked = [...degree].sort(([, a], [, b]) => b.size - a.size).map(([id]) => id), kept = new Set(ranked.slice(0, MOST));
  const nodes = [...kept].map((id): Node => ({ id, label: names.get(id)!, ru: null, kind: KINDS[/^id:([^/]+)\//.exec(id)?.[1] ?? ""] ?? "", degree: degree.get(id)!.size }));
  const predicate = (row: Cell[]): Predicate => {
    const label = between ? options.text(row, between) : "→";
    return options.denied(row) ? { name: "", label: `${label} (denied)`, ru: null, family: "absence", sign: -1 } : { name: "", label, ru: null, family: "other", sign: 0 };
  };
  const ties = pairs.filter((p) => kept.has(p.from) && kept.has(p.to)).map((p): Tie => ({ from: p.from, to: p.to, predicate: predicate(answer.rows[p.row]!), claims: [String(p.row)] }));
  const all = bonds(ties);
  return { nodes, bonds: all, drawn: strongest(all), shown: nodes.length, of: ranked.length, hidden: 0 };
}

async function drawn(answer: Answer, ends: Ends, options: FormOptions): Promise<Child> {
  const scene = sceneOf(answer, ends, options);
  if (!scene.nodes.length) return h("p", { class: "notice" }, "No row has two different nodes in these columns.");
  const part = await pagePart<DrawingPart>("drawing");
  const width = widthBelow(1200), height = Math.min(680, width * 0.7), label = new Map(scene.nodes.map((n) => [n.id, n.label]));
  const name = (id: string): string => label.get(id) ?? id;
  const said = (bond: Bond): string => [...new Set(bond.ties.map((t) => `${name(t.from)} ${t.predicate.label} ${name(t.to)}`))].join("; ");
  const words = (bond: Bond): string => `${said(bond)} (${count(bond.claims.length, "row")})`;
  const places = await part.settle(scene, new Map(), new Set(scene.nodes.slice(0, 1).map((n) => n.id)), width / height, name);
  const chosen = new ChosenRows(options, "Choose a line or a node to read its rows.");
  const rows = (of: Bond[]): Cell[][] => [...new Set(of.flatMap((b) => b.claims))].map((i) => answer.rows[Number(i)]!);
  const drawing = part.draw(scene, places, width, height, {
    centres: new Set(), way: [], chosen: "", name, words, kind: (kind) => kind || "node",
    choose: (id) => { mark(`node-${id}`, ".node"); chosen.show(name(id), rows(scene.bonds.filter((b) => b.a === id || b.b === id))); },
    chooseBond: (bond) => chosen.show(said(bond), rows([bond])),
  });
  const note = [`${count(scene.nodes.length, "node")}${scene.of > scene.shown ? ` of ${scene.of}, those with most neighbours` : ""}, ${count(scene.drawn.length, "line")}${scene.drawn.length < scene.bonds.length ? ` of ${scene.bonds.length}, those with most rows` : ""}; the table has all rows.`,
    " Tab enters the picture, arrow keys go from node to node, Enter chooses; plus, minus and 0 zoom."];
  const figure = picture(drawing.svg, { title: capital(options.caption), file: `${options.file}-network`, twin: options.table(answer.rows, options.caption), note });
  figure.querySelector(".picture-scroll")!.append(zoomButtons(1.3, (factor) => drawing.zoom(factor)));
  return [figure, chosen.element];
}

export const network: Form = (answer, columns, options) => {
  const triples = isGraph(answer), between = triples ? columns[1]! : null;
  const ends = triples ? [columns[0]!, columns[2]!] : columns.filter((c) => c.kind === "node");
  const choices: Choice[] = [{ parameter: "from-column", text: "From", among: ends, first: ends[0]! }, { parameter: "to-column", text: "To", among: ends, first: ends[1]! }];
  return ofColumns(triples ? [] : choices, options.params, ([from, to]) => drawn(answer, [from ?? ends[0]!, to ?? ends[1]!, between], options));
};
