import type { HTTP_METHODS } from "./definition-fields";

export type DefinitionKind = "http" | "command" | "program" | "chain";

/** What can be run, as services and queries return it; instants are UTC, the password is never part of it. */
export interface Definition {
  id: string;
  tenantId: string;
  /** Integer id of the compatible API. */
  jobId: number;
  name: string;
  jobName: string;
  kind: DefinitionKind;
  description: string;
  active: boolean;
  startAt: Date | null;
  endAt: Date | null;
  priority: number;
  queue: string;
  hold: boolean;
  retentionDays: number | null;
  deleteAfterSuccess: boolean;
  httpMethod: (typeof HTTP_METHODS)[number];
  url: string;
  origin: string;
  headers: Record<string, string>;
  endpointUser: string | null;
  hasEndpointPassword: boolean;
  synchronousSeconds: number;
  asynchronousSeconds: number | null;
  alertOnError: boolean;
  alertOnSuccess: boolean;
  almEnabled: boolean;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
}
