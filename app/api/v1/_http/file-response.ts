/** What is sent piece by piece. */
interface StreamedFile {
  pieces: AsyncGenerator<string | Uint8Array, void, undefined>;
  mediaType: string;
  /** The name it is saved under; null shows it instead. */
  fileName: string | null;
  headers?: Record<string, string>;
}

/**
 * An answer that is made as fast as the caller reads it: one piece is in memory at a time. When the caller goes away,
 * the pieces are told to end.
 */
export function fileResponse({ pieces, mediaType, fileName, headers }: StreamedFile): Response {
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": mediaType,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...(fileName === null ? {} : { "content-disposition": `attachment; filename="${fileName}"` }),
      ...headers,
    },
  });
}

function streamOf(pieces: StreamedFile["pieces"]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        for (;;) {
          const next = await pieces.next();
          if (next.done) return controller.close();
          const bytes = typeof next.value === "string" ? encoder.encode(next.value) : next.value;
          if (bytes.length > 0) return controller.enqueue(bytes);
        }
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}
