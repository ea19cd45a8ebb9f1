import ipaddr from "ipaddr.js";

/**
 * Who really sent a request. What a caller writes into `x-forwarded-for` is believed only from a proxy
 * beside us, that is from a loopback or private address, and then only the entry the proxy itself added.
 */
export function clientAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
): string | undefined {
  if (remote === undefined || !isNear(remote)) return remote;
  const last = forwardedFor?.split(",").at(-1)?.trim();
  return last && ipaddr.isValid(last) ? last : remote;
}

function isNear(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ["loopback", "private", "uniqueLocal", "linkLocal"].includes(
    ipaddr.process(address).range(),
  );
}
