/** Fetches the bundled Chinese face when Chinese is first shown or typed: its list alone weighs more than a screen. */
import { ownNames } from '../../../shared/text.ts';

const han = /\p{Script=Han}/u;

/** The two characters by which Chinese offers itself have a face of their own that is always there. */
const needsFace = (text: string | null) => !!text && han.test(text.replaceAll(ownNames.zh, ''));

function textOf({ type, target, addedNodes }: MutationRecord): string | null {
  if (type === 'characterData') return target.textContent;
  return Array.from(addedNodes, (node) => node.textContent).join(' ');
}

export function watchForHan(): void {
  const observer = new MutationObserver((records) => {
    if (records.some((record) => needsFace(textOf(record)))) found();
  });
  const typed = ({ target }: Event) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
      if (needsFace(target.value)) found();
    }
  };
  const found = () => {
    observer.disconnect();
    document.removeEventListener('input', typed);
    // Not reached: the system's face stands in, and the next Chinese text asks again.
    import('@fontsource-variable/noto-sans-sc/index.css').catch(watchForHan);
  };
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  document.addEventListener('input', typed);
}
