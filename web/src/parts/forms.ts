/** Rows of answers as tables, matrices, networks and maps, for the views that show answers. */
import { provide } from "../core";
import type { FormsPart } from "../forms/api";
import { formed } from "../forms/formed";
import { rowsTable } from "../forms/rows";

provide("forms", { formed, rowsTable } satisfies FormsPart);
