/** Content that takes time: what was asked for last is shown, whatever is ready first. */
import { h, replace } from "../core";
import type { Child } from "../core";

/** Puts made content into a place; while it is made the place says so, and what cannot be made is told there. */
export function latestOnly(place: HTMLElement): (make: () => Child | Promise<Child>) => Promise<void> {
  let now = 0;
  return async (make) => {
    const run = ++now;
    place.setAttribute("aria-busy", "true");
    const found = await Promise.resolve().then(make).catch((error: Error) => h("p", { class: "notice", role: "alert" }, `This form cannot be shown: ${error.message}`));
    if (run !== now) return;
    replace(place, found);
    place.removeAttribute("aria-busy");
  };
}
