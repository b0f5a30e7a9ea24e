import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { Api, apiResource } from '../../core/api/api';
import type { components } from '../../core/api/schema';
import { ProblemText } from '../../core/http/problem';
import { Language } from '../../core/i18n/language';
import { Can } from '../../core/session/can';
import { DateTimePipe, TimeHere, TimeRangePipe } from '../../shared/pipes/time.pipes';
import { Bar } from '../../shared/ui/bar';
import { Button } from '../../shared/ui/button';
import { Drawer } from '../../shared/ui/drawer';
import { Notice } from '../../shared/ui/notice';
import { PageState } from '../../shared/ui/page-state';
import { StatusTag } from '../../shared/ui/status-tag';
import { Toasts } from '../../shared/ui/toast';
import { ReasonForm } from '../ui/reason-form';
import { AddToShift } from './add-to-shift';
import { BackEntry } from './back-entry';

type Entry = components['schemas']['GetRosterEntry'];
type Roster = components['schemas']['GetRosterResponse'];

/** Who comes to one shift, who waits, and what the leader should look at. */
@Component({
  selector: 'app-shift-roster',
  imports: [
    AddToShift,
    BackEntry,
    Bar,
    Button,
    Can,
    DateTimePipe,
    Drawer,
    NgTemplateOutlet,
    Notice,
    PageState,
    ReasonForm,
    RouterLink,
    StatusTag,
    TimeRangePipe,
    TranslocoPipe,
  ],
  templateUrl: './shift-roster.html',
  styleUrl: './shift-roster.less',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShiftRoster {
  readonly id = input.required<string>();

  protected readonly roster = apiResource('/api/volunteering/shifts/{shiftId}/roster', () => ({
    path: { shiftId: this.id() },
  }));
  protected readonly adding = signal(false);
  protected readonly backEntering = signal(false);
  protected readonly removing = signal<Entry | null>(null);
  protected readonly sending = signal(false);
  protected readonly refusal = signal<string | null>(null);

  private readonly entries = computed(() => this.roster.value()?.entries ?? []);
  protected readonly coming = computed(() => this.entries().filter((entry) => entry.state === 'Confirmed'));
  protected readonly offered = computed(() => this.entries().filter((entry) => entry.state === 'Offered'));
  protected readonly waiting = computed(() =>
    this.entries()
      .filter((entry) => entry.state === 'Waitlisted')
      .sort((a, b) => (a.waitlistNumber ?? 0) - (b.waitlistNumber ?? 0)),
  );
  protected readonly gone = computed(() =>
    this.entries().filter(
      (entry) => entry.withdrewLate && (entry.state === 'Withdrawn' || entry.state === 'Cancelled'),
    ),
  );
  /** Names that stand there twice are told apart by the short code. */
  protected readonly doubles = computed(() => {
    const names = this.entries().map((entry) => entry.name);
    return new Set(names.filter((name, index) => names.indexOf(name) !== index));
  });
  protected readonly places = computed(() => {
    const roster = this.roster.value();
    return (roster?.roles ?? []).reduce((sum, role) => sum + role.places, roster?.places ?? 0);
  });
  protected readonly taken = computed(() => {
    const roster = this.roster.value();
    return (roster?.roles ?? []).reduce((sum, role) => sum + role.taken, roster?.taken ?? 0);
  });

  private readonly api = inject(Api);
  private readonly here = inject(TimeHere);
  private readonly toasts = inject(Toasts);
  private readonly language = inject(Language);
  private readonly problemText = inject(ProblemText);

  protected title(roster: Roster): string {
    return (this.language.current() === 'en' && roster.titleEn) || roster.title;
  }

  protected roleName(roster: Roster, key: string | null): string | null {
    const role = roster.roles.find((one) => one.key === key);
    return role ? (this.language.current() === 'en' && role.nameEn) || role.name : null;
  }

  protected isOver(roster: Roster): boolean {
    return Date.parse(roster.endsAt) <= this.here.now().getTime();
  }

  protected startRemoving(entry: Entry): void {
    this.refusal.set(null);
    this.removing.set(entry);
  }

  protected async remove(entry: Entry, reason: string): Promise<void> {
    this.refusal.set(null);
    this.sending.set(true);
    try {
      await this.api.delete('/api/volunteering/shifts/{shiftId}/signups/{signupId}', {
        path: { shiftId: this.id(), signupId: entry.signupId },
        body: { reason },
      });
      this.toasts.show({ text: 'shiftRoster.removed', params: { name: entry.name } });
      this.removing.set(null);
      this.roster.reload();
    } catch (error) {
      this.refusal.set(this.problemText.of(error));
    } finally {
      this.sending.set(false);
    }
  }

  protected added(): void {
    this.adding.set(false);
    this.roster.reload();
  }
}
