// Bundles the explorer into ../kg/web/static: `app.js`, one script a view, parts of several views, one style sheet, the map as data.
//
// Everything is a classic script, because modules do not load from a folder opened in a browser. What views share is
// in `app.js` alone: their imports of `core` are answered by the global object that it leaves.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { points } from "./points.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(here, "..", "kg", "web", "static");
const shared = {
  bundle: true, minify: true, format: "iife", target: "es2022", legalComments: "none", charset: "utf8",
  metafile: true, logLevel: "warning", absWorkingDir: here,
};

/** Answers imports of `core` by what `app.js` left as `mkg`. */
const coreOfThePage = {
  name: "core-of-the-page",
  setup(build) {
    build.onResolve({ filter: /(^|\/)core$/ }, () => ({ path: "core", namespace: "page" }));
    build.onLoad({ filter: /.*/, namespace: "page" }, () => ({ contents: "module.exports = globalThis.mkg" }));
  },
};

/** Answers imports of `shared` by what `shared.js` left, which the page loads before such a view. */
const sharedOfThePage = {
  name: "shared-of-the-page",
  setup(build) {
    build.onResolve({ filter: /\/shared$/ }, () => ({ path: "shared", namespace: "shared" }));
    build.onLoad({ filter: /.*/, namespace: "shared" }, () => ({ contents: "module.exports = globalThis.mkgShared" }));
  },
};

/** Names of the scripts in a folder of `src`. */
async function scripts(folder) {
  const names = (await readdir(join(here, "src", folder))).filter((n) => n.endsWith(".ts"));
  return names.map((n) => n.slice(0, -3)).sort();
}

async function licences(metafiles) {
  const packages = new Set();
  for (const file of metafiles.flatMap((m) => Object.keys(m.inputs))) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (found) packages.add(found[1]);
  }
  packages.add("world-atlas");
  const parts = ["Libraries that are part of the scripts in this folder, with their licences."];
  for (const name of [...packages].sort()) {
    const folder = join(here, "node_modules", name);
    const told = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((n) => /^licen[cs]e/i.test(n));
    const text = file ? (await readFile(join(folder, file), "utf8")).trim() : `Licence: ${told.license}`;
    parts.push(`${"=".repeat(72)}\n${name} ${told.version} (${told.license})\n\n${text}`);
  }
  return parts.join("\n\n") + "\n";
}

const names = await scripts("views");
await rm(out, { recursive: true, force: true });
await mkdir(join(out, "explorer"), { recursive: true });
const parts = await esbuild.build({
  ...shared,
  plugins: [coreOfThePage, sharedOfThePage],
  entryPoints: [
    ...names.map((n) => ({ in: `src/views/${n}.ts`, out: `view-${n}` })),
    ...(await scripts("parts")).map((n) => ({ in: `src/parts/${n}.ts`, out: `part-${n}` })),
  ],
  outdir: join(out, "explorer"),
});
const needing = Object.entries(parts.metafile.outputs)
  .filter(([, { inputs }]) => "shared:shared" in inputs).map(([file]) => /((?:view|part)-.+)\.js$/.exec(file)[1]).sort();
const libraries = await esbuild.build({
  ...shared, globalName: "mkgShared", entryPoints: ["src/shared.ts"], outfile: join(out, "explorer", "shared.js"),
});
const define = { VIEWS: JSON.stringify(names), NEEDING_SHARED: JSON.stringify(needing) };
const app = await esbuild.build({ ...shared, define, entryPoints: ["src/main.ts"], outfile: join(out, "explorer", "app.js") });
const styles = (await readdir(join(here, "styles"))).sort().map((n) => `@import "./styles/${n}";`).join("\n");
await esbuild.build({
  ...shared, outfile: join(out, "explorer", "app.css"), stdin: { contents: styles, loader: "css", resolveDir: here },
});
const atlas = await readFile(join(here, "node_modules", "world-atlas", "countries-50m.json"), "utf8");
await writeFile(join(out, "explorer", "data-countries.js"), `mkg.provide("countries",${atlas.trim()});\n`);
await writeFile(join(out, "explorer", "data-points.js"), `mkg.provide("points",${JSON.stringify(points(JSON.parse(atlas)))});\n`);
await writeFile(join(out, "explorer", "icon.svg"), await readFile(join(here, "icon.svg")));
await writeFile(join(out, "explorer", "LICENSES.txt"), await licences([app.metafile, libraries.metafile, parts.metafile]));
// Scripts are kept by browsers as long as this name for all of them stays the same.
const all = createHash("sha256");
for (const name of (await readdir(join(out, "explorer"))).sort()) all.update(await readFile(join(out, "explorer", name)));
const stamp = all.digest("hex").slice(0, 12);
const page = await readFile(join(here, "index.html"), "utf8");
await writeFile(join(out, "index.html"), page.replaceAll("{{stamp}}", stamp));
// What the scripts were made from, so that an installation can tell whether they are of these very sources.
await writeFile(join(out, "sources.txt"), (process.env.MKG_SOURCES_HASH ?? "") + "\n");
