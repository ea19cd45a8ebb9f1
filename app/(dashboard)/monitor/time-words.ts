import { instantOfToken, isRelative, type TimeToken } from "@/lib/domain/run/selection-time";

const DISTANCE = /^now([+-])(\d+)([mhdw])$/;

/** `now-24h` → `24 h ago`; an instant as `2025-11-14 14:02:31`; a day and the words for days as they are. */
export function timeTokenWords(token: TimeToken): string {
  const match = DISTANCE.exec(token);
  if (match !== null) {
    const [, sign, amount, unit] = match;
    return sign === "-" ? `${amount} ${unit} ago` : `in ${amount} ${unit}`;
  }
  return timeTokenText(token);
}

/** A token as it is typed: distances and days as they are, instants without the letters of ISO. */
export function timeTokenText(token: TimeToken): string {
  if (token === "" || isRelative(token) || !token.includes("T")) return token;
  const at = instantOfToken(token, new Date(0));
  return at === null ? token : at.toISOString().slice(0, 19).replace("T", " ");
}

/** What was typed as a token: `2025-11-14 14:00` is an instant in UTC. What is neither form comes back as typed. */
export function timeTokenFrom(text: string): TimeToken {
  const typed = text.trim();
  const match = /^(\d{4}-\d{2}-\d{2})[ tT](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?[zZ]?$/.exec(typed);
  if (match === null) return typed.toLowerCase();
  const at = new Date(`${match[1]}T${match[2]}Z`);
  return Number.isNaN(at.getTime()) ? typed : at.toISOString();
}
