/** The network of actors and places: around one of them, between two, or of the organisations that link two states. */
import { AnswerError, capital, count, defineView, h, hasView, howMade, keepParams, label, link, parseRoute, picture, replace, s, siteInfo, table } from "../core";
import type { Child, Source } from "../core";
import type { Story } from "../agreements/api";
import type { Network } from "../network/api";
import { Drawing } from "../network/drawing";
import { FAMILIES, shapeOf } from "../network/families";
import { settle } from "../network/layout";
import { Model } from "../network/model";
import type { Bond, Filter, Scene, Tie } from "../network/model";
import { bondPanel, nodePanel } from "../network/panel";

const MOST = 300; // nodes that a picture holds

/** What the address asks for. */
interface Asked { centre: string; to: string; gap: string; expand: string[]; without: string[]; kinds: string[]; most: number; chosen: string }

function read(params: URLSearchParams, wide: boolean): Asked {
  const most = Number(params.get("most"));
  return {
    centre: params.get("centre") ?? "", to: params.get("to") ?? "", gap: params.get("gap") ?? "", expand: params.getAll("expand"),
    without: params.getAll("without"), kinds: params.getAll("nokind"), most: most > 0 ? Math.min(most, MOST) : wide ? 40 : 14, chosen: params.get("chosen") ?? "",
  };
}

function address(changes: Record<string, string | string[]>): string {
  const params = parseRoute(location.hash).params;
  const kept: Record<string, string[]> = {};
  for (const name of new Set(params.keys())) kept[name] = params.getAll(name);
  return link("network", { ...kept, ...changes });
}

async function load(source: Source, centres: string[]): Promise<[Model, Network]> {
  const model = new Model();
  const all = await source.get<Network>("network");
  model.add(all);
  if (!all.whole && source.live) {
    for (const id of centres) model.add(await source.get<Network>(`network/${id}`).catch(() => ({ ...all, nodes: [], edges: [] })));
  }
  return [model, all];
}

/** The organisations that link both sides of a gap, with lines to the two states. */
function gapScene(story: Story, model: Model): Scene {
  const states = story.states.map((ref, i) => ({ ...ref, kind: "State", degree: model.nodes.get(ref.id)?.degree ?? story.bridges.length, code: story.pair[i]! }));
  for (const st of states) model.nodes.set(st.id, st);
  const predicate = { name: "worksWith", label: "works with or in", ru: null, family: "cooperation", sign: 1 };
  const home = { name: "locatedIn", label: "is at home in", ru: null, family: "presence", sign: 1 };
  const ties: Tie[] = [];
  for (const bridge of story.bridges) {
    if (!model.nodes.has(bridge.ref.id)) model.nodes.set(bridge.ref.id, { ...bridge.ref, kind: bridge.kind, degree: 2 });
    for (const st of states) {
      const claims = bridge.claims[st.code] ?? [];
      ties.push({ from: bridge.ref.id, to: st.id, predicate: claims.length ? predicate : home, claims });
    }
  }
  const ids = new Set(states.map((st) => st.id));
  const own = model.kept({ without: new Set(), kinds: new Set() }).filter((t) => ids.has(t.from) && ids.has(t.to));
  const scene = model.scene(new Set([...ids, ...story.bridges.map((b) => b.ref.id)]), [...ties, ...own]);
  return { ...scene, shown: story.bridges.length, of: story.bridges.length, hidden: 0 };
}

/** The two states at the sides, the organisations one below the other, none on the line between the states. */
function* apart(story: Story): Generator<[string, [number, number]]> {
  for (const [i, ref] of story.states.entries()) yield [ref.id, [i ? 230 : -230, 0]];
  for (const [i, bridge] of story.bridges.entries()) yield [bridge.ref.id, [0, (i % 2 ? 1 : -1) * (75 + 70 * Math.floor(i / 2))]];
}

