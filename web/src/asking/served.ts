/** What is said where no server is: which command gives what a folder of files cannot. */
import { h } from "../core";
import type { Child } from "../core";

/** A word for a shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export function needsServer(what: string, commands: string[]): Child {
  return h("section", { class: "notice needs-server", "aria-label": "Needs a server" },
    h("p", {}, what),
    commands.map((c) => h("pre", { tabindex: 0 }, h("code", {}, c))),
    h("p", { class: "faint small" }, "The graph is the file ", h("a", { href: "graph.ttl", download: true }, "graph.ttl"), " beside this page."));
}
