/** The run that raises an event, as its comment may name it. */
export interface RaisingRun {
  id: string;
  definitionName: string;
  state: string;
}

/** The comment of a raising with its substitutions filled in (run-states-and-chains 4.5), as the end of a run does it too. */
export function eventComment(comment: string, { id, definitionName, state }: RaisingRun): string {
  return comment
    .replaceAll("${jobid}", () => id)
    .replaceAll("${jobdescription}", () => definitionName)
    .replaceAll("${jobstatus}", () => state);
}
