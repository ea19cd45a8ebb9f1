/** The context an endpoint's password is sealed for; it opens for this definition only. */
export function passwordContext(definitionId: string): string {
  return `definition:${definitionId}`;
}
