interface AnswerBufferLimits {
  readonly textBytes: number;
  readonly answerBytes: number;
}

const OPENING_BRACE = 0x7b;
const FIRST_CAPACITY = 1024;

/** The beginning of an answer: as much as its text needs, or more where it may be JSON with out parameters. */
export class AnswerBuffer {
  /** Bytes that came, kept or not. */
  received = 0;
  readonly #limits: AnswerBufferLimits;
  #buffer: Buffer | null = null;
  #kept = 0;
  #limit = 0;

  constructor(limits: AnswerBufferLimits) {
    this.#limits = limits;
  }

  /** Whether more came than is kept. */
  get isFull(): boolean {
    return this.received > this.#kept;
  }

  keep(chunk: Buffer): void {
    this.received += chunk.length;
    if (!this.#buffer) {
      const isJson = chunk[0] === OPENING_BRACE;
      // Most answers are one chunk, which is kept as it came.
      this.#limit = isJson ? this.#limits.answerBytes : this.#limits.textBytes;
      this.#buffer = chunk.subarray(0, this.#limit);
      this.#kept = this.#buffer.length;
      return;
    }
    const part = chunk.subarray(0, this.#limit - this.#kept);
    this.#buffer = this.#withRoomFor(this.#buffer, part.length);
    part.copy(this.#buffer, this.#kept);
    this.#kept += part.length;
  }

  skip(chunk: Buffer): void {
    this.received += chunk.length;
  }

  bytes(): Buffer {
    return this.#buffer?.subarray(0, this.#kept) ?? Buffer.alloc(0);
  }

  /** Doubling keeps an answer that comes byte by byte from costing an object or a copy for each of them. */
  #withRoomFor(buffer: Buffer, more: number): Buffer {
    const needed = this.#kept + more;
    if (needed <= buffer.length) return buffer;
    const capacity = Math.min(this.#limit, Math.max(needed, buffer.length * 2, FIRST_CAPACITY));
    const larger = Buffer.allocUnsafe(capacity);
    buffer.copy(larger, 0, 0, this.#kept);
    return larger;
  }
}
