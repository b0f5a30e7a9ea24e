import { ChangeDetectionStrategy, Component, effect, inject, input, output, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, newIntent } from '../../core/api/api';
import type { components } from '../../core/api/schema';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { SessionStore } from '../../core/session/session-store';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';
import { Toasts } from '../../shared/ui/toast';
import { clockAt } from '../ui/clock';
import { PersonPicker, PickedPerson } from '../ui/person-picker';

const MINUTE = 60_000;
const DAY = 24 * 60;

/** Hours that nobody recorded at the time: who, from when to when, why only now, and what proves it. */
@Component({
  selector: 'app-back-entry',
  imports: [Button, Drawer, Field, Input, Notice, PersonPicker, ReactiveFormsModule, TranslocoPipe],
  template: `
    <app-drawer title="shiftRoster.backEntry" [unsaved]="form.dirty" (closed)="closed.emit()">
      <p class="soft">{{ 'shiftRoster.backEntryText' | transloco }}</p>
      @if (person(); as who) {
        <div class="row spread">
          <strong>{{ who.name }}</strong>
          <button app-button kind="quiet" type="button" (click)="person.set(null)">
            {{ 'shiftRoster.another' | transloco }}
          </button>
        </div>
        <form class="stack" [formGroup]="form" novalidate (ngSubmit)="send(who)">
          <div class="row">
            <app-field label="shiftRoster.from"><input app-input type="time" formControlName="from" /></app-field>
            <app-field label="shiftRoster.to"><input app-input type="time" formControlName="to" /></app-field>
          </div>
          <app-field label="shiftRoster.whyLate"
            ><input app-input formControlName="reason" autocomplete="off"
          /></app-field>
          <app-field label="shiftRoster.proof" hint="shiftRoster.proofHint">
            <input app-input formControlName="evidence" autocomplete="off" />
          </app-field>
          @if (refusal(); as text) {
            <app-notice tone="bad">{{ text }}</app-notice>
          }
          <button app-button kind="primary" type="submit" [busy]="busy()">
            {{ 'shiftRoster.backEntryYes' | transloco }}
          </button>
        </form>
      } @else {
        <app-person-picker (picked)="person.set($event)" />
      }
    </app-drawer>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BackEntry {
  readonly roster = input.required<components['schemas']['GetRosterResponse']>();
  readonly closed = output();
  readonly added = output();

  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly session = inject(SessionStore);
  private readonly problemText = inject(ProblemText);
  private readonly intent = newIntent();

  protected readonly person = signal<PickedPerson | null>(null);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly form = new FormGroup({
    from: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    to: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    reason: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(500)] }),
    evidence: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(500)] }),
  });

  constructor() {
    effect(() => {
      const { startsAt, endsAt } = this.roster();
      const timeZone = this.session.timeZone();
      this.form.reset({ from: clockAt(startsAt, timeZone), to: clockAt(endsAt, timeZone) });
    });
  }

  protected async send(person: PickedPerson): Promise<void> {
    this.refusal.set(null);
    this.form.markAllAsTouched();
    if (this.form.invalid) {
      return;
    }
    this.busy.set(true);
    const { from, to, reason, evidence } = this.form.getRawValue();
    const { shiftId, startsAt } = this.roster();
    try {
      await this.api.post('/api/volunteering/hours/back-entries', {
        body: {
          shiftId,
          personId: person.id,
          from: instantOn(startsAt, from, this.session.timeZone()),
          to: instantOn(startsAt, to, this.session.timeZone()),
          reason: reason.trim(),
          evidence: evidence.trim(),
        },
        intent: this.intent,
      });
      this.toasts.show({ text: 'shiftRoster.backEntered', params: { name: person.name } });
      this.added.emit();
    } catch (error) {
      if (!showOnForm(this.form, error)) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.busy.set(false);
    }
  }
}

/** That time on the wall clock, at or after the start of the shift; before it only on the same morning or evening. */
export function instantOn(startsAt: string, time: string, timeZone: string): string {
  const start = minutesOf(clockAt(startsAt, timeZone));
  const later = (minutesOf(time) - start + DAY) % DAY;
  const ahead = later > DAY / 2 ? later - DAY : later;
  return new Date(Date.parse(startsAt) + ahead * MINUTE).toISOString();
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours! * 60 + minutes!;
}
