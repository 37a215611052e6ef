/** An actor, a place, an agreement or a law: facts on it with their evidence, rival figures side by side. */
import {
  AnswerError, capital, count, defineView, h, howMade, label, link, number, quoted, ref, siteInfo, words,
} from "../core";
import type { Child, ClaimCard, Ref, Source } from "../core";
import type { ActorPage, Comparison, Edge, Figure, Group } from "../pages/api";
import { claimsWithMore, heading, refList } from "../pages/parts";

/** "250,000 to 300,000", "at least 5", "at most 8". */
function interval(of: Figure): string {
  const { low, high } = of;
  if (low !== null && high !== null) return low === high ? number(low) : `${number(low)} to ${number(high)}`;
  if (low !== null) return `at least ${number(low)}`;
  return high !== null ? `at most ${number(high)}` : "no figure";
}

function figure(of: Figure, about = ""): HTMLElement {
  const unit = of.unit === "percent" ? " %" : of.unit ? ` ${of.unit.replace("-", " ")}` : "";
  const years = of.period ? (of.period[0] === of.period[1] ? String(of.period[0]) : `${of.period[0]}–${of.period[1]}`) : "no year";
  return h("li", {},
    h("p", { class: "rival-number" }, h("a", { href: link(`claim/${of.claim}`) }, interval(of) + unit)),
    h("p", { class: "small" }, of.speakers.join(", "), h("span", { class: "faint" }, ` · ${years}${of.modality === "asserted" ? "" : ` · ${of.modality}`}`)),
    about && h("p", { class: "small faint" }, about),
    of.population && h("p", { class: "small faint" }, of.population),
    of.cells.map((c) => h("p", { class: "rival-words" }, `Row ${c.row}, column ${c.column}: `, h("mark", {}, c.text))),
    of.evidence.sentence && h("p", { class: "rival-words" }, quoted(of.evidence.sentence, of.evidence.quote)));
}

const VERDICTS: Record<string, string> = { equal: "equal", refines: "within one another", overlaps: "overlapping", conflicts: "contradicting" };

function rival(of: Comparison): HTMLElement {
  const kinds = new Map<string, number>();
  for (const v of of.verdicts) if (v.kind !== "incomparable") kinds.set(v.kind, (kinds.get(v.kind) ?? 0) + 1);
  const exceeded = of.wholes.filter((w) => of.verdicts.some((v) => v.kind === "conflicts" && v.second === w.claim));
  const nearest = of.recorded.slice(0, 2), others = of.recorded.slice(2);
  const told = [...kinds].map(([kind, n]) => `${number(n)} ${VERDICTS[kind] ?? kind}`).join(", ");
  return h("article", { class: "rival" }, h("h3", {}, `${words(of.type)}: ${of.title.replace(/^\w+: /, "")}`), h("p", { class: "small faint" }, told ? `Pairs of figures: ${told}` : "Not comparable with each other: other years, people or units."),
    h("ul", { class: "plain rivals" }, of.figures.map((f) => figure(f)), exceeded.map((f) => figure(f, `of ${f.ends}, which holds it`)), nearest.map((f) => figure(f, "data set"))),
    others.length > 0 && h("details", {}, h("summary", {}, `${count(others.length, "more figure")} of data sets`), h("ul", { class: "plain rivals" }, others.map((f) => figure(f, "data set")))),
    of.notes.map((n) => h("p", { class: "small faint" }, n)));
}

function rivals(of: Comparison[]): Child {
  const close = of.filter((c) => c.verdicts.some((v) => v.kind !== "incomparable")), apart = of.filter((c) => !close.includes(c));
  const first = close.slice(0, 8), rest = close.slice(8);
  return of.length > 0 && h("section", {}, h("h2", {}, "Figures side by side"),
    h("p", { class: "faint" }, "Claims on one quantity, never averaged. Each number leads to its claim."), first.map(rival),
    rest.length > 0 && h("details", {}, h("summary", {}, `${rest.length} more`), rest.map(rival)),
    apart.length > 0 && h("details", { class: "apart" }, h("summary", {}, `${count(apart.length, "quantity")} with figures that cannot be held against each other`), apart.map(rival)));
}

function group(of: Group, id: string, source: Source): HTMLElement {
  const type = of.type.id.replace("mkg:", "");
  const name = capital(label(of.type).replace(/ claim$/, ""));
  return h("section", { id: `group-${type}` }, h("h2", {}, name, h("span", { class: "faint count" }, number(of.total))),
    claimsWithMore(of.claims, of.total, async (part) => (await source.get<{ claims: ClaimCard[] }>(`actor-claims/${id}/${type}/${part}`)).claims));
}

