/** What the graph holds, and where to begin. */
import { capital, count, defineView, go, h, hasView, howMade, label, link, nodeLink, number, refs, replace, siteInfo } from "../core";
import type { Child, Site } from "../core";
import type { Overview } from "../pages/api";
import { bars, outcome, whenValidated } from "../pages/parts";

const QUERY = `SELECT ?type (COUNT(?claim) AS ?claims)
WHERE { ?claim a mkg:Claim , ?type . FILTER(?type != mkg:Claim) }
GROUP BY ?type ORDER BY DESC(?claims)`;

const STATUS: Record<string, string> = {
  silent: "of which nothing is said", "stated-absent": "said to have none", "group-only": "covered by a statement on a group alone",
  contested: "contested", "in-progress": "in preparation", unratified: "signed but not ratified",
};

/** "47 pairs of states: 14 said to have no agreement, 7 …". */
function gapsTold(found: Overview): Child {
  if (!found.gaps.length) return "Where agreements are missing between states that exchange migrants, by status and by numbers of people.";
  const all = found.gaps.reduce((sum, g) => sum + g.number, 0);
  const parts = found.gaps.map((g) => `${number(g.number)} ${STATUS[g.ref.id.replace(/^.*:/, "")] ?? label(g.ref)}`).join(", ");
  return `${count(all, "pair")} of states without an agreement in force: ${parts}.`;
}

function entries(found: Overview, site: Site): Child {
  const questions = hasView("questions") ? "#/questions" : "queries";
  const gaps = hasView("agreements") ? "#/agreements" : nodeLink("state/KZ");
  return h("section", { class: "entries", "aria-label": "Where to begin" },
    h("article", {}, h("h2", {}, h("a", { href: gaps }, "Agreement gaps")), h("p", {}, gapsTold(found))),
    h("article", {}, h("h2", {}, h("a", { href: questions }, "Questions and SPARQL")),
      h("p", {}, `${count(found.questions, "question")} ready to ask with your own states and years`,
        hasView("sparql") && [", or ", h("a", { href: "#/sparql" }, "your own query")], ".")),
    h("article", {}, h("h2", {}, h("a", { href: "graph.ttl", download: "migration-kg.ttl" }, "Take the graph along")),
      h("p", {}, `${count(site.triples, "triple")} as Turtle, one file: claims, evidence, derived relations.`)));
}

function sources(found: Overview): Child {
  return h("section", {}, h("h2", {}, "Sources"),
    h("ul", { class: "plain sources" }, found.sources.map(({ line, claims }) => h("li", {},
      h("a", { href: nodeLink(line.ref.id) }, label(line.ref)),
      h("p", { class: "faint" }, line.is_data_set && "Data set. ", line.authors.length > 0 && [refs(line.authors), ". "], line.publisher && `${line.publisher}, `,
        line.year && `${line.year}. `, count(claims, "claim"), ".")))));
}

function making(found: Overview, site: Site): Child {
  const state = h("p", { role: "status" }, "Checking against the rules …");
  return [h("section", {}, h("h2", {}, "State of the graph"), h("div", { class: "validation-line" }, state),
    h("dl", { class: "slots" },
      found.makers.map((m) => [h("dt", {}, count(m.claims, "claim")), h("dd", {}, m.label, m.version && h("span", { class: "faint" }, ` ${m.version}`))]),
      h("dt", {}, count(found.edges, "relation")), h("dd", {}, "derived by rules, each naming its claims"),
      h("dt", {}, "Program"), h("dd", {}, `migration-kg ${site.version}`),
      h("dt", {}, "Graph"), h("dd", {}, h("code", {}, site.digest.slice(0, 16)))))];
}

defineView({
  name: "overview",
  async show({ source, signal, title }) {
    const [site, found] = await Promise.all([siteInfo(), source.get<Overview>("overview")]);
    title("");
    const box = h("input", { type: "search", "aria-label": "Search actors, places, agreements, sentences", placeholder: "A state, an organisation, a word …", autocomplete: "off" });
    const find = h("form", { role: "search", class: "big-find", onsubmit: (e: SubmitEvent) => { e.preventDefault(); go(link("search", { q: box.value })); } },
      box, h("button", { class: "primary" }, "Search"));
    const reports = found.sources.filter((s) => !s.line.is_data_set).length, sets = found.sources.length - reports;
    const from = [reports && count(reports, "report"), sets && count(sets, "data set")].filter(Boolean).join(" and ");
    const state = making(found, site);
    const page = h("div", { class: "overview" },
      h("h1", {}, `${count(found.claims, "claim")} on labor migration and trafficking`),
      h("p", { class: "lead" }, `From ${from.replace(/^1 /, "one ")}. Each one says who states it, how firmly, and in which words; figures that disagree stand side by side.`),
      find, entries(found, site),
      h("div", { class: "columns" },
        h("section", {}, h("h2", {}, "Claims by type"), bars(found.types.map((t) => ({
          label: h("a", { href: link(`claims/${t.ref.id.replace("mkg:", "")}`) }, capital(label(t.ref).replace(/ claim$/, ""))), number: t.number, text: "claims" })), "Claims by type")),
        h("section", {}, h("h2", {}, "Most spoken of"), bars(found.spoken_of.map((t) => ({
          label: h("a", { href: nodeLink(t.id) }, label(t)), number: t.claims, text: "claims" })), "Actors with the most claims"),
          h("p", { class: "faint small" }, found.actors.map((a, i) => `${i ? ", " : ""}${count(a.number, label(a.ref))}`))),
        sources(found), state),
      howMade({ words: "Counts of nodes in the graph; an actor is counted when a claim names it in one of its slots.", query: QUERY, command: "mkg show RU" }));
    void whenValidated(source, signal).then((report) => {
      const line = page.querySelector(".validation-line");
      if (!report || !line) return;
      replace(line, h("p", { role: "status", class: report.conforms ? "good" : "bad" }, h("a", { href: "#/validation" }, outcome(report)), report.conforms ? " ✓" : " ✗"));
    }).catch(() => undefined);
    return page;
  },
});