function chooser(model: Model, asked: Asked): HTMLElement {
  const names = h("datalist", { id: "actors" }, [...model.nodes.values()].slice(0, 2000).map((n) => h("option", { value: label(n) })));
  const field = (id: string, value: string, hint: string): HTMLInputElement =>
    h("input", { id, list: "actors", value: value ? model.name(value) : "", placeholder: hint, autocomplete: "off" });
  const centre = field("centre", asked.centre, "actor or place"), to = field("to", asked.to, "nobody else");
  const told = h("span", { class: "bad", role: "status" });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const found = model.find(centre.value), other = to.value.trim() ? model.find(to.value) : "";
    if (!found || other === undefined) told.textContent = `Nothing in the network is called “${found ? to.value : centre.value}”.`;
    else location.hash = address({ centre: found, to: other, expand: [], chosen: "", gap: "" }).slice(1);
  };
  return h("form", { class: "filters", onsubmit: submit }, names, h("label", {}, "Around ", centre), h("label", {}, "and the shortest way to ", to), h("button", { type: "submit" }, "Show"), told);
}

/** A line or node as the legend shows it. */
function sample(family: string): SVGSVGElement {
  const { line, end } = FAMILIES[family]!;
  const sign = end === "bar" ? "M35 3h2v12h-2Z" : end === "dot" ? "M38 9a3 3 0 1 1 -6 0a3 3 0 1 1 6 0Z" : "M38 9l-9 -4v8Z";
  return s("svg", { class: "network sample", viewBox: "0 0 40 18", width: 40, height: 18, "aria-hidden": "true" },
    s("g", { class: `bond family-${family} line-${line}`, "--claims": 2 }, s("path", { class: "line", d: "M2 9L34 9" }), s("path", { class: "end", d: sign })));
}

function kindSample(kind: string): SVGSVGElement {
  const shape = shapeOf(kind);
  return s("svg", { class: "network sample", viewBox: "-10 -10 20 20", width: 18, height: 18, "aria-hidden": "true" }, s("g", { class: `node kind-${kind} shape-${shape}` },
    shape === "square" ? s("rect", { class: "mark", x: -6, y: -6, width: 12, height: 12, rx: 2 })
      : shape === "diamond" ? s("path", { class: "mark", d: "M0 -8L8 0L0 8L-8 0Z" }) : s("circle", { class: "mark", r: 7 })));
}

type Entry = (key: "without" | "nokind", id: string, text: string, mark: Child) => HTMLElement;

/** An entry of the legend that is a filter as well. */
function filtering(asked: Asked): Entry {
  return (key, id, text, mark) => {
    const off = key === "without" ? asked.without : asked.kinds;
    const input = h("input", {
      type: "checkbox", id: `${key}-${id}`, checked: !off.includes(id),
      onchange: () => { location.hash = address({ [key]: input.checked ? off.filter((o) => o !== id) : [...off, id] }).slice(1); },
    });
    return h("li", {}, h("label", {}, input, mark, h("span", {}, text)));
  };
}

const telling: Entry = (_key, _id, text, mark) => h("li", { class: "entry" }, mark, h("span", {}, text));

/** The legend, drawn from what is there. */
function legend(entry: Entry, all: Network, kindName: (k: string) => string, families: string[], kinds: string[]): HTMLElement {
  return h("div", { class: "legends" },
    h("fieldset", {}, h("legend", {}, "Lines"), h("ul", { class: "plain" }, families.map((f) => entry("without", f, FAMILIES[f]!.label, sample(f))))),
    h("fieldset", {}, h("legend", {}, "Nodes"), h("ul", { class: "plain" }, kinds.map((k) => entry("nokind", k, kindName(k), kindSample(k))))),
    h("p", { class: "picture-note" }, "A line ends in a dot where two are bound, in a bar where one hinders the other or is said to be absent, in an arrow where people or money go. ",
      !all.whole && `The graph has ${count(all.total, "edge")}; those with most claims are here.`));
}

