/** The run that raises an event, as its comment may name it. */
export interface RaisingRun {
  id: string;
  definitionName: string;
  state: string;
}

/** The comment of a raising with its substitutions filled in (run-states-and-chains 4.5), as the end of a run does it too. */
export function eventComment(comment: string, { id, definitionName, state }: RaisingRun): string {
  const values: Readonly<Record<string, string>> = {
    jobid: id,
    jobdescription: definitionName,
    jobstatus: state,
  };
  return comment.replace(/\$\{(\w+)\}/g, (text, name: string) => values[name] ?? text);
}
