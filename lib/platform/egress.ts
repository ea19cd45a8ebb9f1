import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { Agent, buildConnector } from "undici";
import { decideAddress, type EgressAllow } from "@/lib/domain/http/egress-rules";

interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Resolves a host name to every address it has; the real one asks the operating system. */
export type ResolveHost = (
  host: string,
  done: (error: Error | null, addresses: readonly ResolvedAddress[]) => void,
) => void;

export interface EgressOptions {
  readonly allow: EgressAllow;
  /** Open connections per origin; should exceed the runs in flight plus the late listeners, further calls queue. */
  readonly connectionsPerOrigin: number;
  /** Time for the name lookup, the TCP connection and the TLS handshake together. */
  readonly connectTimeoutMs: number;
  readonly resolve: ResolveHost;
}

/** The refusal to connect to an address that is neither public nor allowed. */
export class EgressBlockedError extends Error {
  readonly code = "ERR_EGRESS_BLOCKED";

  constructor(host: string, reason: string) {
    super(`Calls to "${host}" are not allowed: ${reason}`);
    this.name = "EgressBlockedError";
  }
}

/** Below the 60 s after which common load balancers drop an idle connection, with room for a slow network. */
const KEEP_ALIVE_MS = 15_000;
const KEEP_ALIVE_MAX_MS = 55_000;

/** The resolver of the operating system, hosts file included; lookups for one name at one moment are shared. */
export function systemResolver(): ResolveHost {
  const waiting = new Map<string, Parameters<ResolveHost>[1][]>();
  return (host, done) => {
    const others = waiting.get(host);
    if (others) {
      others.push(done);
      return;
    }
    const callbacks = [done];
    waiting.set(host, callbacks);
    systemLookup(host, { all: true }, (error, addresses) => {
      waiting.delete(host);
      for (const callback of callbacks) callback(error, addresses);
    });
  };
}

/**
 * The agent of every outgoing call. Each connection is opened to an address that was checked in that same step, so
 * a name that changes its address between check and connection gains nothing; redirects are never followed.
 */
export function createEgressAgent(options: EgressOptions): Agent {
  return new Agent({
    connect: egressConnector(options),
    connections: options.connectionsPerOrigin,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MAX_MS,
    // The caller holds the deadlines of each call; undici's own would cut endpoints that answer late.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

function egressConnector(options: EgressOptions): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.connectTimeoutMs,
    allowH2: false,
    autoSelectFamily: true,
    lookup: checkedLookup(options),
  });
  return (target, callback) => {
    // A literal address is connected to without a lookup.
    if (isIP(target.hostname) !== 0) {
      const decision = decideAddress(target.hostname, options.allow);
      if (!decision.ok) {
        const error = new EgressBlockedError(target.hostname, decision.reason);
        // undici does not expect its answer before this function has returned.
        queueMicrotask(() => callback(error, null));
        return;
      }
    }
    connect(target, (...[error, socket]) => {
      if (error) {
        callback(error, null);
        return;
      }
      noteBytesRead(socket);
      callback(null, socket);
    });
  };
}

/** Writes on an error of the connection how much it had brought before, which tells a stale one from a fresh one. */
function noteBytesRead(socket: Socket): void {
  const atStart = socket.bytesRead;
  socket.on("error", (error) => {
    Object.assign(error, { bytesRead: socket.bytesRead - atStart });
  });
}

/** A lookup that hands on only addresses that may be connected to, and fails when none is left. */
function checkedLookup({ allow, resolve }: EgressOptions): LookupFunction {
  return (host, lookupOptions, callback) => {
    resolve(host, (error, addresses) => {
      if (error) {
        callback(error, "", 0);
        return;
      }
      let reason = "the name has no address";
      const allowed = addresses.filter(({ address }) => {
        const decision = decideAddress(address, allow, host);
        if (!decision.ok) reason = decision.reason;
        return decision.ok;
      });
      const [first] = allowed;
      if (!first) callback(new EgressBlockedError(host, reason), "", 0);
      else if (lookupOptions.all) callback(null, [...allowed]);
      else callback(null, first.address, first.family);
    });
  };
}
