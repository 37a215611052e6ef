/** Things found by words. */
import { capital, count, defineView, h, keepParams, label, link, nodeLink, number, replace } from "../core";
import type { Child, Context, Found, Hit } from "../core";

const KINDS: Record<string, string> = {
  actor: "Actors", place: "Places", agreement: "Agreements", law: "Laws", document: "Documents", claim: "Claims", sentence: "Sentences",
};
const FIRST = 40;

/** Text with the words that were asked for marked. */
function marked(text: string, words: string): Child[] {
  const parts = words.split(/[^\p{L}\p{N}]+/u).filter((w) => w.length > 1).map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!parts.length) return [text];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${parts.join("|")})`, "giu");
  const found: Child[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    found.push(text.slice(last, match.index), h("mark", {}, match[0]));
    last = match.index + match[0].length;
  }
  return [...found, text.slice(last)];
}

function hit(of: Hit, words: string): HTMLElement {
  const isSentence = of.kind === "sentence";
  const address = isSentence ? link(of.id, { at: of.start }) : nodeLink(of.id);
  return h("li", { class: `hit hit-${of.kind}` },
    h("p", { class: "hit-head" },
      isSentence ? h("a", { href: address, class: "hit-sentence" }, marked(of.text, words)) : h("a", { href: address }, marked(label(of), words)),
      h("span", { class: "faint" }, isSentence ? "" : ` ${of.what}`)),
    isSentence ? h("p", { class: "faint small" }, of.label, " · ", count(of.claims, "claim"))
      : [of.text && h("p", { class: "hit-text" }, marked(of.text, words)),
        of.kind !== "claim" && h("p", { class: "faint small" }, of.claims ? count(of.claims, "claim") : "no claim speaks of it")]);
}

defineView({
  name: "search",
  show(context: Context) {
    const { source, signal, title } = context;
    let words = context.params.get("q") ?? "", kind = context.params.get("kind") ?? "", limit = FIRST, asked = 0;
    title(words ? `“${words}”` : "Search");
    const box = h("input", { id: "search-words", type: "search", value: words, "aria-label": "Words", autocomplete: "off", spellcheck: "false",
      placeholder: "A state, an organisation, a word …", oninput: () => { words = box.value; limit = FIRST; soon(); } });
    const status = h("p", { role: "status", class: "faint" });
    const kinds = h("div", { class: "filters", role: "group", "aria-label": "Kinds of things" });
    const list = h("ol", { class: "plain hits" });
    const foot = h("p", {});
    let timer = 0;
    const soon = (): void => { clearTimeout(timer); timer = window.setTimeout(() => void find(), 120); };

    const choose = (chosen: string): void => { kind = chosen; limit = FIRST; void find(); };
    const draw = (found: Found): void => {
      const all = Object.values(found.kinds).reduce((a, b) => a + b, 0);
      status.textContent = !words.trim() ? "Type a word or two: names in any of their forms, codes such as KZ, or words of a sentence."
        : all ? `${count(found.total, "hit")}${kind ? ` of ${count(all, "hit")}` : ""}` : "Nothing is called so, and no sentence has these words.";
      const chips: [string, string, number][] = [["", "All", all], ...Object.entries(found.kinds).map(([k, n]) => [k, KINDS[k] ?? capital(k), n] as [string, string, number])];
      replace(kinds, all > 0 && chips.map(([k, text, n]) => h("button", {
        type: "button", id: `kind-${k || "all"}`, class: "quiet", "aria-pressed": String(k === kind), onclick: () => choose(k) }, `${text} ${number(n)}`)));
      list.replaceChildren(...found.hits.map((one) => hit(one, words)));
      replace(foot, found.total > found.hits.length && found.hits.length < 200
        && h("button", { type: "button", onclick: () => { limit = 200; void find(); } }, "Show more"));
    };
    const find = async (): Promise<void> => {
      const mine = ++asked;
      keepParams({ q: words, kind });
      title(words ? `“${words}”` : "Search");
      const focused = document.activeElement?.id;
      if (words.trim() && !list.children.length) status.textContent = "Searching …";
      const found = words.trim() ? await source.search(words, kind, limit) : { hits: [], total: 0, kinds: {} };
      if (mine !== asked || signal.aborted) return;
      draw(found);
      if (focused?.startsWith("kind-")) document.getElementById(focused)?.focus();
    };
    const page = h("div", { class: "search" }, h("h1", {}, "Search"),
      h("form", { role: "search", class: "big-find", onsubmit: (e: SubmitEvent) => { e.preventDefault(); void find(); } }, box),
      kinds, status, list, foot);
    if (words) void find().catch((error: Error) => { status.textContent = error.message; });
    else draw({ hits: [], total: 0, kinds: {} });
    return page;
  },
});
