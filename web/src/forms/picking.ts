/** Which columns a form is made of: the first that fit, or those that the reader chooses. */
import { capital, h, keepParams } from "../core";
import type { Child } from "../core";
import type { Column } from "./api";
import { latestOnly } from "./latest";

const NONE = "none"; // value of a choice without a column

export interface Choice { parameter: "from-column" | "to-column" | "cell-column"; text: string; among: Column[]; first: Column | null; none?: string }

/** Chosen columns in the order of the choices; null stands for none. */
function pickedOf(choices: Choice[], params: URLSearchParams): (Column | null)[] {
  return choices.map((c) => {
    const asked = params.get(c.parameter);
    if (asked === NONE && c.none) return null;
    return c.among.find((column) => column.name === asked) ?? c.first;
  });
}

/** Fields for the choices; `again` is called with a column for each when one of them changes. */
function picker(choices: Choice[], picked: (Column | null)[], again: (picked: (Column | null)[]) => void): HTMLElement {
  const now = [...picked];
  return h("div", { class: "filters" }, choices.map((choice, i) => {
    const select = h("select", { id: choice.parameter, onchange: () => {
      now[i] = choice.among.find((c) => c.name === select.value) ?? null;
      keepParams({ [choice.parameter]: select.value });
      again(now);
    } }, choice.none && h("option", { value: NONE, selected: !picked[i] }, choice.none),
    choice.among.map((c) => h("option", { value: c.name, selected: c.name === picked[i]?.name }, capital(c.heading))));
    return h("label", {}, choice.text, select);
  }));
}

/** What `draw` makes of the chosen columns, with fields for them where there are several choices. */
export async function ofColumns(choices: Choice[], params: URLSearchParams, draw: (picked: (Column | null)[]) => Child | Promise<Child>): Promise<Child> {
  const place = h("div", {}), latest = latestOnly(place), picked = pickedOf(choices, params);
  const again = (now: (Column | null)[]): Promise<void> => latest(() => draw(now));
  await again(picked);
  return [choices.length > 1 && picker(choices, picked, (now) => void again(now)), place];
}
