/** How each two figures stand to each other, in words, with the arithmetic of their intervals. */
import { count, h } from "../core";
import type { Child } from "../core";
import type { FigureLine, Group } from "./api";
import { figureWords, speakersOf, when } from "./bars";

const WORDS: Record<string, [string, string]> = {
  conflicts: ["≠", "contradict each other"], overlaps: ["∩", "overlap"], refines: ["⊂", "one lies within the other"], equal: ["=", "are equal"],
};

export function verdicts(group: Group, choose: (claim: string) => void): Child {
  const figures = new Map([...group.figures, ...group.wholes].map((f) => [f.claim, f]));
  const name = (claim: string): Child => {
    const f: FigureLine | undefined = figures.get(claim);
    return f && h("button", { type: "button", class: "linkish", onclick: () => choose(claim) }, `${figureWords(f)} (${speakersOf(f)}, ${when(f)})`);
  };
  const pairs = group.incomparable.reduce((sum, r) => sum + r.pairs, 0);
  return [
    group.verdicts.length > 0 && h("ul", { class: "plain verdicts" }, group.verdicts.map((v) => {
      const [sign, words] = WORDS[v.kind] ?? ["?", v.kind];
      return h("li", { class: `verdict verdict-${v.kind}` }, h("span", { class: "verdict-sign", "aria-hidden": "true" }, sign),
        h("div", {}, h("p", {}, name(v.first), " and ", name(v.second), " ", h("strong", {}, words), "."),
          h("p", { class: "small faint" }, `${v.reason}; ${v.independent ? "independent sources" : "one source"}`)));
    })),
    pairs > 0 && h("details", {}, h("summary", {}, `${count(pairs, "pair")} of figures cannot be compared`),
      h("ul", {}, group.incomparable.map((r) => h("li", {}, r.reason, r.pairs > 1 && h("span", { class: "faint" }, ` (${r.pairs} pairs)`))))),
    group.notes.map((n) => h("p", { class: "small faint" }, n)),
  ];
}
