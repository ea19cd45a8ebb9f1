import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { Queryable } from "./queryable";

/** A raising whose comment is still to be made of an expression, with what is known of its run. */
export interface OpenComment {
  id: string;
  tenantId: string;
  expression: string;
  raisedAt: Date;
  definitionName: string;
  /** Parameters of the run; null for none, or when the run is gone. */
  values: unknown;
  declared: readonly ParameterDefinition[];
}

/** Raisings of these events with a comment that is still to be made. The caller holds the events. */
export async function openComments(
  tx: Queryable,
  events: readonly { tenantId: string; name: string }[],
): Promise<OpenComment[]> {
  if (events.length === 0) return [];
  const { rows } = await tx.query<OpenComment>({
    name: "open-comments",
    text: `SELECT o.id::text AS id, o.tenant_id AS "tenantId", o.expression, o.raised_at AS "raisedAt",
        COALESCE(r.definition_name, '') AS "definitionName", r.parameters AS values,
        COALESCE(d.properties -> 'parameters', '[]') AS declared
      FROM unnest($1::uuid[], $2::text[]) AS u(tenant_id, name)
        JOIN event_occurrence o ON o.tenant_id = u.tenant_id AND o.event_name = u.name AND o.expression IS NOT NULL
        LEFT JOIN run r ON r.tenant_id = o.tenant_id AND r.id = o.run_id
        LEFT JOIN definition d ON d.id = r.definition_id
      ORDER BY o.id`,
    values: [events.map(({ tenantId }) => tenantId), events.map(({ name }) => name)],
  });
  return rows;
}

/** Writes comments that were made, in the place of their expressions. */
export async function saveComments(
  tx: Queryable,
  made: readonly { id: string; comment: string }[],
): Promise<void> {
  if (made.length === 0) return;
  await tx.query({
    name: "save-comments",
    text: `UPDATE event_occurrence o SET comment = u.comment, expression = NULL
      FROM unnest($1::bigint[], $2::text[]) AS u(id, comment) WHERE o.id = u.id AND o.expression IS NOT NULL`,
    values: [made.map(({ id }) => id), made.map(({ comment }) => comment)],
  });
}
