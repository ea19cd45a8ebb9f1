import ipaddr from "ipaddr.js";

type Address = ReturnType<typeof ipaddr.parse>;

/** Extra destinations that outgoing calls may reach besides public addresses (STELLWERK_EGRESS_ALLOW). */
export interface EgressAllow {
  readonly ranges: readonly { readonly base: Address; readonly prefix: number }[];
  /** Single addresses in canonical text form; only these can name a metadata address. */
  readonly addresses: ReadonlySet<string>;
  /** Host names, lower case, without a trailing dot. */
  readonly hosts: ReadonlySet<string>;
}

export type EgressDecision =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string };

export type ParsedEgressAllow =
  | { readonly ok: true; readonly allow: EgressAllow }
  | { readonly ok: false; readonly reason: string };

/** Nothing but public addresses. */
export const NO_EGRESS_ALLOW: EgressAllow = { ranges: [], addresses: new Set(), hosts: new Set() };

const LOOPBACK_RANGES = ["127.0.0.0/8", "::1/128"];
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_][a-z0-9_-]{0,62})*$/;

/** Where the large clouds hand out machine credentials; a wide range in the allow list must not open these. */
const METADATA = new Set([
  "169.254.169.254",
  "169.254.170.2",
  "169.254.170.23",
  "169.254.0.23",
  "100.100.100.200",
  "168.63.129.16",
  "192.0.0.192",
  "fd00:ec2::254",
  "fd00:ec2::23",
  "fd20:ce::254",
]);

const REASONS: Record<string, string> = {
  unspecified: "it is an unspecified address",
  broadcast: "it is a broadcast address",
  multicast: "it is a multicast address",
  linkLocal: "it is a link-local address",
  loopback: "it is a loopback address",
  carrierGradeNat: "it is a shared (carrier-grade NAT) address",
  private: "it is a private address",
  uniqueLocal: "it is a private address",
  ipv4Mapped: "it is an IPv4 address written as IPv6",
  rfc6145: "it is a translated IPv4 address",
  rfc6052: "it is a translated (NAT64) address",
  "6to4": "it is a tunnel (6to4) address",
  teredo: "it is a tunnel (Teredo) address",
};

/**
 * Whether a connection to this very address may be opened. Everything that is not globally routable is refused
 * unless the allow list names it; metadata addresses need their exact address in the list. `host` is the name the
 * address was looked up for, if any.
 */
export function decideAddress(ip: string, allow: EgressAllow, host = ""): EgressDecision {
  const address = parseAddress(ip);
  if (!address) return { ok: false, reason: "it is not an IP address" };
  const embedded = embeddedIpv4(address);
  if (allow.addresses.has(canonical(address))) return { ok: true };
  if (isMetadata(address) || (embedded && isMetadata(embedded))) {
    return embedded && isMapped(address) && allow.addresses.has(canonical(embedded))
      ? { ok: true }
      : { ok: false, reason: "it is a metadata address" };
  }
  if (embedded && isMapped(address) && isListed(embedded, allow)) return { ok: true };
  if (isListed(address, allow)) {
    return embedded ? decideAddress(embedded.toString(), allow, host) : { ok: true };
  }
  if (allow.hosts.has(normalHost(host))) return { ok: true };
  return decideByRange(address);
}

/** Reads the allow list: CIDR ranges, single addresses, exact host names and the word `loopback`, separated by commas or blanks. */
export function parseEgressAllow(text: string): ParsedEgressAllow {
  const ranges: { base: Address; prefix: number }[] = [];
  const addresses = new Set<string>();
  const hosts = new Set<string>();
  for (const entry of text.split(/[\s,;]+/).filter((word) => word !== "")) {
    const word = entry.toLowerCase();
    if (word === "loopback") {
      for (const range of LOOPBACK_RANGES) ranges.push(parsedRange(range));
      continue;
    }
    const address = parseAddress(word.replace(/^\[(.*)\]$/, "$1"));
    if (address) addresses.add(canonical(address));
    else if (isRange(word)) addRange(parsedRange(word), ranges, addresses);
    else if (isHostName(word)) hosts.add(normalHost(word));
    else
      return { ok: false, reason: `"${entry}" is not a CIDR range, an IP address or a host name` };
  }
  return { ok: true, allow: { ranges, addresses, hosts } };
}

function addRange(
  range: { base: Address; prefix: number },
  ranges: { base: Address; prefix: number }[],
  addresses: Set<string>,
): void {
  const bits = range.base.kind() === "ipv4" ? 32 : 128;
  if (range.prefix === bits) addresses.add(canonical(range.base));
  else ranges.push(range);
}

function parsedRange(text: string): { base: Address; prefix: number } {
  const [base, prefix] = ipaddr.parseCIDR(text);
  return { base, prefix };
}

/** ipaddr.js also takes octal, hexadecimal and short IPv4 forms; in a configuration those are mistakes. */
function parseAddress(text: string): Address | null {
  if (text.includes(":")) return ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : null;
}

function isRange(text: string): boolean {
  const [base = "", prefix = "", ...rest] = text.split("/");
  return (
    rest.length === 0 &&
    /^\d{1,3}$/.test(prefix) &&
    parseAddress(base) !== null &&
    ipaddr.isValidCIDR(text)
  );
}

function isHostName(word: string): boolean {
  const host = normalHost(word);
  return HOST_NAME.test(host) && !/^[\d.]+$/.test(host) && !/(^|\.)0x[0-9a-f]*$/.test(host);
}

function normalHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, "");
}

function canonical(address: Address): string {
  return address.toString().replace(/%.*$/, "");
}

function isMetadata(address: Address): boolean {
  return METADATA.has(canonical(address));
}

function isMapped(address: Address): boolean {
  return address.range() === "ipv4Mapped";
}

function isListed(address: Address, allow: EgressAllow): boolean {
  if (allow.addresses.has(canonical(address))) return true;
  return allow.ranges.some(
    ({ base, prefix }) => base.kind() === address.kind() && address.match(base, prefix),
  );
}

/** The IPv4 address that a translating or tunnelling IPv6 address would reach, if it is one. */
function embeddedIpv4(address: Address): ipaddr.IPv4 | null {
  if (!(address instanceof ipaddr.IPv6)) return null;
  const parts = address.parts;
  const pair = (high: number, low: number, mask = 0): ipaddr.IPv4 => {
    const words = [(parts[high] ?? 0) ^ mask, (parts[low] ?? 0) ^ mask];
    return new ipaddr.IPv4(words.flatMap((word) => [word >> 8, word & 0xff]));
  };
  const range = address.range();
  if (range === "6to4") return pair(1, 2);
  if (range === "teredo") return pair(6, 7, 0xffff);
  if (range === "ipv4Mapped" || range === "rfc6145" || range === "rfc6052") return pair(6, 7);
  return isCompatible(parts) ? pair(6, 7) : null;
}

function isCompatible(parts: readonly number[]): boolean {
  return parts.slice(0, 6).every((part) => part === 0) && (parts[6] !== 0 || (parts[7] ?? 0) > 1);
}

function decideByRange(address: Address): EgressDecision {
  const range: string = address.range();
  // Only 2000::/3 is global unicast; whatever lies outside it is not on the public internet.
  const isGlobal = address instanceof ipaddr.IPv6 ? (address.parts[0] ?? 0) >> 13 === 1 : true;
  if (range === "unicast" && isGlobal) return { ok: true };
  return { ok: false, reason: REASONS[range] ?? "it is a reserved address" };
}
