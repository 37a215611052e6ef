/** The frame around every view: navigation, theme, language, foot, and the change from view to view. */
import {
  AnswerError, append, count, go, h, hasView, language, link, parseRoute, replace, siteInfo, source, theme, useLanguage, useTheme,
  viewOf,
} from "./core";
import type { Child, Route, Site } from "./core";

const NAVIGATION: [string, string][] = [
  ["overview", "Overview"], ["search", "Search"], ["agreements", "Agreements"], ["estimates", "Estimates"],
  ["network", "Network"], ["map", "Map"], ["trafficking", "Trafficking"], ["timeline", "Timeline"], ["world", "World"],
  ["questions", "Questions"], ["sparql", "SPARQL"], ["documents", "Documents"], ["ontology", "Ontology"],
];

const main = h("main", { id: "main", tabindex: -1 });
const navigation = h("nav", { "aria-label": "Views" });
const foot = h("footer", {});
let leaving = new AbortController();
let before = "";

function header(): HTMLElement {
  const box = h("input", { type: "search", name: "q", placeholder: "Search", "aria-label": "Search", autocomplete: "off" });
  const find = h("form", {
    role: "search", class: "find", onsubmit: (event: SubmitEvent) => { event.preventDefault(); go(link("search", { q: box.value })); },
  }, box);
  const menu = h("button", {
    type: "button", class: "menu", "aria-expanded": "false", "aria-controls": "views",
    onclick: () => menu.setAttribute("aria-expanded", String(document.body.classList.toggle("menu-open"))),
  }, "Menu");
  navigation.id = "views";
  return h("header", { class: "top" },
    h("a", { class: "brand", href: "#/overview" }, h("span", {}, "Migration knowledge graph")),
    menu, navigation, h("div", { class: "tools" }, find, themeButton(), h("span", { id: "languages" })));
}

function themeButton(): HTMLElement {
  const button = h("button", { type: "button", class: "icon", onclick: () => { useTheme(theme() === "dark" ? "light" : "dark"); tell(); } });
  const tell = (): void => {
    const other = theme() === "dark" ? "light" : "dark";
    button.textContent = other === "dark" ? "☾" : "☀";
    button.setAttribute("aria-label", `Use ${other} colours`);
    button.title = `Use ${other} colours`;
  };
  tell();
  return button;
}

function languageButton(site: Site): Child {
  if (!site.languages.includes("ru")) return null;
  const other = language() === "ru" ? "en" : "ru";
  return h("button", {
    type: "button", class: "icon", title: other === "ru" ? "Labels in Russian" : "Labels in English", lang: other,
    onclick: () => { useLanguage(other); replace(document.getElementById("languages")!, languageButton(site)); void show(true); },
  }, other === "ru" ? "Рус" : "Eng");
}

function footer(site: Site): Child[] {
  const reports = site.documents.filter((d) => !d.is_data_set), sets = site.documents.filter((d) => d.is_data_set);
  const corpus = [...(reports.length ? [reports.length === 1 ? reports[0]!.ref.label : count(reports.length, "report")] : []),
    ...(sets.length ? [sets.length === 1 ? sets[0]!.ref.label : count(sets.length, "data set")] : [])];
  return [
    h("p", {}, corpus.length > 0 && `${corpus.join("; ")}. `, `${count(site.claims, "claim")}, ${count(site.triples, "triple")}.`),
    h("p", { class: "faint" }, "Graph ", h("code", { title: `SHA-256 ${site.digest}` }, site.digest.slice(0, 12)),
      ` · migration-kg ${site.version} · `, h("a", { href: "explorer/LICENSES.txt" }, "licences of libraries")),
  ];
}

function drawNavigation(route: Route): void {
  const at = { claim: "search", actor: "search", document: "documents", validation: "overview", pair: "agreements" }[route.view]
    ?? route.view;
  navigation.replaceChildren(h("ul", {}, NAVIGATION.filter(([name]) => hasView(name)).map(([name, text]) =>
    h("li", {}, h("a", { href: `#/${name}`, "aria-current": name === at ? "page" : null }, text)))));
}

/** A page that says what is wrong and where to go on. */
function trouble(title: string, text: string): Child {
  return h("section", { class: "trouble" }, h("h1", {}, title), h("p", {}, text),
    h("p", {}, h("a", { href: "#/overview" }, "Overview"), " · ", h("a", { href: "#/search" }, "Search")));
}

async function content(route: Route, signal: AbortSignal): Promise<Child> {
  const title = (text: string): void => {
    if (!signal.aborted) document.title = text ? `${text} – Migration knowledge graph` : "Migration knowledge graph";
  };
  try {
    const view = await viewOf(route.view);
    if (!view) {
      title("Not found");
      return trouble("There is no such page", `Nothing is called “${route.view}” here.`);
    }
    return await view.show({ path: route.path, params: route.params, source, signal, title });
  } catch (error) {
    if (signal.aborted) return null;
    title("Not shown");
    if (error instanceof AnswerError) {
      return trouble(error.status === 404 ? "Not in this graph" : "No answer", error.message);
    }
    if (!(error instanceof TypeError)) throw error;
    console.error(error);
    return trouble("No answer", `The server did not answer, or the page failed: ${error.message}`);
  }
}

/** Shows what the address says. */
async function show(again = false): Promise<void> {
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const route = parseRoute(location.hash);
  const place = [route.view, ...route.path].join("/");
  const moved = place !== before;
  before = place;
  document.body.classList.remove("menu-open");
  drawNavigation(route);
  main.setAttribute("aria-busy", "true");
  const found = await content(route, signal);
  if (signal.aborted) return;
  const focused = document.activeElement?.id;
  replace(main, found);
  main.dataset.view = route.view;
  main.removeAttribute("aria-busy");
  if (moved && !again) {
    scrollTo(0, 0);
    if (document.body.dataset.shown) main.focus({ preventScroll: true });
  } else if (focused) {
    document.getElementById(focused)?.focus();
  }
  document.body.dataset.shown = place;
  main.dispatchEvent(new CustomEvent("shown"));
}

/** Makes the page. */
export function start(): void {
  useTheme();
  append(document.body, [
    h("a", { class: "skip", href: "#main", onclick: (event: Event) => { event.preventDefault(); main.focus(); } }, "Skip to content"),
    header(), main, foot,
  ]);
  addEventListener("hashchange", () => void show());
  void show();
  void siteInfo().then((site) => {
    replace(foot, footer(site));
    replace(document.getElementById("languages")!, languageButton(site));
  });
}
