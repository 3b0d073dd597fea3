/** Keeps the newest line of a log in view, until the reader himself scrolls away from it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { VListHandle } from 'virtua';

/** Pixels from an end of the list that count as being there. */
export const near = 80;

/** So long after the reader's hand was on the list what scrolls it is taken for his. */
const byHandMs = 500;
const hands = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;

interface Seen {
  offset: number;
  viewport: number;
  size: number;
}

/** `begins`: false where the reader comes to look at another line first. */
export function useStickToEnd(rows: number, begins = true) {
  const list = useRef<VListHandle>(null);
  const frame = useRef<HTMLElement>(null);
  const sticks = useRef(begins);
  /** He came for another line: until he scrolls himself, no measuring of lines may take him to the end. */
  const holds = useRef(!begins);
  const touchedAt = useRef(Number.NEGATIVE_INFINITY);
  const before = useRef<Seen>({ offset: 0, viewport: 0, size: 0 });
  const [atEnd, setAtEnd] = useState(begins);

  const toEnd = useCallback(() => {
    sticks.current = true;
    holds.current = false;
    if (rows > 0) list.current?.scrollToIndex(rows - 1, { align: 'end' });
  }, [rows]);

  useEffect(() => {
    if (sticks.current) toEnd();
  }, [toEnd]);

  /** The reader goes elsewhere: a way to the end that is still being measured would take him back. */
  const leave = useCallback((offset: number) => {
    if (sticks.current) list.current?.scrollTo(offset);
    sticks.current = false;
  }, []);

  /** Looks where the list stands after it was scrolled, by the reader or by a change of its size. */
  const look = useCallback(
    (offset: number) => {
      const scroller = frame.current?.querySelector('.log-rows');
      if (!scroller) return;
      // Measured, not remembered: when the frame grows the browser itself scrolls back, and that is not the reader.
      const now: Seen = { offset, viewport: scroller.clientHeight, size: scroller.scrollHeight };
      const isThere = offset + now.viewport >= now.size - near;
      const byHand = performance.now() - touchedAt.current < byHandMs;
      // Lines that turn out lower than they were thought also bring the list back, and so does a device that is turned.
      const byItself = now.size < before.current.size || now.viewport !== before.current.viewport;
      if (isThere) sticks.current = !holds.current;
      else if (offset < before.current.offset && (byHand || !byItself)) leave(offset);
      before.current = now;
      setAtEnd(isThere || sticks.current);
    },
    [leave],
  );

  // The alarm bar comes and goes, the composer grows: the list changes its height without being scrolled.
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver(() => {
      if (sticks.current) toEnd();
      else if (list.current) look(list.current.scrollOffset);
    });
    observer.observe(frame.current);
    // So does a line whose words come later: a phrase whose book is being fetched.
    const lines = frame.current.querySelector('.log-rows > *');
    if (lines) observer.observe(lines);
    return () => observer.disconnect();
  }, [toEnd, look]);

  const isEmpty = rows === 0;
  useEffect(() => {
    const place = frame.current;
    if (isEmpty || !place) return;
    const touched = ({ type }: Event) => {
      holds.current = false;
      // Who presses something in a line scrolls nothing; who takes the bar at its side scrolls later.
      if (type !== 'pointerdown') touchedAt.current = performance.now();
    };
    for (const hand of hands) place.addEventListener(hand, touched, { passive: true });
    return () => {
      for (const hand of hands) place.removeEventListener(hand, touched);
    };
  }, [isEmpty]);

  /** Brings one line into the middle, and leaves the end for it. */
  const toRow = useCallback(
    (index: number) => {
      sticks.current = false;
      holds.current = true;
      list.current?.scrollToIndex(index, { align: 'center' });
      // A log that fits its frame is not scrolled by this, and stands at its end.
      requestAnimationFrame(() => list.current && look(list.current.scrollOffset));
    },
    [look],
  );
  return { list, frame, atEnd, look, toEnd, toRow };
}
