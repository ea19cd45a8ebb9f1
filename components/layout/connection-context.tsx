"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";

export type ConnectionStatus = "idle" | "connecting" | "live" | "offline";

type Connection = {
  /** What the live stream last reported; "idle" on pages without one. */
  status: ConnectionStatus;
  report: (status: ConnectionStatus) => void;
  /** The user stopped live updates (WCAG 2.2.2); the stream closes while true. */
  isPaused: boolean;
  setPaused: (isPaused: boolean) => void;
};

const ConnectionContext = createContext<Connection>({
  status: "idle",
  report: () => {},
  isPaused: false,
  setPaused: () => {},
});

export function ConnectionProvider({ children }: { children: ReactNode }) {
  const [status, report] = useState<ConnectionStatus>("idle");
  const [isPaused, setPaused] = useState(false);
  const value = useMemo(() => ({ status, report, isPaused, setPaused }), [status, isPaused]);
  return <ConnectionContext value={value}>{children}</ConnectionContext>;
}

/** The state of the live stream: read by the light, reported by whoever holds the stream. */
export function useConnection(): Connection {
  return useContext(ConnectionContext);
}
