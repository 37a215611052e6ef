/** The map, for the views that draw one. */
import { provide } from "../core";
import type { MapPart } from "../map/api";
import { mapFigure } from "../map/figure";

provide("map", { mapFigure } satisfies MapPart);
