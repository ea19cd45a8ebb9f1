import { inflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type ZipEntry, zipEnd, zipStream } from "./zip-stream";

const AT = new Date("2026-03-01T12:00:06Z");

async function* entriesOf(files: Record<string, string[]>): AsyncGenerator<ZipEntry> {
  for (const [name, pieces] of Object.entries(files)) {
    yield { name, modifiedAt: AT, pieces: piecesOf(pieces) };
  }
}

async function* piecesOf(pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}

async function bytesOf(entries: AsyncIterable<ZipEntry>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipStream(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Reads an archive by its directory, as programs that unpack do. */
function unpacked(zip: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  let at = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left -= 1) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [packed, size] = [zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26);
    const content = inflateRawSync(zip.subarray(start, start + packed));
    expect(content.length).toBe(size);
    files[zip.toString("utf8", at + 46, at + 46 + nameLength)] = content.toString();
    at += 46 + nameLength + zip.readUInt16LE(at + 30);
  }
  return files;
}

describe("zipStream", () => {
  it("writes every entry with its name, size and content, also an empty one", async () => {
    const long = "x".repeat(300_000);
    const files = { "a.log": ["one\n", "two\n"], "folder/ü.log": [], "long.log": [long] };
    expect(unpacked(await bytesOf(entriesOf(files)))).toEqual({
      "a.log": "one\ntwo\n",
      "folder/ü.log": "",
      "long.log": long,
    });
  });

  it("is an empty archive when there is no entry", async () => {
    expect(unpacked(await bytesOf(entriesOf({})))).toEqual({});
  });

  it.each([
    { entries: 65_536, size: 3_000_000, offset: 4_000_000 },
    { entries: 2, size: 90, offset: 5_000_000_000 },
  ])("ends in the 64-bit form where the 32-bit one is too narrow: %o", (directory) => {
    const end = zipEnd(directory);
    expect(end.length).toBe(56 + 20 + 22);
    expect(end.readBigUInt64LE(32)).toBe(BigInt(directory.entries));
    expect(end.readBigUInt64LE(48)).toBe(BigInt(directory.offset));
    expect(end.readBigUInt64LE(56 + 8)).toBe(BigInt(directory.offset + directory.size));
  });

  it("fails when an entry fails, and ends the entry when its reader goes away", async () => {
    async function* failing(): AsyncGenerator<string> {
      yield "some";
      throw new Error("the database is gone");
    }
    const entry = (pieces: AsyncIterable<string>) =>
      (async function* () {
        yield { name: "a", modifiedAt: AT, pieces };
      })();
    await expect(bytesOf(entry(failing()))).rejects.toThrow("the database is gone");

    let isEnded = false;
    async function* endless(): AsyncGenerator<string> {
      try {
        for (let line = 0; ; line += 1) yield `${line} ${Math.sin(line)}\n`.repeat(50);
      } finally {
        isEnded = true;
      }
    }
    const reader = zipStream(entry(endless()));
    await reader.next();
    await reader.next();
    await reader.return();
    await expect.poll(() => isEnded).toBe(true);
  });
});
