import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import { AppError } from "@/lib/domain/errors";
import { parameterResolver, type ResolvedSubmission } from "@/lib/store/parameter-resolver";
import type { Queryable } from "@/lib/store/queryable";

interface Surroundings {
  tenantId: string;
  now: Date;
}

/** Values of a submission, and how they are resolved. */
interface SubmittedValues {
  declared: readonly ParameterDefinition[];
  given: unknown;
}

/** Resolves the values of submissions of one tenant at one instant (run-states-and-chains 2.4). */
export function submissionResolver(db: Queryable, { tenantId, now }: Surroundings) {
  const resolve = parameterResolver(db, tenantId);
  return (values: SubmittedValues): Promise<ResolvedSubmission> => resolve({ ...values, now });
}

/** The refusal of values that do not fit; `field` is where the parameters stand in the request. */
export function refuseValues(
  { parameter, reason }: Extract<ResolvedSubmission, { ok: false }>,
  field = "parameters",
): AppError {
  const path = `${field}.${parameter}`;
  return new AppError("invalid", `'${path}' ${reason}`, { field: path });
}
