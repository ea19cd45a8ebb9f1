/** What the application registers about itself in its process, for the launcher that started it. */
export interface NodeRegistration {
  /** Stops claiming, lets running runs finish within the grace time and hands back the rest. */
  stop(): Promise<void>;
  /** How to sign in, as a line for the terminal; empty when there is nothing to say. */
  signInHint?(): Promise<string>;
}

declare global {
  // Next keeps several module graphs in one process; this is the one place they and the launcher share.
  var __stellwerk: NodeRegistration | undefined;
}

/** The application of this process, once it has started. */
export function registeredNode(): NodeRegistration | undefined {
  return globalThis.__stellwerk;
}
