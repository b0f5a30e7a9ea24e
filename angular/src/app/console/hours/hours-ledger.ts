import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource, newIntent } from '../../core/api/api';
import type { components } from '../../core/api/schema';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { DatePipe, DurationPipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag, Tone } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { PersonPicker, PickedPerson } from '../ui/person-picker';

type Line = components['schemas']['HoursLine'];

const LONGEST_DAY = 24 * 60;
const TONES: Readonly<Record<Line['state'], Tone>> = {
  Proposed: 'info',
  Approved: 'good',
  Rejected: 'bad',
  Superseded: 'plain',
};

/** One person's record, line by line; what is wrong is taken back by a second line, never overwritten. */
@Component({
  selector: 'app-hours-ledger',
  imports: [
    Button,
    DatePipe,
    Drawer,
    DurationPipe,
    Field,
    Input,
    Notice,
    PageState,
    PersonPicker,
    ReactiveFormsModule,
    StatusTag,
    TranslocoPipe,
  ],
  template: `
    <div class="stack">
      @if (person(); as who) {
        <div class="row spread">
          <h2>{{ who.name }}</h2>
          <button app-button type="button" (click)="person.set(null)">
            {{ 'hoursDesk.anotherPerson' | transloco }}
          </button>
        </div>
        <app-page-state [resource]="ledger" emptyText="hoursDesk.noLines">
          <ng-template>
            @if (ledger.value(); as it) {
              <p>
                {{ 'hoursDesk.approvedTotal' | transloco }}
                <strong class="number">{{ it.approvedMinutes | appDuration }}</strong>
              </p>
              <ul class="list">
                @for (line of it.items; track line.id) {
                  <li>
                    <div class="what">
                      <strong>{{ line.title }}</strong>
                      <span class="soft">{{ line.localDate | appDate }} · {{ line.clubName }}</span>
                      <span class="row">
                        <app-status-tag [tone]="tones[line.state]">{{
                          'hoursDesk.state.' + line.state | transloco
                        }}</app-status-tag>
                        @if (line.isReversal) {
                          <app-status-tag tone="warn">{{ 'hoursDesk.reversal' | transloco }}</app-status-tag>
                        }
                        <span class="soft">{{ 'hoursDesk.grade.' + line.grade | transloco }}</span>
                      </span>
                      @if (line.recordedBy; as name) {
                        <span class="soft">{{ 'hoursDesk.enteredBy' | transloco: { name } }}</span>
                      }
                      @if (line.approvedBy; as name) {
                        <span class="soft">{{ 'hoursDesk.approvedBy' | transloco: { name } }}</span>
                      }
                      @if (line.reason; as reason) {
                        <span>{{ 'hoursDesk.reason' | transloco: { reason } }}</span>
                      }
                    </div>
                    <strong class="number">{{ line.minutes | appDuration }}</strong>
                    @if (line.state === 'Approved' && line.isCurrent) {
                      <button app-button type="button" (click)="start(line)">
                        {{ 'hoursDesk.correct' | transloco }}<span class="sr-only"> {{ line.title }}</span>
                      </button>
                    }
                  </li>
                }
              </ul>
            }
          </ng-template>
        </app-page-state>
      } @else {
        <p class="soft">{{ 'hoursDesk.personText' | transloco }}</p>
        <app-person-picker (picked)="person.set($event)" />
      }
    </div>
    @if (correcting(); as line) {
      <app-drawer title="hoursDesk.correctTitle" [unsaved]="form.dirty" (closed)="correcting.set(null)">
        <form class="stack" [formGroup]="form" novalidate (ngSubmit)="correct(line)">
          <p>
            {{ line.title }} · {{ line.localDate | appDate }} ·
            <strong class="number">{{ line.minutes | appDuration }}</strong>
          </p>
          <p class="soft">{{ 'hoursDesk.correctText' | transloco }}</p>
          <app-field label="hoursDesk.rightMinutes" hint="hoursDesk.rightMinutesHint">
            <input app-input type="number" inputmode="numeric" min="0" formControlName="minutes" />
          </app-field>
          <app-field label="hoursDesk.correctWhy">
            <textarea app-input rows="2" formControlName="reason"></textarea>
          </app-field>
          @if (refusal(); as text) {
            <app-notice tone="bad">{{ text }}</app-notice>
          }
          <button app-button kind="primary" type="submit" [busy]="busy()">
            {{ 'hoursDesk.correctYes' | transloco }}
          </button>
        </form>
      </app-drawer>
    }
  `,
  styleUrl: './hours-desk.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HoursLedger {
  private readonly api = inject(Api);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  private intent = newIntent();

  protected readonly tones = TONES;
  protected readonly person = signal<PickedPerson | null>(null);
  protected readonly correcting = signal<Line | null>(null);
  protected readonly busy = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly ledger = apiResource('/api/volunteering/hours/ledger', () => {
    const person = this.person();
    return person ? { query: { personId: person.id, pageSize: 200 } } : undefined;
  });
  protected readonly form = new FormGroup({
    minutes: new FormControl<number | null>(null, {
      validators: [Validators.required, Validators.min(0), Validators.max(LONGEST_DAY)],
    }),
    reason: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.maxLength(500)] }),
  });

  protected start(line: Line): void {
    this.refusal.set(null);
    this.intent = newIntent();
    this.form.reset({ minutes: line.minutes });
    this.correcting.set(line);
  }

  protected async correct(line: Line): Promise<void> {
    this.refusal.set(null);
    this.form.markAllAsTouched();
    const { minutes, reason } = this.form.getRawValue();
    if (this.form.invalid) {
      return;
    }
    this.busy.set(true);
    try {
      await this.api.post('/api/volunteering/hours/{id}/corrections', {
        path: { id: line.id },
        body: { minutes, reason: reason.trim(), from: null, to: null },
        intent: this.intent,
      });
      this.correcting.set(null);
      this.toasts.show({ text: 'hoursDesk.corrected' });
      this.ledger.reload();
    } catch (error) {
      if (!showOnForm(this.form, error)) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.busy.set(false);
    }
  }
}
