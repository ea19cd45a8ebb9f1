/** A hint that a run changed; watchers fetch what they show. */
export interface RunChange {
  tenantId: string;
  runId: string;
}
