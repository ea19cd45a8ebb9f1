/** Collects conditions of a WHERE clause and their values; a condition writes `$?` where its next value stands. */
export class SqlConditions {
  readonly values: unknown[];
  readonly #parts: string[] = [];

  /** Conditions of one statement share their values. */
  constructor(values: unknown[] = []) {
    this.values = values;
  }

  /** Adds a condition that must hold too. */
  and(condition: string, ...values: unknown[]): this {
    this.#parts.push(this.place(condition, values));
    return this;
  }

  /** The text with its values numbered, for use inside a larger condition. */
  place(condition: string, values: readonly unknown[]): string {
    let next = 0;
    return condition.replaceAll("$?", () => {
      this.values.push(values[next]);
      next += 1;
      return `$${this.values.length}`;
    });
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  /** All conditions joined; `true` when there is none. */
  get text(): string {
    return this.#parts.length === 0 ? "true" : this.#parts.map((part) => `(${part})`).join(" AND ");
  }
}
