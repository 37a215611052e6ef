/** What was chosen in the picture: a node with its ties, or a line with its claims and their sentences. */
import { capital, claimCard, count, h, label, link, nodeLink, replace } from "../core";
import type { Child, ClaimCard, Source } from "../core";
import type { Bond, Model } from "./model";
import { bondWords } from "./bond-words";

const FIRST = 6; // ties or claims that are shown at once

/** The claims of a line, each with its evidence. */
export function bondPanel(bond: Bond, name: (id: string) => string, source: Source): HTMLElement {
  const list = h("div", { class: "claims" });
  const foot = h("p", {});
  const more = async (): Promise<void> => {
    const from = list.children.length;
    const cards = await Promise.all(bond.claims.slice(from, from + FIRST).map((id) => source.get<ClaimCard>(`claim/${id}`)));
    list.append(...cards.map((c) => claimCard(c)));
    const left = bond.claims.length - list.children.length;
    replace(foot, left > 0 && h("button", { type: "button", onclick: () => void more() }, `Show ${Math.min(left, FIRST)} more of ${left}`));
  };
  void more();
  return h("div", {}, h("h2", { id: "chosen", tabindex: -1 }, `${name(bond.a)} – ${name(bond.b)}`), h("p", {}, bondWords(bond, name)), list, foot);
}

/** A node: what it is, what can be done with it, its ties in the picture. */
export function nodePanel(id: string, model: Model, bonds: Bond[], kind: string, address: (changes: Record<string, string | string[]>) => string, expanded: string[], centre: string, choose: (b: Bond) => void): Child {
  const node = model.nodes.get(id);
  if (!node) return null;
  const own = bonds.filter((b) => b.a === id || b.b === id);
  const open = expanded.includes(id);
  const lines = (of: Bond[]): HTMLElement => h("ul", { class: "plain ties" }, of.map((b) => h("li", {},
    h("button", { type: "button", class: "tie", onclick: () => choose(b) }, bondWords(b, (n) => model.name(n))))));
  return [
    h("h2", { id: "chosen", tabindex: -1 }, label(node)),
    h("p", { class: "faint" }, `${capital(kind)}, ${count(node.degree, "neighbour")} in the graph. `, h("a", { href: nodeLink(id) }, "All that is said of it")),
    h("p", { class: "picture-tools" },
      id !== centre && h("a", { class: "button", href: address({ centre: id, expand: [], chosen: "", to: "", gap: "" }) }, "Put in the centre"),
      id !== centre && h("a", { class: "button", id: "expand", href: address({ expand: open ? expanded.filter((e) => e !== id) : [...expanded, id], chosen: id }) }, open ? "Collapse" : "Expand"),
      id !== centre && h("a", { class: "button", href: link("network", { centre, to: id }) }, `Shortest way from ${model.name(centre)}`)),
    own.length > 0 && lines(own.slice(0, FIRST)),
    own.length > FIRST && h("details", {}, h("summary", {}, `${count(own.length - FIRST, "more tie")}`), lines(own.slice(FIRST))),
  ];
}
