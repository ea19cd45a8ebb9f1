/**
 * Regular expressions that are matched in time proportional to the length of the text, whatever they say: a text is
 * followed through all readings of the expression at once, none is ever taken back. There are characters, `.`, classes,
 * `\d \w \s` and their opposites, groups, `|`, `* + ? {n,m}`, `^` and `$`; no references back and no looking around,
 * which cannot be matched that way.
 */
export type LogPattern =
  | { ok: true; test: (text: string) => boolean }
  | { ok: false; reason: string };

/** Longest expression, in characters. */
export const MAX_LOG_PATTERN = 200;
/** Most steps an expression may be made of, its repetitions written out. */
const MAX_STEPS = 300;
const MAX_REPEAT = 100;

type Test = (sign: string) => boolean;
type Step =
  | { kind: "sign"; fits: Test }
  | { kind: "begin" }
  | { kind: "end" }
  /** Goes on at several places at once, counted from this step. */
  | { kind: "split"; to: number[] };
type Part = Step[];

const CLASSES: Readonly<Record<string, Test>> = {
  d: (sign) => /^\d$/.test(sign),
  w: (sign) => /^\w$/.test(sign),
  s: (sign) => /^\s$/.test(sign),
};
const CONTROLS: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r" };

class PatternFault extends Error {}

/** Reads an expression; case does not count when it is matched. */
export function parseLogPattern(source: string): LogPattern {
  if (source.length > MAX_LOG_PATTERN) {
    return { ok: false, reason: `must be at most ${MAX_LOG_PATTERN} characters long` };
  }
  try {
    const steps = new Reader([...source.toLowerCase()], source).read();
    return { ok: true, test: (text) => matches(steps, text.toLowerCase()) };
  } catch (fault) {
    if (fault instanceof PatternFault) return { ok: false, reason: fault.message };
    throw fault;
  }
}

class Reader {
  #at = 0;

  constructor(
    private readonly signs: readonly string[],
    private readonly source: string,
  ) {}

  read(): Part {
    const part = this.#alternatives();
    if (this.#at < this.signs.length) throw new PatternFault("has a ')' without its '('");
    return part;
  }

  #peek(): string | undefined {
    return this.signs[this.#at];
  }

  #take(): string {
    const sign = this.signs[this.#at];
    if (sign === undefined) throw new PatternFault("ends too early");
    this.#at += 1;
    return sign;
  }

  #alternatives(): Part {
    let part = this.#sequence();
    while (this.#peek() === "|") {
      this.#at += 1;
      const other = this.#sequence();
      part = limited([
        { kind: "split", to: [1, part.length + 2] },
        ...part,
        { kind: "split", to: [other.length + 1] },
        ...other,
      ]);
    }
    return part;
  }

