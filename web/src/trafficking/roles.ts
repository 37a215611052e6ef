/** Section of the roles: who is said to play which part. */
import { capital, count, h, keepParams, label, ref, table } from "../core";
import type { Child, Ref } from "../core";
import { mark } from "../lines/chosen";
import type { Line } from "../lines/api";
import { claimLink, isAbout, named, speakers, standing, valuesOf } from "../lines/words";
import type { Section } from "./section";

const NOBODY: Ref = { id: "", label: "nobody named", ru: "никто не назван" };

interface Row { holder: Ref; cells: Map<string, Line[]>; total: number }

/** Holders with the claims of each of their roles, those with most roles first and what names nobody last. */
export function matrix(lines: Line[]): Row[] {
  const rows = new Map<string, Row>();
  for (const line of lines) {
    for (const holder of line.refs.holder ?? [NOBODY]) {
      const row = rows.get(holder.id) ?? { holder, cells: new Map<string, Line[]>(), total: 0 };
      for (const role of line.refs.role ?? []) row.cells.set(role.id, [...(row.cells.get(role.id) ?? []), line]);
      row.total += 1;
      rows.set(holder.id, row);
    }
  }
  return [...rows.values()].sort((a, b) => Number(!a.holder.id) - Number(!b.holder.id) || b.cells.size - a.cells.size || b.total - a.total || label(a.holder).localeCompare(label(b.holder)));
}

export function roles(of: Section): Child {
  const lines = of.all.roles.filter((l) => isAbout(l, of.at)), columns = valuesOf(lines, "role"), rows = matrix(lines);
  const idOf = (row: Row, role: Ref): string => `${role.id}~${row.holder.id}`;
  const choose = (row: Row, role: Ref, focus = true): void => {
    keepParams({ chosen: idOf(row, role) });
    mark(`cell-${idOf(row, role)}`);
    of.chosen.show(`${capital(label(role))}: ${label(row.holder)}`, "", (row.cells.get(role.id) ?? []).map((l) => l.claim), focus);
  };
  of.ready = () => {
    for (const row of rows) for (const role of columns) if (of.asked === idOf(row, role) && row.cells.has(role.id)) choose(row, role, false);
  };
  if (!lines.length) return h("p", { class: "notice" }, "No claim tells who plays a part in trafficking there.");
  const cell = (row: Row, role: Ref): Child => {
    const found = row.cells.get(role.id);
    if (!found) return h("span", { class: "none", "aria-hidden": "true" }, "·");
    const denied = found.every((l) => l.polarity === "negated");
    return h("button", {
      type: "button", class: "choice", id: `cell-${idOf(row, role)}`, onclick: () => choose(row, role), "--share": Math.min(1, found.length / 4),
      "aria-label": `${label(row.holder)} as ${label(role)}: ${count(found.length, "claim")}${denied ? ", denied" : ""}`,
    }, denied ? `−${found.length}` : String(found.length));
  };
  return [
    h("p", { class: "lead" }, `${count(lines.length, "claim")} on who does what: ${count(rows.filter((r) => r.holder.id).length, "group or body", "groups and bodies")} in ${count(columns.length, "role")}. A role is held in a claim, by a group as the text words it; it is no property of persons or of a nationality.`),
    h("div", { class: "table-scroll roles-box", tabindex: 0, role: "region", "aria-label": "Roles and who is said to hold them" },
      h("table", { class: "roles" }, h("caption", {}, "Claims by holder and role"),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Held by"), columns.map((r) => h("th", { scope: "col" }, h("span", {}, capital(label(r))))))),
        h("tbody", {}, rows.map((row) => h("tr", {}, h("th", { scope: "row" }, row.holder.id ? ref(row.holder) : h("i", {}, label(row.holder))), columns.map((r) => h("td", {}, cell(row, r)))))))),
    h("p", { class: "picture-note" }, "A number counts claims; choose it to read them. A minus sign means that they deny it."),
    h("details", { class: "twin" }, h("summary", {}, "Each claim as a row"), flat(lines)),
  ];
}

function flat(lines: Line[]): HTMLElement {
  const slot = (head: string, name: string) => ({ head, plain: (l: Line) => named(l, name), cell: (l: Line) => named(l, name) || "–" });
  const does = (l: Line): string => (l.words.function ?? []).join("; ");
  return table<Line>([
    slot("Role", "role"), slot("Held by", "holder"), slot("At", "place"), { head: "What they do", plain: does, cell: does },
    { head: "Said as", plain: (l) => standing(l) || "asserted", cell: (l) => standing(l) || "asserted" },
    { head: "Who says so", plain: speakers, cell: speakers }, { head: "Claim", plain: (l) => l.claim, cell: claimLink },
  ], lines, { caption: "Roles in trafficking", file: "trafficking-roles" });
}
