import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';

import { Api } from '../../core/api/api';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { Language } from '../../core/i18n/language';
import { SessionStore } from '../../core/session/session-store';
import { localDay } from '../../shared/domain/dates';
import { TimeRangePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';
import { Toasts } from '../../shared/ui/toast';
import { Chip, Chips } from '../ui/chips';
import { Decision } from './duties.api';

const DECISIONS: readonly Decision[] = ['Hold', 'Skip', 'MoveTo'];

/** A date that waits for somebody: it takes place, falls out, or moves. */
@Component({
  selector: 'app-decide-date',
  imports: [Button, Chips, Drawer, Field, Input, Notice, ReactiveFormsModule, TimeRangePipe, TranslocoPipe],
  template: `
    <app-drawer title="decide.title" (closed)="closed.emit()">
      <p>
        <strong>{{ title() }}</strong><br />{{ startsAt() | appTimeRange: endsAt() }}
      </p>
      @if (people() > 0) {
        <app-notice>{{ 'decide.people' | transloco: { count: people() } }}</app-notice>
      }
      <form class="stack" [formGroup]="form" novalidate (ngSubmit)="send()">
        <app-chips
          [label]="'decide.how' | transloco"
          [single]="true"
          [options]="decisions()"
          [chosen]="[decision()]"
          (chosenChange)="decision.set($event[0]!)"
        />
        <p class="soft" aria-live="polite">{{ 'decide.means.' + decision() | transloco }}</p>
        @if (decision() === 'MoveTo') {
          <app-field label="edit.date"
            ><input app-input type="date" min="2000-01-01" formControlName="date"
          /></app-field>
        }
        @if (decision() !== 'Hold') {
          <app-field label="edit.reason" hint="decide.reasonHint"
            ><input app-input formControlName="reason"
          /></app-field>
        }
        @if (refusal(); as text) {
          <app-notice tone="bad">{{ text }}</app-notice>
        }
        <button app-button kind="primary" type="submit" [busy]="sending()">{{ 'decide.send' | transloco }}</button>
      </form>
    </app-drawer>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DecideDate {
  readonly shiftId = input.required<string>();
  readonly title = input.required<string>();
  readonly startsAt = input.required<string>();
  readonly endsAt = input.required<string>();
  readonly people = input(0);
  /** Where rule and calendar would put it now. */
  readonly suggested = input<string | null>(null);
  readonly closed = output();
  readonly done = output();

  protected readonly decision = signal<Decision>('Hold');
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly form = new FormGroup({
    date: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    reason: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(300)] }),
  });

  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);
  private readonly problemText = inject(ProblemText);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);

  protected readonly decisions = computed<readonly Chip<Decision>[]>(() => {
    this.language.current();
    return DECISIONS.map((value) => ({ value, text: this.transloco.translate(`decide.of.${value}`) }));
  });

  constructor() {
    effect(() => {
      const day = this.suggested() ?? localDay(this.startsAt(), this.session.timeZone());
      untracked(() => this.form.controls.date.reset(day));
    });
  }

  protected async send(): Promise<void> {
    const decision = this.decision();
    const { date, reason } = this.form.controls;
    const needed = decision === 'Hold' ? [] : decision === 'Skip' ? [reason] : [date, reason];
    needed.forEach((control) => control.markAsTouched());
    if (needed.some((control) => control.invalid)) {
      return;
    }
    this.refusal.set(null);
    this.sending.set(true);
    try {
      await this.api.post('/api/volunteering/shifts/{shiftId}/decision', {
        path: { shiftId: this.shiftId() },
        body: {
          decision,
          date: decision === 'MoveTo' ? date.value : null,
          reason: decision === 'Hold' ? null : reason.value.trim(),
        },
      });
      this.toasts.show({ text: 'decide.done' });
      this.done.emit();
    } catch (error) {
      if (!showOnForm(this.form, error)) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }
}
