// A client of the types that openapi-typescript makes: what it asks and reads must be what the document describes.

import createClient from "openapi-fetch";
import type { paths } from "./described.js";

const client = createClient<paths>({ baseUrl: process.argv[2] });
const asked = { params: { query: { state: ["kazakhstan"] } } };

const rows = await client.GET("/query/country-profile.json", asked);
const led = await client.GET("/query/country-profile", { ...asked, headers: { Accept: "application/sparql-results+json" } });
const table = await client.GET("/query/country-profile.{format}", {
  params: { ...asked.params, path: { format: "csv" } },
  parseAs: "text",
});
const refused = await client.GET("/query/country-profile.json", { params: { query: { state: ["nowhere"] } } });

const bindings = rows.data!.results.bindings;
const states: string[] = bindings.map((row) => row.state.value as string);
console.log(
  JSON.stringify({
    states: [...new Set(states)],
    same: JSON.stringify(led.data) === JSON.stringify(rows.data),
    lines: table.data!.trim().split("\n").length - bindings.length,
    status: refused.response.status,
  }),
);
