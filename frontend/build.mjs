// Bundles the entry points of frontend/src into the web app's static folder.
import { rm } from "node:fs/promises";

import { build } from "esbuild";

import { onlyWhatIsUsed } from "./tabler.mjs";

const outdir = "src/wenming/web/static/web/dist";
await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: ["frontend/src/app.js", "frontend/src/app.css"],
  bundle: true,
  minify: true,
  sourcemap: false,
  target: ["chrome100", "safari15"],
  outdir,
  format: "esm",
  splitting: true, // what only some pages need comes as a file of its own
  loader: { ".png": "empty" }, // pictures of Leaflet's default markers, never shown
  plugins: [onlyWhatIsUsed],
  logLevel: "warning",
});
