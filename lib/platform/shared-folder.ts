import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const CANDIDATES = ["/var/lib", "/var/tmp"];

/** Made by root, writable by nobody else: otherwise another user could put programs there for us to start. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === 0 && (found.mode & 0o022) === 0;
}

/**
 * A folder that root owns and every user may enter, for what an unprivileged PostgreSQL cannot reach below a
 * private checkout. The same answer at every start.
 */
export function sharedFolder(): string {
  for (const parent of CANDIDATES) {
    const folder = join(parent, "stellwerk");
    try {
      mkdirSync(folder);
      chmodSync(folder, 0o755);
    } catch {
      // Exists already or cannot be made; the check below tells which.
    }
    if (isOurs(folder)) return folder;
  }
  throw new Error(
    "The checkout lies in a folder that only root may enter, and neither /var/lib nor /var/tmp takes the database instead: start as an ordinary user, move the checkout, or set DATABASE_URL",
  );
}
