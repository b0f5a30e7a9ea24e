import { ChangeDetectionStrategy, Component, inject, input, output, signal } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { Can } from '../../core/session/can';
import { SessionStore } from '../../core/session/session-store';
import { DayPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { InvitationSheet, IssuedInvitation } from '../ui/invitation-sheet';
import { DepartureReason, PersonDetails, Revealed } from '../ui/people-api';
import { GuardianConsents } from './guardian-consents';
import { PersonForm } from './person-form';

type Task = 'look' | 'edit' | 'reveal' | 'invite' | 'depart';

/** One person of the register: what is known, and what can be done for them. */
@Component({
  selector: 'app-person-sheet',
  imports: [
    Button,
    Can,
    DayPipe,
    Drawer,
    GuardianConsents,
    InvitationSheet,
    Notice,
    PageState,
    PersonForm,
    ReactiveFormsModule,
    RouterLink,
    StatusTag,
    TranslocoPipe,
  ],
  templateUrl: './person-sheet.html',
  styleUrl: './person-sheet.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PersonSheet {
  readonly personId = input.required<string>();
  readonly closed = output();
  readonly changed = output();

  protected readonly session = inject(SessionStore);
  protected readonly task = signal<Task>('look');
  protected readonly formTouched = signal(false);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly revealed = signal<Revealed | null>(null);
  protected readonly invitation = signal<IssuedInvitation | null>(null);
  protected readonly reason = new FormControl('', { nonNullable: true });
  protected readonly departure = new FormControl<Exclude<DepartureReason, 'Erased'>>('MovedAway', {
    nonNullable: true,
  });
  protected readonly departures = ['MovedAway', 'OwnWish', 'Died', 'Other'] as const;
  protected readonly answer = apiResource('/api/platform/people/{personId}', () => ({
    path: { personId: this.personId() },
  }));

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly problemText = inject(ProblemText);

  protected begin(task: Task): void {
    this.refusal.set(null);
    this.formTouched.set(false);
    this.task.set(task);
  }

  protected say(example: string): void {
    this.reason.setValue(this.transloco.translate(example));
  }

  protected saved(): void {
    this.begin('look');
    this.revealed.set(null);
    this.refresh();
    this.toasts.show({ text: 'people.saved' });
  }

  protected reveal(): Promise<void> {
    return this.attempt(async () => {
      this.revealed.set(
        await this.api.post('/api/platform/people/{personId}/reveal', {
          path: { personId: this.personId() },
          body: { reason: this.reason.value.trim() },
        }),
      );
      this.reason.reset();
      this.task.set('look');
    });
  }

  protected invite(): Promise<void> {
    return this.attempt(async () => {
      this.invitation.set(
        await this.api.post('/api/platform/people/{personId}/invitations', { path: { personId: this.personId() } }),
      );
      this.task.set('invite');
    });
  }

  protected depart(): Promise<void> {
    return this.attempt(async () => {
      await this.api.post('/api/platform/people/{personId}/departure', {
        path: { personId: this.personId() },
        body: { reason: this.departure.value },
      });
      this.task.set('look');
      this.refresh();
    });
  }

  protected comeBack(person: PersonDetails): Promise<void> {
    return this.attempt(async () => {
      await this.api.post('/api/platform/people/{personId}/return', { path: { personId: person.id } });
      this.refresh();
    });
  }

  private refresh(): void {
    this.answer.reload();
    this.changed.emit();
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    this.refusal.set(null);
    this.busy.set(true);
    try {
      await act();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.busy.set(false);
    }
  }
}
