/** A name pattern of a selection as one of LIKE: `*` any characters, `?` one; everything else stands for itself. */
export function likePattern(pattern: string): string {
  return escapeLike(pattern).replaceAll("*", "%").replaceAll("?", "_");
}

/** The pattern of LIKE for texts this one is part of. */
export function likePart(text: string): string {
  return `%${escapeLike(text)}%`;
}

/** True when the whole of a name fits a pattern of a selection, whatever their case. */
export function fitsPattern(pattern: string, name: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  const expression = escaped.replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "isu").test(name);
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
