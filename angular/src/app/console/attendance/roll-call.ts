import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';

import { apiResource } from '../../core/api/api';
import { ProblemText } from '../../core/http/problem';
import { DateTimePipe, TimePipe, TimeRangePipe, TimeHere } from '../../shared/pipes/time.pipes';
import { Button } from '../../shared/ui/button';
import { Notice } from '../../shared/ui/notice';
import { StatusTag } from '../../shared/ui/status-tag';
import { Outcome, RollCallQueue } from './roll-call-queue';
import { WalkIn } from './walk-in';

const OUTCOMES: readonly Outcome[] = ['Present', 'Excused', 'NoShow'];

/** The roll-call: one tap a person, with or without a network. */
@Component({
  selector: 'app-roll-call',
  imports: [Button, DateTimePipe, Notice, RouterLink, StatusTag, TimePipe, TimeRangePipe, TranslocoPipe, WalkIn],
  templateUrl: './roll-call.html',
  styleUrl: './roll-call.less',
  providers: [RollCallQueue],
  host: { '(window:online)': 'queue.online()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RollCall {
  readonly shiftId = input.required<string>();

  protected readonly queue = inject(RollCallQueue);
  private readonly problemText = inject(ProblemText);
  private readonly here = inject(TimeHere);

  protected readonly outcomes = OUTCOMES;
  protected readonly adding = signal(false);
  protected readonly fromServer = apiResource('/api/volunteering/shifts/{shiftId}/roll-call', () => ({
    path: { shiftId: this.shiftId() },
  }));
  protected readonly loadRefusal = computed(() => {
    const error = this.fromServer.error();
    return error && !this.queue.sheet() ? this.problemText.of(error) : null;
  });
  /** What the screen shows: the server's list with the ticks that still wait laid over it. */
  protected readonly people = computed(() => {
    const waiting = new Map(this.queue.waiting().map((mark) => [mark.personId, mark]));
    return (this.queue.sheet()?.people ?? []).map((person) => ({
      ...person,
      shown: waiting.get(person.personId)?.outcome ?? shownOf(person.outcome),
      waits: waiting.has(person.personId),
    }));
  });
  protected readonly present = computed(() => this.people().filter((person) => person.shown === 'Present').length);
  protected readonly nameOf = computed(() => new Map(this.people().map((person) => [person.personId, person.name])));

  constructor() {
    effect(() => this.queue.open(this.shiftId()));
    effect(() => {
      if (this.fromServer.hasValue()) {
        this.queue.keep(this.fromServer.value()!);
        void this.queue.send();
      }
    });
  }

  protected mark(personId: string, outcome: Outcome, shown: Outcome | null): void {
    // A second tap on the same answer takes it back.
    this.queue.mark(personId, shown === outcome ? 'Unmarked' : outcome, this.here.now());
  }

  protected everybodyPresent(): void {
    for (const person of this.people().filter((one) => one.shown === null)) {
      this.queue.mark(person.personId, 'Present', this.here.now());
    }
  }

  protected walkedIn(): void {
    this.adding.set(false);
    this.fromServer.reload();
  }
}

function shownOf(outcome: string): Outcome | null {
  return outcome === 'Present' || outcome === 'CheckedIn'
    ? 'Present'
    : outcome === 'NoShow' || outcome === 'Excused'
      ? outcome
      : null;
}
