import { pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw } from "node:zlib";

/** A file of an archive; its name is a path with `/`. */
export interface ZipEntry {
  name: string;
  modifiedAt: Date;
  pieces: AsyncIterable<string>;
}

/** An entry that has been written. */
interface Written {
  name: Buffer;
  stamp: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

const MAX_32 = 0xffffffff;
const MAX_16 = 0xffff;
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
const VERSION_64 = 45;

/**
 * A zip archive, byte by byte while its entries are made: no entry is in memory as a whole, and sizes stand behind the
 * data they are of. Beyond 4 GiB or 65,535 entries it is written in the 64-bit form; one entry may have up to 4 GiB.
 */
export async function* zipStream(
  entries: AsyncIterable<ZipEntry>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name, modifiedAt, pieces } of entries) {
    const entry: Written = {
      name: Buffer.from(name),
      stamp: dosStamp(modifiedAt),
      ...{ crc: 0, packed: 0, size: 0, offset },
    };
    const head = localHead(entry);
    yield head;
    for await (const bytes of deflated(pieces, entry)) yield bytes;
    const tail = descriptor(entry);
    yield tail;
    offset += head.length + entry.packed + tail.length;
    written.push(entry);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield zipEnd({ entries: written.length, size: directory.length, offset });
}

async function* deflated(
  pieces: AsyncIterable<string>,
  entry: Written,
): AsyncGenerator<Buffer, void, undefined> {
  async function* counted(): AsyncGenerator<Buffer, void, undefined> {
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      if (bytes.length > 0) yield bytes;
    }
  }
  const deflate = createDeflateRaw();
  // What goes wrong on either side ends the loop below.
  pipeline(Readable.from(counted()), deflate, () => {});
  for await (const bytes of deflate as AsyncIterable<Buffer>) {
    entry.packed += bytes.length;
    yield bytes;
  }
  if (entry.size > MAX_32 || entry.packed > MAX_32) {
    throw new Error(`${entry.name.toString()} is larger than an entry of a zip archive can be`);
  }
}

/** Date in the upper, time in the lower half, in steps of two seconds; nothing before 1980 can be written. */
function dosStamp(at: Date): number {
  const year = Math.min(2107, Math.max(1980, at.getUTCFullYear()));
  const date = ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time =
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | Math.floor(at.getUTCSeconds() / 2);
  return date * 0x10000 + time;
}

function localHead({ name, stamp }: Written): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt32LE(stamp, 10);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packed, size }: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directoryEntry({ name, stamp, crc, packed, size, offset }: Written): Buffer {
  const isFar = offset >= MAX_32;
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(VERSION_64, 4);
  head.writeUInt16LE(isFar ? VERSION_64 : VERSION, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(DEFLATED, 10);
  head.writeUInt32LE(stamp, 12);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(isFar ? 12 : 0, 30);
  head.writeUInt32LE(isFar ? MAX_32 : offset, 42);
  return Buffer.concat(isFar ? [head, name, farOffset(offset)] : [head, name]);
}

function farOffset(offset: number): Buffer {
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(offset), 4);
  return extra;
}

/** Where the directory of an archive stands, and how much is in it. */
interface Directory {
  entries: number;
  size: number;
  offset: number;
}

/** The last bytes of an archive: by them it is read. */
export function zipEnd(directory: Directory): Buffer {
  const { entries, size, offset } = directory;
  const isFar = entries >= MAX_16 || offset >= MAX_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isFar ? MAX_16 : entries, 8);
  end.writeUInt16LE(isFar ? MAX_16 : entries, 10);
  end.writeUInt32LE(isFar ? MAX_32 : size, 12);
  end.writeUInt32LE(isFar ? MAX_32 : offset, 16);
  return isFar ? Buffer.concat([farEnd(directory), end]) : end;
}

/** The end in its 64-bit form, followed by where that stands. */
function farEnd({ entries, size, offset }: Directory): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(0x06064b50, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(VERSION_64, 12);
  end.writeUInt16LE(VERSION_64, 14);
  end.writeBigUInt64LE(BigInt(entries), 24);
  end.writeBigUInt64LE(BigInt(entries), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(0x07064b50, 56);
  end.writeBigUInt64LE(BigInt(offset + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}
