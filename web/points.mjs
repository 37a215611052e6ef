// A point on the globe for each country of the map: where its routes begin and end before its shape has been loaded.
import { geoArea, geoCentroid } from "d3-geo";
import { feature } from "topojson-client";

// The middle of these lies far from where most of their people live, so a point of their own stands for them.
const ELSEWHERE = { "643": [44, 55.5], "124": [-98, 52] };

/** The middle of the largest part of a country. */
function middle(shape) {
  if (shape.type !== "MultiPolygon") return geoCentroid(shape);
  const parts = shape.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return geoCentroid(parts.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a)));
}

/** `{number: [longitude, latitude]}` by ISO 3166 number; shapes without one belong to no state of the list. */
export function points(atlas) {
  const numbered = feature(atlas, atlas.objects.countries).features.filter((country) => country.id);
  const rounded = ([x, y]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
  const largest = new Map(); // some numbers stand for a state and for islands of its own
  for (const { id, geometry } of numbered) {
    if (!largest.has(id) || geoArea(geometry) > geoArea(largest.get(id))) largest.set(id, geometry);
  }
  return Object.fromEntries([...largest].map(([id, shape]) => [id, ELSEWHERE[id] ?? rounded(middle(shape))]));
}
