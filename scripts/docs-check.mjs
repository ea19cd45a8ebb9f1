// Fails when a document names a file, folder or npm script of the project that does not exist.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { ROOT } from "./project.mjs";

/** A path in backticks counts as one of the project when it begins in one of these places. */
const PLACES = /^(\.ci|app|bench|bin|components|docs|e2e|lib|lint|prisma|public|scripts)(\/|$)/;
const MADE_BY_A_COMMAND = /^(prisma\/generated|dist|\.next|\.data)(\/|$)/;

function documents() {
  const atRoot = readdirSync(ROOT).filter((name) => name.endsWith(".md"));
  const below = readdirSync(join(ROOT, "docs"), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name));
  return [...atRoot, ...below];
}

/** `a/{b,c}` names two paths; a pattern with a star, a placeholder or a space names none. */
function expand(path) {
  const group = /^(.*?)\{([^{}]*)\}(.*)$/.exec(path);
  if (!group) return [path];
  const [, before, choices, after] = group;
  return choices.split(",").flatMap((choice) => expand(`${before}${choice.trim()}${after}`));
}

function missingPaths(document, text) {
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, path]) => path.replace(/:\d+$/, ""));
  const named = quoted
    .filter((path) => PLACES.test(path) && !/[*<>\s…$]/.test(path) && !path.includes("..."))
    .flatMap(expand)
    .filter((path) => !MADE_BY_A_COMMAND.test(path))
    .map((path) => ({ path, full: join(ROOT, path) }));
  const linked = [...text.matchAll(/\]\((?!https?:|mailto:|#|\/)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
    ([, path]) => ({ path, full: resolve(ROOT, dirname(document), path) }),
  );
  return [...named, ...linked].filter(({ full }) => !existsSync(full)).map(({ path }) => path);
}

function missingScripts(text) {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return [...text.matchAll(/`(?:[^`\n]*\s)?npm run ([\w:-]+)/g)]
    .map(([, name]) => name)
    .filter((name) => !(name in scripts))
    .map((name) => `npm run ${name}`);
}

const faults = documents().flatMap((document) => {
  const text = readFileSync(join(ROOT, document), "utf8");
  return [...missingPaths(document, text), ...missingScripts(text)].map(
    (name) => `${relative(ROOT, join(ROOT, document))}: ${name} does not exist`,
  );
});
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exit(faults.length === 0 ? 0 : 1);