function words(scene: Scene, asked: Asked, model: Model, way: string[]): Child {
  if (asked.gap) return `${count(scene.shown, "organisation")} with ties to actors of both states.`;
  if (way.length) return [`${way.map((id) => model.name(id)).join(" – ")}: ${count(way.length - 1, "step")}, directions ignored. `, scene.of > way.length - 2 && `All shortest ways pass through ${count(scene.of, "node")}; ${scene.shown} shown.`];
  const more = scene.of > scene.shown && scene.shown < MOST;
  return [`${scene.shown} of ${count(scene.of, "neighbour")} shown${scene.of > scene.shown ? ", those with most claims" : ""}`, scene.hidden > 0 && `; ${scene.hidden} more fall under the filters`, ". ",
    more && h("a", { id: "more", href: address({ most: String(Math.min(MOST, scene.of)) }) }, `Show ${Math.min(MOST, scene.of)}`)];
}

function query(ids: string[], prefix: string): string {
  return `SELECT ?from ?does ?to ?claim WHERE {
  VALUES ?node { ${ids.map((id) => `<${prefix}${id}>`).join(" ")} }
  ?edge mkg:edgeSubject ?from ; mkg:edgePredicate ?does ; mkg:edgeObject ?to ; mkg:restsOn ?claim .
  FILTER (?from = ?node || ?to = ?node)
}
ORDER BY ?from ?does ?to`;
}

