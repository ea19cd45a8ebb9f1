const SECRET = /^sws_([a-z0-9]{16})_[A-Za-z0-9_-]{43}$/;

/** The client id of a generated credential. */
export function clientIdFrom(suffix: string): string {
  return `sw-${suffix}`;
}

/** The secret of a generated credential: it names its client, so that it can also stand alone as a bearer. */
export function apiSecretFrom(suffix: string, random: string): string {
  return `sws_${suffix}_${random}`;
}

/** The client id a generated secret belongs to; null for any other text. */
export function clientIdOfSecret(text: string): string | null {
  const suffix = SECRET.exec(text)?.[1];
  return suffix === undefined ? null : clientIdFrom(suffix);
}
