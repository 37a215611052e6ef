/** What the answers `questions`, `written`, `examples` and `vocabulary` hold: the dataclasses of `kg/web/explorer`. */
import type { Ref } from "../core";
import type { SparqlJson } from "./answer";

export interface QuestionLine { name: string; topic: string; summary: string; view: string; parameters: string[] }
export interface Questions { questions: QuestionLine[] }
export interface Choice { value: string; label: string; ru: string | null }
export interface Parameter {
  name: string; kind: string; label: string; optional: boolean; example: string; default: string[]; choices: Choice[];
}
export interface Column { name: string; heading: string; is_list: boolean }
export interface Question {
  name: string; topic: string; summary: string; description: string; view: string; makes_graph: boolean;
  columns: Column[]; parameters: Parameter[]; query: string;
}
export interface QuestionRows { query: string; results: SparqlJson; names: Record<string, Ref>; total: number }
/** Values of a question whose rows a folder of files holds. */
export interface WrittenValue { parameter: string; value: string; label: string; rows: number }
export interface Written { values: WrittenValue[]; more: boolean }
export interface Example { summary: string; given: string; query: string }
export interface TermLine { name: string; kind: "class" | "property" | "concept"; label: string; ru: string | null; definition: string; number: number }
export interface Vocabulary { prefixes: Record<string, string>; terms: TermLine[] }
export interface Limits { seconds: number; rows: number; bytes: number }

/** What `/queries/NAME/values/PARAMETER` gives. */
export interface ListedValue { value: string; label: string; code: string | null; iri: string | null; rows: number }
export interface ListedValues { how: string; note: string; values: ListedValue[]; truncated: boolean }
