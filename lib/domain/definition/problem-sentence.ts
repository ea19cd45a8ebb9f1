/** A refusal of the form `'field' must be …` as a sentence that stands under its field. */
export function problemSentence(message: string): string {
  const predicate = message.replace(/^'[^']{1,100}' (?=[a-z])/, "");
  const sentence = predicate.charAt(0).toUpperCase() + predicate.slice(1);
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
