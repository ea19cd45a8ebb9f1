import { readFileSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";

/** The operating-system user PostgreSQL runs as; undefined in places means the user of this process. */
export interface PostgresUser {
  name: string;
  uid: number;
  gid: number;
}

function usersOfThisMachine(): PostgresUser[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map((fields) => ({ name: fields[0] ?? "", uid: Number(fields[2]), gid: Number(fields[3]) }))
    .filter((user) => user.name !== "" && Number.isInteger(user.uid) && Number.isInteger(user.gid));
}

/**
 * PostgreSQL refuses to run as root, so root hands it to an unprivileged user: the owner of an existing
 * cluster, otherwise `postgres`, otherwise `nobody`. Undefined when this process is not root.
 */
export function postgresUserForRoot(clusterDir: string): PostgresUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = usersOfThisMachine();
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) {
    const known = users.find((user) => user.uid === owner.uid);
    return known ?? { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  }
  const candidates = ["postgres", "nobody"].map((name) => users.find((user) => user.name === name));
  const chosen = candidates.find((user) => user !== undefined && user.uid !== 0);
  if (chosen) return chosen;
  throw new Error(
    "PostgreSQL does not run as root and neither a user `postgres` nor `nobody` exists: start as an ordinary user or set DATABASE_URL",
  );
}

function isAllowed(user: PostgresUser, { uid, gid, mode }: Stats, bits: number): boolean {
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

/** Whether `user` may enter every folder on the way to `path` and read what lies there. */
export function isReachableBy(user: PostgresUser, path: string): boolean {
  const target = statSync(path, { throwIfNoEntry: false });
  if (!target) return isReachableBy(user, dirname(path));
  if (target.isFile() && !isAllowed(user, target, 0b100)) return false;
  for (let folder = target.isDirectory() ? path : dirname(path); ; folder = dirname(folder)) {
    if (!isAllowed(user, statSync(folder), 0b001)) return false;
    if (dirname(folder) === folder) return true;
  }
}
