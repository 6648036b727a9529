// The countries of Natural Earth (public domain; npm world-atlas) in; their outlines as JSON out:
// {"<ISO 3166-1 number, three digits>": [ring, …]}, a ring being [[longitude, latitude], …] in degrees with two
// decimals; "" has the outlines of what has no number.

import { readFileSync, writeFileSync } from "node:fs";
import { feature } from "topojson-client";

const SOURCE = "node_modules/world-atlas/countries-50m.json";

export function writeOutlines(file) {
  const topology = JSON.parse(readFileSync(SOURCE, "utf8"));
  const outlines = {};
  for (const { id, geometry } of feature(topology, topology.objects.countries).features) {
    (outlines[id ?? ""] ??= []).push(...rings(geometry));
  }
  const sorted = Object.fromEntries(Object.entries(outlines).sort(([one], [other]) => (one < other ? -1 : 1)));
  writeFileSync(file, JSON.stringify(sorted) + "\n");
}

function rings(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .flat()
    .map(rounded)
    .filter((ring) => ring.length > 3);
}

/** The ring with two decimals, without the points that fall together then. */
function rounded(ring) {
  const points = ring.map((point) => point.map((degrees) => Math.round(degrees * 100) / 100));
  return points.filter(([x, y], place) => place === 0 || x !== points[place - 1][0] || y !== points[place - 1][1]);
}
