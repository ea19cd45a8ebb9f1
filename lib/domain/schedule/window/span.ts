/** A stretch of time, `to` outside; never empty. In epoch seconds unless said otherwise. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Spans in ascending order that neither overlap nor touch; found one by one as they are asked for. */
export type Spans = Iterable<Span>;

/** Spans whose beginnings ascend, made to neither overlap nor touch. */
export function* mergeSpans(spans: Iterable<Span>): Generator<Span> {
  let current: Span | null = null;
  for (const span of spans) {
    if (current === null) current = span;
    else if (span.from <= current.to)
      current = { from: current.from, to: Math.max(current.to, span.to) };
    else {
      yield current;
      current = span;
    }
  }
  if (current !== null) yield current;
}

/** What lies in both. */
export function* intersectSpans(left: Spans, right: Spans): Generator<Span> {
  const [a, b] = [left[Symbol.iterator](), right[Symbol.iterator]()];
  let [x, y] = [a.next(), b.next()];
  while (!x.done && !y.done) {
    const from = Math.max(x.value.from, y.value.from);
    const to = Math.min(x.value.to, y.value.to);
    if (from < to) yield { from, to };
    if (x.value.to <= y.value.to) x = a.next();
    else y = b.next();
  }
}

/** What lies in the first and not in the second. */
export function* subtractSpans(left: Spans, right: Spans): Generator<Span> {
  const holes = right[Symbol.iterator]();
  let hole = holes.next();
  for (const span of left) {
    let from = span.from;
    while (!hole.done && hole.value.from < span.to) {
      if (hole.value.from > from) yield { from, to: hole.value.from };
      from = Math.max(from, hole.value.to);
      if (hole.value.to > span.to) break;
      hole = holes.next();
    }
    if (from < span.to) yield { from, to: span.to };
  }
}

/** Spans that may be gone through several times, each found once. */
export function replayable(spans: Iterator<Span>): Spans {
  const found: Span[] = [];
  return {
    *[Symbol.iterator]() {
      for (let index = 0; ; index++) {
        if (index === found.length) {
          const next = spans.next();
          if (next.done) return;
          found.push(next.value);
        }
        const span = found[index];
        if (span !== undefined) yield span;
      }
    },
  };
}
