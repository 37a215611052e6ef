/** All claims of a type. */
import { AnswerError, capital, count, defineView, howMade, label, h } from "../core";
import type { ClaimList } from "../pages/api";
import { claimsWithMore, heading } from "../pages/parts";

defineView({
  name: "claims",
  async show({ path, source, title }) {
    const type = path[0];
    if (!type) throw new AnswerError("A type of claims is missing in the address.", 404);
    const found = await source.get<ClaimList>(`claims/${type}/1`);
    const name = capital(label(found.type).replace(/ claim$/, ""));
    title(name);
    return [heading("Claims", name), h("p", { class: "lead" }, count(found.total, "claim"), " in the order of the sources."), h("h2", { class: "hidden" }, "Claims"),
      claimsWithMore(found.claims, found.total, async (part) => (await source.get<ClaimList>(`claims/${type}/${part}`)).claims),
      howMade({ words: "All claims of one type.", query: `SELECT ?claim ?statement\nWHERE { ?claim a mkg:${type} ; rdfs:label ?statement }\nORDER BY ?statement` })];
  },
});
