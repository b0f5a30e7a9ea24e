import { inject, Pipe, PipeTransform } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

import { Language } from '../../../core/i18n/language';
import { fenText } from '../../../shared/domain/fen';
import { Reason } from '../funds-api';

const IN_FEN = new Set(['Partial', 'OverPayment', 'FeeNetted']);

/** What goes into the sentence for a reason; amounts as people write them. */
export function reasonParams(reason: Pick<Reason, 'code' | 'value'>): { value: string } {
  const value = reason.value ?? '';
  return { value: IN_FEN.has(reason.code) && /^-?\d+$/.test(value) ? fenText(Number(value)) : value };
}

/** "NoteCode:JK248848", as the history keeps it. */
export function storedReason(text: string): Pick<Reason, 'code' | 'value'> {
  const colon = text.indexOf(':');
  return colon < 0 ? { code: text, value: null } : { code: text.slice(0, colon), value: text.slice(colon + 1) };
}

/** The engine's reasons as sentences; impure like the other pipes that follow the language. */
@Pipe({ name: 'appReason', pure: false })
export class ReasonPipe implements PipeTransform {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);

  transform(reason: Pick<Reason, 'code' | 'value'> | string): string {
    this.language.current();
    const one = typeof reason === 'string' ? storedReason(reason) : reason;
    return this.transloco.translate(`reconcile.reason.${one.code}`, reasonParams(one));
  }
}
