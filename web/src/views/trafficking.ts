/** Trafficking: routes on a map, roles and who plays them, money, shelters and hotlines. */
import { AnswerError, defineView, h, hasView, howMade, link, siteInfo } from "../core";
import type { Child } from "../core";
import { pick, stateChoices } from "../lines/chooser";
import { Chosen } from "../lines/chosen";
import { widthOf } from "../lines/room";
import type { Trafficking } from "../trafficking/api";
import { help } from "../trafficking/help";
import { money } from "../trafficking/money";
import { roles } from "../trafficking/roles";
import { routes } from "../trafficking/routes";
import type { Section } from "../trafficking/section";

interface Part { name: string; heading: string; template: string; hint: string; words: string; draw: (of: Section) => Child | Promise<Child> }

const PARTS: Part[] = [
  {
    name: "routes", heading: "Routes", template: "trafficking-routes", draw: routes, hint: "Choose a line or a point of the map to read the sentences behind it.",
    words: "Claims of the type trafficking route, one arc for each origin and destination of a claim, through its transit where it names one. Points are worked out from the shapes of the countries, which are joined to states by ISO 3166 number.",
  },
  {
    name: "roles", heading: "Roles", template: "trafficking-roles", draw: roles, hint: "Choose a number to read the sentences behind it.",
    words: "Claims of the type trafficking role, counted by role and holder.",
  },
  {
    name: "money", heading: "Prices and bribes", template: "payments", draw: money, hint: "Choose an amount to read its sentence.",
    words: "Claims of the type payment with their amounts as they are said: nothing is converted from one currency or year to another, and nothing is averaged.",
  },
  {
    name: "help", heading: "Shelters and hotlines", template: "shelters-and-hotlines", draw: help, hint: "Choose an entry to read its sentence.",
    words: "Claims of the type service. The states of which nothing is said are worked out in Python: those that routes and roles name and no claim on a shelter or hotline does.",
  },
];

/** Width and height for a picture; on a narrow page it is higher than wide. */
function size(): { width: number; height: number } {
  const width = widthOf(1400);
  return { width, height: width > 620 ? Math.min(680, width * 0.66) : width * 1.25 };
}

function parts(now: Part, at: string): HTMLElement {
  return h("nav", { class: "parts", "aria-label": "Parts of this page" }, h("ul", {}, PARTS.map((p) =>
    h("li", {}, h("a", { href: link(`trafficking/${p.name}`, { at }), "aria-current": p === now ? "page" : null }, p.heading)))));
}

defineView({
  name: "trafficking",
  async show({ path, params, source, title, signal }) {
    const part = PARTS.find((p) => p.name === (path[0] ?? "routes"));
    if (!part || path.length > 1) throw new AnswerError(`trafficking/${path.join("/")}: there is no such part; there are ${PARTS.map((p) => p.name).join(", ")}.`, 404);
    const all = await source.get<Trafficking>("trafficking"), at = params.get("at") ?? "";
    if (![...all.routes, ...all.roles, ...all.payments, ...all.services].length) return [h("h1", {}, "Trafficking"), h("p", { class: "lead" }, "No claim of this graph tells of routes, roles, payments or services.")];
    const filters = h("div", { class: "filters" }, pick("at", "State", at, stateChoices(all.states), "any"));
    const section: Section = { all, params, at, asked: params.get("chosen") ?? "", chosen: new Chosen(source, part.hint), filters, size };
    title(`Trafficking: ${part.heading.toLowerCase()}`);
    const content = await part.draw(section);
    const site = await siteInfo();
    if (signal.aborted) return null;
    const template = at && part.name === "routes" ? "routes-by-place" : part.template;
    const query = at ? all.queries[template]!.replace("VALUES ?place { UNDEF }", `VALUES ?place { <${site.prefixes.id}state/${at}> }`) : all.queries[template];
    setTimeout(() => { if (!signal.aborted) section.ready?.(); }); // when it is on the page
    return h("div", { class: "trafficking" }, h("h1", {}, "Trafficking"), parts(part, at), filters,
      h("div", { class: "beside" }, h("div", {}, content), section.chosen.element),
      howMade({
        words: at ? `${part.words} With a state, this page also takes claims on groups that it belongs to and on its people and bodies; the query takes those on places in it.` : part.words,
        query, command: ["mkg query", template, part.name === "help" && params.get("kinds") === "all" && "--param 'kind=*'", at && `--param place=${at}`].filter(Boolean).join(" "),
      }),
      hasView("questions") && h("p", {}, h("a", { href: link(`questions/${template}`, { place: at }) }, "Ask it with other values")));
  },
});
