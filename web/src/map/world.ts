/** The countries of the map, and a projection that shows where the routes are. */
import { geoAzimuthalEqualArea, geoCentroid, geoDistance, geoEqualEarth } from "d3-geo";
import type { GeoProjection } from "d3-geo";
import { feature } from "topojson-client";
import type { Feature, FeatureCollection, Geometry, MultiPoint } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";
import { pageData } from "../core";
import type { Point } from "./api";

export type Country = Feature<Geometry, { name: string }>;

const WIDE = 1.1; // radians from the middle beyond which a whole-world projection is the better one

/** All countries with a number; shapes without one have no ISO code and are drawn without being joined to anything. */
export async function countries(): Promise<Country[]> {
  const atlas = await pageData<Topology<{ countries: GeometryCollection<{ name: string }> }>>("countries");
  return (feature(atlas, atlas.objects.countries) as FeatureCollection<Geometry, { name: string }>).features;
}

/** The middle of several points on the globe. */
export function between(points: Point[]): Point {
  return geoCentroid({ type: "MultiPoint", coordinates: points });
}

/** Shows points in a box; a single one with some land around it. */
export function projectionFor(points: Point[], width: number, height: number): GeoProjection {
  const [x, y] = between(points);
  const far = Math.max(...points.map((p) => geoDistance([x, y], p)));
  const around: Point[] = far < 0.12 ? [[x - 7, y - 5], [x + 7, y + 5]] : [];
  const shown: MultiPoint = { type: "MultiPoint", coordinates: [...points, ...around] };
  const made = far < WIDE ? geoAzimuthalEqualArea().rotate([-x, -y]).clipAngle(100) : geoEqualEarth().rotate([-x, 0]);
  const side = Math.min(90, width * 0.17), edge = Math.min(60, height * 0.13);
  return made.fitExtent([[side, edge], [width - side, height - edge]], shown).clipExtent([[-30, -30], [width + 30, height + 30]]);
}
