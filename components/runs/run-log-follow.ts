import { type UIEvent, useEffect, useRef, useState } from "react";

/** How near the end of the box counts as at its end, in pixels. */
const NEAR_END = 24;

type LogFollow = {
  follows: boolean;
  /** Lines that came since following stopped. */
  newLines: number;
  onFollows: (follows: boolean) => void;
  onScroll: (event: UIEvent<HTMLElement>) => void;
};

/**
 * Follows the end of a log while it grows: stops when the reader scrolls up, goes on when the reader is back at the end.
 * `count` is the number of the lines, `scrollToEnd` goes to the last of them.
 */
export function useLogFollow(options: {
  isLive: boolean;
  count: number;
  scrollToEnd: () => void;
}): LogFollow {
  const { isLive, count, scrollToEnd } = options;
  const [follows, setFollows] = useState(isLive);
  const [seen, setSeen] = useState(count);
  const lastTop = useRef(0);
  const toEnd = useRef(scrollToEnd);
  useEffect(() => {
    toEnd.current = scrollToEnd;
  });
  useEffect(() => {
    if (follows && count > 0) toEnd.current();
  }, [follows, count]);

  function onFollows(next: boolean) {
    setFollows(next);
    setSeen(count);
  }

  function onScroll({ currentTarget: box }: UIEvent<HTMLElement>) {
    const wentUp = box.scrollTop < lastTop.current - 1;
    const isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR_END;
    lastTop.current = box.scrollTop;
    if (!isLive || isAtEnd === follows) return;
    if (isAtEnd || wentUp) onFollows(isAtEnd);
  }

  return { follows, newLines: follows ? 0 : Math.max(0, count - seen), onFollows, onScroll };
}
