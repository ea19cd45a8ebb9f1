const MAX_LENGTH = 32;

/**
 * Job name of a definition in the background-job vocabulary: upper case, every character but A-Z, 0-9 and `_` becomes
 * `_`, at most 32 characters (model, "Decisions"). Not unique by itself; the pair with the job number is.
 */
export function jobNameFrom(name: string): string {
  return Array.from(name.toUpperCase(), (character) =>
    /[A-Z0-9_]/.test(character) ? character : "_",
  )
    .slice(0, MAX_LENGTH)
    .join("");
}
