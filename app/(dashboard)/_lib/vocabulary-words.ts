import type { RunListItem } from "@/lib/domain/run/run-item";
import { BACKGROUND_JOB_WORD } from "@/lib/domain/run/vocabularies";

/** The words of the other vocabularies, for the badge of a run: `F Completed` and `COMPLETED / SUCCESS`. */
export function vocabularyWords({ vocabularies }: Pick<RunListItem, "vocabularies">) {
  const { backgroundJob, schedulingApi } = vocabularies;
  return {
    backgroundJob: `${backgroundJob} ${BACKGROUND_JOB_WORD[backgroundJob]}`,
    schedulingApi: `${schedulingApi.runStatus} / ${schedulingApi.runState}`,
  };
}
