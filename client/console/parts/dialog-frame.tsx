/** The frame of a dialog: over the screen, below the alarm bar: nothing may cover that. Escape closes it, focus returns. */
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import './dialog.css';

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}

export function DialogFrame({ title, onClose, children, wide = false }: DialogProps) {
  const { t } = useTranslation();
  const inside = useRef<HTMLDivElement>(null);
  // Typing can begin at once.
  useEffect(() => inside.current?.querySelector<HTMLElement>('input, textarea, select')?.focus(), []);
  // A button that is disabled while it works loses the focus to the page, where the dialog would hear no key.
  useEffect(() => {
    const hear = ({ key }: KeyboardEvent) => {
      if (key === 'Escape' && document.activeElement === document.body) onClose();
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  });
  return (
    <ModalOverlay
      isOpen
      isDismissable={false}
      onOpenChange={(open) => open || onClose()}
      className="dialog-ground"
    >
      <Modal className={wide ? 'dialog dialog-wide' : 'dialog'}>
        <AriaDialog className="dialog-inside">
          <header className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <Button kind="quiet" onPress={onClose}>
              {t('do.close')}
            </Button>
          </header>
          <div ref={inside} className="dialog-body">
            {children}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
