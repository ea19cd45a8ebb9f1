import { AppError } from "@/lib/domain/errors";

/**
 * The query of a request. A parameter without value, or with the text `undefined` that the reference client sends for
 * an option left open, counts as absent; one that is given twice is refused (job-scheduling-api 2).
 */
export class QueryParameters {
  readonly #values: ReadonlyMap<string, string>;

  constructor(search: URLSearchParams) {
    const values = new Map<string, string>();
    for (const [name, value] of search) {
      if (values.has(name))
        throw new AppError("invalid", `'${printable(name)}' must be given only once`, {
          field: name,
        });
      if (/(?![\t\n\r])[\p{Cc}\p{Surrogate}\ufffd]/u.test(value)) {
        throw new AppError(
          "invalid",
          `'${printable(name)}' must not contain control or incomplete characters`,
          { field: name },
        );
      }
      values.set(name, value);
    }
    this.#values = values;
  }

  /** The text of a parameter, or null when it is absent. */
  text(name: string): string | null {
    const value = this.#values.get(name);
    return value === undefined || value === "" || value === "undefined" ? null : value;
  }

  has(name: string): boolean {
    return this.text(name) !== null;
  }

  /** One of the given words, or null when absent. */
  word<const Word extends string>(name: string, words: readonly Word[]): Word | null {
    const value = this.text(name);
    if (value === null) return null;
    const word = words.find((candidate) => candidate === value);
    if (word !== undefined) return word;
    throw new AppError("invalid", `'${name}' must be one of ${words.join(", ")}`, { field: name });
  }

  /** `true` or `false`, or the fallback when absent. */
  flag(name: string, fallback: boolean): boolean {
    const word = this.word(name, ["true", "false"]);
    return word === null ? fallback : word === "true";
  }

  /** A whole number within the bounds, or null when absent; `refusal` replaces the message where one is documented. */
  integer(name: string, bounds: { min: number; max: number; refusal?: string }): number | null {
    const value = this.text(name);
    if (value === null) return null;
    const number = /^[+-]?\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= bounds.min && number <= bounds.max) return number;
    const reason =
      bounds.refusal ?? `'${name}' must be an integer between ${bounds.min} and ${bounds.max}`;
    throw new AppError("invalid", reason, { field: name });
  }
}

function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Surrogate}]/gu, "?").slice(0, 64);
}
