// Bundles the entry points of frontend/src into the web app's static folder.
import { build } from "esbuild";

await build({
  entryPoints: ["frontend/src/app.js", "frontend/src/app.css"],
  bundle: true,
  minify: true,
  sourcemap: false,
  target: ["chrome100", "safari15"],
  outdir: "src/wenming/web/static/web/dist",
  loader: { ".png": "dataurl", ".svg": "dataurl" },
  logLevel: "warning",
});
