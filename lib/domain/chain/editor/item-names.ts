/** A name that none of the others has: `Load`, otherwise `Load 2`, `Load 3`, … */
export function freeName(wanted: string, taken: readonly string[]): string {
  const names = new Set(taken);
  if (!names.has(wanted)) return wanted;
  let number = 2;
  while (names.has(`${wanted} ${number}`)) number += 1;
  return `${wanted} ${number}`;
}

/** The next of `Step 1`, `Step 2`, … that none of the others has, counted from how many there are. */
export function numberedName(noun: string, taken: readonly string[]): string {
  const names = new Set(taken);
  let number = taken.length + 1;
  while (names.has(`${noun} ${number}`)) number += 1;
  return `${noun} ${number}`;
}
