/** How often is asked: whoever types on is at rest after two or three keys. */
const MOST_TRIES = 5;

/**
 * What a server that follows a document answers about it, once that is about the version that the editor has. Null where it
 * has no answer; 'behind' where the document changed under each try.
 */
export async function answerInStep<T extends { readonly version: number }>(
  document: { readonly version: number },
  ask: () => Promise<T | null>,
): Promise<T | null | 'behind'> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const answer = await ask();
    if (!answer || answer.version === document.version) return answer;
  }
  return 'behind';
}
