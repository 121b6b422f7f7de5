// Bundles the entry points of frontend/src into the web app's static folder.
import { build } from "esbuild";

import { onlyWhatIsUsed } from "./tabler.mjs";

await build({
  entryPoints: ["frontend/src/app.js", "frontend/src/app.css"],
  bundle: true,
  minify: true,
  sourcemap: false,
  target: ["chrome100", "safari15"],
  outdir: "src/wenming/web/static/web/dist",
  loader: { ".png": "dataurl", ".svg": "dataurl" },
  plugins: [onlyWhatIsUsed],
  logLevel: "warning",
});
