/** Section of shelters and hotlines: who runs them and where, where they are said to be lacking, where nothing is said. */
import { capital, count, h, keepParams, number, ref, refs, table } from "../core";
import type { Child } from "../core";
import { pick } from "../lines/chooser";
import { mark } from "../lines/chosen";
import type { Line } from "../lines/api";
import { claimLink, isAbout, named, speakers, standing } from "../lines/words";
import type { Section } from "./section";

/** Kinds that are meant where none is asked for. */
const HELP = /(shelter|hotline)$/;

export function help(of: Section): Child {
  const every = of.params.get("kinds") === "all", kinds = (l: Line): string[] => (l.refs.kind ?? []).map((r) => r.id);
  of.filters.append(pick("kinds", "Services", every ? "all" : "", [["all", "all kinds"]], "shelters and hotlines"));
  const lines = of.all.services.filter((l) => isAbout(l, of.at) && (every || kinds(l).some((k) => HELP.test(k))));
  const there = lines.filter((l) => l.polarity !== "negated"), lacking = lines.filter((l) => l.polarity === "negated");
  const choose = (line: Line, focus = true): void => {
    keepParams({ chosen: line.claim });
    mark(`service-${line.claim}`);
    of.chosen.show(heading(line), "", [line.claim], focus);
  };
  of.ready = () => { const line = lines.find((l) => l.claim === of.asked); if (line) choose(line, false); };
  const silent = of.all.silent.filter((c) => !of.at || c === of.at).map((c) => of.all.states[c]!).filter(Boolean);
  const all = of.all.services.length, other = all - of.all.services.filter((l) => kinds(l).some((k) => HELP.test(k))).length;
  return [
    h("p", { class: "lead" }, there.length ? `${count(there.length, "claim")} on what is there.` : "No claim tells of any there.", !every && other > 0 && !of.at ? ` ${count(other, "claim")} on other kinds of help not shown.` : ""),
    there.length > 0 && serviceTable(there, choose),
    h("h2", {}, "Said to be lacking"),
    lacking.length ? h("ul", { class: "plain" }, lacking.map((l) => h("li", {}, h("button", { type: "button", class: "linkish choice", id: `service-${l.claim}`, onclick: () => choose(l) }, `${capital(named(l, "kind"))}: ${named(l, "place") || named(l, "operator") || l.label}`), standing(l) !== "denied" && h("span", { class: "faint" }, ` ${standing(l)}`))))
      : h("p", {}, "No claim says that a state has none."),
    silent.length > 0 && [h("h2", {}, "Nothing said"), h("p", {}, "Routes or roles name these states, and no claim tells whether there is a shelter or a hotline. That is silence, not absence: ", refs(silent), ".")],
  ];
}

function heading(l: Line): string {
  return [capital(named(l, "kind")), named(l, "place") && `in ${named(l, "place")}`, named(l, "operator") && `run by ${named(l, "operator")}`].filter(Boolean).join(" ");
}

function serviceTable(lines: Line[], choose: (l: Line) => void): HTMLElement {
  const per = (l: Line): string => (l.words.per ?? []).join("/");
  const links = (l: Line, slot: string): Child => (l.refs[slot]?.length ? l.refs[slot].flatMap((r, i) => (i ? [", ", ref(r)] : [ref(r)])) : "–");
  return table<Line>([
    { head: "Kind", plain: (l) => named(l, "kind"), cell: (l) => h("button", { type: "button", class: "linkish choice", id: `service-${l.claim}`, "aria-label": heading(l), onclick: () => choose(l) }, capital(named(l, "kind"))) },
    { head: "Where", plain: (l) => named(l, "place"), cell: (l) => links(l, "place") },
    { head: "Run by", plain: (l) => named(l, "operator"), cell: (l) => links(l, "operator") },
    { head: "For whom", plain: (l) => named(l, "beneficiaries"), cell: (l) => named(l, "beneficiaries") || "–" },
    { head: "Lowest", numeric: true, plain: (l) => l.low, cell: (l) => l.low === null ? "" : number(l.low) },
    { head: "Highest", numeric: true, plain: (l) => l.high, cell: (l) => l.high === null ? "" : number(l.high) },
    { head: "Per", plain: per, cell: per },
    { head: "Said as", plain: (l) => standing(l) || "asserted", cell: (l) => standing(l) || "asserted" },
    { head: "Who says so", plain: speakers, cell: speakers }, { head: "Claim", plain: (l) => l.claim, cell: claimLink },
  ], lines, { caption: "Help that claims tell of", file: "shelters-and-hotlines" });
}
