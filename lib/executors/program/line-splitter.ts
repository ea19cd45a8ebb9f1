const LINE_END = /\r\n|\n|\r/;
const CONTROL = /[^\P{Cc}\t]/gu;
const CONTROL_PICTURES = 0x2400;
const DELETE = 0x7f;
const DELETE_PICTURE = "\u2421";
const REPLACEMENT = "\ufffd";

/**
 * Cuts the bytes of one stream into lines of text: UTF-8, over chunk borders too, what is none replaced. A line ends with
 * LF, CR LF or CR, so a progress display gives a line for each of its states. Beyond `maxCharacters` a line is only
 * counted. Control characters become visible signs, escape sequences stay legible and have no effect on a terminal.
 */
export class LineSplitter {
  readonly #maxCharacters: number;
  readonly #decoder = new TextDecoder("utf-8");
  #open = "";
  #isOpen = false;
  #left = 0;
  /** The last line ended with CR at the very end of a chunk; an LF that follows belongs to it. */
  #endedWithCr = false;

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  /** The lines this chunk completes. */
  push(chunk: Uint8Array): string[] {
    return this.#split(this.#decoder.decode(chunk, { stream: true }));
  }

  /** The lines that end with the stream. */
  end(): string[] {
    const lines = this.#split(this.#decoder.decode());
    if (this.#isOpen) lines.push(this.#close());
    return lines;
  }

  #split(decoded: string): string[] {
    if (decoded === "") return [];
    const text = this.#endedWithCr && decoded.startsWith("\n") ? decoded.slice(1) : decoded;
    this.#endedWithCr = decoded.endsWith("\r");
    const lines: string[] = [];
    const parts = text.split(LINE_END);
    const rest = parts.pop() ?? "";
    for (const part of parts) {
      this.#append(part);
      lines.push(this.#close());
    }
    if (rest !== "") this.#append(rest);
    return lines;
  }

  #append(part: string): void {
    const room = this.#maxCharacters - this.#open.length;
    this.#open += part.slice(0, room);
    this.#left += Math.max(0, part.length - room);
    this.#isOpen = true;
  }

  #close(): string {
    const kept = this.#left === 0 ? this.#open : wholeCharacters(this.#open);
    const left = this.#left + this.#open.length - kept.length;
    this.#open = "";
    this.#left = 0;
    this.#isOpen = false;
    const text = kept.replace(CONTROL, visible);
    return left === 0 ? text : `${text} … (cut: ${left} more characters)`;
  }
}

/** Without the half of a character that a cut may have left at the end. */
function wholeCharacters(text: string): string {
  return text.replace(/\p{Surrogate}$/u, "");
}

function visible(control: string): string {
  const code = control.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(CONTROL_PICTURES + code);
  return code === DELETE ? DELETE_PICTURE : REPLACEMENT;
}
