/** The picture of a network, for the views that draw one. */
import { provide } from "../core";
import type { DrawingPart } from "../network/api";
import { Drawing } from "../network/drawing";
import { settle } from "../network/layout";

provide("drawing", { draw: (...given) => new Drawing(...given), settle } satisfies DrawingPart);
