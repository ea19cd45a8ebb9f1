/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[], conjunction = "and"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/** Ascending numbers as words, runs of three and more written as `a to b`. */
export function joinNumbers(
  values: readonly number[],
  name: (value: number) => string = String,
): string {
  const words: string[] = [];
  for (let index = 0; index < values.length; ) {
    const from = values[index] ?? 0;
    let length = 1;
    while (values[index + length] === from + length) length++;
    if (length >= 3) words.push(`${name(from)} to ${name(from + length - 1)}`);
    else words.push(...Array.from({ length }, (_, offset) => name(from + offset)));
    index += length;
  }
  return joinWords(words);
}

/** The step k when the values are exactly 0, k, 2k … of a cycle that k divides, else null. */
export function evenStep(values: readonly number[], cycle: number): number | null {
  const step = cycle / values.length;
  return Number.isInteger(step) && values.every((value, index) => value === index * step)
    ? step
    : null;
}

/** Whether ascending numbers have no hole. */
export function isContiguous(values: readonly number[]): boolean {
  return (values.at(-1) ?? 0) - (values[0] ?? 0) === values.length - 1;
}

/** Two digits. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
