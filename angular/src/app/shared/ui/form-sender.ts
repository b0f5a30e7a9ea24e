import { inject, Signal, signal } from '@angular/core';
import { FormGroup } from '@angular/forms';

import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { focusFirstWrong } from './focus-first-wrong';

interface Options {
  /** For controls that are called otherwise than the server's field. */
  readonly names?: Readonly<Record<string, string>>;
  /** Looks at a refusal that belongs to no field, beside the words that are shown for it. */
  readonly refused?: (error: unknown) => void;
}

/**
 * What every form does when its button is pressed: check, send, put the server's messages on their fields or show its
 * refusal, and lead the cursor to the first box that wants another look. Call it in an injection context.
 */
export function formSender(form: FormGroup, element: () => HTMLElement | undefined, options: Options = {}): FormSender {
  const problemText = inject(ProblemText);
  const sending = signal(false);
  const refusal = signal<string | null>(null);

  function lookAgain(): void {
    const shown = element();
    if (shown) {
      focusFirstWrong(shown);
    }
  }

  async function send(act: () => Promise<void>): Promise<void> {
    refusal.set(null);
    form.markAllAsTouched();
    if (form.invalid) {
      lookAgain();
      return;
    }
    sending.set(true);
    try {
      await act();
    } catch (error) {
      if (showOnForm(form, error, options.names)) {
        lookAgain();
      } else {
        options.refused?.(error);
        refusal.set(problemText.of(error));
      }
    } finally {
      sending.set(false);
    }
  }

  return { sending: sending.asReadonly(), refusal: refusal.asReadonly(), forget: () => refusal.set(null), send };
}

export interface FormSender {
  /** While the server thinks. */
  readonly sending: Signal<boolean>;
  /** The server's words, when no field can show them. */
  readonly refusal: Signal<string | null>;
  forget(): void;
  send(act: () => Promise<void>): Promise<void>;
}
