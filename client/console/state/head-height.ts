/** Tells the style sheets how high the head of the page is, so that dialogs open below the alarm bar. */
import { type RefObject, useEffect } from 'react';

export function useHeadHeight(head: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = head.current;
    if (!element) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty('--head', `${element.offsetHeight}px`));
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--head');
    };
  }, [head]);
}
