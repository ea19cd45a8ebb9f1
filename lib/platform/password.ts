import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/domain/errors";

const COST = 16_384;
const BLOCK_SIZE = 8;
const PARALLEL = 1;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MAX_MEMORY = 64 * 1024 * 1024;

// Each takes tens of milliseconds of a thread pool that DNS look-ups share, so few run at a time.
const MAX_RUNNING = 2;
const MAX_WAITING = 100;
let running = 0;
const waiting: (() => void)[] = [];

/** A salted scrypt hash of a password or secret, with its cost in the text. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, { N: COST, r: BLOCK_SIZE, p: PARALLEL });
  return `scrypt$${COST}$${BLOCK_SIZE}$${PARALLEL}$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

/** A random password to be given out once: 20 characters, 120 bits. */
export function generatePassword(): string {
  return randomBytes(15).toString("base64url");
}

/** True when the password has this hash. Without a hash it takes as long and is false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [scheme, cost, blockSize, parallel, salt, key] = (stored ?? "").split("$");
  if (scheme !== "scrypt" || !salt || !key) {
    await derive(password, Buffer.alloc(SALT_BYTES), { N: COST, r: BLOCK_SIZE, p: PARALLEL });
    return false;
  }
  const options = { N: Number(cost), r: Number(blockSize), p: Number(parallel) };
  const actual = await derive(password, Buffer.from(salt, "base64url"), options);
  const expected = Buffer.from(key, "base64url");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

async function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  await enter();
  try {
    const normal = password.normalize("NFKC");
    return await new Promise((resolve, reject) => {
      scrypt(normal, salt, KEY_BYTES, { ...options, maxmem: MAX_MEMORY }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    leave();
  }
}

async function enter(): Promise<void> {
  if (running < MAX_RUNNING) {
    running += 1;
    return;
  }
  if (waiting.length >= MAX_WAITING) {
    throw new AppError("limit", "Too many sign-ins at once. Try again in a few seconds.");
  }
  await new Promise<void>((resolve) => waiting.push(resolve));
}

function leave(): void {
  const next = waiting.shift();
  // The place passes straight on, so that a newcomer cannot slip in between.
  if (next) next();
  else running -= 1;
}
