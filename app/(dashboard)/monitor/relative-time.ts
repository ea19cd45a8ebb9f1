/** A moment in an address: an ISO instant, or a distance from the time of reading such as `now-24h`. */
export type TimeToken = string;

const RELATIVE = /^now(?:([+-])(\d{1,4})([mhd]))?$/;
const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** The instant a token means when it is read at `now`; null when it is neither form. */
export function instantOfToken(token: TimeToken, now: Date): Date | null {
  const match = RELATIVE.exec(token);
  if (match !== null) {
    const [, sign, amount = "0", unit = "m"] = match;
    const distance = Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
    return new Date(now.getTime() + (sign === "-" ? -distance : distance));
  }
  if (!/^\d{4}-\d{2}-\d{2}/.test(token)) return null;
  const at = new Date(token);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999 ? null : at;
}

export function isTimeToken(token: string): boolean {
  return instantOfToken(token, new Date(0)) !== null;
}

/** `now-24h` → `24 h ago`; an instant as `2025-11-14 14:02:31`. */
export function timeTokenWords(token: TimeToken): string {
  const match = RELATIVE.exec(token);
  if (match === null) {
    const at = instantOfToken(token, new Date(0));
    return at === null ? token : at.toISOString().slice(0, 19).replace("T", " ");
  }
  const [, sign, amount, unit] = match;
  if (amount === undefined) return "now";
  return sign === "-" ? `${amount} ${unit} ago` : `in ${amount} ${unit}`;
}
