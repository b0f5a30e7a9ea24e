import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { Language } from '../../core/i18n/language';
import { SessionStore } from '../../core/session/session-store';
import { DateTimePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Confirm } from '../../shared/ui/confirm';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Callee } from './messages-api';

/** People whom no mail reaches: who, what to tell them, and a tick when it is done. Made for a phone in the hand. */
@Component({
  selector: 'app-call-list',
  imports: [Button, DateTimePipe, Notice, PageState, RouterLink, StatusTag, TranslocoPipe],
  templateUrl: './call-list.html',
  styleUrl: './call-list.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CallList {
  protected readonly answer = apiResource('/api/platform/call-list', () => {
    // Subjects and texts come in the language of the screen.
    this.language.current();
    return { query: {} };
  });
  /** Those ticked in this visit stay in sight, so that one sees what is done. */
  protected readonly called = signal<ReadonlySet<string>>(new Set());
  protected readonly phones = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly busy = signal<string | null>(null);
  protected readonly refusal = signal<{ personId: string; text: string } | null>(null);
  protected readonly people = computed(() => (this.answer.hasValue() ? this.answer.value().items : []));
  protected readonly left = computed(() => this.people().filter(({ personId }) => !this.called().has(personId)).length);

  protected readonly session = inject(SessionStore);
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly problemText = inject(ProblemText);

  protected showPhone(person: Callee): Promise<void> {
    return this.attempt(person, async () => {
      const { phone } = await this.api.post('/api/platform/people/{personId}/reveal', {
        path: { personId: person.personId },
        body: { reason: this.transloco.translate('messages.revealReason') },
      });
      if (phone) {
        this.phones.update((map) => new Map(map).set(person.personId, phone));
      }
    });
  }

  protected async tick(person: Callee): Promise<void> {
    const question = {
      title: 'messages.calledTitle',
      text: 'messages.calledText',
      yes: 'messages.calledYes',
      no: 'messages.calledNo',
    };
    if (!(await this.confirm.ask({ ...question, params: { name: person.name } }))) {
      return;
    }
    await this.attempt(person, async () => {
      for (const { id } of person.messages) {
        await this.api.post('/api/platform/messages/{messageId}/called', { path: { messageId: id } });
      }
      this.called.update((set) => new Set(set).add(person.personId));
    });
  }

  private async attempt(person: Callee, act: () => Promise<void>): Promise<void> {
    this.busy.set(person.personId);
    this.refusal.set(null);
    try {
      await act();
    } catch (error) {
      this.refusal.set({ personId: person.personId, text: this.problemText.of(error) });
      // Somebody else may have phoned in between.
      this.answer.reload();
    } finally {
      this.busy.set(null);
    }
  }
}
