// Lets only those rules of Tabler into the bundle whose classes are used here: Tabler has no
// partial builds without Sass, and the whole is 79 KB compressed. `kept` is the list to extend.
import { readFile } from "node:fs/promises";

const kept = [
  /^(btn|btn-primary|btn-link|btn-sm|btn-lg|btn-icon|btn-list)$/,
  /^form-(control|select)$/,
  /^(input-group|input-group-text|is-invalid|disabled|active)$/,
  /^(table|table-responsive)$/,
  /^card(-(header|title|body|footer|actions))?$/,
  /^(row|col|col-auto|col-\d+|col-(sm|md|lg)-\d+|g-[0-4])$/,
  /^d-(none|block|flex|grid|inline|inline-block|inline-flex)$/,
  /^(flex-(row|column|wrap|nowrap|fill)|flex-grow-[01])$/,
  /^(justify-content|align-items|align-self)-/,
  /^[mp][tbxyse]?-([0-5]|auto)$/,
  /^(gap-[0-5]|w-100|h-100|ms-auto|me-auto|list-unstyled)$/,
  /^text-(start|center|end|nowrap|wrap|truncate|break)$/,
  /^(visually-hidden|visually-hidden-focusable|float-end|position-relative)$/,
];
const foreign = /data-(bs|vc)|-webkit-calendar|::-moz|fullscreen|^\.theme|hr\.|@view/;

/** Splits a style sheet into its top-level rules, comments left out. */
function rules(text) {
  const found = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) {
      found.push(text.slice(start, i + 1).trim());
      start = i + 1;
    } else if (text[i] === ";" && depth === 0) start = i + 1;
  }
  return found;
}

/** Splits a group of selectors at its outer commas. */
function selectors(head) {
  return head.split(/,(?![^(]*\))/).map((selector) => selector.trim());
}

function isKept(selector) {
  const classes = [...selector.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map((match) => match[1]);
  return !foreign.test(selector) && classes.every((name) => kept.some((rule) => rule.test(name)));
}

function filtered(text) {
  return rules(text)
    .map((rule) => {
      const head = rule.slice(0, rule.indexOf("{")).trim();
      const body = rule.slice(rule.indexOf("{") + 1, -1);
      if (/^@(media|supports)/.test(head)) {
        const inner = filtered(body);
        return inner && `${head}{${inner}}`;
      }
      if (head.startsWith("@")) return "";
      const chosen = selectors(head).filter(isKept);
      return chosen.length ? `${chosen.join(",")}{${body}}` : "";
    })
    .filter(Boolean)
    .join("\n");
}

/** Drops the variables that nothing reads, until none is left. */
function withoutUnusedVariables(text) {
  const used = new Set([...text.matchAll(/var\((--tblr-[\w-]+)/g)].map((match) => match[1]));
  const smaller = text.replace(/(--tblr-[\w-]+)\s*:[^;{}]*;?/g, (rule, name) =>
    used.has(name) ? rule : "",
  );
  return smaller.length === text.length ? text : withoutUnusedVariables(smaller);
}

export const onlyWhatIsUsed = {
  name: "tabler",
  setup(build) {
    build.onLoad({ filter: /tabler\.css$/ }, async ({ path }) => {
      const text = (await readFile(path, "utf8")).replace(/\/\*[\s\S]*?\*\//g, "");
      return { contents: withoutUnusedVariables(filtered(text)), loader: "css" };
    });
  },
};
