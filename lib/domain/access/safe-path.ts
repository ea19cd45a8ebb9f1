/** The address inside this application to go on to; anything else, e.g. another site, becomes `/`. */
export function safePath(next: unknown): string {
  if (typeof next !== "string" || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next)) return "/";
  // Browsers drop some characters before they resolve an address, so the resolved one decides.
  const base = "http://self.invalid";
  if (!URL.canParse(next, base)) return "/";
  const url = new URL(next, base);
  return url.origin === base && !url.pathname.startsWith("//")
    ? `${url.pathname}${url.search}`
    : "/";
}
