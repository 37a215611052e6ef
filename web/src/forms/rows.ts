/** A table of an answer; a row shows on demand the sentences that its claims rest on. */
import { claimCard, count, h, table, uid } from "../core";
import type { Child, ClaimCard, Source } from "../core";
import type { Answer, Cell } from "../asking/answer";
import type { Naming } from "../asking/cells";
import { cell, claimsOf, isNumber, plain } from "../asking/cells";
import type { RowsOptions } from "./api";

const FIRST_CLAIMS = 10;

function evidenceButton(claims: string[], columns: number, source: Source): HTMLElement {
  const id = uid("evidence");
  const button = h("button", {
    type: "button", class: "quiet", "aria-expanded": "false", "aria-controls": id,
    onclick: () => void toggle(),
  }, claims.length === 1 ? "Evidence" : `Evidence (${claims.length})`);
  const toggle = async (): Promise<void> => {
    const there = document.getElementById(id);
    button.setAttribute("aria-expanded", String(!there));
    if (there) return there.remove();
    const place = h("div", { class: "row-evidence" }, h("p", { class: "faint" }, "Reading …"));
    button.closest("tr")?.after(h("tr", { id, class: "evidence-row" }, h("td", { colspan: columns }, place)));
    const found = await Promise.all(claims.slice(0, FIRST_CLAIMS).map((c) => source.get<ClaimCard>(`claim/${c}`).catch(() => null)));
    const cards = found.filter((c) => c !== null);
    place.replaceChildren(...cards.map((c) => claimCard(c, { slots: true })),
      ...(cards.length < found.length ? [h("p", { class: "faint" }, `${count(found.length - cards.length, "claim")} could not be read.`)] : []),
      ...(claims.length > FIRST_CLAIMS ? [h("p", { class: "faint" }, `The first ${FIRST_CLAIMS} of ${claims.length} claims.`)] : []));
  };
  return button;
}

/** The rows; a column at the end opens the evidence of those that name claims. */
export function rowsTable(answer: Answer, options: RowsOptions): HTMLElement {
  const lists = answer.variables.map((v) => options.lists?.has(v) ?? false);
  const by: Naming = { names: answer.names, prefixes: options.prefixes, tags: !options.headings };
  const claims = new Map(answer.rows.map((row) => [row, claimsOf(row, lists, options.prefixes)]));
  const onlyClaims = answer.variables.map((_, i) => answer.rows.some((row) => row[i]) && answer.rows.every((row) =>
    !row[i] || claimsOf([row[i] ?? null], [lists[i]!], options.prefixes).length > 0));
  const columns = answer.variables.map((name, i) => ({
    head: options.headings?.[name] ?? name,
    numeric: answer.rows.some((row) => row[i]) && answer.rows.every((row) => !row[i] || isNumber(row[i] ?? null)),
    cell: (row: Cell[]): Child => cell(row[i] ?? null, lists[i]!, by),
    plain: (row: Cell[]) => plain(row[i] ?? null, lists[i]!, by),
  }));
  const shown = options.headings ? columns.filter((_, i) => !onlyClaims[i]) : columns; // claims stand behind the button
  const some = [...claims.values()].some((c) => c.length > 0);
  if (some) {
    shown.push({
      head: "Evidence", numeric: false, plain: (row) => claims.get(row)!.join("; "),
      cell: (row) => { const own = claims.get(row)!; return own.length > 0 && evidenceButton(own, shown.length, options.source); },
    });
  }
  return table(shown, answer.rows, { caption: options.caption, file: options.file });
}
