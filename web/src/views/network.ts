/** The network of actors and places: around one of them, between two, or of the organisations that link two states. */
import { AnswerError, capital, count, defineView, h, hasView, howMade, keepParams, label, link, pagePart, picture, replace, siteInfo, table, zoomButtons } from "../core";
import type { Child, Source } from "../core";
import type { Story } from "../agreements/api";
import type { DrawingPart, Network } from "../network/api";
import { letterSize } from "../lines/room";
import { MOST, address, read } from "../network/asked";
import type { Asked } from "../network/asked";
import { breath } from "../network/breath";
import { bondWords } from "../network/bond-words";
import type { Drawing } from "../network/drawing";
import { FAMILIES } from "../network/families";
import { apart, gapScene } from "../network/gap";
import type { Place } from "../network/layout";
import { filtering, legend, telling } from "../network/legend";
import { Model } from "../network/model";
import type { Bond, Scene, Tie } from "../network/model";
import { bondPanel, nodePanel } from "../network/panel";

async function load(source: Source, centres: string[]): Promise<[Model, Network]> {
  const model = new Model();
  const all = await source.get<Network>("network");
  await breath();
  await model.add(all);
  if (!all.whole && source.live) {
    for (const id of centres) await model.add(await source.get<Network>(`network/${id}`).catch(() => ({ ...all, nodes: [], edges: [] })));
  }
  return [model, all];
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

function words(scene: Scene, asked: Asked, model: Model, way: string[]): Child {
  const lines = scene.drawn.length < scene.bonds.length && ` ${scene.drawn.length} of ${count(scene.bonds.length, "line")} drawn, those with most claims; the table has all.`;
  if (asked.gap) return [`${count(scene.shown, "organisation")} with ties to actors of both states.`, lines];
  if (way.length) return [`${way.map((id) => model.name(id)).join(" – ")}: ${count(way.length - 1, "step")}, directions ignored.`, scene.of > way.length - 2 && ` All shortest ways pass through ${count(scene.of, "node")}; ${scene.shown} shown.`, lines];
  const more = scene.of > scene.shown && scene.shown < MOST;
  return [`${scene.shown} of ${count(scene.of, "neighbour")} shown${scene.of > scene.shown ? ", those with most claims" : ""}`, scene.hidden > 0 && `; ${scene.hidden} more fall under the filters`, ".", lines, " ",
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

/** All that a picture of the network is made from. */
interface Shown {
  asked: Asked; model: Model; all: Network; story: Story | null; centres: string[]; scene: Scene; way: string[];
  name: (id: string) => string; kind: (kind: string) => string; heading: string;
}

function headingOf(asked: Asked, story: Story | null, name: (id: string) => string): string {
  if (story) return `Who links ${label(story.states[0])} and ${label(story.states[1])}`;
  return asked.to ? `From ${name(asked.centre)} to ${name(asked.to)}` : `Around ${name(asked.centre)}`;
}

/** The scene that was asked for; null where no way leads from one node to the other. */
function sceneOf(asked: Asked, model: Model, story: Story | null, centres: string[]): { scene: Scene; way: string[] } | null {
  if (story) return { scene: gapScene(story, model), way: [] };
  const filter = { without: new Set(asked.without), kinds: new Set(asked.kinds) };
  if (asked.to) return model.between(asked.centre, asked.to, filter, asked.most);
  return { scene: model.around(centres, filter, asked.most), way: [] };
}

/** Width and height of the picture in pixels of a plain screen: larger screens have larger letters. */
function sizeOf(room: number): [number, number] {
  const size = letterSize();
  const width = Math.max(300, Math.min(room > 1000 * size ? room / size - 400 : room / size, 1400));
  return [width, room > 760 ? Math.min(720, width * 0.75) : width * 1.15];
}

/** The picture and, beside it, what is chosen in it. */
function drawn(of: Shown, places: Map<string, Place>, [width, height]: [number, number], part: DrawingPart, source: Source): [Drawing, HTMLElement] {
  const { asked, model, scene, name } = of;
  const panel = h("aside", { class: "chosen", "aria-live": "polite" });
  const showBond = (bond: Bond): void => {
    keepParams({ chosen: bond.id });
    replace(panel, bondPanel(bond, name, source));
    document.getElementById("chosen")?.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  };
  const showNode = (id: string): void => replace(panel,
    nodePanel(id, model, scene.bonds, of.kind(model.nodes.get(id)?.kind ?? ""), address, asked.expand, asked.centre, showBond));
  const choose = (id: string): void => {
    keepParams({ chosen: id });
    showNode(id);
    for (const mark of drawing.svg.querySelectorAll("[aria-current]")) mark.removeAttribute("aria-current");
    document.getElementById(`node-${id}`)?.setAttribute("aria-current", "true");
  };
  const bond = scene.bonds.find((b) => b.id === asked.chosen);
  const lines = bond && !scene.drawn.includes(bond) ? [...scene.drawn, bond] : scene.drawn;
  const drawing = part.draw({ ...scene, drawn: lines }, places, width, height, {
    centres: new Set(of.centres), way: of.way, chosen: asked.chosen, name, kind: of.kind, words: (b) => bondWords(b, name), choose, chooseBond: showBond,
  });
  if (bond) replace(panel, bondPanel(bond, name, source));
  else showNode(model.nodes.has(asked.chosen) ? asked.chosen : asked.centre);
  return [drawing, panel];
}

function twin(ties: Tie[], name: (id: string) => string): HTMLElement {
  const cites = (t: Tie): Child => t.claims.map((c, i) =>
    h("a", { class: "cite", href: link(`claim/${c}`), "aria-label": `claim ${i + 1}` }, String(i + 1)));
  return table<Tie>([
    { head: "From", plain: (t) => name(t.from), cell: (t) => name(t.from) },
    { head: "Does", plain: (t) => t.predicate.label, cell: (t) => label(t.predicate) },
    { head: "To", plain: (t) => name(t.to), cell: (t) => name(t.to) },
    { head: "Kind of line", plain: (t) => t.predicate.family, cell: (t) => FAMILIES[t.predicate.family]?.label ?? t.predicate.family },
    { head: "Claims", numeric: true, plain: (t) => t.claims.length, cell: cites },
  ], ties, { caption: "Edges of the picture", file: "network" });
}

function figureOf(of: Shown, drawing: Drawing): HTMLElement {
  const figure = picture(drawing.svg, {
    title: capital(of.heading), file: "network", twin: twin(of.scene.bonds.flatMap((b) => b.ties), of.name),
    note: [words(of.scene, of.asked, of.model, of.way),
      " Tab enters the picture, arrow keys go from node to node, Enter chooses; plus, minus and 0 zoom."],
  });
  figure.querySelector(".picture-scroll")!.append(zoomButtons(1.3, (factor) => drawing.zoom(factor)));
  return figure;
}

/** The legend of what is there, also of what the filters hide. */
function legendOf(of: Shown): HTMLElement {
  const { asked, story, scene, model } = of;
  const whole = story || asked.to ? scene : model.around(of.centres, { without: new Set(), kinds: new Set() }, MOST);
  const families = Object.keys(FAMILIES).filter((f) => asked.without.includes(f) || whole.bonds.some((b) => b.family === f));
  const kinds = [...new Set([...whole.nodes.map((n) => n.kind), ...asked.kinds])].sort();
  return legend(story ? telling : filtering(asked), of.all, of.kind, families, kinds);
}

function made(of: Shown, prefix: string): HTMLElement {
  return howMade({
    words: of.story ? "Organisations that claims tie to actors or places of both states, offices counted for their parent body; worked out in Python."
      : "Edges come from rules over affirmed claims, and each names its claims. Which neighbours are shown, and the shortest way, are worked out in this page from the edges.",
    query: query(of.centres, prefix), command: of.story ? `mkg network --gap ${of.story.pair.join(" ")}` : "mkg network everything",
  });
}

defineView({
  name: "network",
  async show({ params, source, title, signal }) {
    const room = document.getElementById("main")!.clientWidth;
    const asked = read(params, room > 760);
    const [model, all] = await load(source, [asked.centre, ...asked.expand].filter(Boolean));
    if (!all.nodes.length) return [h("h1", {}, "Network"), h("p", { class: "lead" }, "This graph has no edges between actors: no claim says who does what with whom.")];
    asked.centre ||= all.nodes[0]!.id;
    if (!model.nodes.has(asked.centre)) throw new AnswerError(`${asked.centre}: nothing in this graph has an edge with it.`, 404);
    const story = asked.gap ? await source.get<Story>(`agreements/${asked.gap}`) : null;
    const centres = story ? story.states.map((r) => r.id) : asked.to ? [asked.centre, asked.to] : [asked.centre, ...asked.expand];
    await breath();
    const found = sceneOf(asked, model, story, centres);
    await breath();
    const name = (id: string): string => model.name(id), kind = (of: string): string => label(all.kinds.find((k) => k.name === of) ?? { label: of, ru: null });
    const heading = headingOf(asked, story, name);
    title(heading);
    const head = [h("h1", {}, heading), chooser(model, asked)];
    const filtered = asked.without.length + asked.kinds.length ? " under these filters" : "";
    if (!found) return h("div", { class: "network-view" }, head, h("p", { class: "notice" }, `No way of edges leads from ${name(asked.centre)} to ${name(asked.to)}${filtered}.`));
    const shown: Shown = { asked, model, all, story, centres, ...found, name, kind, heading };
    const size = sizeOf(room);
    await breath();
    const part = await pagePart<DrawingPart>("drawing");
    const places = await part.settle(found.scene, new Map(story ? apart(story) : []), new Set(centres), size[0] / size[1], name);
    const site = await siteInfo();
    if (signal.aborted) return null;
    const signs = legendOf(shown);
    await breath();
    const [drawing, panel] = drawn(shown, places, size, part, source);
    await breath();
    const figure = figureOf(shown, drawing);
    await breath();
    if (signal.aborted) return null;
    return h("div", { class: "network-view" }, head,
      h("div", { class: "network-beside" }, figure, h("div", {}, panel)), signs,
      story && hasView("agreements") && h("p", {}, h("a", { href: link("agreements", { pair: asked.gap }) }, "The story of the two states")),
      made(shown, site.prefixes.id ?? ""));
  },
});
