import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { Router, RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import { showOnForm } from '../../core/http/form-problem';
import { ProblemText } from '../../core/http/problem';
import { Language } from '../../core/i18n/language';
import { SessionStore } from '../../core/session/session-store';
import { localDay } from '../../shared/domain/dates';
import { DayPipe, TimeHere, TimeRangePipe } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Confirm } from '../../shared/ui/confirm';
import { Drawer } from '../../shared/ui/drawer';
import { Field, Input } from '../../shared/ui/field';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { DecideDate } from './decide-date';
import { DutyDetail } from './duty-draft';
import { DutyDate, EditDates } from './edit-dates';
import { dutySentence } from './rule/sentence';

/** One duty: what it is, its next dates, and what may be done with each. */
@Component({
  selector: 'app-duty-page',
  imports: [
    Button,
    DayPipe,
    DecideDate,
    Drawer,
    EditDates,
    Field,
    Input,
    Notice,
    PageState,
    ReactiveFormsModule,
    RouterLink,
    StatusTag,
    TimeRangePipe,
    TranslocoPipe,
  ],
  templateUrl: './duty-page.html',
  styleUrl: './duty-page.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DutyPage {
  readonly id = input.required<string>();

  protected readonly duty = apiResource('/api/volunteering/duties/{dutyId}', () => ({ path: { dutyId: this.id() } }));
  protected readonly editing = signal<DutyDate | null>(null);
  protected readonly deciding = signal<DutyDate | null>(null);
  protected readonly ending = signal(false);
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);
  protected readonly toDecide = computed(() => (this.duty.value()?.dates ?? []).filter(needsDecision));

  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly problemText = inject(ProblemText);
  private readonly language = inject(Language);
  private readonly router = inject(Router);
  private readonly today = localDay(inject(TimeHere).now().toISOString(), inject(SessionStore).timeZone());

  protected readonly endForm = new FormGroup({
    lastDay: new FormControl(this.today, { nonNullable: true, validators: [Validators.required] }),
  });

  protected title(duty: DutyDetail): string {
    return (this.language.current() === 'en' && duty.text.titleEn) || duty.text.title;
  }

  protected sentence({ summary, when }: DutyDetail): string {
    return summary ? dutySentence(summary, when.startTime, when.minutes, this.language.current()) : when.rule;
  }

  protected needsDecision(date: DutyDate): boolean {
    return needsDecision(date);
  }

  protected missing(date: DutyDate): number {
    return Math.max(0, date.places - date.taken);
  }

  protected async pause(duty: DutyDetail): Promise<void> {
    const sure = await this.confirm.ask({
      title: 'duties.pauseTitle',
      text: 'duties.pauseText',
      yes: 'duties.pauseYes',
      params: { title: this.title(duty) },
    });
    if (sure) {
      await this.send('duties.paused', () =>
        this.api.post('/api/volunteering/duties/{dutyId}/pause', { path: { dutyId: duty.id } }),
      );
    }
  }

  protected resume(duty: DutyDetail): Promise<void> {
    return this.send('duties.resumed', () =>
      this.api.post('/api/volunteering/duties/{dutyId}/resumption', { path: { dutyId: duty.id } }),
    );
  }

  protected async end(duty: DutyDetail): Promise<void> {
    this.endForm.markAllAsTouched();
    if (this.endForm.invalid) {
      return;
    }
    await this.send('duties.ended', async () => {
      await this.api.post('/api/volunteering/duties/{dutyId}/end', {
        path: { dutyId: duty.id },
        body: this.endForm.getRawValue(),
      });
      this.ending.set(false);
    });
  }

  protected async edited(dutyId: string): Promise<void> {
    this.editing.set(null);
    if (dutyId === this.id()) {
      this.duty.reload();
    } else {
      await this.router.navigate(['/console/duties', dutyId]);
    }
  }

  protected decided(): void {
    this.deciding.set(null);
    this.duty.reload();
  }

  private async send(text: string, work: () => Promise<unknown>): Promise<void> {
    this.sending.set(true);
    this.refusal.set(null);
    try {
      await work();
      this.toasts.show({ text });
      this.duty.reload();
    } catch (error) {
      if (!showOnForm(this.endForm, error)) {
        this.refusal.set(this.problemText.of(error));
      }
    } finally {
      this.sending.set(false);
    }
  }
}

function needsDecision(date: DutyDate): boolean {
  return date.state === 'NeedsDecision' || date.review !== null;
}
