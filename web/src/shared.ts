/** Parts of libraries that several views use. They are a script of its own (`shared.js`), loaded before the first view that imports them. */
export { scaleLinear, scaleLog, scaleSymlog } from "d3-scale";
export { select } from "d3-selection";
export { zoom, zoomIdentity } from "d3-zoom";