/** A relation of both sides, such as an agreement, is told once. */
function once(of: Edge[]): Edge[] {
  const outward = new Set(of.filter((e) => e.outward).map((e) => `${e.predicate.id} ${e.other.id} ${e.claims.join()}`));
  return of.filter((e) => e.outward || !outward.has(`${e.predicate.id} ${e.other.id} ${e.claims.join()}`));
}

function edges(of: Edge[]): Child {
  const by = new Map<string, { predicate: Ref; outward: boolean; edges: Edge[] }>();
  for (const edge of once(of)) {
    const key = `${edge.predicate.id} ${edge.outward}`;
    const found = by.get(key) ?? { predicate: edge.predicate, outward: edge.outward, edges: [] };
    found.edges.push(edge);
    by.set(key, found);
  }
  const line = (edge: Edge): Child => [ref(edge.other), edge.claims.slice(0, 3).map((c, i) =>
    h("a", { class: "cite", href: link(`claim/${c}`), "aria-label": `claim ${i + 1} on ${edge.other.label}` }, String(i + 1)))];
  return h("dl", { class: "slots edges" }, [...by.values()].map((g) => [
    h("dt", {}, g.outward ? label(g.predicate) : ["← ", label(g.predicate), h("span", { class: "hidden" }, " (by others)")]),
    h("dd", {}, g.edges.flatMap((e, i) => (i ? [", ", line(e)] : [line(e)])))]));
}

defineView({
  name: "actor",
  async show({ path, source, title, params }) {
    const id = path.join("/");
    if (!id) throw new AnswerError("The name of an actor is missing in the address.", 404);
    const [found, site] = await Promise.all([source.get<ActorPage>(`actor/${id}`), siteInfo()]);
    title(label(found.ref));
    const total = found.groups.reduce((sum, g) => sum + g.total, 0);
    const chosen = params.get("type");
    const groups = chosen ? found.groups.filter((g) => g.type.id === `mkg:${chosen}`) : found.groups;
    const chips = found.groups.length > 1 && h("nav", { class: "filters", "aria-label": "Kinds of claims" },
      [h("a", { id: "type-all", class: "chip", href: link(`actor/${id}`), "aria-current": chosen ? null : "true" }, `All ${number(total)}`),
        ...found.groups.map((g) => {
          const type = g.type.id.replace("mkg:", "");
          return h("a", { id: `type-${type}`, class: "chip", href: link(`actor/${id}`, { type }), "aria-current": chosen === type ? "true" : null },
            `${capital(label(g.type).replace(/ claim$/, ""))} ${number(g.total)}`);
        })]);
    const iri = `${site.prefixes.id ?? ""}${id}`;
    return h("div", { class: "actor" }, heading(label(found.kind), label(found.ref)),
      found.names.length > 0 && h("p", { class: "faint" }, "Also ", found.names.join(", ")),
      h("p", { class: "lead" }, total ? `${count(total, "claim")} on it` : "No claim speaks of it", found.said ? `, ${count(found.said.total, "claim")} by it.` : "."),
      h("div", { class: "two two-narrow" },
        found.facts.length > 0 && h("section", {}, h("h2", {}, "From the reference data"), h("dl", { class: "slots" },
          found.facts.map((f) => [h("dt", {}, capital(label(f.property))), h("dd", {}, refList(f.values, ref))]))),
        found.edges.length > 0 && h("section", {}, h("h2", {}, "Relations that claims support"), edges(found.edges))),
      !chosen && rivals(found.rivals),
      chips, groups.map((g) => group(g, id, source)),
      found.said && !chosen && h("section", {}, h("h2", {}, "What it says itself", h("span", { class: "faint count" }, number(found.said.total))),
        claimsWithMore(found.said.claims, found.said.total, async (part) => (await source.get<{ claims: ClaimCard[] }>(`actor-claims/${id}/said/${part}`)).claims)),
      howMade({ words: "All claims that name it, or its nationals, in a slot; relations come from rules, each with its claims; figures are compared as `mkg estimates` does.",
        query: `SELECT ?claim ?statement ?slot\nWHERE { ?claim ?slot <${iri}> ; a mkg:Claim ; rdfs:label ?statement }\nORDER BY ?slot`, command: `mkg show ${label(found.ref)}` }),
      source.live && h("p", { class: "faint small" }, "As RDF: ", h("a", { href: `id/${id}` }, iri)));
  },
});
