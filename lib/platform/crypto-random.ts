import { randomFillSync } from "node:crypto";
import type { Random } from "@/lib/domain/ids";

const POOL_BYTES = 4096;

/** Cryptographic randomness, drawn from a buffer so that an id costs no system call. */
export function cryptoRandom(): Random {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return {
    fill: (bytes) => {
      if (used + bytes.length > POOL_BYTES) {
        randomFillSync(pool);
        used = 0;
      }
      bytes.set(pool.subarray(used, used + bytes.length));
      used += bytes.length;
    },
  };
}
