/** Timeline: what is told of which years, a lane for each type of claims; what names no year is listed below. */
import { count, defineView, h, howMade, keepParams, label, number, picture, siteInfo, table } from "../core";
import type { Child, Source } from "../core";
import { changed, pick, stateChoices } from "../lines/chooser";
import { Chosen, mark as markChosen } from "../lines/chosen";
import type { Line } from "../lines/api";
import { widthOf } from "../lines/room";
import { claimLink, isAbout, speakers, standing, years } from "../lines/words";
import { laneName } from "../timeline/api";
import type { Lane, Timeline } from "../timeline/api";
import { drawLanes, marksOf } from "../timeline/draw";
import type { Mark } from "../timeline/draw";

const FIRST = 60; // undated claims of a lane that are listed at once

const isDated = (l: Line): boolean => l.first !== null || l.last !== null;

/** A check box for each lane; the address names those that are taken away. */
function kinds(lanes: Lane[], lines: Line[], without: string[]): HTMLElement {
  return h("fieldset", { class: "lanes" }, h("legend", {}, "Kinds"), lanes.map((lane) => {
    const of = lines.filter((l) => l.type === lane.type), box = h("input", {
      type: "checkbox", id: `lane-${lane.type}`, checked: !without.includes(lane.type),
      onchange: () => { location.hash = changed({ without: box.checked ? without.filter((w) => w !== lane.type) : [...without, lane.type] }).slice(1); },
    });
    return h("label", { class: `lane-${lane.type}` }, box, h("span", { class: "sign", "aria-hidden": "true" }), `${laneName(lane)} (${number(of.length)})`);
  }));
}

function twin(lines: Line[], lanes: Lane[]): HTMLElement {
  const kind = (l: Line): string => laneName(lanes.find((a) => a.type === l.type)!);
  return table<Line>([
    { head: "First year", numeric: true, plain: (l) => l.first, cell: (l) => l.first ?? (l.last === null ? "no year" : "open") },
    { head: "Last year", numeric: true, plain: (l) => l.last, cell: (l) => l.last ?? (l.first === null ? "" : "open") },
    { head: "Kind", plain: kind, cell: kind },
    { head: "What", plain: (l) => l.label, cell: (l) => l.label },
    { head: "Said as", plain: (l) => standing(l) || "asserted", cell: (l) => standing(l) || "asserted" },
    { head: "Who says so", plain: speakers, cell: speakers },
    { head: "Claim", plain: (l) => l.claim, cell: claimLink },
  ], lines, { caption: "Claims by year", file: "timeline" });
}

/** Claims that name no year, by lane. */
function undated(lanes: Lane[], lines: Line[], choose: (l: Line) => void): Child {
  if (!lines.length) return null;
  return h("section", { class: "undated" }, h("h2", {}, `Without a year (${number(lines.length)})`),
    h("p", { class: "picture-note" }, "Their sentences tell no year. They are not put at the year of their report, which is when it was written and not what it tells of."),
    lanes.map((lane) => {
      const of = lines.filter((l) => l.type === lane.type);
      if (!of.length) return null;
      const item = (l: Line): HTMLElement => h("li", {}, h("button", { type: "button", class: "linkish choice", id: `event-${l.claim}`, onclick: () => choose(l) }, l.label), standing(l) && h("span", { class: "faint" }, ` ${standing(l)}`));
      const list = h("ul", { class: "plain" }, of.slice(0, FIRST).map(item));
      const rest = of.length > FIRST && h("p", {}, h("button", { type: "button", class: "quiet", onclick: (event: Event) => { list.append(...of.slice(FIRST).map(item)); (event.target as HTMLElement).remove(); } }, `Show ${number(of.length - FIRST)} more`));
      return h("details", { class: "undated-lane", "data-type": lane.type }, h("summary", {}, `${laneName(lane)} (${number(of.length)})`), list, rest);
    }));
}

