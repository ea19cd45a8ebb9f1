/** Source of randomness; the platform's is cryptographic, tests use a fixed one. */
export interface Random {
  /** Fills the array with random bytes. */
  fill(bytes: Uint8Array): void;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/**
 * Makes time-ordered ids (UUID version 7). Ids of one generator strictly increase, also within a
 * millisecond and when the clock steps back: the 12 bits after the time count up, and a full counter
 * borrows the next millisecond.
 */
export function createIdGenerator(random: Random): (now: Date) => string {
  let lastMs = 0;
  let counter = 0;
  const tail = new Uint8Array(8);
  return (now) => {
    const ms = now.getTime();
    if (ms > lastMs) {
      lastMs = ms;
      counter = 0;
    } else if (counter === 0xfff) {
      lastMs += 1;
      counter = 0;
    } else {
      counter += 1;
    }
    random.fill(tail);
    return formatId(lastMs, counter, tail);
  };
}

function formatId(ms: number, counter: number, tail: Uint8Array): string {
  const time = ms.toString(16).padStart(12, "0");
  const high = (0x7000 | counter).toString(16);
  const hex = (index: number) => HEX[tail[index] ?? 0] ?? "00";
  const variant = HEX[((tail[0] ?? 0) & 0x3f) | 0x80] ?? "80";
  return `${time.slice(0, 8)}-${time.slice(8)}-${high}-${variant}${hex(1)}-${hex(2)}${hex(3)}${hex(4)}${hex(5)}${hex(6)}${hex(7)}`;
}

/** The smallest id of an instant: every id made before sorts below it. */
export function firstIdAt(at: Date): string {
  return `${formatId(Math.max(0, at.getTime()), 0, new Uint8Array(8)).slice(0, 15)}000-8000-000000000000`;
}

/** The instant a time-ordered id was made at, to the millisecond. */
export function instantOfId(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16));
}

/** The id next to another: nothing lies between them. */
export function idBeside(id: string, side: "before" | "after"): string {
  const value = BigInt(`0x${id.replaceAll("-", "")}`) + (side === "after" ? 1n : -1n);
  const hex = value.toString(16).padStart(32, "0").slice(-32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for text PostgreSQL accepts as a uuid in its usual form. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
