/** What each section of the view is given. */
import type { Chosen } from "../lines/chosen";
import type { Trafficking } from "./api";

export interface Section {
  all: Trafficking;
  params: URLSearchParams;
  /** Code of the state that is asked for, or nothing. */
  at: string;
  /** What the address says is chosen. */
  asked: string;
  chosen: Chosen;
  /** The row of choices; a section puts its own after that of the state. */
  filters: HTMLElement;
  /** Width and height for a picture, in pixels of a plain screen. */
  size(): { width: number; height: number };
  /** Called when the section is on the page. */
  ready?: () => void;
}
