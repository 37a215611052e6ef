/** The story of two states: the words that the status rests on, then what passes between the two. */
import { claimCard, count, h, hasView, howMade, label, link, ref } from "../core";
import type { Child } from "../core";
import type { Chapter, Flow, Line, Matrix, Story } from "./api";
import { badge, flowWords, labelOf, rankWords } from "./words";

function exposure(story: Story): Child {
  const names = new Map(story.pair.map((code, i) => [code, label(story.states[i]!)]));
  const rows: [string, Flow, string, string][] = [
    ...story.migrants.map((f): [string, Flow, string, string] => ["Migrants", f, "MigrantStock", ""]),
    ...story.money.map((f, i): [string, Flow, string, string] => ["Money", f, "Remittance", story.money_units[i] ?? ""]),
  ];
  const said = rows.filter(([, flow]) => flow.scope);
  if (!said.length) return h("p", { class: "faint" }, "No claim speaks of migrants or money between the two.");
  return h("table", { class: "exposure" },
    h("caption", { class: "hidden" }, "Migrants and money between the two, all estimates together"),
    h("tbody", {}, said.map(([what, flow, type, unit]) => h("tr", {},
      h("th", { scope: "row" }, what, h("span", { class: "way" }, `${names.get(flow.origin)} → ${names.get(flow.destination)}`)),
      h("td", {}, `${flowWords(flow)}${unit && flow.low !== null ? ` ${unit}` : ""}`,
        h("span", { class: "way" }, hasView("estimates")
          ? h("a", { href: link("estimates", { of: type, from: flow.origin, to: flow.destination }) }, count(flow.estimates, "estimate"))
          : count(flow.estimates, "estimate")))))));
}

function line(of: Line, story: Story): HTMLElement {
  const card = story.cards[of.claim];
  if (!card) return h("li", {}, of.text);
  return h("li", {}, h("details", {},
    h("summary", {}, h("span", { class: "told" }, of.text), of.speakers.length > 0 && h("span", { class: "faint" }, ` ${of.speakers.join(", ")}`)),
    claimCard(card)));
}

function chapter(of: Chapter, story: Story): HTMLElement {
  return h("section", { class: "chapter" }, h("h3", {}, of.title), h("ul", { class: "plain" }, of.lines.map((l) => line(l, story))));
}

function queryOf(story: Story): string {
  const [one, other] = story.pair;
  return `SELECT ?claim ?label ?standing ?polarity ?modality ?sentence WHERE {
  ?claim a mkg:Agreement ; mkg:party ?party ; rdfs:label ?label ; mkg:polarity ?polarity ;
         mkg:modality ?modality ; mkg:evidence/mkg:sentence ?sentence .
  VALUES ?party { <https://w3id.org/migration-kg/id/state/${one}> <https://w3id.org/migration-kg/id/state/${other}> }
  OPTIONAL { ?claim mkg:agreementStatus ?standing }
}
ORDER BY ?label`;
}

/** The story; its heading can take the focus. */
export function storyView(story: Story, matrix: Matrix): Child {
  const [one, other] = story.states;
  const cards = story.deciding.map((id) => story.cards[id]).filter((c) => c !== undefined);
  const rest = story.chapters.filter((c) => c.title !== "What the status rests on" && c.title !== "Organisations that work with both");
  return [
    h("h2", { id: "story", tabindex: -1 }, `${label(one)} – ${label(other)}`),
    h("p", { class: "standing" }, badge(story.status, labelOf(matrix.statuses, story.status)), " ",
      story.rank !== null && h("span", { class: "faint" }, rankWords(story))),
    story.reading && h("p", {}, "Beside what data sets list: ", h("strong", {}, labelOf(matrix.readings, story.reading)), "."),
    h("p", {}, story.basis), story.note && h("p", { class: "faint" }, story.note),
    cards.length > 0 && h("section", {}, h("h3", {}, cards.length === 1 ? "The words behind it" : `The words behind it: ${cards.length} claims`),
      cards.map((c) => claimCard(c))),
    h("section", { class: "chapter" }, h("h3", {}, "What passes between the two"), exposure(story)),
    story.bridges.length > 0 && h("section", { class: "chapter" }, h("h3", {}, "Organisations that work with both"),
      h("ul", { class: "plain" }, story.bridges.map((b) => h("li", {}, ref(b.ref), h("span", { class: "faint" },
        ` ${story.pair.map((code) => `${code}: ${b.claims[code]?.length ? count(b.claims[code]!.length, "claim") : "at home"}`).join(", ")}`)))),
      hasView("network") && h("p", {}, h("a", { href: link("network", { gap: story.pair.join("-") }) }, "See them in the network"))),
    rest.map((c) => chapter(c, story)),
    h("p", { class: "small" }, "More on ", ref(one), " and ", ref(other), "."),
    howMade({
      words: "The status follows from all claims on agreements that concern the two: claims that name both states decide before “only” statements, and both before statements on groups of states. Migrants and money span all estimates of a direction. The ranking is worked out in Python, not in SPARQL; the query gives the agreement claims that name either state.",
      query: queryOf(story), command: `mkg gaps --pair ${story.pair.join(" ")}`,
    }),
  ];
}