defineView({
  name: "network",
  async show({ params, source, title, signal }) {
    const room = document.getElementById("main")!.clientWidth;
    const asked = read(params, room > 760); // a small picture begins with fewer nodes
    const [model, all] = await load(source, [params.get("centre") ?? "", ...params.getAll("expand")].filter(Boolean));
    if (!all.nodes.length) return [h("h1", {}, "Network"), h("p", { class: "lead" }, "This graph has no edges between actors: no claim says who does what with whom.")];
    asked.centre ||= all.nodes[0]!.id;
    if (!model.nodes.has(asked.centre)) throw new AnswerError(`${asked.centre}: nothing in this graph has an edge with it.`, 404);
    const filter: Filter = { without: new Set(asked.without), kinds: new Set(asked.kinds) };
    const story = asked.gap ? await source.get<Story>(`agreements/${asked.gap}`) : null;
    const between = asked.to && !story ? model.between(asked.centre, asked.to, filter, asked.most) : null;
    const centres = story ? story.states.map((r) => r.id) : asked.to ? [asked.centre, asked.to] : [asked.centre, ...asked.expand];
    const scene = story ? gapScene(story, model) : asked.to ? between?.scene : model.around(centres, filter, asked.most);
    const name = (id: string): string => model.name(id);
    const kindName = (kind: string): string => { const k = all.kinds.find((each) => each.name === kind); return k ? label(k) : kind; };
    const heading = story ? `Who links ${label(story.states[0])} and ${label(story.states[1])}` : asked.to ? `From ${name(asked.centre)} to ${name(asked.to)}` : `Around ${name(asked.centre)}`;
    title(heading);
    const head = [h("h1", {}, heading), chooser(model, asked)];
    if (!scene) return h("div", { class: "network-view" }, head, h("p", { class: "notice" }, `No way of edges leads from ${name(asked.centre)} to ${name(asked.to)}${asked.without.length + asked.kinds.length ? " under these filters" : ""}.`));
    const size = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16; // large screens have larger letters
    const width = Math.max(300, Math.min(room > 1000 * size ? room / size - 400 : room / size, 1400)), height = room > 760 ? Math.min(720, width * 0.75) : width * 1.15;
    const fixed = new Map<string, [number, number]>(story ? apart(story) : []);
    const places = await settle(scene, fixed, new Set(centres), width / height, name);
    if (signal.aborted) return null;

    const panel = h("aside", { class: "chosen", "aria-live": "polite" });
    const showBond = (bond: Bond): void => {
      keepParams({ chosen: bond.id });
      replace(panel, bondPanel(bond, name, source));
      document.getElementById("chosen")?.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
    };
    const showNode = (id: string): void => replace(panel, nodePanel(id, model, scene.bonds, kindName(model.nodes.get(id)?.kind ?? ""), address, asked.expand, asked.centre, showBond));
    const drawing = new Drawing(scene, places, width, height, {
      centres: new Set(centres), way: between?.way ?? [], chosen: asked.chosen, name, kind: kindName,
      choose: (id) => { keepParams({ chosen: id }); showNode(id); drawing.svg.querySelectorAll("[aria-current]").forEach((e) => e.removeAttribute("aria-current")); document.getElementById(`node-${id}`)?.setAttribute("aria-current", "true"); },
      chooseBond: showBond,
    });
    const chosenBond = scene.bonds.find((b) => b.id === asked.chosen);
    if (chosenBond) replace(panel, bondPanel(chosenBond, name, source));
    else showNode(model.nodes.has(asked.chosen) ? asked.chosen : asked.centre);
    const unfiltered = story ? scene : asked.to ? scene : model.around(centres, { without: new Set(), kinds: new Set() }, MOST);
    const families = Object.keys(FAMILIES).filter((f) => asked.without.includes(f) || unfiltered.bonds.some((b) => b.family === f));
    const kinds = [...new Set([...unfiltered.nodes.map((n) => n.kind), ...asked.kinds])].sort();
    const site = await siteInfo();
    const twin = table<Tie>([
      { head: "From", plain: (t) => name(t.from), cell: (t) => name(t.from) },
      { head: "Does", plain: (t) => t.predicate.label, cell: (t) => label(t.predicate) },
      { head: "To", plain: (t) => name(t.to), cell: (t) => name(t.to) },
      { head: "Kind of line", plain: (t) => t.predicate.family, cell: (t) => FAMILIES[t.predicate.family]?.label ?? t.predicate.family },
      { head: "Claims", numeric: true, plain: (t) => t.claims.length, cell: (t) => t.claims.map((c, i) => h("a", { class: "cite", href: link(`claim/${c}`), "aria-label": `claim ${i + 1}` }, String(i + 1))) },
    ], scene.bonds.flatMap((b) => b.ties), { caption: "Edges of the picture", file: "network" });
    const zoom = (text: string, words_: string, factor: number): HTMLElement => h("button", { type: "button", class: "quiet", "aria-label": words_, title: words_, onclick: () => drawing.zoom(factor) }, text);
    const figure = picture(drawing.svg, {
      title: capital(heading), file: "network", twin,
      note: [words(scene, asked, model, between?.way ?? []), " Tab enters the picture, arrow keys go from node to node, Enter chooses; plus, minus and 0 zoom."],
    });
    figure.querySelector(".picture-scroll")!.after(h("div", { class: "zoom" }, zoom("+", "Larger", 1.3), zoom("−", "Smaller", 1 / 1.3), zoom("All", "Show everything", 0)));
    return h("div", { class: "network-view" }, head,
      h("div", { class: "network-beside" }, figure, h("div", {}, panel)),
      legend(story ? telling : filtering(asked), all, kindName, families, kinds),
      story && h("p", {}, hasView("agreements") && h("a", { href: link("agreements", { pair: asked.gap }) }, "The story of the two states")),
      howMade({
        words: story ? "Organisations that claims tie to actors or places of both states, offices counted for their parent body; worked out in Python."
          : "Edges come from rules over affirmed claims, and each names its claims. Which neighbours are shown, and the shortest way, are worked out in this page from the edges.",
        query: query(centres, site.prefixes.id ?? ""), command: story ? `mkg network --gap ${story.pair.join(" ")}` : "mkg network everything",
      }));
  },
});

