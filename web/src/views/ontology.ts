/** The ontology: classes, properties, closed lists, rules. */
import { capital, count, defineView, h, howMade, label, link, number } from "../core";
import type { Child, Ref } from "../core";
import type { ClassTerm, ConceptTerm, Ontology, PropertyTerm, RuleTerm, SchemeTerm, Term } from "../pages/api";
import { heading } from "../pages/parts";

const PARTS = [["classes", "Classes"], ["properties", "Properties"], ["lists", "Closed lists"], ["rules", "Rules"]] as const;
const end = (id: string): string => id.replace(/^.*[:/]/, "");
const query = (text: string): string => link("sparql", { query: text });

function term(of: Term, more: Child, ask: string): HTMLElement {
  return h("article", { class: "term", id: `term-${end(of.ref.id)}` },
    h("h3", {}, capital(label(of.ref)), " ", h("code", { class: "faint" }, of.ref.id)),
    h("p", {}, of.definition), of.scope && h("p", { class: "faint scope" }, of.scope), more,
    h("p", { class: "small" }, ask && of.number > 0 ? h("a", { href: query(ask) }, `${number(of.number)} in this graph`) : h("span", { class: "faint" }, `${number(of.number)} in this graph`)));
}

const joined = (of: Ref[], part: string): Child => of.flatMap((r, i) => [i ? ", " : "", r.id.startsWith("mkg:") ? h("a", { href: link(`ontology/${part}/${end(r.id)}`) }, label(r)) : label(r)]);

function aClass(of: ClassTerm): HTMLElement {
  return term(of, [of.parents.length > 0 && h("p", { class: "small" }, "A kind of ", joined(of.parents, "classes")),
    of.slots.length > 0 && h("p", { class: "small" }, "Says: ", joined(of.slots, "properties"))],
  `SELECT ?thing ?label WHERE { ?thing a ${of.ref.id} . OPTIONAL { ?thing rdfs:label|skos:prefLabel|dcterms:title ?label } } LIMIT 200`);
}

function property(of: PropertyTerm): HTMLElement {
  return term(of, [(of.domain.length > 0 || of.range.length > 0) && h("p", { class: "small" }, of.domain.length > 0 && ["Of ", joined(of.domain, "classes"), ". "], of.range.length > 0 && ["Gives ", joined(of.range, "classes"), "."]),
    of.scheme && h("p", { class: "small" }, "Values: ", h("a", { href: link(`ontology/lists/${end(of.scheme.id)}`) }, label(of.scheme)))],
  `SELECT ?thing ?value WHERE { ?thing ${of.ref.id} ?value } LIMIT 200`);
}

function concept(of: ConceptTerm): Child {
  return [h("dt", {}, capital(label(of.ref)), " ", h("code", { class: "faint" }, of.notation)),
    h("dd", {}, of.definition, of.scope && h("span", { class: "faint" }, ` ${of.scope}`), " ",
      of.number > 0 ? h("a", { class: "small", href: query(`SELECT ?claim ?slot ?statement WHERE { ?claim ?slot <${"https://w3id.org/migration-kg/scheme/"}${of.ref.id.replace(/^mkg-/, "").replace(":", "/")}> ; a mkg:Claim ; rdfs:label ?statement }`) }, count(of.number, "claim"))
        : h("span", { class: "small faint" }, "no claim"))];
}

function scheme(of: SchemeTerm): HTMLElement {
  return h("article", { class: "term", id: `term-${end(of.ref.id)}` }, h("h3", {}, capital(label(of.ref))), h("p", {}, of.definition), h("dl", { class: "concepts" }, of.concepts.map(concept)));
}

function rule(of: RuleTerm): HTMLElement {
  return h("article", { class: "term", id: `term-${of.id}` }, h("h3", {}, capital(of.name), " ", h("code", { class: "faint" }, of.id)),
    h("p", {}, of.description), h("p", { class: "small" }, `${of.kind === "shape" ? "SHACL shape" : "Check across nodes"}, ${of.severity.toLowerCase()}. `, h("span", { class: "faint" }, `“${of.message}” ${of.hint}`)));
}

defineView({
  name: "ontology",
  async show({ path, source, title }) {
    const part = PARTS.find(([name]) => name === path[0])?.[0] ?? "classes";
    const found = await source.get<Ontology>("ontology");
    title("Ontology");
    const numbers = { classes: found.classes.length, properties: found.properties.length, lists: found.schemes.length, rules: found.rules.length };
    const shown: HTMLElement[] = part === "classes" ? found.classes.map(aClass) : part === "properties" ? found.properties.map(property)
      : part === "lists" ? found.schemes.map(scheme) : found.rules.map(rule);
    const jumps: [string, string][] = (part === "rules" ? [] : part === "lists" ? found.schemes : part === "classes" ? found.classes : found.properties).map((t) => [end(t.ref.id), label(t.ref)]);
    if (path[1]) {
      const at = path[1];
      requestAnimationFrame(() => requestAnimationFrame(() => {
        const there = document.getElementById(`term-${at}`);
        if (there) { there.tabIndex = -1; there.scrollIntoView(); there.focus({ preventScroll: true }); there.classList.add("hit-here"); }
      }));
    }
    return h("div", { class: "ontology" }, heading("", "Ontology"),
      h("p", { class: "lead" }, "What the words of the graph mean, and the rules that every graph is checked against."),
      h("nav", { class: "filters", "aria-label": "Parts of the ontology" }, PARTS.map(([name, text]) =>
        h("a", { id: `part-${name}`, class: "chip", href: link(`ontology/${name}`), "aria-current": name === part ? "true" : null }, `${text} ${numbers[name]}`)), source.live && h("a", { class: "faint small", href: "ontology" }, "as Turtle")),
      h("div", { class: jumps.length ? "with-index" : null }, jumps.length > 0 && h("nav", { class: "index", "aria-label": "Terms" }, h("ul", { class: "plain" }, jumps.map(([id, text]) =>
        h("li", {}, h("a", { href: link(`ontology/${part}/${id}`) }, text))))), h("div", {}, h("h2", { class: "hidden" }, PARTS.find(([name]) => name === part)![1]), shown)),
      howMade({ words: "The Turtle files of the ontology that the program carries; numbers are counts in this graph." }));
  },
});
