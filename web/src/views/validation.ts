/** The report of validation. */
import { capital, count, defineView, h, howMade, number, ref, replace, table } from "../core";
import type { Child } from "../core";
import type { ResultLine, RuleLine, Validation } from "../pages/api";
import { heading, outcome, whenValidated } from "../pages/parts";

/** What one rule found: its message once, then the nodes. */
function results(of: ResultLine[]): Child {
  const by = new Map<string, ResultLine[]>();
  for (const one of of) by.set(`${one.rule} ${one.severity}`, [...(by.get(`${one.rule} ${one.severity}`) ?? []), one]);
  return [...by.values()].map((found) => {
    const rule = found[0]!;
    return h("article", { class: "claim" },
      h("header", {}, h("span", { class: `tag ${rule.severity === "Violation" ? "tag-negated" : ""}` }, rule.severity.toLowerCase()), h("span", {}, count(found.length, "node"))),
      h("h3", {}, capital(rule.name)), h("p", {}, rule.message),
      h("ul", { class: "nodes" }, found.map((one) => h("li", {}, ref(one.focus), one.value && h("span", { class: "faint" }, `: ${one.value}`)))),
      h("p", { class: "small faint" }, rule.hint));
  });
}

function report(of: Validation): Child {
  return [h("p", { class: `lead ${of.conforms ? "good" : "bad"}`, role: "status" }, `${outcome(of)} ${of.conforms ? "✓" : "✗"}`),
    of.results.length > 0 && h("section", {}, h("h2", {}, of.total > of.results.length ? `The first ${of.results.length} of ${number(of.total)} results` : count(of.total, "result")), results(of.results)),
    h("section", {}, h("h2", {}, "What was looked at"), h("p", { class: "faint" }, "A rule that looked at nothing says nothing."),
      table<RuleLine>([
        { head: "Rule", cell: (r) => [r.name, h("span", { class: "faint small block" }, r.description)], plain: (r) => r.name },
        { head: "Severity", cell: (r) => r.severity.toLowerCase(), plain: (r) => r.severity },
        { head: "Nodes", cell: (r) => number(r.looked_at), plain: (r) => r.looked_at, numeric: true },
        { head: "Results", cell: (r) => number(r.results), plain: (r) => r.results, numeric: true },
      ], of.rules, { caption: "Rules with the nodes that they looked at", file: "validation", first: 200 })),
    howMade({ words: "SHACL shapes and checks across nodes, run on this very graph when the page was first opened.", command: "mkg validate" })];
}

defineView({
  name: "validation",
  show({ source, signal, title }) {
    title("Validation");
    const body = h("div", {}, h("p", { class: "lead", role: "status" }, "Checking the graph against all rules. This takes some seconds, longer for a large graph …"));
    void whenValidated(source, signal).then((found) => { if (found) replace(body, report(found)); })
      .catch((error: Error) => replace(body, h("p", { role: "alert" }, error.message)));
    return [heading("", "Validation"), body];
  },
});
