import { instantOfToken, type TimeToken } from "../relative-time";

/** A token as it is typed: distances as they are, instants without the letters of ISO. */
export function timeTokenText(token: TimeToken): string {
  if (token === "" || token.startsWith("now")) return token;
  const at = instantOfToken(token, new Date(0));
  return at === null ? token : at.toISOString().slice(0, 19).replace("T", " ");
}

/** What was typed as a token: `2025-11-14 14:00` is an instant in UTC. What is neither form comes back as typed. */
export function timeTokenFrom(text: string): TimeToken {
  const typed = text.trim().toLowerCase();
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ t](\d{2}:\d{2}(?::\d{2})?))?(?:\.\d+)?z?$/.exec(typed);
  if (match === null) return typed;
  const at = new Date(`${match[1]}T${match[2] ?? "00:00"}Z`);
  return Number.isNaN(at.getTime()) ? typed.replace(/^\d/, "?") : at.toISOString();
}
