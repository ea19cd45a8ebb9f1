import type { HTTP_METHODS } from "./definition-fields";
import type { DefinitionProperties } from "./definition-properties";

/** Kinds of definitions; those of kind `system` are made by the application alone (lib/domain/system). */
export const DEFINITION_KINDS = ["http", "command", "program", "wait", "chain", "system"] as const;
export type DefinitionKind = (typeof DEFINITION_KINDS)[number];

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
  /** Empty url and origin: it is not of kind http. */
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
  /** The parts without a column of their own; only that of its kind is not null. */
  properties: DefinitionProperties;
  /** Its runs pass through the gates one by one, whatever their queue. */
  gated: boolean;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date;
}
