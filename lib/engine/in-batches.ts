/** Rows removed by one statement: no long lock, no long transaction. */
export const BATCH = 2000;
/** Batches per pass and kind: bounds the pass; what is left follows in the next one. */
export const MAX_BATCHES = 50;

/** Repeats a bounded removal until it finds nothing more, the pass has done its share, or it is to end. */
export async function inBatches(
  remove: () => Promise<number>,
  { signal, most = MAX_BATCHES }: { signal?: AbortSignal | undefined; most?: number } = {},
): Promise<number> {
  let total = 0;
  for (let batch = 0; batch < most && !signal?.aborted; batch += 1) {
    const removed = await remove();
    total += removed;
    if (removed === 0) break;
  }
  return total;
}