  #sequence(): Part {
    let part: Part = [];
    for (let next = this.#peek(); next !== undefined && !"|)".includes(next); next = this.#peek()) {
      part = limited([...part, ...this.#repeated(this.#single())]);
    }
    return part;
  }

  #single(): Part {
    const sign = this.#take();
    if (sign === "(") return this.#group();
    if (sign === "[") return [{ kind: "sign", fits: this.#class() }];
    if (sign === ".") return [{ kind: "sign", fits: () => true }];
    if (sign === "^") return [{ kind: "begin" }];
    if (sign === "$") return [{ kind: "end" }];
    if (sign === "\\") return [{ kind: "sign", fits: this.#escape() }];
    if ("*+?{".includes(sign)) throw new PatternFault(`has '${sign}' with nothing to repeat`);
    return [{ kind: "sign", fits: (given) => given === sign }];
  }

  #group(): Part {
    if (this.#peek() === "?") {
      this.#at += 1;
      if (this.#take() !== ":") throw new PatternFault("must not look ahead or behind");
    }
    const part = this.#alternatives();
    if (this.#peek() !== ")") throw new PatternFault("has a '(' without its ')'");
    this.#at += 1;
    return part;
  }

  /** The class letter as it was written: `\D` is the opposite of `\d`. */
  #escape(): Test {
    const written = [...this.source][this.#at];
    const sign = this.#take();
    const known = CLASSES[sign];
    if (known) return written === sign ? known : (given) => !known(given);
    if (/\d/.test(sign)) throw new PatternFault("must not refer back to a group");
    if (/[a-z]/.test(sign) && CONTROLS[sign] === undefined) {
      throw new PatternFault(`has '\\${sign}', which is not known`);
    }
    const meant = CONTROLS[sign] ?? sign;
    return (given) => given === meant;
  }

  #class(): Test {
    const isOpposite = this.#peek() === "^";
    if (isOpposite) this.#at += 1;
    const tests: Test[] = [];
    while (this.#peek() !== "]" || tests.length === 0) tests.push(this.#classPart());
    this.#at += 1;
    return (given) => tests.some((fits) => fits(given)) !== isOpposite;
  }

  #classPart(): Test {
    const first = this.#take();
    if (first === "\\") return this.#escape();
    const isRange = this.#peek() === "-" && this.signs[this.#at + 1] !== "]";
    if (!isRange) return (given) => given === first;
    this.#at += 1;
    const last = this.#take();
    if (last < first)
      throw new PatternFault(`has the range '${first}-${last}' the wrong way round`);
    return (given) => given >= first && given <= last;
  }

  #repeated(part: Part): Part {
    const sign = this.#peek();
    if (sign === undefined || !"*+?{".includes(sign)) return part;
    this.#at += 1;
    const [least, most] =
      sign === "{" ? this.#bounds() : BOUNDS[sign === "*" ? 0 : sign === "+" ? 1 : 2];
    // Whether as much or as little as possible is taken makes no difference to whether a text fits.
    if (this.#peek() === "?") this.#at += 1;
    const next = this.#peek();
    if (next !== undefined && "*+{".includes(next)) throw new PatternFault("repeats a repetition");
    return repeat(part, least, most);
  }

  #bounds(): readonly [number, number | null] {
    const end = this.signs.indexOf("}", this.#at);
    const text = end < 0 ? "" : this.signs.slice(this.#at, end).join("");
    const found = /^(\d{1,3})(,(\d{0,3}))?$/.exec(text);
    if (!found) throw new PatternFault("has a '{' that is no repetition such as {2,5}");
    this.#at = end + 1;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] ? Number(found[3]) : null;
    if (least > MAX_REPEAT || (most ?? 0) > MAX_REPEAT || (most !== null && most < least)) {
      throw new PatternFault(`must repeat at most ${MAX_REPEAT} times`);
    }
    return [least, most];
  }
}

const BOUNDS = [
  [0, null],
  [1, null],
  [0, 1],
] as const;

function limited(part: Part): Part {
  if (part.length > MAX_STEPS) throw new PatternFault("repeats too much");
  return part;
}

function repeat(part: Part, least: number, most: number | null): Part {
  let steps: Part = [];
  for (let time = 0; time < least; time += 1) steps = limited([...steps, ...part]);
  if (most === null) {
    const loop: Part = [{ kind: "split", to: [1, part.length + 2] }, ...part];
    return limited([...steps, ...loop, { kind: "split", to: [-(part.length + 1)] }]);
  }
  const maybe: Part = [{ kind: "split", to: [1, part.length + 1] }, ...part];
  for (let time = least; time < most; time += 1) steps = limited([...steps, ...maybe]);
  return steps;
}

/** Follows the text through the steps; it may begin anywhere. */
function matches(steps: Part, text: string): boolean {
  const signs = [...text];
  let places = new Set<number>();
  for (let at = 0; at <= signs.length; at += 1) {
    const here = new Set<number>();
    for (const place of [...places, 0]) reach(steps, place, { here, at, length: signs.length });
    if (here.has(steps.length)) return true;
    const sign = signs[at];
    if (sign === undefined) return false;
    places = new Set();
    for (const place of here) {
      const step = steps[place];
      if (step?.kind === "sign" && step.fits(sign)) places.add(place + 1);
    }
  }
  return false;
}

/** Adds every place that is reached from one without a further character. */
function reach(
  steps: Part,
  from: number,
  { here, at, length }: { here: Set<number>; at: number; length: number },
): void {
  const waiting = [from];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (here.has(place)) continue;
    here.add(place);
    const step = steps[place];
    if (step?.kind === "split") for (const way of step.to) waiting.push(place + way);
    else if (step?.kind === "begin" && at === 0) waiting.push(place + 1);
    else if (step?.kind === "end" && at === length) waiting.push(place + 1);
  }
}
