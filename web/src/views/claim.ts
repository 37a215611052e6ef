/** One claim: what it says, who says so in which words, how it was found, what rests on it. */
import {
  capital, claimCard, count, defineView, evidence, h, hedges, howMade, label, ref, refs, slots, speakers, statusMark,
} from "../core";
import type { Child, ClaimCard } from "../core";
import type { ClaimPage } from "../pages/api";
import { heading } from "../pages/parts";

const PROPOSERS: Record<string, string> = {
  reviewed: "People read the passage and judged the claim.", reader: "The offline reader proposed it; nobody reviewed it.",
  llm: "A language model proposed it; nobody reviewed it.", import: "It was imported from a data set, cell by cell.",
};

function making(claim: ClaimCard): Child {
  const rows: [string, Child][] = [
    ["Proposed by", PROPOSERS[claim.proposer] ?? claim.proposer], ["Version", claim.version],
    ["Score", claim.score && Number(claim.score).toFixed(2)], ["Basis", claim.basis], ["Words that showed it", claim.anchors.join(", ")],
    ["Words of hedging", claim.cues.join(", ")], ["Root sources", claim.roots.length > 0 && refs(claim.roots)],
  ];
  return h("dl", { class: "slots" }, rows.filter(([, v]) => v).map(([k, v]) => [h("dt", {}, k), h("dd", {}, v)]));
}

defineView({
  name: "claim",
  async show({ path, source, title }) {
    const found = await source.get<ClaimPage>(`claim-page/${path.join("/")}`);
    const { claim } = found;
    title(claim.label);
    const said = speakers(claim);
    return h("div", { class: "claim-page" }, heading(label(claim.type), claim.label),
      h("p", { class: "tags" }, hedges(claim), statusMark(claim.status)),
      h("div", { class: "two" },
        h("section", {}, h("h2", {}, "In which words"),
          claim.evidence.map((e) => evidence(e, said.length > 0 && [h("span", { class: "speaker" }, said), " in "]))),
        h("section", {}, h("h2", {}, "What it says"), slots(claim),
          found.origins.length > 0 && h("ul", { class: "small faint" }, found.origins.map((o) =>
            h("li", {}, `${capital(o.slot)}: ${o.how}`, o.words && ` from “${o.words}”`, o.rule && ` by the rule ${o.rule}`))))),
      h("section", {}, h("h2", {}, "How it was found"), making(claim)),
      found.derived.length > 0 && h("section", {}, h("h2", {}, "What rests on it"),
        h("ul", {}, found.derived.map((d) => h("li", {}, d.kind === "instrument" ? ref(d.refs[0]!) : d.label,
          d.kind !== "instrument" && d.refs.length > 0 && h("span", { class: "faint" }, " (", d.refs.flatMap((r, i) => (i ? [", ", ref(r)] : [ref(r)])), ")"))))),
      found.beside.length > 0 && h("section", {}, h("h2", {}, `${count(found.beside.length, "more claim")} in the same sentence`),
        found.beside.map((c) => claimCard(c))),
      howMade({ words: "Everything that the graph says of this claim.", query: `SELECT ?property ?value\nWHERE { <${found.iri}> ?property ?value }`,
        command: `mkg explain ${claim.id}` }),
      source.live && h("p", { class: "faint small" }, "As RDF: ", h("a", { href: `id/claim/${claim.id}` }, found.iri)));
  },
});
