/** All documents. */
import { count, defineView, h, howMade, label, nodeLink, number, refs } from "../core";
import type { Documents } from "../pages/api";

defineView({
  name: "documents",
  async show({ source, title }) {
    const found = await source.get<Documents>("documents");
    title("Documents");
    return [h("h1", {}, "Documents"), h("p", { class: "lead" }, "Reports and data sets that the claims come from."),
      h("ul", { class: "plain sources" }, found.lines.map((line, i) => {
        const types = Object.entries(found.types[i] ?? {});
        const all = types.reduce((sum, [, n]) => sum + n, 0);
        return h("li", {}, h("h2", {}, h("a", { href: nodeLink(line.ref.id) }, label(line.ref))),
          h("p", {}, line.is_data_set && h("span", { class: "tag" }, "data set"), " ", line.authors.length > 0 && [refs(line.authors), ". "],
            line.publisher && `${line.publisher}, `, line.year && `${line.year}.`),
          h("p", { class: "faint" }, count(all, "claim"), types.length > 0 && ": ", types.map(([t, n]) => `${number(n)} ${t.replace(/ claim$/, "")}`).join(", ")));
      })),
      howMade({ words: "Documents of the graph with their claims.", query: "SELECT ?document ?title\nWHERE { ?document a mkg:Document ; dcterms:title ?title }" })];
  },
});