function query(lanes: Lane[], state: string, prefix: string): string {
  const node = `<${prefix}state/${state}>`;
  return `SELECT DISTINCT ?claim ?type ?label ?first ?last WHERE {
  VALUES ?type { ${lanes.map((l) => `mkg:${l.type}`).join(" ")} }
  ?claim a ?type ; rdfs:label ?label .${state ? `\n  ?claim ?slot ?node . OPTIONAL { ?node mkg:inState ?in }\n  FILTER (?node = ${node} || ?in = ${node})` : ""}
  OPTIONAL { ?claim mkg:periodStart ?first }
  OPTIONAL { ?claim mkg:periodEnd ?last }
}
ORDER BY ?first ?last ?label`;
}

/** Claims of reports and, for a state, those of data sets. */
async function load(source: Source, state: string): Promise<[Timeline, number]> {
  const all = await source.get<Timeline>("timeline");
  if (!state || !all.listed.includes(state)) return [all, 0];
  const more = await source.get<Timeline>(`timeline/${state}`);
  return [{ ...all, states: { ...more.states, ...all.states }, events: [...all.events, ...more.events] }, more.events.length];
}

defineView({
  name: "timeline",
  async show({ params, source, title, signal }) {
    const state = params.get("state") ?? "", without = params.getAll("without"), asked = params.get("chosen") ?? "";
    const [all, listed] = await load(source, state), site = await siteInfo();
    if (signal.aborted) return null;
    if (!all.events.length && !all.listed.length) return [h("h1", {}, "Timeline"), h("p", { class: "lead" }, "No claim of this graph tells of an agreement, a law, a measure or a figure.")];
    const about = all.events.filter((l) => isAbout(l, state)), lanes = all.lanes.filter((lane) => all.events.some((l) => l.type === lane.type));
    const shown = about.filter((l) => !without.includes(l.type)), dated = shown.filter(isDated), rest = shown.filter((l) => !isDated(l));
    const chosen = new Chosen(source, "Choose a bar to read the sentence behind it.");
    const choose = (of: Mark, focus = true): void => {
      keepParams({ chosen: of.id });
      markChosen(`event-${of.id}`);
      chosen.show(of.name, years(of.lines[0]!) || "no year is told", of.lines.map((l) => l.claim), focus);
    };
    const single = (l: Line): Mark => ({ id: l.claim, lines: [l], name: l.label });
    const known = [...lanes.flatMap((lane) => marksOf(dated.filter((l) => l.type === lane.type))), ...rest.map(single)].find((m) => m.id === asked);
    const heading = state && all.states[state] ? `Timeline: ${label(all.states[state])}` : "Timeline";
    title(heading);
    setTimeout(() => { if (known && !signal.aborted) { document.getElementById(`event-${known.id}`)?.closest("details")?.setAttribute("open", ""); choose(known, false); } });
    return h("div", { class: "timeline" }, h("h1", {}, heading),
      h("div", { class: "filters" }, pick("state", "State", state, stateChoices(all.states), "any"), kinds(lanes, about, without)),
      h("p", { class: "lead" }, `${count(dated.length, "claim")} with a year, ${number(rest.length)} without${listed ? `; ${number(listed)} of them from data sets` : ""}.`),
      h("div", { class: "beside" }, h("div", {},
        dated.length > 0 ? picture(drawLanes(lanes, dated, { width: widthOf(1500), chosen: asked, choose }), {
          title: "What is told of which years", file: `timeline${state && `-${state}`}`, twin: twin([...dated, ...rest], lanes),
          note: ["A bar covers the years that a claim is about; an arrow goes on without an end. A hollow bar is denied, estimated, forecast or recommended. Years in which nothing begins or ends are narrower.", " Tab enters the picture, arrow keys go on, Enter chooses."],
        }) : h("p", { class: "notice" }, "No claim of this choice names a year."),
        undated(lanes, rest, (l) => choose(single(l)))), chosen.element),
      howMade({
        words: `Claims that can be about years, with the years of their slots.${state ? " With a state, this page also takes claims on groups that it belongs to and on its people and bodies; the query takes those on the state and places in it." : ""} Where bars stand is worked out in this page.${all.listed.length ? " Of data sets the page shows agreements, laws and measures, for one state at a time, without what the texts of agreements provide for; their figures by the year are in the estimates." : ""}`,
        query: query(lanes.filter((l) => !without.includes(l.type)), state, site.prefixes.id ?? ""),
      }));
  },
});
