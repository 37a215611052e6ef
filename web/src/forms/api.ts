/** What the forms of rows are given, and what the part `forms` of the page gives. */
import type { Child, Source } from "../core";
import type { Answer, Cell } from "../asking/answer";
import type { Naming } from "../asking/cells";

export const STATE = "id:state/"; // begins the short names of states
export const AS = "as"; // parameter of addresses: which form the rows have; no parameter of a question is called so

/** A column of an answer: what its cells are, whether they can be a side of a matrix, and whether some are states. */
export interface Column {
  at: number; name: string; heading: string; kind: "claim" | "node" | "concept" | "number" | "text" | "empty"; isSide: boolean; hasStates: boolean;
}

export interface FormOptions {
  /** What a cell says, and the short name of its node (`id:state/KZ`), if it is one. */
  text: (row: Cell[], column: Column) => string;
  node: (row: Cell[], column: Column) => string;
  /** Whether what the row says is denied. */
  denied: (row: Cell[]) => boolean;
  /** The value of a cell as a number, if it is one. */
  number: (row: Cell[], column: Column) => number | null;
  /** Some of the rows as a table. */
  table: (rows: Cell[][], caption: string) => HTMLElement;
  /** Name of a file, without its ending. */
  file: string;
  caption: string;
  params: URLSearchParams;
  numbers: () => Promise<Record<string, string>>;
}

export type FormName = "matrix" | "network" | "map";
export type Form = (answer: Answer, columns: Column[], options: FormOptions) => Promise<Child>;

export interface RowsOptions {
  caption: string; file: string; prefixes: Record<string, string>; source: Source;
  /** Headings by variable; without one the name of the variable does. */
  headings?: Record<string, string>;
  /** Which variables hold several IRIs in a cell. */
  lists?: Set<string>;
}

export interface FormedOptions extends RowsOptions {
  by: Naming;
  /** Forms of this answer alone. */
  own?: { name: string; text: string; make: () => Child }[];
}

export interface FormsPart {
  /** The rows as a table, with a button for the evidence of each. */
  rowsTable: (answer: Answer, options: RowsOptions) => HTMLElement;
  /** The rows with the choice of their form; `as` is the one that the address asks for. */
  formed: (answer: Answer, as: string, options: FormedOptions) => HTMLElement;
}
